"""score-remark: a remark says the opposite of the scores it stands beside.

Items of OIT: "ได้คะแนนเต็ม" over an item that has less, or "ไม่ครบองค์ประกอบ" beside 100. Items of the surveys (a hint, for
opinions differ): "เข้าถึงได้ยาก" where every score is 95 or more. Remarks that also speak of something missing, of single
items, of an earlier year or of what will be better are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import HUNDRED
from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.oit_remarks import FULL_MARKS, lack, names_item, only_praises, praise
from reports.checks.registry import check
from reports.checks.squeezed import squeeze
from reports.checks.survey_remarks import weakness
from reports.checks.texts import Text
from reports.document import AnalysisItem, AnalysisRow, Document

CODE = "score-remark"
HIGH = Decimal(95)
"""A score of a survey that nobody calls weak: the cut-off of the best level since 2566."""


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Remark contradicts the score"),
    finds=gettext_noop(
        "A remark praises full marks over an item of OIT that has less, says that something lacks beside 100, or calls "
        "weak what everybody in the survey found good."
    ),
    example="ข้อ O๙ ๐.๐๐ คะแนน “ได้คะแนนเต็ม ๑๐๐ จึงควรรักษามาตรฐาน”",
    fix=gettext_noop("Correct the remark or the score."),
    kinds=("analysis",),
)
def score_remark(document: Document, context: Context) -> Iterator[Finding]:
    rows = {text.where.path: text for text in context.texts if text.where.field == "remark"}
    for number, row in enumerate(document.analysis):
        text = rows.get(("analysis", number, "remark"))
        scored = [item for item in row.items if item.score is not None]
        if text is None or not scored or len(scored) != len([item for item in row.items if item.item]):
            continue
        if all(item.item[:1] in ("i", "I", "e", "E") for item in scored):
            yield from _weak_although_high(text, scored)
            continue
        if any(item.item[:1] not in ("O", "o") for item in scored):
            continue
        found = _contradiction(row, scored)
        if found is not None:
            message, (start, end) = found
            yield Finding(
                CODE, "warning", message, gettext("Correct the remark or the score."), text.at(start, end)
            )


def _weak_although_high(text: Text, scored: list[AnalysisItem]) -> Iterator[Finding]:
    lowest = min(item.score for item in scored if item.score is not None)
    place = weakness(text.text) if lowest >= HIGH else None
    if place is not None:
        message = gettext("The remark calls something weak, but no score beside it is below %(lowest)s.")
        fix = gettext("Say what the score shows, or what is weak although it is high.")
        yield Finding(CODE, "info", message % {"lowest": format_decimal(lowest)}, fix, text.at(*place))


def _contradiction(row: AnalysisRow, scored: list[AnalysisItem]) -> tuple[str, tuple[int, int]] | None:
    lost = [item for item in scored if item.score is not None and item.score < HUNDRED]
    if lost and only_praises(row.remark) and not any(names_item(row.remark, item.item) for item in scored):
        place = praise(row.remark)
        if place is not None:
            message = gettext("The remark speaks of full marks, but %(items)s.")
            told = ", ".join(
                f"{item.item} = {item.score_as_written or format_decimal(item.score)}" for item in lost
            )
            return message % {"items": told}, place
    if lost or FULL_MARKS.search(squeeze(row.remark).squeezed):
        return None
    place = lack(row.remark)
    if place is None:
        return None
    codes = ", ".join(item.item for item in scored)
    return gettext("The remark says that something lacks, but %(items)s has full marks.") % {
        "items": codes
    }, place
