"""The 6- and 12-month rounds: how far a measure is, who said so, and how the report of the round tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from editing.history import Edit
from editing.models import FieldRevision
from measures.keeping import kept_rows, put_back
from measures.models import Measure, MeasureProgress
from measures.progress import SAVED_FIELDS, progress_text, save_progress
from measures.services import add_measure, delete_measure, get_or_create_plan
from measures.undo import restore_measure
from municipalities.guard import ReadOnly
from reports.apply import apply
from reports.build import build
from reports.document import Span
from reports.formats.json_form import dumps
from reports.models import Report, State
from reports.services import get_or_create_report
from tests import factories
from tests.cast import YEAR, Cast, load_catalogue, make_cast
from trail.models import Event

pytestmark = pytest.mark.django_db

FIRST_HALF = Span(date(2024, 10, 1), date(2025, 3, 31))
BOTH = {"status": "done", "text": "๑. ประชุมแล้ว ๒ ครั้ง"}


@pytest.fixture
def people() -> Cast:
    load_catalogue(2567, 2568, 2569)
    return make_cast()


@pytest.fixture
def measure(people: Cast) -> Measure:
    plan = get_or_create_plan(people.municipality, YEAR)
    return add_measure(plan.sections.get(issue__no=1), {"title": "จัดทำคู่มือ"}, actor=people.officer)


def report_of(people: Cast, *, first_half: bool) -> Report:
    report = get_or_create_report(people.municipality, "results", YEAR)
    if first_half:
        report.covers_start, report.covers_end = FIRST_HALF.start, FIRST_HALF.end
        report.save()
    return report


def extra_of(report: Report) -> tuple[tuple[str, str], ...]:
    return build(report).sections[0].measures[0].extra


def test_each_round_has_a_status_and_a_text_of_its_own(people: Cast, measure: Measure) -> None:
    save_progress(measure, "six", {"status": "in_progress"}, actor=people.officer)
    save_progress(measure, "six", {"text": "ประชุมแล้ว 2 ครั้ง  "}, actor=people.officer)
    save_progress(measure, "twelve", {"status": "done"}, actor=people.officer)
    assert {name: progress_text(measure, name) for name in SAVED_FIELDS} == {
        "progress.six.status": "in_progress",
        "progress.six.text": "ประชุมแล้ว 2 ครั้ง",
        "progress.twelve.status": "done",
        "progress.twelve.text": "",
    }
    assert measure.progress.get(round="six").updated_by == people.officer


def test_what_changes_is_in_the_history_and_in_the_trail(people: Cast, measure: Measure) -> None:
    save_progress(measure, "six", BOTH, actor=people.officer)
    save_progress(measure, "six", BOTH, actor=people.officer)
    events = Event.objects.filter(action="progress-saved")
    assert [event.after["progress.six.status"] for event in events] == ["done"]
    kept = FieldRevision.objects.filter(subject_type="measure", subject_id=measure.pk)
    assert set(kept.values_list("field", flat=True)) == {"progress.six.status", "progress.six.text"}


def test_typing_is_one_event_a_session(people: Cast, measure: Measure) -> None:
    for number, text in enumerate(("ป", "ประ", "ประชุม"), start=1):
        save_progress(measure, "six", {"text": text}, actor=people.officer, edit=Edit("page", number))
    assert Event.objects.filter(action="progress-saved").count() == 1
    assert progress_text(measure, "progress.six.text") == "ประชุม"


@pytest.mark.parametrize(
    ("round_", "parts"),
    [("six", {"status": "perhaps"}), ("nine", {"status": "done"}), ("six", {"colour": "red"})],
)
def test_an_unknown_status_or_round_is_refused(measure: Measure, round_: str, parts: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        save_progress(measure, round_, parts)
    assert not MeasureProgress.objects.exists()


def test_a_results_report_in_approval_holds_the_progress(people: Cast, measure: Measure) -> None:
    report = report_of(people, first_half=False)
    Report.objects.filter(pk=report.pk).update(
        state=State.SUBMITTED,
        submitted_at=timezone.now(),
        submitted_by=people.officer,
        submitted_sha256="0" * 64,
        submitted_document=b"{}",
    )
    with pytest.raises(ReadOnly):
        save_progress(measure, "six", BOTH)
    assert not MeasureProgress.objects.exists()


def test_a_deleted_measure_comes_back_with_its_progress(people: Cast, measure: Measure) -> None:
    save_progress(measure, "six", BOTH, actor=people.officer)
    delete_measure(measure, actor=people.officer)
    assert not MeasureProgress.objects.exists()
    restored = restore_measure(Event.objects.get(action="measure-deleted"))
    assert restored.progress.get(round="six").text == BOTH["text"]


# --- the document ----------------------------------------------------------------------------------------


def test_a_report_of_the_first_half_prints_its_round(people: Cast, measure: Measure) -> None:
    save_progress(measure, "six", BOTH)
    save_progress(measure, "twelve", {"text": "ครบแล้ว"})
    assert extra_of(report_of(people, first_half=True)) == (
        ("สถานะรอบ ๖ เดือน", "แล้วเสร็จ"),
        ("ผลการดำเนินการรอบ ๖ เดือน", "๑. ประชุมแล้ว ๒ ครั้ง"),
    )


def test_a_report_of_the_whole_year_prints_the_second_round_only(people: Cast, measure: Measure) -> None:
    report = report_of(people, first_half=False)
    save_progress(measure, "six", BOTH)
    assert extra_of(report) == ()
    save_progress(measure, "twelve", {"status": "not_done"})
    assert extra_of(report) == (("สถานะรอบ ๑๒ เดือน", "ไม่ได้ดำเนินการ"),)


def test_an_analysis_prints_no_progress(people: Cast, measure: Measure) -> None:
    save_progress(measure, "twelve", BOTH)
    assert extra_of(get_or_create_report(people.municipality, "analysis", YEAR - 1)) == ()


@pytest.mark.parametrize("parts", [BOTH, {"status": "not_started"}, {"text": "- ประชุม\n- อบรม"}])
@pytest.mark.parametrize("digits", ["thai", "arabic"])
def test_the_database_comes_back_as_itself(
    people: Cast, measure: Measure, parts: dict[str, str], digits: str
) -> None:
    measure.extra = [["งบประมาณ", "ไม่ใช้"]]
    measure.save()
    save_progress(measure, "six", parts)
    report = report_of(people, first_half=True)
    report.layout = {**report.layout, "digits": digits}
    report.save()
    once = build(report)
    apply(once, people.municipality, mode="replace")
    row = MeasureProgress.objects.get()
    assert (row.round, row.status, row.text) == ("six", parts.get("status", ""), parts.get("text", ""))
    assert row.measure.extra == [["งบประมาณ", "ไม่ใช้"]]
    assert dumps(build(Report.objects.get(pk=report.pk))) == dumps(once)


@pytest.mark.parametrize(
    "extra",
    [
        (("สถานะรอบ ๖ เดือน", "เกือบเสร็จ"),),
        (("ผลการดำเนินการรอบ ๖ เดือน", "ทำแล้ว"), ("งบประมาณ", "๑๐๐ บาท")),
        (("ผลการดำเนินการรอบ ๖ เดือน", "ทำแล้ว"), ("สถานะรอบ ๖ เดือน", "แล้วเสร็จ")),
        (("ผลการดำเนินการรอบ ๑๒ เดือน", "ทำแล้ว"),),
        (("ผลการดำเนินการรอบ 6 เดือน", "ทำแล้ว"),),
    ],
)
def test_a_column_of_another_table_stays_a_column(people: Cast, extra: tuple[tuple[str, str], ...]) -> None:
    """Whatever an imported table has under such a heading comes back where it stood."""
    sections = factories.results_document().sections
    first = replace(sections[0], measures=(factories.document_measure(1, extra=extra),))
    document = factories.results_document(sections=(first, *sections[1:]), covers=FIRST_HALF)
    built = build(apply(document, people.municipality))
    assert built.sections[0].measures[0].extra == extra


def test_merging_fills_in_progress_that_is_not_there(people: Cast) -> None:
    sections = factories.results_document().sections
    extra = (("ผลการดำเนินการรอบ ๖ เดือน", "ทำแล้ว"),)
    first = replace(sections[0], measures=(factories.document_measure(1, extra=extra),))
    document = factories.results_document(sections=sections, covers=FIRST_HALF)
    apply(document, people.municipality)
    apply(replace(document, sections=(first, *sections[1:])), people.municipality, mode="merge")
    assert MeasureProgress.objects.get().text == "ทำแล้ว"


def test_rows_that_are_put_back_keep_their_progress(measure: Measure) -> None:
    save_progress(measure, "six", BOTH)
    rows = kept_rows([measure.pk])
    section = measure.section_id
    measure.delete()
    assert put_back(rows, {section: section})[0].progress.count() == 1
