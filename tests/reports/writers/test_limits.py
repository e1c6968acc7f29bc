"""Bombs are refused before they are rendered, and the refusal names the place."""

from dataclasses import replace

import pytest

from reports.document import AnalysisRow, Block, Document, Measure, Section
from reports.layouts import OUTPUT_OUTCOME, Column
from reports.writers.limits import TooLarge, check_html, check_size
from reports.writers.pdf import write_pdf
from tests.reports.writers.demo import PLAN, RESULTS


def holding(**fields: str) -> Document:
    section = Section(measures=(Measure(title="ก"), Measure(**fields)))
    return Document("results", OUTPUT_OUTCOME, sections=(Section(), section))


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        (holding(output="a" * 40_000), r"section 2, measure 2, output: 40,000 characters in one cell"),
        (
            holding(outcome="x" * 501),
            r"section 2, measure 2, outcome: 501 characters without a space \(x+…\)",
        ),
        (holding(title="ก" * 20_001), r"section 2, measure 2, title: 20,001 characters"),
        (replace(PLAN, analysis=(AnalysisRow(remark="_" * 600),)), "analysis row 1, remark"),
        (replace(PLAN, notes=(Block("table", rows=(("b" * 900,),)),)), "notes, block 1"),
        (replace(PLAN, before=(Block("table", rows=(("",) * 50,)),)), "50 columns in a table"),
        (replace(PLAN, before=(Block("table", rows=(("",),) * 3001),)), "3,0.. table rows"),
        (
            replace(PLAN, layout=replace(OUTPUT_OUTCOME, columns=(Column("title", "h" * 800),))),
            "layout.columns",
        ),
    ],
)
def test_a_bomb_is_refused_with_its_place(document, complaint):
    with pytest.raises(TooLarge, match=complaint):
        write_pdf(document)


def test_real_reports_and_long_thai_words_without_spaces_are_no_bombs():
    for document in (RESULTS, PLAN, holding(output="ประชาสัมพันธ์" * 100)):
        check_size(document)


def test_a_page_of_more_than_five_megabytes_is_refused():
    with pytest.raises(TooLarge, match=r"5\.7 MB"):
        check_html(6_000_000)
