"""An officer's report goes to Word, is worked on there, and comes back with all that it had."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from ita_portal.thai.periods import Period
from reports.apply import apply_document
from reports.build import build
from reports.document import Document, Evidence, Measure, Municipality, Section
from reports.files import render
from reports.importing import begin_import, document_of, save_import, warnings_of
from reports.layouts import OUTPUT_OUTCOME
from reports.selection import everything
from reports.services import get_or_create_report
from tests.cast import YEAR, Cast, load_catalogue, make_cast
from tests.reports.writers.edited_words import row_of, say

MEASURE = Measure(
    title="ทะเบียนยืมพัสดุกลาง",
    procedure="๑. ปรับแบบใบยืม\n๒. ทำทะเบียนกลาง",
    output="บันทึกการยืม ๑๘๔ รายการ",
    outcome="ของที่คืนเกินกำหนดเหลือ ๓ รายการ",
    suggestion="ให้ผู้ยืมลงเวลาเอง",
    responsible=("กองคลัง",),
    period=Period("ตลอดปีงบประมาณ", date(YEAR - 544, 10, 1), date(YEAR - 543, 9, 30), "year"),
    items=("i1",),
    evidence=(Evidence("ทะเบียน", "https://www.example.go.th/loans.xlsx", public=True),),
)


@pytest.fixture
def people(db: None) -> Cast:
    load_catalogue()
    return make_cast()


def entered(cast: Cast) -> Document:
    """A report as it was entered."""
    document = Document(
        "results", OUTPUT_OUTCOME, action_year=YEAR, sections=(Section(4, measures=(MEASURE,)),)
    )
    document = replace(document, municipality=Municipality(name=""))
    apply_document(document, cast.municipality, mode="replace", actor=cast.officer)
    return build(get_or_create_report(cast.municipality, "results", YEAR))


def test_edited_in_word_a_report_keeps_its_evidence_and_its_items(people: Cast) -> None:
    before = entered(people)
    file = docx.Document(io.BytesIO(render(before, "docx").data))
    say(row_of(file, MEASURE.title).cells[2], "บันทึกการยืม ๒๐๐ รายการ")
    saved = io.BytesIO()
    file.save(saved)
    draft = begin_import(
        people.municipality,
        YEAR,
        saved.getvalue(),
        filename="รายงาน.docx",
        kind="results",
        actor=people.officer,
    )
    assert not warnings_of(draft)
    save_import(draft, everything(document_of(draft)), mode="replace", actor=people.officer)
    after = build(get_or_create_report(people.municipality, "results", YEAR))
    changed = [
        (old, new)
        for sections in zip(before.sections, after.sections, strict=True)
        for old, new in zip(*(each.measures for each in sections), strict=True)
        if old != new
    ]
    ((old, new),) = changed
    assert new == replace(old, output="บันทึกการยืม ๒๐๐ รายการ")
    assert [each.title for each in new.evidence] == ["ทะเบียน"]
    assert new.items == ("i1",)
    assert new.suggestion == "ให้ผู้ยืมลงเวลาเอง"


def test_last_year_s_file_brings_none_of_its_evidence_into_this_year(people: Cast) -> None:
    data = render(entered(people), "docx").data
    draft = begin_import(
        people.municipality, YEAR + 1, data, filename="รายงาน.docx", kind="results", actor=people.officer
    )
    (measure,) = [each for section in document_of(draft).sections for each in section.measures]
    assert (measure.title, measure.evidence, measure.items) == (MEASURE.title, (), ())
    assert "read-year-differs" in [each.code for each in warnings_of(draft)]
