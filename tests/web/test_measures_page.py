"""A year's list of measures and the one that is open in it, as pages and as the parts that scripts put in."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editing.texts import text_hash
from measures.models import Measure
from measures.services import add_measure, get_or_create_plan
from reports.frozen import frozen_now
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work, sign_in
from trail.models import Event

HOME = f"/m/{CODE}/{YEAR}/"
LIST = f"{HOME}measures/"


def text_of(response) -> str:  # type: ignore[no-untyped-def]
    return response.content.decode()


def titles(issue: int = 1) -> list[str]:
    found = Measure.objects.filter(section__issue__no=issue).order_by("position", "pk")
    return [each.title.removeprefix("ทบทวนขั้นตอนบริการ ") for each in found]


@pytest.fixture
def three(work: Work) -> list[Measure]:
    """Three measures of one issue."""
    section = work.measure.section
    more = [add_measure(section, {"title": f"ทบทวนขั้นตอนบริการ {number}"}) for number in (2, 3)]
    return [work.measure, *more]


class TestOpen:
    def test_the_address_of_a_measure_is_the_list_with_it_open(
        self, officer: Client, three: list[Measure]
    ) -> None:
        page = text_of(officer.get(f"{LIST}{three[1].pk}/"))
        assert page.count("<article") == 3
        assert page.count("data-open-measure") == 1
        assert 'id="id_title"' in page

    def test_each_field_says_what_it_started_from(self, officer: Client, work: Work) -> None:
        page = text_of(officer.get(f"{LIST}{work.measure.pk}/?part=open"))
        for field, text in {
            "title": "ทบทวนขั้นตอนบริการ 1",
            "procedure": "๑. ประชุม\n๒. ปรับขั้นตอน",
            "responsible": "กองคลัง",
            "period": "ไตรมาสที่ ๑ - ๒",
            "items": "i1",
            "outcome": "",
        }.items():
            assert f'data-field="{field}" data-base="{text_hash(text)}"' in page

    def test_both_steps_open_the_same_fields(self, officer: Client, work: Work) -> None:
        fields = [
            re.findall(
                r'data-field="(\w+)"', text_of(officer.get(f"{HOME}{step}/{work.measure.pk}/?part=open"))
            )
            for step in ("measures", "results")
        ]
        assert fields[0] == fields[1]
        assert {"title", "outcome", "suggestion", "follow_up"} <= set(fields[0])

    def test_a_part_is_only_the_measure(self, officer: Client, three: list[Measure]) -> None:
        for part in ("open", "closed"):
            page = text_of(officer.get(f"{LIST}{three[0].pk}/?part={part}")).strip()
            assert page.startswith("<article")
            assert page.count("<article") == 1

    def test_what_was_understood_of_a_period_is_told(self, officer: Client, work: Work) -> None:
        def told(text: str) -> dict[str, str]:
            return officer.get(f"{LIST}period/", {"text": text}).json()

        assert told("ต.ค. - มี.ค.") == {"words": "1 ต.ค. 2567 – 31 มี.ค. 2568", "outside": ""}
        assert told("ภายในเดือนมีนาคม ๒๕๖๘")["words"] == "ถึง 31 มี.ค. 2568"
        assert "2568" in told("ต.ค. ๖๐")["outside"]
        assert told("ตามความเหมาะสม")["words"] == "พิมพ์ตามที่เขียน อ่านเป็นวันที่ไม่ได้"
        assert told("") == {"words": "", "outside": ""}

    def test_an_approver_reads_it_without_anything_to_type_in(self, approver: Client, work: Work) -> None:
        page = text_of(approver.get(f"{LIST}{work.measure.pk}/"))
        assert "data-save " not in page
        assert "๑. " in page

    def test_steps_without_an_outcome_are_named(self, officer: Client, work: Work) -> None:
        Measure.objects.filter(pk=work.measure.pk).update(outcome="๑) ลดเวลา")
        page = text_of(officer.get(f"{HOME}results/"))
        assert "มี 2 ขั้นตอน แต่มีผลลัพธ์ 1 ข้อ" in page
        assert "ขั้นตอนที่ยังไม่มีผลลัพธ์: ๒" in page


class TestPlainForm:
    def test_only_what_was_sent_is_saved(self, officer: Client, work: Work) -> None:
        officer.post(f"{LIST}{work.measure.pk}/", {"title": "ชื่อใหม่"})
        work.measure.refresh_from_db()
        assert (work.measure.title, work.measure.follow_up) == ("ชื่อใหม่", "รายงานทุกไตรมาส")
        assert work.measure.items.count() == 1

    def test_boxes_that_nobody_ticked_take_the_items_away(self, officer: Client, work: Work) -> None:
        officer.post(f"{LIST}{work.measure.pk}/", {"items_shown": "1"})
        assert work.measure.items.count() == 0

    def test_units_as_a_document_had_them_stay_until_they_are_changed(
        self, officer: Client, work: Work
    ) -> None:
        work.measure.responsible.all().delete()
        Measure.objects.filter(pk=work.measure.pk).update(responsible_as_written="กองช่าง\nกองคลัง")
        officer.post(f"{LIST}{work.measure.pk}/", {"responsible": "กองช่าง\r\nกองคลัง", "title": "ก"})
        work.measure.refresh_from_db()
        assert (work.measure.title, work.measure.responsible_as_written) == ("ก", "กองช่าง\nกองคลัง")
        officer.post(f"{LIST}{work.measure.pk}/", {"responsible": "กองช่าง"})
        work.measure.refresh_from_db()
        assert work.measure.responsible_as_written == ""
        assert [each.name for each in work.measure.responsible.all()] == ["กองช่าง"]

    def test_a_colleagues_text_stands_beside_mine(self, officer: Client, work: Work) -> None:
        old = work.measure.version
        officer.post(f"{LIST}{work.measure.pk}/", {"title": "ของเพื่อน", "version": old})
        response = officer.post(f"{LIST}{work.measure.pk}/", {"title": "ของฉัน", "version": old})
        assert response.status_code == 409
        assert "ของ<del>เพื่อน</del>" in text_of(response)
        assert "ของฉัน" in text_of(response)


class TestArranging:
    def test_a_step_up_is_told_in_words(self, officer: Client, three: list[Measure]) -> None:
        url = f"{LIST}{three[1].pk}/move/"
        page = text_of(officer.post(url, {"direction": "up", "part": "list", "step": "measures"}))
        assert 'data-said="ย้ายไปลำดับที่ ๑ จาก ๓"' in page
        assert f'data-focus="up-{three[1].pk}"' in page
        assert page.strip().startswith("<div")
        assert titles() == ["2", "1", "3"]

    def test_dropped_at_a_place_of_another_issue(self, officer: Client, three: list[Measure]) -> None:
        target = three[0].section.plan.sections.get(issue__no=3)
        officer.post(f"{LIST}{three[2].pk}/move/", {"position": "0", "to": f"section-{target.pk}"})
        assert (titles(1), titles(3)) == (["1", "2"], ["3"])

    def test_the_section_of_another_plan_is_no_place(
        self, officer: Client, cast: Cast, three: list[Measure]
    ) -> None:
        foreign = get_or_create_plan(cast.other, YEAR).sections.first()
        assert foreign
        response = officer.post(f"{LIST}{three[0].pk}/move/", {"to": f"section-{foreign.pk}"})
        assert response.status_code == 404

    def test_the_open_one_stays_open(self, officer: Client, three: list[Measure]) -> None:
        page = text_of(
            officer.post(
                f"{LIST}{three[1].pk}/move/", {"direction": "down", "part": "list", "open": str(three[0].pk)}
            )
        )
        assert page.count("data-open-measure") == 1

    def test_a_deletion_asks_nothing_and_can_be_undone(self, officer: Client, three: list[Measure]) -> None:
        answer = officer.post(f"{LIST}{three[1].pk}/delete/", {"step": "measures"})
        event = Event.objects.get(action="measure-deleted")
        assert answer["Location"] == f"{LIST}?deleted={event.pk}#undo"
        page = text_of(officer.get(answer["Location"]))
        assert f'formaction="{LIST}undo/{event.pk}/"' in page
        assert titles() == ["1", "3"]
        officer.post(f"{LIST}undo/{event.pk}/")
        assert titles() == ["1", "2", "3"]
        assert "undo/" not in text_of(officer.get(answer["Location"]))

    def test_nobody_undoes_what_another_municipality_deleted(
        self, officer: Client, cast: Cast, three: list[Measure]
    ) -> None:
        officer.post(f"{LIST}{three[1].pk}/delete/")
        event = Event.objects.get(action="measure-deleted")
        outsider = sign_in(Client(), cast.outsider)
        assert outsider.post(f"/m/{OTHER_CODE}/{YEAR}/measures/undo/{event.pk}/").status_code == 404
        assert titles() == ["1", "3"]

    def test_adding_by_looking_adds_nothing(self, officer: Client, work: Work) -> None:
        assert officer.get(f"{LIST}add/?issue=2").status_code == 200
        assert Measure.objects.count() == 1


class TestInApproval:
    @pytest.fixture
    def submitted(self, work: Work, cast: Cast) -> Work:
        """The results are with the approver; the plan is not."""
        frozen = frozen_now(work.results)
        report = work.results
        report.submitted_document, report.submitted_sha256 = frozen.data, frozen.sha256
        report.submitted_at, report.submitted_by = timezone.now(), cast.officer
        report.state = "submitted"
        report.save()
        return work

    def test_held_fields_are_read_with_the_reason(self, officer: Client, submitted: Work) -> None:
        page = text_of(officer.get(f"{LIST}{submitted.measure.pk}/?part=open"))
        fields = re.findall(r'data-field="(\w+)"', page)
        assert "outcome" not in fields
        assert 'class="held' in page

    def test_nothing_is_put_in_order(self, officer: Client, submitted: Work) -> None:
        assert "formaction" not in text_of(officer.get(LIST))
        for act in ("move", "copy", "delete"):
            response = officer.post(f"{LIST}{submitted.measure.pk}/{act}/", {"part": "list"})
            assert response.status_code == 409
            assert 'role="alert"' in text_of(response)
        assert officer.post(f"{LIST}add/?issue=1", {"part": "list"}).status_code == 409
        assert Measure.objects.count() == 1


class TestManyMeasures:
    @pytest.mark.parametrize("address", [LIST, f"{HOME}results/"])
    def test_more_rows_cost_no_more_queries(  # type: ignore[no-untyped-def]
        self, officer: Client, work: Work, address: str, django_assert_num_queries
    ) -> None:
        counted = queries_of(officer, address)
        fill(work, 120)
        with django_assert_num_queries(counted):
            page = text_of(officer.get(address))
        assert page.count("<article") == 121
        assert len(page) < 700_000

    def test_opening_one_costs_the_same_among_many(  # type: ignore[no-untyped-def]
        self, officer: Client, work: Work, django_assert_num_queries
    ) -> None:
        address = f"{LIST}{work.measure.pk}/?part=open"
        counted = queries_of(officer, address)
        fill(work, 120)
        with django_assert_num_queries(counted):
            page = text_of(officer.get(address))
        assert len(page) < 60_000


def fill(work: Work, count: int) -> None:
    """Measures over all issues of the plan, each with everything a list shows."""
    sections = list(work.plan.sections.order_by("position"))
    for number in range(count):
        add_measure(
            sections[number % len(sections)],
            {
                "title": f"มาตรการที่ {number}",
                "procedure": "๑. ประชุม\n๒. ปรับขั้นตอน",
                "output": "๑) ประชุมแล้ว",
                "outcome": "๑) เร็วขึ้น",
                "responsible": ["กองคลัง", "สำนักปลัดเทศบาล"],
                "period": "ตลอดปี",
                "items": ["i1", "i2"],
            },
        )


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
