"""score-reason: an item of OIT below 100, and nobody says why or what will be done.

Items of OIT have full marks unless something is missing, so the reason is known: the assessor wrote it. A remark in
a merged cell above counts for the rows below it, unless it only praises. A measure that names the item counts too.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import HUNDRED
from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context, blank
from reports.checks.finding import Finding
from reports.checks.oit_remarks import names_item, only_praises
from reports.checks.registry import check
from reports.checks.told_scores import place_of_item
from reports.document import Document

CODE = "score-reason"


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Lost marks without a reason"),
    finds=gettext_noop("An item of OIT has less than 100, and neither a reason nor a measure is given."),
    example="ข้อ O๑๖ ๐.๐๐ คะแนน ช่องการวิเคราะห์ว่าง",
    fix=gettext_noop("Write why the marks were lost and what is done so that they are not lost again."),
    kinds=("analysis",),
)
def score_reason(document: Document, context: Context) -> Iterator[Finding]:
    remarks = [row.remark for row in document.analysis]
    measures = [
        code.lower() for section in document.sections for each in section.measures for code in each.items
    ]
    for number, row in enumerate(document.analysis):
        lost = [
            (position, item)
            for position, item in enumerate(row.items)
            if item.item[:1] in ("O", "o") and item.score is not None and item.score < HUNDRED
        ]
        if not lost or _explained(document, number):
            continue
        for position, item in lost:
            if item.item.lower() in measures or any(names_item(each, item.item) for each in remarks):
                continue
            message = gettext("%(code)s has %(score)s, and no reason or measure is given.") % {
                "code": item.item,
                "score": item.score_as_written or format_decimal(item.score),
            }
            fix = gettext("Write why the marks were lost and what is done so that they are not lost again.")
            yield Finding(CODE, "warning", message, fix, place_of_item(row, number, position))


def _explained(document: Document, number: int) -> bool:
    """Whether the row's remark, or the one of a merged cell above it, says more than praise."""
    row = document.analysis[number]
    if not blank(row.remark):
        return True  # praise of lost marks is `score-remark`
    if any(not blank(text) for _heading, text in row.extra):
        return True
    for above in reversed(document.analysis[:number]):
        if above.issue != row.issue or above.heading_as_written:
            return not blank(above.remark) and above.issue == row.issue and not only_praises(above.remark)
        if not blank(above.remark):
            return not only_praises(above.remark)
    return False
