"""A report that goes to Word and comes back by its pages alone, as from a program that drops the memory, has its cells.

What a file brings back that still has its memory is in `test_docx_memory`.
"""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import lxml.html
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.celltext import Block as Line
from ita_portal.thai.celltext import parse
from reports.document import Document, Measure, Section
from reports.formats.json_form import to_tree
from reports.layouts import FIELDS, SHIPPED
from reports.readers.docx import grid_from_docx, read_docx
from reports.readers.grid import Row
from reports.readers.text import read_text
from reports.word_marks import ASIDE, OWN_TABLE
from reports.writers.docx import write_docx
from reports.writers.pdf import paper_html
from tests.reports.readers.fidelity import squeezed
from tests.reports.readers.years import FRAMES
from tests.reports.writers.demo import PLAN, RESULTS
from tests.strategies import cell_texts, documents

OWN_CLASSES = frozenset({"evidence", "remarks", "trend-table"})
FILES = Path(__file__).parents[2] / "documents"
SHARED = Path(__file__).parents[4] / "shared" / "sources"
REAL = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []
WITH_COLUMN_NUMBERS = "issue-column-2567-analysis"
ROUGH = frozenset({"ragged-2568-results", "rang-wai-2568-results"})
"""Files with cells beyond the last column, and with the issue in the cell of its measure: nothing of them is lost."""


def printed_rows(document: Document) -> list[list[str]]:
    """The cells of the tables as the page has them, without those that the portal writes of its own accord."""
    page = lxml.html.fromstring(paper_html(document))
    tables = [
        each for each in page.iter("table") if not OWN_CLASSES.intersection((each.get("class") or "").split())
    ]
    rows = ([squeezed(cell.text_content()) for cell in row if cell.tag in ("td", "th")]
            for table in tables for row in table.iter("tr"))  # fmt: skip
    return [filled for row in rows if (filled := [cell for cell in row if cell])]


def word_rows(document: Document) -> list[list[str]]:
    """The cells of the tables of the Word file, without its own and without asides."""
    file = docx.Document(io.BytesIO(write_docx(document)))
    tables = [each for each in file.tables if each.style.style_id != OWN_TABLE]
    rows = ([squeezed(_text(cell)) for cell in row.tc_lst] for table in tables for row in table._tbl.tr_lst)
    return [filled for row in rows if (filled := [cell for cell in row if cell])]


def _text(cell: object) -> str:
    runs = (run for run in cell.iter(qn("w:r")) if run.style != ASIDE)
    return "".join(run.text for run in runs)


@given(documents(), st.none() | st.sampled_from(SHIPPED))
@settings(max_examples=60)
def test_every_cell_of_any_report_is_in_its_row_of_the_word_file(document, layout):
    shown = document if layout is None else replace(document, layout=layout)
    assert word_rows(shown) == printed_rows(shown)


def lines(text: str) -> list[Line]:
    """The lines of a cell text that say something, as they are shown: indented by levels, words parted by a space."""
    return [replace(line, indent=line.depth, source=None) for line in parse(text) if line.text.strip()]


@given(cell_texts())
@settings(max_examples=150)
def test_marks_links_labels_and_line_ends_of_a_cell_come_back(text):
    document = replace(
        RESULTS, sections=(Section(1, "ก", measures=(Measure(title="มาตรการ", output=text),)),)
    )
    grid, _ = grid_from_docx(write_docx(document))
    row = next(each for each in grid if isinstance(each, Row) and each.cells[0] == "มาตรการ")
    levels = sorted({line.indent for line in lines(text)})
    expected = [replace(line, indent=levels.index(line.indent)) for line in lines(text)]
    assert lines(row.cells[2]) == expected


def measures_of(document: Document) -> list[Measure]:
    return [measure for section in document.sections for measure in section.measures]


def cells_of(document: Document) -> list[list[str]]:
    """What every measure says, field by field, as an import would save it."""
    return [[measure.text(name) for name in FIELDS if name != "number"] + [text for _, text in measure.extra]
            for measure in measures_of(document)]  # fmt: skip


def analysis_of(document: Document) -> list[tuple]:
    return [(row.issue, row.instrument, row.remark, row.items, row.extra) for row in document.analysis]


def come_back(document: Document) -> Document:
    reading = read_docx(write_docx(document), frames=FRAMES)
    assert reading.document.kind == document.kind
    return reading.document


@pytest.mark.parametrize("path", sorted(FILES.glob("*.txt")), ids=lambda path: path.stem)
def test_an_imported_report_comes_back_with_its_fields(path):
    if path.stem == WITH_COLUMN_NUMBERS:
        pytest.skip("its headings hold the numbers of the columns, which only the text reader knows")
    assert_comes_back(read_text(path.read_bytes(), frames=FRAMES).document, exactly=path.stem not in ROUGH)


@pytest.mark.parametrize("path", REAL or [None], ids=lambda path: path.stem if path else "none")
def test_a_real_report_comes_back_with_its_fields(path):
    if path is None:
        pytest.skip("the folder of real documents is not beside this checkout")
    assert_comes_back(read_text(path.read_bytes(), frames=FRAMES).document, exactly=path.stem not in ROUGH)


def assert_comes_back(document: Document, *, exactly: bool) -> None:
    again = come_back(document)
    assert analysis_of(again) == analysis_of(document)
    assert [len(each.measures) for each in again.sections] == [
        len(each.measures) for each in document.sections
    ]
    assert [each.issue for each in again.sections] == [each.issue for each in document.sections]
    assert_said_again(document, again)
    assert not exactly or cells_of(again) == cells_of(document)
    assert again.result.total == document.result.total
    assert [each.score for each in again.result.indicators] == [
        each.score for each in document.result.indicators
    ]


def assert_said_again(document: Document, again: Document) -> None:
    for before, after in zip(cells_of(document), cells_of(again), strict=True):
        said = "\n".join(after)
        assert all(text in said for text in before)


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda each: each.name)
def test_nothing_that_a_measure_says_is_lost_in_any_layout(layout):
    document = replace(PLAN if layout.kind == "analysis" else RESULTS, layout=layout)
    again = come_back(document)
    assert len(measures_of(again)) == len(measures_of(document))
    assert_said_again(document, again)


def test_a_field_without_a_column_comes_back_under_its_name_in_the_nearest():
    (measure,) = [each for each in measures_of(come_back(RESULTS)) if "ข้อเสนอแนะ" in each.outcome]
    assert measure.outcome.endswith("ข้อเสนอแนะ:\nควรให้ผู้ยืมลงเวลาคืนด้วยตนเอง")


def test_what_the_portal_writes_of_its_own_accord_does_not_come_back_as_text():
    again = come_back(RESULTS)
    assert not again.analysis
    assert not again.notes
    said = "\n".join(block.text for block in (*again.before, *again.result.before, *again.sections_before))
    for own in ("สารบัญ", "สรุปผลการประเมิน", "ผลคะแนนย้อนหลัง", "ปีที่นำผลมาวิเคราะห์", "ได้ระดับผ่านดี"):
        assert own not in said
    assert again.result.total == RESULTS.result.total
    assert [each.name for each in again.signatures] == [each.name for each in RESULTS.signatures]


def test_a_report_that_came_back_is_written_as_it_was():
    once = come_back(RESULTS)
    twice = come_back(once)
    assert cells_of(twice) == cells_of(once)
    assert [each.text for each in twice.before] == [each.text for each in once.before]
    assert len(twice.result.indicators) == len(once.result.indicators)


NOT_ON_THE_PAGE = frozenset(
    {
        # the page says less than the data
        "municipality.code", "issues", "layout.parts", "layout.indicator_columns", "result.bands", "result.instruments",
        "result.items", "result.status", "result.level_computed", "result.total_computed", "result.total_before",
        "result.trend", "result.indicators", "sections.measures.items", "sections.measures.evidence",
        # what is printed counts as written when it comes back
        "result.total_as_written", "sections.heading_as_written", "sections.number_as_written",
        "sections.measures.number_as_written", "analysis.heading_as_written", "analysis.number_as_written",
        "analysis.items.code_as_written", "analysis.items.title_as_written", "analysis.items.score_as_written",
        # a measure without days of its own gets those that its words say
        "sections.measures.period.start", "sections.measures.period.end",
        # a field without a column stands under its name in the nearest one
        "sections.measures.title", "sections.measures.procedure", "sections.measures.output",
        "sections.measures.outcome", "sections.measures.suggestion", "sections.measures.follow_up",
        # a report without a title gets the usual one; a heading before the first table belongs to it
        "title", "before", "result.before",
    }
)  # fmt: skip
"""What the pages do not bring back as it was; the file's memory, Excel and JSON do."""


def differences(one: object, other: object, place: str = "") -> set[str]:
    """The fields in which two forms differ, without lines of files."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = (name for name in one if name not in ("line", "source_lines"))
        return set().union(*(differences(one[name], other.get(name), f"{place}.{name}") for name in names))
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return set().union(*(differences(a, b, place) for a, b in zip(one, other, strict=True)))
    return set() if one == other else {place.removeprefix(".")}


@pytest.mark.parametrize("document", [PLAN, RESULTS], ids=["plan", "results"])
def test_all_that_a_page_says_comes_back_field_by_field(document):
    again = come_back(document)
    assert differences(to_tree(document), to_tree(again)) <= NOT_ON_THE_PAGE
    assert not document.title or again.title == document.title
    assert again.municipality == replace(document.municipality, code="")
    assert again.signatures == document.signatures
    assert again.covers == document.covers


def test_the_cover_comes_back_as_what_it_says_and_not_as_text_before_the_tables():
    again = come_back(RESULTS)
    assert (again.before, again.after, again.title) == ((), (), RESULTS.title)
    assert come_back(again).title == RESULTS.title


def test_whoever_acts_for_another_and_the_day_come_back_with_the_signature():
    (_, acting) = come_back(RESULTS).signatures
    assert (acting.acting_for, acting.date) == ("นายกเทศมนตรีตำบลท่าน้ำใส", date(2026, 3, 20))
