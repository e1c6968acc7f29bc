"""score-missing: an item of the analysis or an indicator of the table has no score although the others have.

An item whose score stands in a sentence has one. A row whose scores could not be paired with its items is told by
the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context, blank
from reports.checks.finding import Finding, Where
from reports.checks.registry import check
from reports.checks.told_scores import place_of_item, told_scores
from reports.document import AnalysisRow, Document

CODE = "score-missing"
ENOUGH = 3
"""So many scores make a column of scores: a blank in it is a gap."""


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Score is missing"),
    finds=gettext_noop("An item that the analysis speaks of, or an indicator of the table, has no score."),
    example="ข้อ O๑๓ ช่องคะแนนว่าง แต่เขียนว่า “ไม่ครบองค์ประกอบด้านข้อมูล”",
    fix=gettext_noop("Write the announced score; a score of nothing is 0.00, not an empty cell."),
)
def score_missing(document: Document, context: Context) -> Iterator[Finding]:
    yield from _of_analysis(document, context)
    yield from _of_indicators(document, context)


def _of_analysis(document: Document, context: Context) -> Iterator[Finding]:
    scored = sum(item.score is not None for row in document.analysis for item in row.items)
    if scored < ENOUGH:
        return
    told = {each.key[1] for each in told_scores(context) if each.key[0] == "item"}
    reported = set()
    for number, row in enumerate(document.analysis):
        if _unpaired(row):
            continue
        for position, item in enumerate(row.items):
            code = item.item or item.code_as_written.strip()
            if item.score is not None or not code or code in reported or item.item.lower() in told:
                continue
            if not blank(item.score_as_written):
                continue  # what stands there is `score-range`, or a word that says why there is none
            reported.add(code)
            message = gettext("Item %(code)s has no score.") % {"code": item.item or code}
            fix = gettext("Write the announced score; a score of nothing is 0.00, not an empty cell.")
            where = place_of_item(row, number, position)
            yield Finding(CODE, "warning", message, fix, where)


def _unpaired(row: AnalysisRow) -> bool:
    """Whether the scores of a row stand together with its first item, because their number did not fit."""
    return any(item.score is None and " " in item.score_as_written.strip() for item in row.items) or any(
        item.score is None and "\n" in item.score_as_written for item in row.items
    )


def _of_indicators(document: Document, context: Context) -> Iterator[Finding]:
    rows = [row for row in document.result.indicators if row.no is not None]
    scored = sum(row.score is not None for row in rows)
    if scored < ENOUGH:
        return
    fix = gettext("Write the announced score; a score of nothing is 0.00, not an empty cell.")
    for row in rows:
        if row.score is None and blank(row.score_as_written):
            message = gettext("Indicator %(number)s has no score.") % {"number": row.no}
            yield Finding(
                CODE, "warning", message, fix, Where(indicator=row.no, field="score", line=row.line)
            )
    year = context.result_year
    frame = context.frames.get(year) if year is not None else None
    if frame is None or scored * 2 < len(frame.indicators):
        return
    shown = {row.no for row in rows}
    for indicator in frame.indicators:
        if indicator.no not in shown:
            message = gettext("The table of indicators lacks indicator %(number)s, %(name)s.")
            values = {"number": indicator.no, "name": indicator.name}
            where = Where(indicator=indicator.no, field="score")
            yield Finding(CODE, "warning", message % values, fix, where)
