"""A report that was printed as a PDF and read again is the report: every cell of every measure is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_portal.thai.celltext import plain
from reports.document import MEASURE_TEXT_FIELDS, Document
from reports.readers.docx import read_docx
from reports.readers.pdf import read_pdf
from reports.readers.reading import Reading
from reports.readers.text import read_text
from reports.writers.docx import write_docx
from reports.writers.pdf import write_pdf
from tests.reports.readers.fidelity import squeezed
from tests.reports.readers.years import FRAMES
from tests.reports.writers.demo import PLAN, RESULTS

DOCUMENTS = Path(__file__).parents[2] / "documents"
PRINTED_BY_AN_OFFICE_PROGRAM = ("torn-pages-2568-results", "two-years-2568-analysis")


def measures(document: Document) -> list[tuple[int | None, str, str]]:
    """Issue, field and text of every cell, without white space."""
    return [
        (section.issue, name, squeezed(plain(text)))
        for section in document.sections
        for measure in section.measures
        for name, text in [
            *((name, getattr(measure, name)) for name in MEASURE_TEXT_FIELDS),
            ("period", measure.period.text),
            ("responsible", " ".join(measure.responsible)),
        ]
    ]


def read_as(document: Document, data: bytes) -> Reading:
    return read_pdf(data, frames=FRAMES, kind=document.kind, key_year=document.key_year)


def as_word_gives_it(document: Document) -> Document:
    """What comes back from Word: the same page, with nothing that a PDF could lose."""
    word = write_docx(document)
    return read_docx(word, frames=FRAMES, kind=document.kind, key_year=document.key_year).document


@pytest.mark.parametrize("document", [RESULTS, PLAN], ids=["results", "analysis"])
def test_our_own_pdf_holds_every_cell_when_it_is_read_again(document: Document) -> None:
    back = read_as(document, write_pdf(document).data).document
    there = as_word_gives_it(document)
    assert measures(back) == measures(there)
    rows = [[(item.item, item.score) for item in row.items] for row in back.analysis]
    wanted = [[(item.item, item.score) for item in row.items] for row in there.analysis]
    assert rows[: len(wanted)] == wanted  # the OIT items below full marks are listed once more on paper
    assert [(row.no, row.score) for row in back.result.indicators] == [
        (row.no, row.score) for row in there.result.indicators
    ]
    assert {(item.code, item.score) for item in there.result.items} <= {
        (item.code, item.score) for item in back.result.items
    }


@pytest.mark.parametrize("name", PRINTED_BY_AN_OFFICE_PROGRAM)
def test_a_pdf_of_an_office_program_holds_every_cell(name: str) -> None:
    source = (DOCUMENTS / f"{name}.txt").read_bytes()
    document = read_text(source, frames=FRAMES).document
    back = read_as(document, (DOCUMENTS / f"{name}.pdf").read_bytes()).document
    assert measures(back) == measures(document)
    assert [[(item.item, item.score) for item in row.items] for row in back.analysis] == [
        [(item.item, item.score) for item in row.items] for row in document.analysis
    ]


@pytest.mark.parametrize("name", ["na-klang-2567-analysis", "rang-wai-2568-results", "sai-khao-2567-results"])
def test_a_real_report_survives_being_printed(shared_sources: Path, name: str) -> None:
    document = read_text((shared_sources / f"{name}.txt").read_bytes(), frames=FRAMES).document
    back = read_as(document, write_pdf(document).data).document
    assert measures(back) == measures(as_word_gives_it(document))
