"""A report that goes to Excel and comes back is the same report, and what a person changed there comes back too."""

from __future__ import annotations

import io
import re
import types
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.thai.periods import Period
from reports import document as parts
from reports.document import AnalysisRow, Document, Evidence, Heading, ItemEvidence, Measure, Section
from reports.formats.json_form import dumps, loads
from reports.layouts import BY_ISSUE, SHIPPED, Column
from reports.readers.reading import Reading, UnreadableFile
from reports.readers.text import read_text
from reports.readers.xlsx import read_xlsx
from reports.workbook.fields import FACTS, FORM_FACTS, RECORDS, RESULT_FACTS, TABLES
from reports.writers.html import write_html
from reports.writers.xlsx import write_xlsx
from tests.reports.readers.book_files import changed
from tests.reports.readers.years import FRAMES
from tests.reports.writers.demo import PLAN, RESULTS
from tests.strategies import cell_texts, documents

FILES = sorted((Path(__file__).parents[2] / "documents").glob("*.txt"))
SHARED = Path(__file__).parents[4] / "shared" / "sources"
REAL = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []


def read(data: bytes) -> Reading:
    return read_xlsx(data, frames=FRAMES)


def edited(document: Document, edit: Callable[[Any], None]) -> Reading:
    """The report as it comes back after a person changed the file in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(document)), rich_text=True)
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue())


def where(sheet: Worksheet, text: str) -> Any:
    """The cell that says something."""
    return next(cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(text))


@given(documents())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@example(PLAN)
@example(RESULTS)
def test_any_report_comes_back_the_same(document: Document) -> None:
    reading = read(write_xlsx(document))
    assert reading.document == document
    assert not reading.warnings


@given(cell_texts())
@settings(max_examples=100)
def test_a_text_comes_back_with_its_marks_links_and_line_ends(text: str) -> None:
    document = replace(RESULTS, sections=(Section(measures=(Measure(title=text, output=text),)),))
    assert read(write_xlsx(document)).document == document


@pytest.mark.parametrize(
    "text", ["=1+1", "-รายการ", "+66 2", "@ITA", "_x000D_", "a_x0041_b", "<b>&", "1/2", "๐๑", "TRUE"]
)
def test_what_looks_like_something_else_stays_a_text(text: str) -> None:
    document = replace(RESULTS, sections=(Section(measures=(Measure(title=text, output=text),)),))
    data = write_xlsx(document)
    assert read(data).document == document
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_imported_report_comes_back_the_same(path: Path) -> None:
    document = read_text(path.read_bytes(), frames=FRAMES).document
    assert read(write_xlsx(document)).document == document


@pytest.mark.parametrize("path", REAL or [None], ids=lambda path: path.stem if path else "none")
def test_a_real_report_comes_back_the_same(path: Path | None) -> None:
    if path is None:
        pytest.skip("the folder of real documents is not beside this checkout")
    document = read_text(path.read_bytes(), frames=FRAMES).document
    assert read(write_xlsx(document)).document == document


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda each: each.name)
def test_a_report_comes_back_the_same_in_every_layout(layout: Any) -> None:
    document = replace(PLAN if layout.kind == "analysis" else RESULTS, layout=layout)
    assert read(write_xlsx(document)).document == document


def test_the_same_report_has_the_same_bytes() -> None:
    assert write_xlsx(RESULTS) == write_xlsx(RESULTS)


def test_every_field_of_the_document_has_its_cell() -> None:
    """A field that the Document gets later must find its place in the file too."""
    for name, kind in RECORDS.items():
        told_otherwise = {"extra", "line", "extra_headings"}
        assert {each.key for each in TABLES[name]} ^ {each.name for each in fields(kind)} <= told_otherwise
    own = {each.key for each in (*FACTS, *RESULT_FACTS, *FORM_FACTS)}
    apart = {"before", "result", "analysis_before", "analysis", "sections_before", "sections", "after", "signatures",
             "notes", "issues", "images", "item_evidence", "layout", "municipality", "covers", "format"}  # fmt: skip
    assert {each.name for each in fields(Document)} == apart | {key for key in own if "." not in key}
    lists = {"instruments", "indicators", "items", "trend", "bands", "before", "headings", "line"}
    assert {f"result.{each.name}" for each in fields(parts.Result) if each.name not in lists} == {
        each.key for each in RESULT_FACTS
    }
    columns = {"columns", "analysis_columns", "indicator_columns"}
    assert {f"layout.{each.name}" for each in fields(type(RESULTS.layout)) if each.name not in columns} == {
        each.key for each in FORM_FACTS if each.key.startswith("layout.")
    }


def test_what_a_person_changes_comes_back() -> None:
    def edit(book: Any) -> None:
        sheet = book["ประเด็นที่ 1"]
        row = where(sheet, "M1").row
        columns = {cell.value: cell.column for cell in sheet[where(sheet, "table measures").row]}
        sheet.cell(row, columns["title"]).value = "มาตรการที่แก้แล้ว"
        sheet.cell(row, columns["responsible"]).value = "กองช่าง, กองคลัง"
        sheet.cell(row, columns["period.text"]).value = "ไตรมาสที่ ๒"
        sheet.cell(row, columns["items"]).value = "i1, E7"
        scores = book["ผลการประเมิน"]
        where(scores, "การใช้งบประมาณ").offset(column=2).value = "๙๔.๕"
        where(book["ข้อมูลรายงาน"], "ลงวันที่").offset(column=1).value = "๑ ตุลาคม ๒๕๖๘"

    reading = edited(RESULTS, edit)
    measure = reading.document.sections[0].measures[0]
    assert (measure.title, measure.responsible) == ("มาตรการที่แก้แล้ว", ("กองช่าง", "กองคลัง"))
    assert measure.period == Period("ไตรมาสที่ ๒", date(2025, 1, 1), date(2025, 3, 31), "quarters")
    assert measure.items == ("i1", "E7")
    assert reading.document.result.indicators[1].score == Decimal("94.50")
    assert reading.document.dated == date(2025, 10, 1)


def test_rows_that_a_person_adds_and_takes_out_are_measures_more_and_less() -> None:
    def edit(book: Any) -> None:
        sheet = book["ประเด็นที่ 1"]
        row = where(sheet, "M1").row
        sheet.cell(row + 1, 2).value = "มาตรการใหม่"
        other = book["ประเด็นที่ 4"]
        other.delete_rows(where(other, "M3").row)

    again = edited(RESULTS, edit).document
    assert [each.title for each in again.sections[0].measures][-1] == "มาตรการใหม่"
    assert len(again.sections[2].measures) == len(RESULTS.sections[2].measures) - 1


def test_a_column_that_a_person_adds_is_kept_as_a_column_of_its_own() -> None:
    def edit(book: Any) -> None:
        sheet = book["ประเด็นที่ 1"]
        head = where(sheet, "มาตรการ/โครงการ").row
        last = sheet.max_column + 1
        sheet.cell(head, last).value = "งบประมาณ"
        sheet.cell(head + 1, last).value = 12000

    measure = edited(RESULTS, edit).document.sections[0].measures[0]
    assert measure.extra[-1] == ("งบประมาณ", "12000")


def test_a_heading_that_a_person_changes_is_a_heading_as_written() -> None:
    def edit(book: Any) -> None:
        where(book["ประเด็นที่ 1"], "ผู้รับผิดชอบ").value = "หน่วยงานเจ้าของเรื่อง"

    section = edited(RESULTS, edit).document.sections[0]
    assert Heading("responsible", "หน่วยงานเจ้าของเรื่อง") in section.headings


def test_a_score_that_is_none_is_a_doubt_with_its_sheet_and_row() -> None:
    def edit(book: Any) -> None:
        where(book["ผลการประเมิน"], "การใช้งบประมาณ").offset(column=2).value = "เก้าสิบ"

    reading = edited(RESULTS, edit)
    (doubt,) = reading.warnings
    assert (doubt.code, doubt.quote) == ("read-score", "เก้าสิบ")
    assert doubt.place is not None
    assert reading.document.result.indicators[1].score is None


def test_evidence_stays_with_its_measure_when_rows_move() -> None:
    pieces = tuple(Evidence(f"ภาพที่ {n}", f"https://www.example.go.th/{n}", public=True) for n in (1, 2))
    measures = tuple(Measure(title=f"มาตรการ {n}", evidence=(piece,)) for n, piece in enumerate(pieces))
    document = replace(RESULTS, sections=(Section(1, measures=measures),))

    def edit(book: Any) -> None:
        sheet = book["มาตรการ"]
        row = where(sheet, "M1").row
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(row, column), sheet.cell(row + 1, column)
            one.value, other.value = other.value, one.value

    again = edited(document, edit).document.sections[0].measures
    assert again == tuple(reversed(measures))


def test_a_report_that_a_spreadsheet_program_has_saved_is_still_the_same() -> None:
    def edit(_: Any) -> None:
        pass

    assert edited(RESULTS, edit).document == RESULTS
    assert edited(PLAN, edit).document == PLAN


def test_headings_that_no_header_row_can_show_come_back() -> None:
    headings = (Heading("title", "ก"), Heading("title", "ข"), Heading("extra:4", ""))
    document = replace(
        RESULTS,
        layout=replace(RESULTS.layout, columns=(Column("title", "มาตรการ"),)),
        sections=(Section(headings=headings, measures=(Measure(title="ค", headings=headings),)),),
        item_evidence=(ItemEvidence("O1"), ItemEvidence("O1", "", (Evidence(""), Evidence("")))),
    )
    assert read(write_xlsx(document)).document == document


def test_a_header_row_may_call_a_column_as_another_one_is_called() -> None:
    row = AnalysisRow(
        remark="รอนาน",
        headings=(Heading("extra:0", "หมายเหตุ"),),
        extra=(("งบประมาณ", "๑"), ("หมายเหตุ", "๒")),
    )
    document = replace(PLAN, analysis=(row,))
    assert read(write_xlsx(document)).document == document


def test_a_text_too_long_for_a_row_goes_on_in_the_next() -> None:
    step = "**จัดทำ** รายงานผลการดำเนินการตามมาตรการ และเผยแพร่ให้ประชาชนทราบ"
    steps = "\n".join(f"{n}. {step}" for n in range(1, 60))
    measures = (Measure(title="ก", procedure=steps, output="ข\n\n" * 30 + "ค"), Measure(title="ง"))
    document = replace(RESULTS, sections=(Section(1, measures=measures),))
    data = write_xlsx(document)
    assert read(data).document == document
    sheet = openpyxl.load_workbook(io.BytesIO(data))["มาตรการ"]
    assert [cell.value for cell in sheet["A"]].count("more") >= 2
    assert max(each.height or 0 for each in sheet.row_dimensions.values()) <= 409


JUNK = (
    "", "-", "x", "99999999999999999999", "row", "more", "item", "again ref=H9", "head", "table measures", "table",
    "section line=9999999999999", "fact", "fact kind", "grid before rows=99999 width=99999", "cells before",
    "paragraph nowhere", "caption before", "extra:0", "extra:999999999", "extra:x", "\\-", "๑๐๐", "1 ต.ค. 2567", "ใช่",
    "ita-report", "M1", "of-section issue", "fact result.total line=1", "none", "a=b=c", "period.start", "_x0000_",
)  # fmt: skip
"""What may come to stand anywhere in a file that somebody has been at."""


@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(JUNK)), min_size=1, max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_the_cells_it_is_a_report_or_refused(edits: list[tuple[int, str]]) -> None:
    data = write_xlsx(RESULTS)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        table = file.read("xl/sharedStrings.xml").decode()
    strings = re.findall("<si>.*?</si>", table, re.DOTALL)
    for at, junk in edits:
        strings[at % len(strings)] = f"<si><t>{junk}</t></si>"
    wrong = f"{table[: table.index('<si>')]}{''.join(strings)}</sst>"
    try:
        reading = read(changed(data, "xl/sharedStrings.xml", wrong.encode()))
    except UnreadableFile:
        return
    assert all(each.message for each in reading.warnings)
    assert loads(dumps(reading.document)) == reading.document
    assert write_html(reading.document)


def test_measures_are_counted_as_on_paper_and_a_number_of_its_own_stays_a_text() -> None:
    measures = (Measure(title="ก"), Measure("๗.", title="ข"), Measure(title="ค"), Measure("3", title="ง"))
    document = replace(RESULTS, layout=BY_ISSUE, sections=(Section(1, measures=measures),))
    data = write_xlsx(document)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["มาตรการ"]
    assert [row[1].value for row in sheet.iter_rows() if str(row[0].value).startswith("row")] == [
        1,
        "๗.",
        2,
        "3",
    ]
    assert read(data).document == document


def filled(hint: Any, name: str = "") -> Any:
    """A value that is not the usual one, for whatever a part of the Document holds."""
    fixed = {
        "field": "extra:0",
        "width": 12,
        "format": parts.FORMAT,
        "font_size": 14,
        "level_provable": False,
    }
    if name in fixed:
        return fixed[name]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return filled(next(each for each in arguments if each is not type(None)), name)
    if origin is Literal:
        return arguments[-1]
    if origin is tuple:
        return tuple(filled(each, name) for each in arguments if each is not Ellipsis)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{each.name: filled(hints[each.name], each.name) for each in fields(hint)})
    plain = {int: 2560 + len(name), bool: True, Decimal: Decimal("12.34"), date: date(2025, 2, len(name))}
    return plain.get(hint, f"**{name}** = ๑")


def test_a_report_with_every_field_filled_comes_back_with_every_field() -> None:
    document = filled(Document)
    assert read(write_xlsx(document)).document == document
    assert loads(dumps(document)) == document
