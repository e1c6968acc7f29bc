"""Taking over last year's measures: plans come along, results stay behind, years are pointed out, nothing twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ita_portal.thai.periods import Period, parse_period
from ita_portal.thai.year_mentions import find_years, moved_years, without_years
from measures.evidence_rows import add_evidence
from measures.models import Measure, Plan
from measures.services import add_measure, delete_measure, get_or_create_plan, update_measure
from measures.takeover import moved_period, offered, source_plan, take_over
from measures.undo import undo_batch
from measures.year_review import looked_at, move_year, to_review
from municipalities.guard import ReadOnly
from reports.models import Report, State
from reports.services import get_or_create_report
from tests.cast import Cast, load_catalogue, make_cast
from tests.factories import plan_with_measures
from trail.conflict import Conflict
from trail.models import Event

pytestmark = pytest.mark.django_db

LAST, NOW = 2568, 2569


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def last_year(people: Cast) -> Plan:
    return get_or_create_plan(people.municipality, LAST, actor=people.officer)


def planned(plan: Plan, issue: int = 1, **fields: object) -> Measure:
    said = {
        "title": "จัดทำคู่มือบริการ",
        "procedure": "๑. ประชุม\n๒. เผยแพร่",
        "output": "ประชุมแล้ว",
        "outcome": "ดีขึ้น",
        "suggestion": "ควรทำต่อ",
        "follow_up": "รายงานทุกไตรมาส",
        "responsible": ["กองคลัง", "คณะทำงาน ITA"],
        "period": "ต.ค. ๒๕๖๗ - มี.ค. ๒๕๖๘",
        "extra": [["งบประมาณ", "๕,๐๐๐"]],
        **fields,
    }
    return add_measure(plan.sections.get(issue__no=issue), said)


def take_all(people: Cast) -> Event | None:
    source = source_plan(people.municipality, NOW)
    assert source is not None
    chosen = Measure.objects.filter(section__plan=source).values_list("pk", flat=True)
    return take_over(people.municipality, NOW, set(chosen), actor=people.officer)


def copies(people: Cast) -> list[Measure]:
    found = Measure.objects.filter(section__plan__municipality=people.municipality)
    return list(found.filter(section__plan__action_year=NOW).order_by("section__position", "position"))


class TestWhatComesAlong:
    def test_the_plan_comes_and_the_results_stay(self, people: Cast, last_year: Plan) -> None:
        source = planned(last_year)
        add_evidence(source, title="ภาพ", url="https://example.org/")
        take_all(people)
        (copy,) = copies(people)
        assert (copy.title, copy.procedure, copy.follow_up) == (
            source.title, source.procedure, source.follow_up,
        )  # fmt: skip
        assert [each.name for each in copy.responsible.all()] == ["กองคลัง", "คณะทำงาน ITA"]
        assert [bool(each.department) for each in copy.responsible.all()] == [True, False]
        assert copy.extra == [["งบประมาณ", "๕,๐๐๐"]]
        assert (copy.output, copy.outcome, copy.suggestion) == ("", "", "")
        assert not copy.evidence.exists()

    def test_one_act_is_one_event(self, people: Cast, last_year: Plan) -> None:
        planned(last_year)
        planned(last_year, issue=2)
        get_or_create_plan(people.municipality, NOW)
        events = Event.objects.count()
        take_all(people)
        assert Event.objects.count() == events + 1
        assert Event.objects.first().action == "measures-taken-over"

    def test_only_what_is_chosen_comes(self, people: Cast, last_year: Plan) -> None:
        wanted = planned(last_year)
        planned(last_year, title="อย่างอื่น")
        take_over(people.municipality, NOW, {wanted.pk}, actor=people.officer)
        assert [each.title for each in copies(people)] == ["จัดทำคู่มือบริการ"]

    def test_measures_stand_in_the_same_issue(self, people: Cast, last_year: Plan) -> None:
        planned(last_year, issue=5)
        take_all(people)
        assert [each.section.issue.no for each in copies(people)] == [5]
        assert [each.section.issue.framework.evaluation_year for each in copies(people)] == [
            get_or_create_plan(people.municipality, NOW).sections.first().issue.framework.evaluation_year
        ]

    def test_items_follow_the_catalogue_and_lost_ones_are_named(self, people: Cast, last_year: Plan) -> None:
        planned(last_year, items=["O35", "i1", "O28"])
        group = offered(last_year, NOW)[0]
        take_all(people)
        assert [each.item.code for each in copies(people)[0].items.all()] == ["O28", "i1"]
        assert group.measures[0].lost == ("O28",)

    def test_another_municipality_is_not_asked(self, people: Cast) -> None:
        plan_with_measures(people.other, LAST)
        assert source_plan(people.municipality, NOW) is None
        assert take_over(people.municipality, NOW, {1, 2, 3}, actor=people.officer) is None

    def test_an_older_year_is_offered_when_the_last_has_nothing(self, people: Cast) -> None:
        older = get_or_create_plan(people.municipality, 2567)
        get_or_create_plan(people.municipality, LAST)
        planned(older, period="ไตรมาสที่ ๑")
        source = source_plan(people.municipality, NOW)
        assert source is not None
        assert source.action_year == 2567
        take_all(people)
        assert copies(people)[0].period_start == date(2025, 10, 1)


class TestNothingTwice:
    def test_pressing_twice_copies_once(self, people: Cast, last_year: Plan) -> None:
        planned(last_year)
        assert take_all(people) is not None
        assert take_all(people) is None
        assert len(copies(people)) == 1

    def test_a_copy_that_was_renamed_is_still_there(self, people: Cast, last_year: Plan) -> None:
        planned(last_year)
        take_all(people)
        update_measure(copies(people)[0], {"title": "ชื่อใหม่ทั้งหมด"})
        assert offered(last_year, NOW)[0].measures[0].is_there
        assert take_all(people) is None

    def test_a_measure_of_the_same_name_is_there_already(self, people: Cast, last_year: Plan) -> None:
        planned(last_year, title="แผนปี 2568")
        this_year = get_or_create_plan(people.municipality, NOW)
        planned(this_year, title="แผนปี ๒๕๖๙")
        assert offered(last_year, NOW)[0].measures[0].is_there

    def test_a_deleted_copy_can_be_taken_again(self, people: Cast, last_year: Plan) -> None:
        planned(last_year)
        take_all(people)
        delete_measure(copies(people)[0])
        assert take_all(people) is not None
        assert len(copies(people)) == 1

    def test_it_can_be_taken_back(self, people: Cast, last_year: Plan) -> None:
        planned(last_year)
        event = take_all(people)
        assert event is not None
        undo_batch(event, actor=people.officer)
        assert copies(people) == []
        assert not offered(last_year, NOW)[0].measures[0].is_there

    def test_a_report_in_approval_refuses(self, people: Cast, last_year: Plan) -> None:
        planned(last_year)
        report = get_or_create_report(people.municipality, "results", NOW)
        Report.objects.filter(pk=report.pk).update(
            state=State.SUBMITTED,
            submitted_by=people.officer,
            submitted_at=report.created_at,
            submitted_sha256="0" * 64,
            submitted_document=b"{}",
        )
        with pytest.raises(ReadOnly):
            take_all(people)
        assert copies(people) == []


@pytest.mark.parametrize(
    ("before", "after", "start", "end"),
    [
        ("ต.ค. ๒๕๖๗ - มี.ค. ๒๕๖๘", "ต.ค. ๒๕๖๘ - มี.ค. ๒๕๖๙", date(2025, 10, 1), date(2026, 3, 31)),
        ("ต.ค. 67 – ก.ย. 68", "ต.ค. 68 – ก.ย. 69", date(2025, 10, 1), date(2026, 9, 30)),
        ("ต.ค. - มี.ค. ๖๘", "ต.ค. - มี.ค. ๖๙", date(2025, 10, 1), date(2026, 3, 31)),
        ("๑ ตุลาคม ๒๕๖๗ – ๓๐ กันยายน ๒๕๖๘", "๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๙", date(2025, 10, 1), date(2026, 9, 30)),
        ("ไตรมาสที่ ๑ - ๒", "ไตรมาสที่ ๑ - ๒", date(2025, 10, 1), date(2026, 3, 31)),
        ("ไตรมาส 4/2568", "ไตรมาส 4/2569", date(2026, 7, 1), date(2026, 9, 30)),
        ("ตลอดปีงบประมาณ", "ตลอดปีงบประมาณ", date(2025, 10, 1), date(2026, 9, 30)),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘", "ปีงบประมาณ พ.ศ. ๒๕๖๙", date(2025, 10, 1), date(2026, 9, 30)),
        ("ภายในเดือนมีนาคม ๒๕๖๘", "ภายในเดือนมีนาคม ๒๕๖๙", None, date(2026, 3, 31)),
        ("1/10/2567 - 31/3/2568", "1/10/2568 - 31/3/2569", date(2025, 10, 1), date(2026, 3, 31)),
        ("ทุกเดือน", "ทุกเดือน", None, None),
        ("ตามแผนปฏิบัติการปี ๒๕๖๘", "ตามแผนปฏิบัติการปี ๒๕๖๘", None, None),
    ],
)  # fmt: skip
def test_a_period_moves_by_a_year(before: str, after: str, start: date | None, end: date | None) -> None:
    moved = moved_period(parse_period(before, LAST), LAST, NOW)
    assert (moved.text, moved.start, moved.end) == (after, start, end)


def test_days_without_words_move_too() -> None:
    moved = moved_period(Period("", date(2024, 2, 29), date(2024, 3, 31), "dates"), 2567, LAST)
    assert moved == Period("", date(2025, 2, 28), date(2025, 3, 31), "dates")


class TestYearsInTexts:
    @pytest.mark.parametrize(
        ("text", "quotes"),
        [
            ("แผนปี ๒๕๖๗ และ 2568", ["ปี ๒๕๖๗", "2568"]),
            ("ภายใน ม.ค. ๖๘ หรือ ๒๐ มีนาคม ๒๕๖๘", ["ม.ค. ๖๘", "๒๐ มีนาคม ๒๕๖๘"]),
            ("ปีงบประมาณ พ.ศ. 68 งบ 2,568 บาท", ["ปีงบประมาณ พ.ศ. 68"]),
            ("วันที่ 1/10/2567", ["1/10/2567"]),
            ("โทร 025671234 ข้อ 25.68 ปี 12 เดือน ๖๗ คน", []),
        ],
    )
    def test_are_found_with_the_words_that_make_them_years(self, text: str, quotes: list[str]) -> None:
        assert [text[each.start : each.end] for each in find_years(text)] == quotes

    def test_move_in_the_digits_they_were_written_in(self) -> None:
        assert moved_years("ปี ๒๕๖๗ ม.ค. 68", 1) == "ปี ๒๕๖๘ ม.ค. 69"
        assert without_years("แผนปี ๒๕๖๗") == without_years("แผนปี 2568") == "แผนปี "

    def test_are_pointed_out_after_copying(self, people: Cast, last_year: Plan) -> None:
        planned(last_year, title="แผนปี ๒๕๖๘", procedure="๑. ประชุม ม.ค. ๖๘", period="ตามแผนปี 68")
        planned(last_year, issue=2)
        take_all(people)
        (review,) = to_review(people.municipality, NOW)
        assert [(each.field, each.quote, each.moved) for each in review.mentions] == [
            ("title", "ปี ๒๕๖๘", "ปี ๒๕๖๙"),
            ("procedure", "ม.ค. ๖๘", ""),
            ("period", "ปี 68", ""),
        ]

    def test_an_unambiguous_one_moves_with_one_click(self, people: Cast, last_year: Plan) -> None:
        planned(last_year, procedure="๑. ทบทวนปี ๒๕๖๘\n๒. รายงานปี ๒๕๖๘")
        take_all(people)
        (copy,) = copies(people)
        first, second = to_review(people.municipality, NOW)[0].mentions
        move_year(copy, "procedure", second.at, second.quote, actor=people.officer)
        assert copies(people)[0].procedure == "๑. ทบทวนปี ๒๕๖๘\n๒. รายงานปี ๒๕๖๙"
        assert [each.quote for each in to_review(people.municipality, NOW)[0].mentions] == [first.quote]
        move_year(copy, "procedure", first.at, first.quote, actor=people.officer)
        assert to_review(people.municipality, NOW) == []

    def test_a_click_on_a_text_that_changed_meanwhile_changes_nothing(
        self, people: Cast, last_year: Plan
    ) -> None:
        planned(last_year, procedure="ทบทวนปี ๒๕๖๘")
        take_all(people)
        (copy,) = copies(people)
        (mention,) = to_review(people.municipality, NOW)[0].mentions
        update_measure(copy, {"procedure": "เขียนใหม่ ทบทวนปี ๒๕๖๘"})
        with pytest.raises(Conflict):
            move_year(copy, "procedure", mention.at, mention.quote, actor=people.officer)
        assert copies(people)[0].procedure == "เขียนใหม่ ทบทวนปี ๒๕๖๘"

    def test_stay_until_somebody_looked(self, people: Cast, last_year: Plan) -> None:
        planned(last_year, procedure="ทบทวนผลปี ๒๕๖๗")
        take_all(people)
        (review,) = to_review(people.municipality, NOW)
        update_measure(review.measure, {"follow_up": "รายงานทุกเดือน"})
        assert len(to_review(people.municipality, NOW)) == 1
        looked_at(review.measure, actor=people.officer)
        looked_at(review.measure, actor=people.officer)
        assert to_review(people.municipality, NOW) == []
        assert Event.objects.filter(action="measure-years-checked").count() == 1


def test_more_measures_take_no_more_queries(people: Cast) -> None:
    plan = plan_with_measures(people.municipality, LAST, per_issue=1)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            offered(plan, NOW)
            to_review(people.municipality, NOW)
        return len(captured)

    few = queries()
    for number in range(8):
        planned(plan, title=f"เพิ่มอีก {number} ปี ๒๕๖๘")
    assert queries() == few
    take_all(people)
    some = queries()
    for number in range(8):
        planned(plan, title=f"และอีก {number} ปี ๒๕๖๘")
    take_all(people)
    assert queries() <= some + 1
