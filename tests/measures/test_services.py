"""Writing measures: every change is one event, nothing typed is lost, and two people never overwrite each other."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogue.queries import NoFramework
from ita_portal.thai.periods import Period
from measures.evidence_rows import add_evidence, delete_evidence, update_evidence
from measures.models import Evidence, Measure, Plan, Section
from measures.queries import plan_of, sections_with_measures
from measures.services import (
    add_measure,
    add_section,
    delete_measure,
    delete_section,
    duplicate_measure,
    get_or_create_plan,
    move_measure,
    update_measure,
)
from tests.cast import Cast, load_catalogue, make_cast
from trail.conflict import Conflict
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def plan(people: Cast) -> Plan:
    return get_or_create_plan(people.municipality, 2568, actor=people.officer)


@pytest.fixture
def section(plan: Plan) -> Section:
    return plan.sections.get(issue__no=1)


@pytest.fixture
def measure(people: Cast, section: Section) -> Measure:
    fields = {"title": "จัดทำคู่มือ", "responsible": ["กองคลัง", "คณะทำงาน ITA"], "period": "ไตรมาสที่ ๑ - ๒"}
    return add_measure(section, fields, actor=people.officer)


def last_event() -> Event:
    return Event.objects.order_by("-pk").first()


def titles(section: Section) -> list[str]:
    return list(section.measures.order_by("position", "pk").values_list("title", flat=True))


def test_a_new_plan_has_a_section_for_every_issue_of_its_year(people: Cast, plan: Plan) -> None:
    assert [each.issue.no for each in plan.sections.select_related("issue")] == [1, 2, 3, 4, 5, 6, 7]
    assert get_or_create_plan(people.municipality, 2568) == plan
    assert Event.objects.filter(action="plan-created").count() == 1


def test_a_plan_of_a_year_without_issues_has_no_sections(people: Cast) -> None:
    assert not get_or_create_plan(people.municipality, 2565).sections.exists()


def test_a_plan_of_a_year_beyond_the_catalogue_is_refused(people: Cast) -> None:
    with pytest.raises(NoFramework):
        get_or_create_plan(people.municipality, 2590)
    assert plan_of(people.municipality, 2590) is None


def test_a_measure_keeps_its_fields_in_the_order_given(measure: Measure) -> None:
    assert [each.name for each in measure.responsible.all()] == ["กองคลัง", "คณะทำงาน ITA"]
    assert measure.responsible.get(name="กองคลัง").department.name == "กองคลัง"
    assert (measure.period_text, measure.period_start, measure.period_end) == (
        "ไตรมาสที่ ๑ - ๒",
        date(2024, 10, 1),
        date(2025, 3, 31),
    )


def test_only_the_given_fields_change(people: Cast, measure: Measure) -> None:
    changed = update_measure(measure, {"output": "ทำแล้ว"}, actor=people.officer)
    assert (changed.title, changed.output, changed.version) == ("จัดทำคู่มือ", "ทำแล้ว", 1)
    event = last_event()
    assert (event.action, event.before, event.after) == ("measure-saved", {"output": ""}, {"output": "ทำแล้ว"})
    assert event.actor == people.officer
    assert event.municipality_id == people.municipality.pk


def test_saving_the_same_again_is_no_event(measure: Measure) -> None:
    count = Event.objects.count()
    again = update_measure(
        measure, {"title": "จัดทำคู่มือ ", "responsible": ["กองคลัง", "คณะทำงาน ITA"], "period": "ไตรมาสที่ ๑ - ๒"}
    )
    assert again.version == 0
    assert Event.objects.count() == count


def test_two_people_with_the_same_page_both_see_both_texts(measure: Measure) -> None:
    update_measure(measure, {"title": "ของฉัน"}, version=0)
    with pytest.raises(Conflict) as conflict:
        update_measure(measure, {"title": "ของเธอ"}, version=0)
    assert conflict.value.fields == {"title": ("ของฉัน", "ของเธอ")}
    assert conflict.value.version == 1
    measure.refresh_from_db()
    assert measure.title == "ของฉัน"


def test_an_old_page_that_changes_nothing_is_no_conflict(measure: Measure) -> None:
    update_measure(measure, {"title": "ของฉัน"}, version=0)
    assert update_measure(measure, {"title": "ของฉัน"}, version=0).version == 1


def test_text_is_cleaned_but_never_shortened(measure: Measure) -> None:
    long = "ก" * 40_000
    saved = update_measure(measure, {"title": "a\x0bb\x00\u200b", "procedure": long})
    assert (saved.title, len(saved.procedure)) == ("a\nb", 40_000)


def test_a_list_of_units_replaces_the_cell_as_it_was_written(measure: Measure) -> None:
    Measure.objects.update(responsible_as_written="สำนักปลัด/กองคลัง")
    saved = update_measure(measure, {"responsible": ["สำนักปลัด", " ", "กองคลัง"]})
    assert saved.responsible_as_written == ""
    assert [each.name for each in saved.responsible.all()] == ["สำนักปลัด", "กองคลัง"]


def test_a_period_that_cannot_be_read_stays_as_typed(measure: Measure) -> None:
    saved = update_measure(measure, {"period": "ไตรมาสละ ๑ ครั้ง"})
    assert (saved.period_text, saved.period_start, saved.period_style) == ("ไตรมาสละ ๑ ครั้ง", None, "text")


def test_a_period_that_ends_before_it_begins_is_refused(measure: Measure) -> None:
    with pytest.raises(ValidationError) as refused:
        update_measure(measure, {"period": Period("x", date(2025, 3, 1), date(2025, 1, 1), "dates")})
    assert list(refused.value.message_dict) == ["period"]


def test_items_are_those_of_the_result_that_the_plan_answers(measure: Measure) -> None:
    saved = update_measure(measure, {"items": ["I1", "O9", "i1"]})
    assert [each.item.code for each in saved.items.all()] == ["i1", "O9"]
    assert {each.item.framework.evaluation_year for each in saved.items.all()} == {2567}
    with pytest.raises(ValidationError) as refused:
        update_measure(measure, {"items": ["i99"]})
    assert list(refused.value.message_dict) == ["items"]


def test_an_unknown_field_is_refused(measure: Measure) -> None:
    with pytest.raises(ValidationError, match="colour"):
        update_measure(measure, {"colour": "red"})


def test_measures_are_put_in_order(section: Section) -> None:
    for title in ("หนึ่ง", "สอง", "สาม"):
        add_measure(section, {"title": title})
    first = section.measures.get(title="หนึ่ง")
    move_measure(first, direction="down")
    assert titles(section) == ["สอง", "หนึ่ง", "สาม"]
    move_measure(first, position=99)
    assert titles(section) == ["สอง", "สาม", "หนึ่ง"]
    move_measure(first, direction="up")
    move_measure(first, direction="up")
    count = Event.objects.count()
    move_measure(first, direction="up")
    assert titles(section) == ["หนึ่ง", "สอง", "สาม"]
    assert Event.objects.count() == count
    add_measure(section, {"title": "ศูนย์"}, position=0)
    assert titles(section) == ["ศูนย์", "หนึ่ง", "สอง", "สาม"]


def test_a_measure_moves_to_another_issue(plan: Plan, section: Section, measure: Measure) -> None:
    target = plan.sections.get(issue__no=3)
    add_measure(target, {"title": "อยู่ก่อน"})
    move_measure(measure, section=target)
    assert (titles(section), titles(target)) == ([], ["อยู่ก่อน", "จัดทำคู่มือ"])
    move_measure(measure, section=section, position=0)
    assert (titles(section), titles(target)) == (["จัดทำคู่มือ"], ["อยู่ก่อน"])


def test_a_measure_never_moves_into_another_plan(people: Cast, measure: Measure) -> None:
    other = get_or_create_plan(people.other, 2568)
    with pytest.raises(ValidationError):
        move_measure(measure, section=other.sections.first())


def test_a_copy_stands_below_and_says_what_was_planned(section: Section, measure: Measure) -> None:
    add_measure(section, {"title": "อีกมาตรการ"})
    update_measure(measure, {"output": "ทำแล้ว", "items": ["i1"]})
    copy = duplicate_measure(measure)
    assert titles(section) == ["จัดทำคู่มือ", "จัดทำคู่มือ", "อีกมาตรการ"]
    assert (copy.output, copy.period_start) == ("", date(2024, 10, 1))
    assert [each.name for each in copy.responsible.all()] == ["กองคลัง", "คณะทำงาน ITA"]


def test_what_a_deleted_measure_said_is_in_its_event(section: Section, measure: Measure) -> None:
    add_evidence(measure, title="ภาพถ่าย", url="https://www.example.go.th/1")
    delete_measure(measure)
    assert titles(section) == []
    event = last_event()
    assert event.action == "measure-deleted"
    assert event.before["title"] == "จัดทำคู่มือ"
    assert event.before["responsible"] == ["กองคลัง", "คณะทำงาน ITA"]
    assert event.before["evidence"] == [["ภาพถ่าย", "https://www.example.go.th/1"]]


def test_evidence_is_private_until_said_otherwise(measure: Measure) -> None:
    evidence = add_evidence(measure, title="ภาพถ่าย", url="https://www.example.go.th/1")
    assert not evidence.is_public
    assert update_evidence(evidence, {"is_public": True}).is_public
    delete_evidence(evidence)
    assert not Evidence.objects.exists()
    assert [each.action for each in Event.objects.order_by("pk")][-3:] == [
        "evidence-added",
        "evidence-saved",
        "evidence-deleted",
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.go.th", "www", "file:///etc/passwd", ""]
)
def test_evidence_needs_a_web_address(measure: Measure, url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        add_evidence(measure, title="ภาพถ่าย", url=url)
    assert list(refused.value.message_dict) == ["url"]


def test_the_database_itself_wants_an_address_or_a_file(measure: Measure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(measure=measure, title="ไม่มีอะไร")


def test_an_issue_has_one_section_and_others_stand_beside_it(plan: Plan, section: Section) -> None:
    assert add_section(plan, issue=1) == section
    other = add_section(plan, heading="มาตรการอื่น")
    assert (other.issue, other.position) == (None, 7)
    with pytest.raises(ValidationError):
        add_section(plan, issue=8)


def test_a_section_with_measures_is_not_deleted(section: Section, measure: Measure) -> None:
    with pytest.raises(ValidationError):
        delete_section(section)
    delete_measure(measure)
    delete_section(section)
    assert not Section.objects.filter(issue__no=1).exists()


def test_a_plan_is_read_in_the_same_number_of_queries_whatever_its_size(
    plan: Plan, section: Section, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for extra in (1, 20):
        for number in range(extra):
            add_measure(section, {"title": f"มาตรการ {number}", "responsible": ["กองคลัง"], "items": ["i1"]})
        with CaptureQueriesContext(connection) as queries:
            for each in sections_with_measures(plan):
                for row in each.measures.all():
                    assert [unit.name for unit in row.responsible.all()] == ["กองคลัง"]
                    assert [item.item.code for item in row.items.all()] == ["i1"]
                    assert list(row.evidence.all()) == []
        counts.append(len(queries))
    assert counts[0] == counts[1]
