"""The portal's own Excel file, saved as .ods or .xls by another program, is the same report."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, example, given, settings

from reports.document import Document
from reports.readers.book.own.cells import own_sheets_of
from reports.readers.book.own.lines import Line, Said
from reports.readers.book.package import open_book
from reports.readers.ods import read_ods
from reports.readers.reading import UnreadableFile
from reports.readers.text import read_text
from reports.reading_files import read_report
from reports.workbook.fields import SIGN
from reports.workbook.rich import runs_of
from reports.writers.xlsx import write_xlsx
from tests.reports.readers.open_files import cell, open_file, row, sheet
from tests.reports.readers.years import FRAMES
from tests.reports.writers.demo import PLAN, RESULTS
from tests.strategies import documents

FILES = Path(__file__).parent / "files"
DOCUMENTS = Path(__file__).parents[2] / "documents"
MARKS = "".join(
    f'<style:style style:name="{name}"><style:text-properties {properties}/></style:style>'
    for name, properties in (
        ("b", 'fo:font-weight="bold"'),
        ("u", 'style:text-underline-style="solid"'),
        ("bu", 'fo:font-weight="bold" style:text-underline-style="solid"'),
    )
)


def told(name: str) -> Document:
    return read_text((DOCUMENTS / f"{name}.txt").read_bytes(), frames=FRAMES).document


def resaved(document: Document) -> bytes:
    """The file as a program saves it as .ods."""
    sheets = own_sheets_of(open_book(write_xlsx(document))) or []
    return open_file(*(sheet(*_rows(each.lines), name=each.name) for each in sheets), styles=MARKS)


def _rows(lines: tuple[Line, ...]) -> list[str]:
    rows, at = [], 0
    for line in lines:
        if line.number > at + 1:
            rows.append(f'<table:table-row table:number-rows-repeated="{line.number - at - 1}"/>')
        at = line.number
        last = max(line.cells, default=1)
        cells = [line.cells.get(column, Said()) for column in range(2, last + 1)]
        rows.append(row(_cell(Said(line.mark)), *map(_cell, cells)))
    return rows


def _cell(said: Said) -> str:
    if said.number is not None:
        return cell(said.text, f'office:value-type="float" office:value="{said.number}"')
    runs = runs_of(said.text)
    paragraphs = "".join(_run(run.text, "b" * run.bold + "u" * run.underline) for run in runs)
    if not any(run.bold or run.underline for run in runs):
        paragraphs = _spaced(said.text)
    text = paragraphs.replace("\n", "</text:p><text:p>")
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _run(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{_spaced(text)}</text:span>' if style else _spaced(text)


def _spaced(text: str) -> str:
    return escape(text).replace(" ", "<text:s/>").replace("\t", "<text:tab/>")


def typed(document: Document) -> bool:
    """Whether a text holds signs that would be marks, escaped: what such a file does not carry."""
    return "\\" in repr(document)


@given(documents())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@example(PLAN)
@example(RESULTS)
def test_any_report_comes_back_the_same_from_an_open_file(document: Document) -> None:
    reading = read_ods(resaved(document), frames=FRAMES)
    assert not reading.warnings
    if not typed(document):
        assert reading.document == document


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_a_report_saved_by_an_office_program_comes_back_the_same(kind: str) -> None:
    data = (FILES / f"own-two-years-2568-analysis.{kind}").read_bytes()
    reading = read_report(data, frames=FRAMES)
    assert reading.document == told("two-years-2568-analysis")
    assert not reading.warnings


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_asterisks_that_were_typed_become_marks_and_all_else_stays(kind: str) -> None:
    reading = read_report((FILES / f"own-ragged-2568-results.{kind}").read_bytes(), frames=FRAMES)
    document = told("ragged-2568-results")
    assert repr(reading.document) == repr(document).replace(r"\\*\\*", "**")


def test_the_portals_file_in_another_order_and_with_repeated_rows_is_bounded() -> None:
    many = row(f"{SIGN} 1", "ก", attributes='table:number-rows-repeated="9000000"')
    with pytest.raises(UnreadableFile) as refused:
        read_ods(open_file(sheet(many)), frames=FRAMES)
    assert refused.value.code == "read-sheets-large"


def test_an_open_file_that_only_claims_to_be_the_portals_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_ods(open_file(sheet(row(f"{SIGN} 1", "ก"))), frames=FRAMES)
    assert refused.value.code == "read-book-damaged"
