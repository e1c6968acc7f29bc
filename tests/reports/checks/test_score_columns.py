"""Columns of differences in tables: wrong numbers and wrong signs are found with the right ones."""

from decimal import Decimal

import pytest

from reports.checks.finding import Finding
from reports.document import AnalysisItem, AnalysisRow, IndicatorScore, Result
from tests.reports.checks.drafts import analysis_report, findings

CODES = ("score-difference", "score-direction")


def found(before: str, score: str, cell: str, heading: str = "ผลต่าง") -> list[Finding]:
    row = IndicatorScore(4, score=Decimal(score), before=Decimal(before), extra=((heading, cell),), line=30)
    return findings(analysis_report(2567, result=Result(year=2567, indicators=(row,))), *CODES)


@pytest.mark.parametrize(
    ("cell", "code", "quote", "right"),
    [
        ("๑.๖๐", "score-difference", "๑.๖๐", "๑.๖๑"),
        ("+1.60", "score-difference", "1.60", "1.61"),
        ("เพิ่มขึ้น 1.06 คะแนน", "score-difference", "1.06", "1.61"),
        ("-1.61", "score-direction", "-", "+"),
        ("ลดลง ๑.๖๑", "score-direction", "ลดลง", "เพิ่มขึ้น"),
        ("▼ 1.61", "score-direction", "▼", "▲"),
    ],
)
def test_a_wrong_cell_is_found_with_the_right_text(cell: str, code: str, quote: str, right: str) -> None:
    (only,) = found("92.40", "94.01", cell)
    assert (only.code, only.severity, only.where.quote, only.replacement) == (code, "error", quote, right)
    assert only.where.indicator == 4
    start, end = only.where.start, only.where.end
    assert start is not None
    assert end is not None
    assert found("92.40", "94.01", cell[:start] + right + cell[end:]) == []


@pytest.mark.parametrize(
    "cell", ["1.61", "+1.61", "๑.๖๑", "1.6", "เพิ่มขึ้น 1.61", "-", "", "ไม่มี", "▲ ๑.๖๑ คะแนน", "2"]
)
def test_right_cells_and_words_are_left_alone(cell: str) -> None:
    assert found("92.40", "94.01", cell) == []


@pytest.mark.parametrize("heading", ["ร้อยละที่เปลี่ยนแปลง", "หมายเหตุ", "ลำดับที่", "คะแนนเต็ม"])
def test_other_columns_are_no_differences(heading: str) -> None:
    assert found("92.40", "94.01", "9.99", heading) == []


@pytest.mark.parametrize("heading", ["ผลต่าง", "เพิ่มขึ้น/ลดลง", "+/-", "เพิ่ม/ลด", "การเปลี่ยนแปลง"])
def test_the_ways_to_head_such_a_column(heading: str) -> None:
    assert [each.where.quote for each in found("92.40", "94.01", "1.16", heading)] == ["1.16"]


def test_rows_of_an_analysis_with_two_years_are_looked_at_too() -> None:
    item = AnalysisItem("i1", Decimal("94.01"), "i1", "", "94.01")
    extra = (("คะแนนปี ๒๕๖๖", "92.40"), ("ผลต่าง", "1.16"))
    row = AnalysisRow(issue=1, items=(item,), remark="ควรรักษาไว้", extra=extra)
    (only,) = findings(analysis_report(2567, analysis=(row,)), *CODES)
    assert (only.where.quote, only.replacement) == ("1.16", "1.61")


def test_a_cell_may_have_a_line_for_each_item() -> None:
    items = tuple(
        AnalysisItem(code, Decimal(score), code, "", score)
        for code, score in (("e4", "91.00"), ("e5", "92.00"))
    )
    extra = (("คะแนนปี ๒๕๖๖", "๘๘.๐๐\n๘๗.๐๐"), ("ผลต่าง", "๓.๐๐\n๔.๐๐"))
    row = AnalysisRow(issue=3, items=items, remark="ขยายช่องทางต่อไป", extra=extra)
    (only,) = findings(analysis_report(2567, analysis=(row,)), *CODES)
    assert (only.where.quote, only.replacement) == ("๔.๐๐", "๕.๐๐")
    assert only.where.start == 5
