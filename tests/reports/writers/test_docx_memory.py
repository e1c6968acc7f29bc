"""A Word file remembers what its pages do not show: it comes back as it was, but for what was edited in it."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.layouts import SHIPPED
from reports.writers.docx import write_docx
from tests.reports.writers.edited_words import (
    cell_of,
    come_back,
    edited,
    measures_of,
    read,
    reports,
    row_of,
    say,
    with_measure,
)
from tests.strategies import documents

ADDED, NEW = "เพิ่มคำนี้", "ขุดลอกคลองสาธารณะ"


def nothing(_file: Any) -> None:
    pass


@given(documents(), st.none() | st.sampled_from(SHIPPED))
@settings(max_examples=30)
def test_every_report_comes_back_from_word_as_it_was_in_any_layout(document, layout):
    assert read(write_docx(document, layout=layout)).document == document


@given(reports())
@settings(max_examples=5)
def test_a_report_that_another_program_has_saved_is_still_the_same(document):
    reading = read(edited(document, nothing))
    assert reading.document == document
    assert not reading.warnings


@given(reports(), st.data())
@settings(max_examples=15)
def test_an_edited_cell_changes_its_field_and_nothing_else(document, data):
    shown = [
        each.field
        for each in document.layout.columns
        if each.field not in ("number", "period", "responsible")
    ]
    filled = [(each, field) for each in measures_of(document) for field in shown if each.text(field).strip()]
    measure, field = data.draw(st.sampled_from(filled))
    first, *others = measure.text(field).split("\n")
    expected = with_measure(document, measure.title, **{field: "\n".join([first + ADDED, *others])})

    def edit(file: Any) -> None:
        cell_of(file, document, measure.title, field).paragraphs[0].add_run(ADDED)

    assert come_back(document, edit) == expected


@given(reports(), st.data())
@settings(max_examples=8)
def test_a_deleted_row_is_gone_with_all_that_it_held(document, data):
    gone = data.draw(st.sampled_from(measures_of(document)))
    expected = replace(
        document,
        sections=tuple(
            replace(section, measures=tuple(each for each in section.measures if each is not gone))
            for section in document.sections
        ),
    )

    def edit(file: Any) -> None:
        row = row_of(file, gone.title)._tr
        row.getparent().remove(row)

    assert come_back(document, edit) == expected


@given(reports(), st.data())
@settings(max_examples=8)
def test_an_added_row_is_a_measure_that_holds_nothing_else(document, data):
    above = data.draw(st.sampled_from(measures_of(document)))

    def edit(file: Any) -> None:
        row = row_of(file, above.title)
        row._tr.addnext(copy.deepcopy(row._tr))
        say(cell_of(file, document, above.title, "title"), NEW)

    again = measures_of(come_back(document, edit))
    (added,) = [each for each in again if each.title == NEW]
    assert (added.items, added.evidence, added.number_as_written) == ((), (), "")
    assert [each for each in again if each is not added] == measures_of(document)


@given(reports(), st.data())
@settings(max_examples=8)
def test_a_moved_row_takes_along_all_that_it_held(document, data):
    moved, target = (data.draw(st.sampled_from(measures_of(document))) for _ in range(2))
    expected = measures_of(document)
    if moved is not target:
        expected.remove(moved)
        expected.insert(expected.index(target), moved)

    def edit(file: Any) -> None:
        row, beside = row_of(file, moved.title)._tr, row_of(file, target.title)._tr
        if row is not beside:
            beside.addprevious(row)

    again = come_back(document, edit)
    assert measures_of(again) == expected
    assert replace(again, sections=()) == replace(document, sections=())
