"""Impossible and missing scores: in columns always, in sentences only where a score of ITA is certainly meant."""

from decimal import Decimal

import pytest

from reports.document import AnalysisItem, AnalysisRow, Document, IndicatorScore, Result
from tests.reports.checks.drafts import analysis_report, findings, with_outcome


def row(*items: AnalysisItem, remark: str = "ควรพัฒนาต่อไป") -> AnalysisRow:
    return AnalysisRow(issue=1, instrument="OIT", items=items, remark=remark, source_lines=(60,))


def item(code: str, score: str | None, written: str | None = None) -> AnalysisItem:
    value = Decimal(score) if score else None
    return AnalysisItem(code, value, code, "ข้อคำถาม", (score or "") if written is None else written)


def analysis(*rows: AnalysisRow, **result: object) -> Document:
    return analysis_report(2567, analysis=rows, result=Result(year=2567, **result))  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["๑๐๐.๕๐", "951.5", "-3.00", "๙๓.๕๐๑", "9350", "101 คะแนน", "93,505"])
def test_an_impossible_score_in_a_column_is_an_error(written: str) -> None:
    (found,) = findings(analysis(row(item("i1", None, written))), "score-range")
    assert (found.severity, found.where.quote, found.where.item) == ("error", written, "i1")


@pytest.mark.parametrize(
    "written", ["๑๐๐", "100.00", "๙๓.๕", "0", "", "-", "๙๓.๕๐ คะแนน", "ไม่มีผู้ตอบ", "๘๙.๒๗ (ผ่านดี)"]
)
def test_possible_scores_and_words_in_a_column_are_left_alone(written: str) -> None:
    assert findings(analysis(row(item("i1", None, written))), "score-range") == []


def test_the_table_of_indicators_is_looked_at_too() -> None:
    rows = (
        IndicatorScore(4, score=None, score_as_written="๖๔๘.๐"),
        IndicatorScore(5, score=Decimal("89.51")),
    )
    (found,) = findings(analysis(indicators=rows), "score-range")
    assert (found.where.indicator, found.where.quote) == (4, "๖๔๘.๐")


@pytest.mark.parametrize(
    ("text", "severity", "quote"),
    [
        ("ข้อ e๗ ปี ๒๕๖๘ ได้ ๙๕๑.๕ คะแนน", "error", "๙๕๑.๕"),
        ("ผลการประเมิน ITA ปี 2568 ได้คะแนน 190.68", "error", "190.68"),
        ("ตัวชี้วัดที่ 4 ได้คะแนน 6480 คะแนน", "error", "6480"),
        ("แบบวัด IIT ได้คะแนนเฉลี่ย 87.528 คะแนน", "warning", "87.528"),
    ],
)
def test_an_impossible_score_in_a_sentence_is_found(text: str, severity: str, quote: str) -> None:
    (found,) = findings(with_outcome(text, year=2568), "score-range")
    assert (found.severity, found.where.quote) == (severity, quote)


@pytest.mark.parametrize(
    "text",
    [
        "ข้อ e7 ปี 2568 ได้ 100 คะแนน",
        "ข้อ e7 ปี 2568 ได้ 95.15 คะแนน",
        "การประเมิน LPA ของ ITA ได้คะแนน 450.5 คะแนน",
        "แบบวัด OIT ได้คะแนนรวม 2725 คะแนน",
        "แบบวัด OIT ได้คะแนน 2725 จาก 3500 คะแนน",
        "ITA ปี 2568 มีผู้ตอบ 150 คน ได้คะแนนเต็ม 100",
        "โครงการอบรม ITA ได้รับงบประมาณ 15000.00 บาท",
        "ทดสอบความรู้ ITA ได้คะแนน 120 คะแนน",
        "ITA ปี 2568 ได้คะแนน 95.15",
    ],
)
def test_other_numbers_of_a_sentence_are_left_alone(text: str) -> None:
    assert findings(with_outcome(text, year=2568), "score-range") == []


SCORED = (item("O8", "100.00"), item("O9", "0.00"), item("O12", "100.00"))


def test_an_item_without_a_score_among_scored_ones_is_found() -> None:
    document = analysis(row(*SCORED), row(item("O13", None), remark="ไม่ครบองค์ประกอบด้านข้อมูล"))
    (found,) = findings(document, "score-missing")
    assert (found.severity, found.where.item, found.where.line) == ("warning", "O13", 60)


@pytest.mark.parametrize(
    "gap",
    [
        row(item("O13", None), remark="ข้อ O๑๓ ได้ ๕๐.๐๐ คะแนน เพราะไม่ครบองค์ประกอบ"),  # the remark has it
        row(item("O13", None, "ไม่มีการประเมิน")),
        row(item("O13", None, "100 100 50"), item("O14", None)),  # the reader tells that they were not paired
        row(AnalysisItem("", None, "", "สรุปภาพรวมของแบบวัด")),
    ],
)
def test_scores_told_elsewhere_and_rows_without_an_item_are_no_gap(gap: AnalysisRow) -> None:
    assert findings(analysis(row(*SCORED), gap), "score-missing") == []


def test_an_analysis_without_a_column_of_scores_has_no_gaps() -> None:
    assert findings(analysis(row(item("O8", None), item("O9", None))), "score-missing") == []


def test_empty_and_absent_indicators_are_found() -> None:
    rows = tuple(IndicatorScore(no, score=Decimal("90.00") if no != 4 else None) for no in range(1, 10))
    found = findings(analysis(indicators=rows), "score-missing")
    assert [each.where.indicator for each in found] == [4, 10]


def test_a_few_indicators_are_no_table() -> None:
    rows = tuple(IndicatorScore(no, score=Decimal("90.00")) for no in (1, 4, 8))
    assert findings(analysis(indicators=rows), "score-missing") == []
