"""item-issue: items of the analysis stand under an issue that they usually do not belong to.

For information only: an item may serve several issues, and the assignment is a habit, not a rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context
from reports.checks.finding import Finding, Where
from reports.checks.registry import check
from reports.checks.told_scores import place_of_item
from reports.checks.written_items import WrittenItem, written_items
from reports.document import Document

CODE = "item-issue"


@check(
    CODE,
    severity="info",
    title=gettext_noop("Item under an unusual issue"),
    finds=gettext_noop("An item is analysed under an issue other than the one it usually belongs to."),
    example="ข้อ i๑๔ (การป้องกันการทุจริต) อยู่ใต้ประเด็นที่ ๕ การใช้งบประมาณ",
    fix=gettext_noop("Move the item to its issue, unless it is meant to stand here."),
)
def item_issue(document: Document, context: Context) -> Iterator[Finding]:
    written = [each for each in written_items(context) if each.known is not None and each.known.issues]
    rows: dict[int, list[WrittenItem]] = {}
    for each in written:
        issue = document.analysis[each.row].issue
        if issue is None or each.known is None or issue in each.known.issues or each.anothers is not None:
            continue
        rows.setdefault(each.row, []).append(each)
    for number, found in rows.items():
        row = document.analysis[number]
        names = ", ".join(
            gettext("%(code)s (issue %(issue)s)")
            % {"code": each.known.code, "issue": "/".join(map(str, each.known.issues))}
            for each in found
            if each.known is not None
        )
        message = gettext("Items that usually stand elsewhere are under issue %(issue)s: %(items)s.")
        place = place_of_item(row, number, found[0].position, "code")
        where = Where(issue=row.issue, item=place.item, field="items", line=place.line)
        fix = gettext("Move the item to its issue, unless it is meant to stand here.")
        yield Finding(CODE, "info", message % {"issue": row.issue, "items": names}, fix, where)
