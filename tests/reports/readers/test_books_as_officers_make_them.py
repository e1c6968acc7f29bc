"""Workbooks as officers make them: headings of two rows, a sheet per issue, scores beside measures, margins, notes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reports.document import Document
from reports.readers.xlsx import read_xlsx
from tests.reports.readers.book_files import HEAD, book
from tests.reports.readers.years import FRAMES

TITLE = ("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568",)
WHO = ("เทศบาลตำบลบ้านตัวอย่าง อำเภอเมือง จังหวัดร้อยเอ็ด",)
ISSUES = ("", "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", "การให้บริการและระบบ E-Service")
ONE = (f"ประเด็นที่ 1 {ISSUES[1]}",)


def row(number: object, title: str, *, period: object = "ตลอดปี") -> tuple[object, ...]:
    return (number, title, "ร่าง", "กองคลัง", period, "ทำแล้ว", "ดี")


def read(data: bytes) -> Document:
    reading = read_xlsx(data, frames=FRAMES)
    assert "read-column-twice" not in {each.code for each in reading.warnings}
    return reading.document


def measures(document: Document) -> list[tuple[int | None, str]]:
    return [(section.issue, measure.title) for section in document.sections for measure in section.measures]


def test_a_heading_of_two_rows_and_a_time_in_two_columns_are_understood() -> None:
    document = read(
        book(
            TITLE, WHO, (), ONE,
            ("ลำดับ", "มาตรการ", "การดำเนินงาน", "", "ระยะเวลา", "", "สรุปผลการดำเนินการ", "ผลลัพธ์"),
            ("", "", "ขั้นตอน/วิธีการ", "ผู้รับผิดชอบ", "เริ่ม", "สิ้นสุด", "", ""),
            (1, "ทำคู่มือ", "ร่าง", "กองคลัง", date(2024, 10, 1), date(2025, 9, 30), "ทำแล้ว", "เร็วขึ้น"),
            (2, "อบรม", "จัด", "สำนักปลัด", "ต.ค. 67", "มี.ค. 68", "อบรมแล้ว", "รู้มากขึ้น"),
            (), ("หมายเหตุ ข้อมูล ณ 30 กันยายน 2568",),
            merged=("A1:H1", "A2:H2", "A5:A6", "B5:B6", "C5:D5", "E5:F5", "G5:G6", "H5:H6"),
        )
    )  # fmt: skip
    first, second = document.sections[0].measures
    assert (first.procedure, first.responsible) == ("ร่าง", ("กองคลัง",))
    assert (first.period.start, first.period.end) == (date(2024, 10, 1), date(2025, 9, 30))
    assert (second.period.start, second.period.end) == (date(2024, 10, 1), date(2025, 3, 31))
    assert [text for _heading, text in second.extra] == ["มี.ค. 68"]
    assert document.after[0].text.startswith("หมายเหตุ")


def test_each_issue_may_have_its_sheet_and_the_title_stays_a_title() -> None:
    document = read(
        book(
            TITLE, HEAD, row(1, "ทำคู่มือ"),
            name="ประเด็น 1",
            further={"ประเด็น 2": [HEAD, row(1, "เปิดบริการ")], "3": [(f"ประเด็นที่ 3 {ISSUES[2]}",), HEAD, row(1, "อบรม")]},
        )
    )  # fmt: skip
    assert measures(document)[:2] == [(1, "ทำคู่มือ"), (2, "เปิดบริการ")]
    assert document.title.startswith("รายงานผลการดำเนินการ")
    assert not document.sections[0].before


def test_a_sheet_named_like_the_heading_in_it_makes_one_section() -> None:
    document = read(book(TITLE, ONE, HEAD, row(1, "ทำคู่มือ"), name="ประเด็นที่ 1"))
    assert measures(document) == [(1, "ทำคู่มือ")]
    assert len(document.sections) == 1


def test_a_sheet_of_scores_before_the_measures_does_not_hide_the_title() -> None:
    document = read(
        book(
            ("ผลคะแนน ITA เทศบาลตำบลบ้านตัวอย่าง",), (),
            ("", "ตัวชี้วัด", "คะแนน", "", "ผลต่าง", "ระดับ"),
            ("", "", "ปี 2567", "ปี 2568", "", ""),
            ("", "1 การปฏิบัติหน้าที่", 92.68, 93.2, 0.52, "ผ่านดี"),
            ("", "2 การใช้งบประมาณ", "๘๘.๑๐", "๙๐.๐๐", "๑.๙๐", "ผ่าน"),
            merged=("B3:B4", "C3:D3", "E3:E4", "F3:F4"),
            formats={"D5": "0.00"},
            name="คะแนน",
            further={"มาตรการ": [TITLE, ONE, HEAD, row(1, "ทำคู่มือ")]},
        )
    )  # fmt: skip
    assert (document.kind, document.action_year) == ("results", 2568)
    assert document.title.startswith("รายงานผล")
    scores = [
        (each.no, each.before, each.score, each.score_as_written) for each in document.result.indicators
    ]
    assert scores == [
        (1, Decimal("92.68"), Decimal("93.20"), "93.20"),
        (2, Decimal("88.10"), Decimal("90.00"), "๙๐.๐๐"),
    ]
    assert measures(document) == [(1, "ทำคู่มือ")]


def test_scores_of_items_may_be_numbers_or_texts_beside_merged_issues() -> None:
    document = read(
        book(
            ("การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",), WHO, (),
            ("ประเด็น", "เครื่องมือ", "ข้อคำถาม", "คะแนน", "ข้อวิเคราะห์"),
            (f"1. {ISSUES[1]}", "IIT", "i1 ปฏิบัติงานตามขั้นตอน", 81.5, "ควรปรับปรุง"),
            ("", "IIT", "i2 ให้บริการเท่าเทียม", "๙๐.๐๐", ""),
            (f"2. {ISSUES[2]}", "EIT", "e6 ช่องทางออนไลน์", "93.20", "ดี"),
            merged=("A5:A6", "E5:E6"),
            formats={"D5": "0.00"},
        )
    )  # fmt: skip
    written = [
        (each.issue, item.item, item.score_as_written or str(item.score))
        for each in document.analysis
        for item in each.items
    ]
    assert written == [(1, "i1", "81.50"), (1, "i2", "๙๐.๐๐"), (2, "e6", "93.20")]


def test_margins_blank_rows_and_lines_for_signing_do_no_harm() -> None:
    document = read(
        book(
            TITLE, WHO, (),
            ("", "", *HEAD),
            ("", "", *row(1, "ทำคู่มือ")), (), ("", "", *row(2, "อบรม")), (), (),
            ("", "", "หมายเหตุ: อื่น ๆ"), ("", "", "ลงชื่อ................ผู้รายงาน"),
        )
    )  # fmt: skip
    assert measures(document) == [(None, "ทำคู่มือ"), (None, "อบรม")]
    assert document.municipality.name == "บ้านตัวอย่าง"


def test_a_measure_of_several_rows_is_one() -> None:
    document = read(
        book(
            TITLE, ONE, HEAD, row(1, "ทำคู่มือ"), ("", "", "ประกาศ", "", "", "", ""), row(2, "อบรม"),
            merged=("A1:G1", "A2:G2", *(f"{column}4:{column}5" for column in "ABDEFG")),
        )
    )  # fmt: skip
    first, second = document.sections[0].measures
    assert (first.title, first.procedure, second.title) == ("ทำคู่มือ", "ร่าง\nประกาศ", "อบรม")


def test_a_sum_below_the_measures_is_no_measure() -> None:
    head = ("ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "งบประมาณ (บาท)")
    document = read(
        book(TITLE, ONE, head, (1, "ทำคู่มือ", "ร่าง", "กองคลัง", "ตลอดปี", "แล้ว", 15000), (), ("รวมทั้งสิ้น", *[""] * 5, 15000))
    )  # fmt: skip
    assert measures(document) == [(1, "ทำคู่มือ")]
    assert [block.text for block in document.sections[0].after] == ["รวมทั้งสิ้น 15000"]


def test_a_blank_row_amid_a_table_is_no_doubt() -> None:
    reading = read_xlsx(book(TITLE, WHO, ONE, HEAD, row(1, "ทำคู่มือ"), (), row(2, "อบรม")), frames=FRAMES)
    assert measures(reading.document) == [(1, "ทำคู่มือ"), (1, "อบรม")]
    assert not reading.warnings


def test_scores_are_read_as_people_type_them() -> None:
    scores = {
        "87.50 คะแนน": "87.50",
        "๘๗.๕๐": "87.50",
        "ร้อยละ 95.5": "95.50",
        "92.1%": "92.10",
        "-": None,
        "87,50": None,
    }
    document = read(
        book(
            ("การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",), WHO, (),
            ("ประเด็น", "ข้อ", "คำถาม", "คะแนน", "ผลการวิเคราะห์"),
            *((f"1. {ISSUES[1]}" if not at else "", f"i{at + 1}", "ข้อ", text, "ดี") for at, text in enumerate(scores)),
        )
    )  # fmt: skip
    found = [item for each in document.analysis for item in each.items]
    assert [item.score_as_written for item in found] == list(scores)
    assert [item.score for item in found] == [
        None if each is None else Decimal(each) for each in scores.values()
    ]


def test_formulas_without_their_result_are_told() -> None:
    reading = read_xlsx(
        book(TITLE, ONE, HEAD, (1, "ทำคู่มือ", '=A1&"ก"', "กองคลัง", "ตลอดปี", "แล้ว", "=1+1")), frames=FRAMES
    )
    (doubt,) = [each for each in reading.warnings if each.code == "read-formulas"]
    assert doubt.values["count"] == 2


def test_cells_whose_formula_failed_are_named() -> None:
    data = book(TITLE, WHO, ONE, HEAD, row("#DIV/0!", "ทำคู่มือ"), row(2, "อบรม", period="#N/A"), name="งาน")
    (doubt,) = [each for each in read_xlsx(data, frames=FRAMES).warnings if each.code == "read-errors"]
    assert doubt.values["cells"] == "งาน!A5, งาน!E6"
