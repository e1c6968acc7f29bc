"""Taking back: a deleted measure returns as it was, a batch goes while nobody has worked on it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from catalogue.models import Item
from measures.evidence_rows import add_evidence
from measures.keeping import kept_rows
from measures.models import Citation, Measure
from measures.services import (
    add_measure,
    delete_measure,
    delete_section,
    move_measure,
    update_measure,
)
from measures.undo import NotUndone, own_event, record_batch, restore_measure, undo_batch
from municipalities.guard import ReadOnly
from reports.models import State
from tests.cast import YEAR, Cast, Work, begin_work, load_catalogue, make_cast
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def work(people: Cast) -> Work:
    return begin_work(people, measures=3)


def order(work: Work) -> list[int]:
    section = work.plan.sections.get(issue__no=1)
    return list(section.measures.order_by("position", "pk").values_list("pk", flat=True))


def with_everything(work: Work, people: Cast) -> Measure:
    measure = Measure.objects.get(pk=order(work)[1])
    fields = {
        "output": "๑. ประชุมแล้ว",
        "outcome": "ดีขึ้น",
        "extra": [["งบประมาณ", "๕,๐๐๐ บาท"]],
        "number_as_written": "๒",
    }
    update_measure(measure, fields, actor=people.officer)
    add_evidence(measure, title="ภาพถ่าย", url="https://example.org/1", is_public=True, actor=people.officer)
    Citation.objects.create(
        measure=measure,
        field="outcome",
        item=Item.objects.filter(measures__measure=measure).first(),
        year_before=2567,
        year_now=2568,
        score_before=Decimal("80.00"),
        score_now=Decimal("90.00"),
        difference=Decimal("10.00"),
        sentence="ดีขึ้น",
    )
    return Measure.objects.get(pk=measure.pk)


def test_a_deleted_measure_returns_equal_in_every_field_at_its_place(work: Work, people: Cast) -> None:
    measure = with_everything(work, people)
    before, rows, places = model_to_dict(measure), kept_rows([measure.pk]), order(work)
    tables = {row["model"].removeprefix("measures.") for row in rows}
    assert tables >= {"measure", "responsibleunit", "measureitem", "evidence", "citation"}

    event = delete_measure(measure, actor=people.officer)
    assert event.before["outcome"] == "ดีขึ้น"
    restored = restore_measure(event, actor=people.officer)

    assert restored.pk == measure.pk
    assert model_to_dict(Measure.objects.get(pk=measure.pk)) == before
    assert kept_rows([measure.pk]) == rows
    assert order(work) == places
    assert Event.objects.order_by("-pk").first().action == "measure-restored"


def test_pressing_undo_twice_restores_once(work: Work, people: Cast) -> None:
    event = delete_measure(work.measure, actor=people.officer)
    restore_measure(event, actor=people.officer)
    events = Event.objects.count()
    assert restore_measure(event, actor=people.officer).pk == work.measure.pk
    assert Event.objects.count() == events
    assert len(order(work)) == 3


def test_a_measure_returns_among_those_that_are_there_by_now(work: Work, people: Cast) -> None:
    first, second, third = order(work)
    event = delete_measure(Measure.objects.get(pk=third), actor=people.officer)
    delete_measure(Measure.objects.get(pk=first), actor=people.officer)
    restore_measure(event, actor=people.officer)
    assert order(work) == [second, third]


def test_a_measure_returns_although_its_section_and_department_are_gone(work: Work, people: Cast) -> None:
    section = work.plan.sections.get(issue__no=1)
    events = [delete_measure(each, actor=people.officer) for each in section.measures.all()]
    delete_section(section, actor=people.officer)
    people.municipality.departments.all().delete()

    restored = restore_measure(events[-1], actor=people.officer)
    assert restored.section.issue.no == 1
    assert [(each.name, each.department) for each in restored.responsible.all()] == [("กองคลัง", None)]


def test_nothing_is_restored_while_a_report_is_in_approval(work: Work, people: Cast) -> None:
    event = delete_measure(work.measure, actor=people.officer)
    type(work.analysis).objects.filter(pk=work.analysis.pk).update(
        state=State.SUBMITTED,
        submitted_by=people.officer,
        submitted_at=event.at,
        submitted_sha256="0" * 64,
        submitted_document=b"{}",
    )
    with pytest.raises(ReadOnly):
        restore_measure(event, actor=people.officer)
    assert len(order(work)) == 2


def batch(work: Work, people: Cast) -> Event:
    """One measure replaced by two, in one act."""
    section = work.plan.sections.get(issue__no=1)
    gone = kept_rows([work.measure.pk])
    made = [add_measure(section, {"title": title, "responsible": ["กองคลัง"]}).pk for title in ("ก", "ข")]
    event = record_batch("measures-pasted", work.plan, made, gone, actor=people.officer)
    work.measure.delete()
    return event


def test_a_batch_is_taken_back_and_can_be_put_back_again(work: Work, people: Cast) -> None:
    first, second, third = order(work)
    event = batch(work, people)
    made = event.after["made"]
    assert order(work) == [second, third, *made]

    undone = undo_batch(event, actor=people.officer)
    assert order(work) == [first, second, third]
    assert undo_batch(event, actor=people.officer) is None

    again = undo_batch(undone, actor=people.officer)
    assert set(order(work)) == {second, third, *made}
    assert undo_batch(again, actor=people.officer) is not None
    assert order(work) == [first, second, third]


def test_a_batch_that_somebody_has_worked_on_stays(work: Work, people: Cast) -> None:
    event = batch(work, people)
    touched = Measure.objects.get(pk=event.after["made"][1])
    update_measure(touched, {"output": "ทำแล้ว"}, actor=people.officer)
    with pytest.raises(NotUndone) as refused:
        undo_batch(event, actor=people.officer)
    assert refused.value.measures == ["ข"]
    assert Measure.objects.filter(pk__in=event.after["made"]).count() == 2


def test_a_new_link_counts_as_work_and_a_new_place_does_not(work: Work, people: Cast) -> None:
    event = batch(work, people)
    moved, linked = (Measure.objects.get(pk=pk) for pk in event.after["made"])
    move_measure(moved, section=work.plan.sections.get(issue__no=2), actor=people.officer)
    evidence = add_evidence(linked, title="ภาพ", url="https://example.org/", actor=people.officer)
    with pytest.raises(NotUndone) as refused:
        undo_batch(event, actor=people.officer)
    assert refused.value.measures == ["ข"]
    evidence.delete()
    assert undo_batch(event, actor=people.officer) is not None
    assert not Measure.objects.filter(pk__in=event.after["made"]).exists()


def test_an_event_of_another_municipality_or_year_is_none_of_ours(work: Work, people: Cast) -> None:
    event = batch(work, people)
    assert own_event(people.municipality, YEAR, event.pk) == event
    assert own_event(people.municipality, YEAR + 1, event.pk) is None
    assert own_event(people.other, YEAR, event.pk) is None
    deletion = delete_measure(Measure.objects.get(pk=order(work)[0]), actor=people.officer)
    assert own_event(people.municipality, YEAR, deletion.pk) is None
    assert own_event(people.municipality, YEAR, deletion.pk, ("measure-deleted",)) == deletion


def test_keeping_takes_as_many_queries_for_three_measures_as_for_one(work: Work) -> None:
    with CaptureQueriesContext(
        connection,
    ) as one:
        kept_rows(order(work)[:1])
    with CaptureQueriesContext(connection) as three:
        kept_rows(order(work))
    assert len(one) == len(three)
