"""Files of old Excel and of LibreOffice are read as they show, like those of Excel today."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.readers.book.grid import Sheet, grid_from_sheets
from reports.readers.book.old import sheets_of_old
from reports.readers.book.open_document import open_open_book, sheets_of_open
from reports.readers.grid import Row
from reports.readers.reading import UnreadableFile
from reports.reading_files import read_report
from tests.reports.readers.book_files import HEAD
from tests.reports.readers.open_files import cell, open_file, row, sheet
from tests.reports.readers.years import FRAMES

FILES = Path(__file__).parent / "files"
OLD = (FILES / "shown.xls").read_bytes()
OPEN = (FILES / "shown.ods").read_bytes()


def cells(sheets: list[Sheet]) -> list[tuple[str, ...]]:
    return [each.cells for each in grid_from_sheets(sheets) if isinstance(each, Row)]


def of_open(*rows: str, styles: str = "") -> list[tuple[str, ...]]:
    sheets = sheets_of_open(open_open_book(open_file(sheet(*rows), styles=styles)))
    return cells(sheets)


def test_an_old_excel_file_shows_its_numbers_under_their_formats() -> None:
    sheets, hidden = sheets_of_old(OLD)
    assert cells(sheets) == [
        HEAD,
        ("1", "**ทำคู่มือ** การให้บริการ", "1. ร่าง\n2. ประกาศ", "กองคลัง", "๓๑ มีนาคม ๒๕๖๘", "๙๒.๑๐", "-2.13 คะแนน"),
        ("3", "จัดอบรม", "อบรม", "สำนักปลัด", "ตุลาคม 2567", "97.5%", "TRUE"),
    ]
    assert (hidden, sheets[0].left_out) == (1, 2)


def test_an_open_document_shows_what_its_cells_hold() -> None:
    book = open_open_book(OPEN)
    sheets, hidden = sheets_of_open(book), book.hidden
    assert cells(sheets) == [
        HEAD,
        ("1", "**ทำคู่มือ** การให้บริการ", "1. ร่าง\n2. ประกาศ", "กองคลัง", "๓๑ มีนาคม ๒๕๖๘", "92.10", "-2.13 คะแนน"),
        ("3", "จัดอบรม", "อบรม", "สำนักปลัด", "ตุลาคม 2567", "97.5%", "TRUE"),
    ]
    assert (hidden, sheets[0].left_out) == (1, 2)


@pytest.mark.parametrize("data", [OLD, OPEN], ids=["xls", "ods"])
def test_both_become_a_report_and_what_was_hidden_is_told(data: bytes) -> None:
    reading = read_report(data, frames=FRAMES)
    (section,) = reading.document.sections
    assert (reading.document.kind, reading.document.action_year, section.issue) == ("results", 2568, 1)
    assert [measure.number_as_written for measure in section.measures] == ["1", "3"]
    assert "ซ่อน" not in str(reading.document)
    assert [dict(each.params)["count"] for each in reading.warnings if each.code == "read-hidden"] == [3]
    assert {each.place for each in reading.warnings if each.code == "read-municipality"} <= {None}


def test_repeated_cells_and_rows_stand_as_often_as_they_say() -> None:
    found = of_open(
        row("ก", "ข", "ค"),
        row(cell("-", 'table:number-columns-repeated="3"'), attributes='table:number-rows-repeated="2"'),
    )
    assert found == [("ก", "ข", "ค"), ("-", "-", "-"), ("-", "-", "-")]


def test_blank_rows_to_the_end_of_the_sheet_cost_nothing() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    assert of_open(row("ก", "ข"), row(blank, attributes='table:number-rows-repeated="1048575"')) == [
        ("ก", "ข")
    ]


def test_merged_headings_and_notes_on_cells_are_told_apart() -> None:
    note = (
        "<table:table-cell><office:annotation><text:p>ลบทีหลัง</text:p></office:annotation><text:p>ข้อ</text:p>"
    )
    found = of_open(
        row(cell("คะแนน", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>", "ระดับ"),
        row(f"{note}</table:table-cell>", "2567", "ผ่าน"),
    )
    assert found == [("คะแนน", "", "ระดับ"), ("ข้อ", "2567", "ผ่าน")]


def test_spaces_tabs_and_underlined_words_in_a_cell_stay() -> None:
    words = (
        '<table:table-cell><text:p>ก<text:s text:c="2"/>ข<text:line-break/>'
        '<text:span text:style-name="T1">ค</text:span></text:p></table:table-cell>'
    )
    line = '<style:text-properties style:text-underline-style="solid"/>'
    underlined = f'<style:style style:name="T1">{line}</style:style>'
    assert of_open(row(words, "ง"), styles=underlined)[0][0] == "ก ข\n__ค__"


def test_a_day_of_another_era_is_written_in_ours() -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="{}"><text:p>{}</text:p></table:table-cell>'
    found = of_open(
        row("ก", "ข", "ค"),
        row(
            day.format("2025-03-31", "31/03/25"),
            day.format("2568-03-31", "31/3/2568"),
            day.format("2025-03-31", "31 มี.ค. 68"),
        ),
    )
    assert found[1] == ("31 มีนาคม 2568", "31 มีนาคม 2568", "31 มี.ค. 68")


@pytest.mark.parametrize(
    "attributes", ['table:visibility="collapse"', 'table:visibility="filter"'], ids=["hidden", "filtered"]
)
def test_a_row_that_is_not_shown_leaves_no_gap(attributes: str) -> None:
    data = open_file(sheet(row("ก", "ข"), row("1", "2", attributes=attributes), row("3", "4")))
    sheets = sheets_of_open(open_open_book(data))
    rows = [each for each in grid_from_sheets(sheets) if isinstance(each, Row)]
    assert [each.number for each in rows] == [1, 3]
    assert len({each.table for each in rows}) == 1


@given(st.binary(max_size=300), st.integers(0, len(OLD) - 1))
def test_no_bytes_bring_the_reader_of_old_files_down(data: bytes, at: int) -> None:
    for each in (OLD[:512] + data, OLD[:at] + data + OLD[at + len(data) :]):
        with suppress(UnreadableFile):
            sheets_of_old(each)


@given(st.text(max_size=200))
def test_no_content_brings_the_reader_of_open_files_down(text: str) -> None:
    for raw in (
        text.encode("utf-8", "replace"),
        f"<a><body><spreadsheet>{text}</spreadsheet></body></a>".encode("utf-8", "replace"),
    ):
        with suppress(UnreadableFile):
            sheets_of_open(open_open_book(open_file(raw=raw)))
