"""An Excel file is read as it shows: its numbers and dates, its merged cells, its sheets."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from ita_portal.thai.celltext import plain
from reports.readers.book.cells import grid_from_book
from reports.readers.book.package import is_book, open_book
from reports.readers.decoding import decode
from reports.readers.grid import Element, Paragraph, Row, grid_from_text
from reports.readers.placing import SHEET
from reports.readers.reading import UnreadableFile
from reports.readers.xlsx import read_xlsx
from reports.reading_files import read_report
from tests.reports.readers.book_files import HEAD, book, changed
from tests.reports.readers.word_files import p, word_file
from tests.reports.readers.years import FRAMES

TEXTS = sorted((Path(__file__).parents[2] / "documents").glob("*.txt"))
MEASURE = (1, "ทำคู่มือ", "1. ร่าง\n2. ประกาศ", "กองคลัง", "ต.ค. ๖๗ - ก.ย. ๖๘", "ประกาศแล้ว", "ลดเวลาเหลือ ๓ วัน")
TITLE = ("รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",)
ISSUE = ("ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",)


def grid(data: bytes) -> tuple[Element, ...]:
    return grid_from_book(open_book(data))


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [each.cells for each in grid(data) if isinstance(each, Row)]


def said(elements: tuple[Element, ...]) -> list[str]:
    """Every text of a grid, in order, without marks."""
    texts = [each.cells if isinstance(each, Row) else (each.text,) for each in elements]
    return [" ".join(plain(text).split()) for row in texts for text in row if text.strip()]


def test_a_report_on_one_sheet_is_read_with_its_issue_and_measures() -> None:
    reading = read_xlsx(book(TITLE, (), ISSUE, HEAD, MEASURE), frames=FRAMES)
    (section,) = reading.document.sections
    (measure,) = section.measures
    assert (reading.document.kind, reading.document.action_year, section.issue) == ("results", 2568, 1)
    assert (measure.number_as_written, measure.title) == ("1", "ทำคู่มือ")
    assert measure.procedure == "1. ร่าง\n2. ประกาศ"
    assert (measure.period.start, measure.period.end) == (date(2024, 10, 1), date(2025, 9, 30))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_text_of_a_table_is_lost_on_its_way_through_a_sheet(path: Path) -> None:
    elements = grid_from_text(decode(path.read_bytes()))
    rows: list[tuple[str, ...]] = []
    for each in elements:
        if each.gap:
            rows.append(())
        rows.append(
            tuple(plain(cell) for cell in each.cells) if isinstance(each, Row) else (plain(each.text),)
        )
    assert said(grid(book(*rows))) == said(elements)


def test_numbers_show_the_decimals_of_their_format() -> None:
    data = book(
        ("ข้อ", "ก", "ข", "ค", "ง"),
        ("i1", 92.1, 92.10000000000001, 0.975, 100),
        formats={"B2": "0.00", "D2": "0.0%"},
    )
    assert cells(data)[1] == ("i1", "92.10", "92.1", "97.5%", "100")


def test_dates_are_of_the_buddhist_era() -> None:
    data = book(
        ("ข้อ", "วันที่", "ถึง"), ("i1", date(2025, 3, 31), 45747), formats={"C2": "[$-D07041E]d mmmm yyyy"}
    )
    assert cells(data)[1] == ("i1", "31 มีนาคม 2568", "๓๑ มีนาคม ๒๕๖๘")


def test_bold_and_underlined_parts_stay() -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["ก", CellRichText(TextBlock(InlineFont(b=True), "วิธีดำเนินการ"), " ข้อ ๑")])
    out = io.BytesIO()
    workbook.save(out)
    assert cells(out.getvalue())[0][1] == "**วิธีดำเนินการ** ข้อ ๑"


def test_merged_cells_keep_their_columns_and_blank_columns_go() -> None:
    data = book(
        ("", "ก", "", "ข", "ค"), ("", "1", "", "2", "3"), ("", "", "", "4", "5"), merged=("B2:B3", "D1:E1")
    )
    assert cells(data) == [("ก", "ข", ""), ("1", "2", "3"), ("", "4", "5")]
    merged = next(each for each in grid(data) if isinstance(each, Row) and each.cells[1] == "4")
    assert merged.merged == ((0, "1"),)


def test_titles_above_a_table_are_paragraphs_also_without_a_blank_row() -> None:
    first, second, *rows = grid(book(TITLE, ISSUE, HEAD, MEASURE, merged=("A1:G1", "A2:G2")))
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert [each.number for each in rows if isinstance(each, Row)] == [3, 4]


def test_sheets_that_are_called_after_issues_head_their_tables_and_hidden_ones_are_left_out() -> None:
    second = "ประเด็นที่ ๒ การให้บริการ"
    data = book(
        HEAD,
        MEASURE,
        name="ประเด็นที่ ๑",
        further={second: [HEAD, MEASURE], "ร่างเก่า": [HEAD, MEASURE]},
        hidden=["ร่างเก่า"],
    )
    reading = read_xlsx(data, frames=FRAMES, kind="results", key_year=2568)
    assert [section.issue for section in reading.document.sections] == [1, 2]


def test_a_doubt_names_sheet_and_row() -> None:
    data = book(TITLE, (), HEAD, (*MEASURE[:4], "๓๑ ก.พ. ๒๕๖๘ - ๓๐ ก.ย. ๒๕๖๘", *MEASURE[5:]))
    reading = read_xlsx(data, frames=FRAMES)
    assert {each.place for each in reading.warnings if each.code == "read-period"} == {(1, 4, SHEET)}


def test_a_doubt_about_a_row_says_on_which_sheet_it_stands() -> None:
    data = book(TITLE, HEAD, MEASURE, further={"2": [HEAD, ("", "", "ร่าง", *MEASURE[3:])]})
    reading = read_xlsx(data, frames=FRAMES)
    (doubt,) = [each for each in reading.warnings if each.code.startswith("read-row")]
    assert "Row 2 of sheet 2" in doubt.message
    assert {"sheet": 2, "row": 2}.items() <= doubt.as_dict().items()


def test_scores_in_cells_are_scores() -> None:
    data = book(
        ("รายงานการวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๗",),
        (),
        ("ลำดับ", "เครื่องมือ", "ตัวชี้วัด", "คะแนน", "ระดับ"),
        (1, "IIT", "การปฏิบัติหน้าที่", 92.68, "ผ่านดี"),
        (2, "IIT", "การใช้งบประมาณ", 94.5, "ผ่านดี"),
    )
    result = read_xlsx(data, frames=FRAMES).document.result
    assert [each.score for each in result.indicators] == [Decimal("92.68"), Decimal("94.50")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (book(("ไม่มีตาราง",)), "read-no-sheet-table"),
        (changed(book(HEAD), "xl/vbaProject.bin", b"x"), "read-book-macros"),
        (changed(book(HEAD), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>"), "read-book-damaged"),
        (
            changed(
                book(HEAD),
                "xl/worksheets/sheet1.xml",
                b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>',
            ),
            "read-book-outside",
        ),
        (
            changed(
                book(HEAD), "xl/worksheets/sheet1.xml", b"<worksheet>" + b"<a/>" * 300_001 + b"</worksheet>"
            ),
            "read-book-large",
        ),
        (changed(book(HEAD), "xl/sharedStrings.xml", b" " * 31_000_000), "read-book-large"),
        (book(HEAD)[:400], "read-book-damaged"),
    ],
    ids=["no-table", "macros", "damaged", "entities", "elements", "bomb", "half"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_xlsx(data, frames=FRAMES)
    assert refused.value.code == code


def test_a_merged_range_as_large_as_the_sheet_costs_nothing() -> None:
    whole = (
        b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1" t="str"><v>y</v></c></row>'
    )
    merges = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    with suppress(UnreadableFile):
        read_xlsx(changed(book(HEAD), "xl/worksheets/sheet1.xml", whole + merges), frames=FRAMES)


def test_a_formatted_cell_far_away_is_no_table() -> None:
    data = book(TITLE, (), HEAD, MEASURE, formats={"XFD1048576": "0.00"})
    assert len(cells(data)) == 2


def test_word_and_excel_files_are_told_apart_by_what_is_in_them() -> None:
    assert is_book(book(HEAD))
    assert not is_book(word_file(p("ก")))
    assert read_report(book(TITLE, (), HEAD, MEASURE), frames=FRAMES).document.sections


@given(st.binary(max_size=400))
def test_no_bytes_bring_it_down(data: bytes) -> None:
    for each in (data, b"PK\x03\x04" + data, changed(book(HEAD), "xl/worksheets/sheet1.xml", data)):
        with suppress(UnreadableFile):
            read_xlsx(each, frames=FRAMES)
