"""Passages, rows and words that stand twice are found once; what has to be the same everywhere is not."""

from dataclasses import replace

import pytest

from reports.checks.finding import Finding
from tests.reports.checks.drafts import (
    ISSUES,
    analysis_report,
    analysis_row,
    findings,
    measure,
    results_report,
    section,
    with_outcome,
)

CODE = "text-repeated"
PASSAGE = "ประชาชนที่มาขอรับบริการในวันหยุดได้รับการดูแลจากเจ้าหน้าที่ประจำจุดบริการ จึงไม่ต้องเดินทางมาหลายครั้ง"


def found(text: str) -> list[tuple[str | None, str | None]]:
    return [(each.where.quote, each.replacement) for each in findings(with_outcome(text), CODE)]


@pytest.mark.parametrize(
    ("text", "quote", "once"),
    [
        ("ป้องกันการทุจริตการทุจริตและประพฤติมิชอบ", "การทุจริตการทุจริต", "การทุจริต"),
        ("ด้านการการจัดซื้อจัดจ้าง", "การการ", "การ"),
        ("แผนปฏิบัติการป้องกันกันการทุจริต", "กันกัน", "กัน"),
        ("ปรับปรุงและและพัฒนา", "และและ", "และ"),
        ("เปิดเผยข้อมูลหน่วยงานหน่วยงาน", "หน่วยงานหน่วยงาน", "หน่วยงาน"),
        ("ส่งเสริมความโปร่งใส ความโปร่งใส ๑ ครั้ง", "ความโปร่งใส ความโปร่งใส", "ความโปร่งใส"),
        ("ประชาชนตรวจสอบได้ตรวจสอบได้ทุกวัน", "ตรวจสอบได้ตรวจสอบได้", "ตรวจสอบได้"),
    ],
)
def test_words_said_twice_can_be_said_once(text: str, quote: str, once: str) -> None:
    assert found(text) == [(quote, once)]


@pytest.mark.parametrize(
    "text",
    [
        "โครงการการป้องกันการทุจริต",
        "ดำเนินการการจัดซื้อจัดจ้าง",
        "จัดการการเงินและการคลัง",
        "ในที่ที่เหมาะสม",
        "สิ่งของของหน่วยงาน",
        "ร่วมมือกันกันเงินไว้เบิกเหลื่อมปี"[:11],
        "สำนักปลัด สำนักปลัดเทศบาล และกองคลัง",
        "ประชาชน ประชาชนทั่วไป และผู้ประกอบการ",
        "ต่าง ๆ ค่อย ๆ บ่อย ๆ",
        "๑๐๐ ๑๐๐ ๑๐๐ คะแนน",
        "การบริหารงานงานบุคคล",
        "ประกาศข้อควรทำและไม่ควรทำ และไม่มีเรื่องร้องเรียน",
        "ไตรมาส ๑ ไตรมาส ๒ ไตรมาส ๓",
    ],
)
def test_words_that_only_look_doubled_are_no_finding(text: str) -> None:
    assert found(text) == []


def two_outcomes(first: str, second: str) -> list[Finding]:
    rows = (measure(1, outcome=first), measure(2, outcome=second))
    return findings(results_report(section(1, *rows), *(section(no) for no in range(2, 8))), CODE)


def test_a_passage_that_stands_twice_is_found_at_its_second_place() -> None:
    (one,) = two_outcomes(f"ก่อนนี้รอนาน {PASSAGE}", f"เมื่อสิ้นปี {PASSAGE} ทุกราย")
    assert (one.severity, one.where.measure, one.where.field) == ("warning", 2, "outcome")
    assert one.where.quote == PASSAGE
    assert "issue 1, measure 1" in one.message


def test_a_space_or_line_break_does_not_hide_a_repetition() -> None:
    (one,) = two_outcomes(PASSAGE, PASSAGE.replace("ได้รับการดูแล", "ได้รับ การดูแล"))
    assert one.where.measure == 2


def test_many_copies_of_one_passage_are_one_finding() -> None:
    rows = tuple(analysis_row(no, PASSAGE) for no in ISSUES)
    (one,) = findings(analysis_report(analysis=rows), CODE)
    assert "7 places" in one.message


def test_sentences_that_differ_in_their_numbers_are_no_finding() -> None:
    first = "ผลการประเมิน ITA ปี ๒๕๖๗ ได้ ๙๔.๐๑ คะแนน ปี ๒๕๖๘ ได้ ๙๕.๑๕ คะแนน เพิ่มขึ้น ๑.๑๔ คะแนน"
    second = "ผลการประเมิน ITA ปี ๒๕๖๗ ได้ ๘๘.๒๐ คะแนน ปี ๒๕๖๘ ได้ ๙๐.๑๐ คะแนน เพิ่มขึ้น ๑.๙๐ คะแนน"
    assert two_outcomes(first, second) == []


@pytest.mark.parametrize(
    "name",
    [
        "พระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. ๒๕๖๐",
        "ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. ๒๕๖๐",
        "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน",
    ],
)
def test_names_of_laws_and_official_titles_may_be_repeated(name: str) -> None:
    assert two_outcomes(f"ปฏิบัติตาม{name} ครบทุกขั้นตอน", f"อบรมเรื่อง{name} แล้ว ๑ ครั้ง") == []


def test_who_when_and_how_it_is_followed_up_may_be_the_same_in_every_row() -> None:
    follow_up = "รายงานผลการดำเนินการต่อผู้บริหารทุกไตรมาส และเผยแพร่บนเว็บไซต์ของเทศบาลให้ประชาชนตรวจสอบ"
    responsible = ("สำนักปลัดเทศบาล งานนิติการ งานธุรการ และคณะทำงานขับเคลื่อนคุณธรรมและความโปร่งใสของเทศบาล",)
    sections = tuple(section(no, measure(no, follow_up=follow_up, responsible=responsible)) for no in ISSUES)
    assert findings(analysis_report(sections=sections), CODE) == []


def test_a_step_that_returns_as_what_was_done_is_only_told() -> None:
    row = measure(1, procedure=PASSAGE, output=f"{PASSAGE} แล้ว")
    report = results_report(section(1, row), *(section(no) for no in range(2, 8)))
    assert [each.severity for each in findings(report, CODE)] == ["info"]


def test_a_copied_measure_is_one_finding() -> None:
    first = measure(
        1,
        title="จัดทำคู่มือการปฏิบัติงานของเจ้าหน้าที่ผู้ให้บริการ ณ ศูนย์บริการเบ็ดเสร็จของเทศบาล",
        procedure="๑. ประชุมหัวหน้าส่วนราชการเพื่อกำหนดงานบริการที่ประชาชนใช้มากที่สุดในรอบปี\n๒. เขียนขั้นตอน",
        output="เผยแพร่คู่มือครบทุกงานบริการและติดประกาศไว้ที่จุดบริการทั้งสี่แห่งของเทศบาลแล้ว",
        outcome=PASSAGE,
    )
    copy = replace(first, number_as_written="๒")
    report = results_report(section(1, first), section(2, copy), *(section(no) for no in range(3, 8)))
    (one,) = findings(report, CODE)
    assert (one.where.section, one.where.measure, one.where.field) == (2, 1, None)


@pytest.mark.parametrize("text", ["1" * 4000, "ก" * 4000, "การ" * 1500, "๑. " * 1500])
def test_a_text_that_is_nothing_but_repetition_is_not_looked_at_for_ever(text: str) -> None:
    assert len(found(text)) < 50
