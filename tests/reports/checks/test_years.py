"""Years: the title's is the document's, evidence is of the year, orders are not signed on a Sunday."""

from dataclasses import replace

import pytest

from reports.checks.finding import Finding
from reports.document import Evidence, Heading
from tests.reports.checks.drafts import (
    analysis_report,
    analysis_row,
    findings,
    measure,
    results_report,
    section,
    with_intro,
    with_outcome,
)


@pytest.mark.parametrize(
    "title",
    [
        "รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "รายงานผล ปี 68",
        "รายงานผลการดำเนินการ",
        "รายงานผลตามผลการประเมิน ITA ปี ๒๕๖๗ ประจำปีงบประมาณ ๒๕๖๘",
        "รายงานผล ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๗ ถึงวันที่ ๓๐ กันยายน ๒๕๖๘",
        "รายงานผลเพื่อการประเมิน ITA ๒๕๖๙",
    ],
)
def test_a_title_of_the_year_is_right(title: str) -> None:
    assert findings(results_report(title=title, evaluation_year=2569), "year-title") == []


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "๒๕๖๘"),
        ("รายงานผล ปี 2570", "2568"),
        ("รายงานผล ปีงบประมาณ ๖๖", "๖๘"),
    ],
)
def test_a_title_of_another_year_is_mended(title: str, right: str) -> None:
    (each,) = findings(results_report(title=title, evaluation_year=2569), "year-title", "year-mixed")
    assert (each.severity, each.replacement) == ("error", right)


def test_an_analysis_may_be_titled_by_its_result_its_plan_or_its_evaluation() -> None:
    for year in (2567, 2568):
        assert findings(analysis_report(title=f"การวิเคราะห์ผล ITA ปี {year}"), "year-title") == []
    (each,) = findings(analysis_report(title="การวิเคราะห์ผล ITA ปี 2565"), "year-title")
    assert each.where.quote == "2565"


def test_a_report_whose_every_date_lies_in_another_year_is_doubtful() -> None:
    dates = ("๑๒ ธันวาคม ๒๕๖๘", "๕ มีนาคม ๒๕๖๙", "๑ มิถุนายน ๒๕๖๙")
    sections = [section(no) for no in range(1, 8)]
    for number, day in enumerate(dates):
        sections[number] = section(number + 1, measure(output=f"จัดอบรมเมื่อวันที่ {day}"))
    (each,) = findings(results_report(*sections), "year-title")
    assert (each.severity, each.where.quote) == ("warning", "2568")
    assert "2569" in each.message
    sections[5] = section(6, measure(output="ประชุมเมื่อวันที่ ๗ มกราคม ๒๕๖๘"))
    assert findings(results_report(*sections), "year-title") == []


# --- evidence ----------------------------------------------------------------------------------------------


def evidence(text: str) -> list[Finding]:
    return findings(with_outcome(text), "year-evidence")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ประกาศนโยบายเมื่อวันที่ ๙ ธันวาคม ๒๕๖๘", "๙ ธันวาคม ๒๕๖๘"),
        ("จัดอบรมเมื่อวันที่ 4 มีนาคม 2567", "4 มีนาคม 2567"),
        ("ตามคำสั่งที่ ๑๕/๒๕๖๕ ลงวันที่ ๓ กุมภาพันธ์ ๒๕๖๕", "๓ กุมภาพันธ์ ๒๕๖๕"),
        ("เปิดใช้ระบบในเดือนเมษายน ๒๕๖๙", "เมษายน ๒๕๖๙"),
        ("ณ วันที่ ๓๑ มี.ค. ๖๙ มีผู้ใช้ ๕๐ ราย", "๓๑ มี.ค. ๖๙"),
    ],
)
def test_a_date_outside_the_year_is_doubtful(text: str, quote: str) -> None:
    (each,) = evidence(text)
    assert (each.severity, each.where.quote) == ("warning", quote)
    assert "2568" in each.message


@pytest.mark.parametrize(
    "text",
    [
        "ประกาศนโยบายเมื่อวันที่ ๙ ธันวาคม ๒๕๖๗",
        "ตามพระราชบัญญัติการจัดซื้อจัดจ้าง ลงวันที่ ๒๔ กุมภาพันธ์ ๒๕๖๐",
        "ตามระเบียบกระทรวงมหาดไทย ลงวันที่ ๒๑ มกราคม ๒๕๖๑",
        "ตามหนังสือ ลงวันที่ ๑๔ มีนาคม ๒๕๖๕",
        "ตามหนังสือด่วนที่สุดของกรมส่งเสริมการปกครองท้องถิ่น ที่ มท ๐๘๐๘.๒/ว ๑๒๓๑ ลงวันที่ ๑๒ มีนาคม ๒๕๖๔",
        "รายงานผลรอบ ๑๒ เดือน เมื่อวันที่ ๒๐ ตุลาคม ๒๕๖๘",
        "เผยแพร่สรุปผลแล้วในเดือนพฤศจิกายน ๒๕๖๘",
        "จะเปิดใช้ระบบในเดือนมกราคม ๒๕๖๙",
        "ลดลงเมื่อเทียบกับเดือนมีนาคม ๒๕๖๗",
        "ปี ๒๕๖๖ ได้ ๙๐.๐๐ คะแนน ปี ๒๕๖๗ ได้ ๙๑.๐๐ คะแนน",
        "ใช้มาตั้งแต่เดือนมกราคม ๒๕๖๖",
        "แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ – ๒๕๗๐)",
    ],
)
def test_dates_of_laws_reports_and_comparisons_are_no_mistake(text: str) -> None:
    assert evidence(text) == []


def test_titles_of_evidence_are_read_and_steps_are_not() -> None:
    proof = Evidence(title="ภาพกิจกรรม ๑๔ กุมภาพันธ์ ๒๕๖๖")
    sections = (section(1, measure(evidence=(proof,), procedure="ประชุม ๑ มีนาคม ๒๕๖๖")), section(2))
    (each,) = findings(results_report(*sections), "year-evidence")
    assert (each.where.field, each.where.quote) == ("evidence", "๑๔ กุมภาพันธ์ ๒๕๖๖")


def test_without_a_year_no_date_lies_outside() -> None:
    document = replace(with_outcome("ประกาศเมื่อวันที่ ๙ ธันวาคม ๒๕๕๘"), action_year=None, assessed_year=None)
    assert findings(document, "year-evidence", "year-title") == []


# --- weekends ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["คำสั่งที่ ๑๒/๒๕๖๘ ลงวันที่ ๒ มีนาคม ๒๕๖๘", "ประกาศ เรื่อง นโยบาย ณ วันที่ 1 มี.ค. 2568"])
def test_an_order_of_a_weekend_is_a_hint(text: str) -> None:
    (each,) = findings(with_intro(text), "year-weekend")
    assert each.severity == "info"
    assert "Sunday" in each.message or "Saturday" in each.message


@pytest.mark.parametrize(
    "text",
    ["คำสั่งที่ ๑๒/๒๕๖๘ ลงวันที่ ๓ มีนาคม ๒๕๖๘", "ออกหน่วยบริการวันที่ ๒ มีนาคม ๒๕๖๘", "คำสั่งลงวันที่ มีนาคม ๒๕๖๘"],
)
def test_workdays_and_events_of_a_sunday_are_no_hint(text: str) -> None:
    assert findings(with_intro(text), "year-weekend") == []


# --- years of other documents ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ แล้ว", "จัดทำแผนประจำปี 2565", "ประจำปีงบประมาณ ๒๕๗๕"],
)
def test_a_year_of_another_document_is_doubtful(text: str) -> None:
    for document in (with_outcome(text), with_intro(text)):
        (each,) = findings(document, "year-mixed")
        assert each.severity == "warning"
        assert (each.where.quote or "") in text


@pytest.mark.parametrize(
    "text",
    [
        "รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ และแผนประจำปี ๒๕๖๙",
        "รายงานประจำปี ๒๕๖๖ ใช้เป็นฐาน",
        "คะแนนย้อนหลังประจำปี ๒๕๖๓",
        "เมื่อเทียบกับประจำปีงบประมาณ ๒๕๖๔",
        "แผนพัฒนาประจำปี ๒๕๖๖ – ๒๕๗๐",
        "แผนประจำปี ๒๕๖๔ ถึง ๒๕๖๘",
        "ตามพระราชบัญญัติงบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. ๒๕๖๔",
        "ปี ๒๕๖๔ มีผู้ใช้ ๕๐ ราย",
    ],
)
def test_years_of_the_document_laws_plans_and_trends_are_no_mistake(text: str) -> None:
    assert findings(with_outcome(text), "year-mixed") == []


@pytest.mark.parametrize(
    ("heading", "wrong"),
    [("คะแนนปี ๒๕๖๗", False), ("คะแนน", False), ("คะแนน ปี 66", True), ("คะแนนปี ๒๕๖๘", True)],
)
def test_a_column_of_scores_is_of_the_year_of_the_result(heading: str, wrong: bool) -> None:
    headings = (Heading("items", "ข้อคำถาม"), Heading("score", heading))
    rows = tuple(replace(analysis_row(no), headings=headings) for no in range(1, 8))
    found = findings(analysis_report(analysis=rows), "year-mixed")
    assert [each.where.quote for each in found] == ([heading] if wrong else [])


def test_a_column_beside_that_of_the_year_before_is_right() -> None:
    headings = (Heading("extra:0", "คะแนนปี ๒๕๖๗"), Heading("score", "คะแนนปี ๒๕๖๖"))
    rows = (replace(analysis_row(1), headings=headings),)
    assert findings(analysis_report(analysis=rows), "year-mixed") == []
