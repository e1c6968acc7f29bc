"""item-title: an item of the analysis carries the title of another item, or one that the year's catalogue lacks.

Titles are compared loosely (`item_titles`): abbreviations, dashes, brackets and the office's name do not count. The
wording of survey questions (IIT, EIT) is not published alike everywhere, so of those only another item's question
is told. A code that stands for two titles is `item-code`.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context, shortened
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.checks.written_items import UNLIKE, WrittenItem, analysis_frame, two_titles, written_items
from reports.document import Document

CODE = "item-title"


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Title of another item"),
    finds=gettext_noop(
        "An item of the analysis has the title of another item of that year, or one that its catalogue does not have."
    ),
    example="ITA ๒๕๖๗: “O๓ ข้อมูลการติดต่อ” (O๓ คือ อำนาจหน้าที่ ข้อมูลการติดต่อคือ O๔)",
    fix=gettext_noop("Write the code and the title as the catalogue of that year has them."),
)
def item_title(document: Document, context: Context) -> Iterator[Finding]:
    frame = analysis_frame(context)
    written = [
        each for each in written_items(context) if each.known is not None and each.likeness is not None
    ]
    for each in written:
        if frame is None or _told_by_code(each, written):
            continue
        another = each.anothers
        values = {
            "code": each.known.code if each.known else "",
            "title": shortened(each.item.title_as_written),
            "right": shortened(each.known.title) if each.known else "",
            "year": frame.year,
        }
        if another is not None:
            message = gettext("In ITA %(year)s “%(title)s” is %(other)s; %(code)s is “%(right)s”.")
            fix = gettext("Write %(other)s, or the title of %(code)s.") % {**values, "other": another.code}
            yield _found(each, message % {**values, "other": another.code}, fix)
        elif each.code.startswith("o") and _unlike(each):
            message = gettext("In ITA %(year)s %(code)s is “%(right)s”, not “%(title)s”.")
            fix = gettext("Write the code and the title as the catalogue of that year has them.")
            yield _found(each, message % values, fix)


def _told_by_code(each: WrittenItem, written: list[WrittenItem]) -> bool:
    """Whether its code stands for another title as well, which fits it better."""
    return any(
        other.code == each.code
        and two_titles(each, other)
        and other.likeness is not None
        and each.likeness is not None
        and other.likeness.own > each.likeness.own
        for other in written
    )


def _unlike(each: WrittenItem) -> bool:
    alike = each.likeness
    return alike is not None and alike.own < UNLIKE - 0.1 and alike.covered < UNLIKE


def _found(each: WrittenItem, message: str, fix: str) -> Finding:
    return Finding(CODE, "warning", message, fix, each.title_where)
