"""Remarks on items of OIT: lost marks without a reason, and remarks that say the opposite of the score."""

from decimal import Decimal

import pytest

from reports.document import AnalysisItem, AnalysisRow, Document
from tests.reports.checks.drafts import analysis_report, findings, measure, section

PRAISE = "แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) ได้คะแนนเต็ม ๑๐๐ จึงควรรักษามาตรฐานระดับคะแนนไว้"
LACKING = "ไม่ครบองค์ประกอบด้านข้อมูล ไม่ปรากฏระยะเวลาของแต่ละโครงการ"


def row(remark: str, *items: tuple[str, str], issue: int = 5) -> AnalysisRow:
    scored = tuple(AnalysisItem(code, Decimal(score), code, "", score) for code, score in items)
    return AnalysisRow(issue=issue, instrument="OIT", items=scored, remark=remark)


def analysis(*rows: AnalysisRow, **changes: object) -> Document:
    return analysis_report(2567, analysis=rows, **({"sections": ()} | changes))


def test_lost_marks_without_a_word_are_found() -> None:
    (found,) = findings(analysis(row("", ("O16", "0.00"))), "score-reason")
    assert (found.severity, found.where.item, found.where.quote) == ("warning", "O16", "0.00")


def test_praise_of_the_rows_above_is_no_reason() -> None:
    document = analysis(row(PRAISE, ("O14", "100")), row("", ("O15", "100")), row("-", ("O16", "50.00")))
    (found,) = findings(document, "score-reason")
    assert found.where.item == "O16"


@pytest.mark.parametrize(
    "rows",
    [
        (row("", ("O16", "100.00")),),
        (row(LACKING, ("O16", "0.00")),),
        (row(LACKING, ("O15", "50.00")), row("", ("O16", "0.00"))),  # one merged cell
        (row("", ("O16", "0.00")), row("ข้อ O๑๖ ไม่แสดงความก้าวหน้า", ("O17", "100"))),
        (row("", ("i12", "33.90")),),  # surveys ask for opinions: their reason is a guess
    ],
)
def test_reasons_wherever_they_stand_and_full_marks_are_right(rows: tuple[AnalysisRow, ...]) -> None:
    assert findings(analysis(*rows), "score-reason") == []


def test_a_measure_for_the_item_is_an_answer_too() -> None:
    document = analysis(row("", ("O16", "0.00")), sections=(section(5, measure(items=("O16",))),))
    assert findings(document, "score-reason") == []


def test_praise_of_full_marks_over_less_is_a_doubt() -> None:
    (found,) = findings(analysis(row(PRAISE, ("O8", "100"), ("O9", "0.00"))), "score-remark")
    assert found.severity == "warning"
    assert found.where.quote == "ได้คะแนนเต็ม ๑๐๐"
    assert "O9 = 0.00" in found.message


def test_a_lack_beside_full_marks_is_a_doubt() -> None:
    (found,) = findings(analysis(row(LACKING, ("O9", "100"))), "score-remark")
    assert found.where.quote == "ไม่ครบองค์ประกอบ"


@pytest.mark.parametrize(
    "only",
    [
        row(PRAISE, ("O8", "100"), ("O9", "100.00")),
        row(LACKING, ("O9", "50.00")),
        row("ได้คะแนนเต็มทุกข้อ ยกเว้นข้อ O9 ซึ่งขาดระยะเวลา", ("O8", "100"), ("O9", "0.00")),
        row("ข้อ O8 ได้คะแนนเต็ม", ("O8", "100"), ("O9", "0.00")),
        row("ได้คะแนนเต็ม ไม่พบข้อบกพร่อง", ("O8", "100")),
        row("ควรตรวจสอบทุกไตรมาสเพื่อไม่ให้ข้อมูลไม่ครบองค์ประกอบ", ("O8", "100")),
        row("ปีที่ผ่านมาไม่ครบองค์ประกอบ ปีนี้แก้ไขแล้ว", ("O8", "100")),
        row("ควรรักษามาตรฐานไว้", ("O8", "100")),
        row("", ("O8", "100")),
        row("ได้คะแนนเต็ม ๑๐๐", ("i12", "33.90")),
    ],
)
def test_remarks_that_fit_speak_of_single_items_or_of_another_time_are_left_alone(only: AnalysisRow) -> None:
    assert findings(analysis(only), "score-remark") == []
