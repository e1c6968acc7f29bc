"""Taking over on the page: all ticked, nothing twice, undone with one press, years pointed out until looked at."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from measures.models import Measure
from measures.services import add_measure, get_or_create_plan
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work

NEXT = YEAR + 1
PAGE = f"/m/{CODE}/{NEXT}/measures/take-over/"


def text_of(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def dated(work: Work, cast: Cast) -> Measure:
    section = work.plan.sections.get(issue__no=2)
    said = {"title": "ทบทวนปี ๒๕๖๘", "procedure": "๑. ประชุม ม.ค. ๖๘", "period": "ต.ค. ๖๗ - มี.ค. ๖๘"}
    return add_measure(section, said, actor=cast.officer)


def copies() -> list[Measure]:
    return list(
        Measure.objects.filter(section__plan__action_year=NEXT).order_by("section__position", "position")
    )


def take(client: Client, *chosen: Measure) -> Any:
    return client.post(PAGE, {"do": "take", "measure": [each.pk for each in chosen]}, follow=True)


class TestTheOffer:
    def test_everything_is_ticked_with_its_moved_period(
        self, officer: Client, work: Work, dated: Measure
    ) -> None:
        page = text_of(officer.get(PAGE))
        assert re.findall(r'name="measure" value="(\d+)" checked', page) == [
            str(work.measure.pk),
            str(dated.pk),
        ]
        assert "ต.ค. ๖๘ - มี.ค. ๖๙" in page

    def test_coming_from_an_issue_ticks_that_issue(self, officer: Client, work: Work, dated: Measure) -> None:
        page = text_of(officer.get(f"{PAGE}?issue=2"))
        assert re.findall(r'name="measure" value="(\d+)" checked', page) == [str(dated.pk)]

    def test_what_is_there_cannot_be_ticked(self, officer: Client, work: Work) -> None:
        page = text_of(take(officer, work.measure))
        assert "มีแล้ว" in page
        assert f'value="{work.measure.pk}" disabled' in page
        assert "มีครบแล้วทุกมาตรการ" in page

    def test_without_an_earlier_year_the_page_says_what_else_can_be_done(
        self, officer: Client, work: Work
    ) -> None:
        page = text_of(officer.get(f"/m/{CODE}/{YEAR}/measures/take-over/"))
        assert "ยังไม่มีมาตรการของปีก่อน" in page

    def test_an_older_year_is_named(self, officer: Client, work: Work) -> None:
        assert "จึงให้เลือกจากปี 2568" in text_of(officer.get(f"/m/{CODE}/{NEXT + 1}/measures/take-over/"))


class TestTaking:
    def test_it_says_how_many_and_can_be_undone(self, officer: Client, work: Work, dated: Measure) -> None:
        page = text_of(take(officer, work.measure, dated))
        assert "นำมาแล้ว 2 มาตรการ" in page
        assert len(copies()) == 2
        undo = re.search(r'action="([^"]*take-back[^"]*)"', page)
        assert undo
        officer.post(unescape(undo[1]))
        assert copies() == []

    def test_twice_copies_once(self, officer: Client, work: Work) -> None:
        take(officer, work.measure)
        assert "ไม่ได้นำมาซ้ำ" in text_of(take(officer, work.measure))
        assert len(copies()) == 1

    def test_nothing_ticked_is_said(self, officer: Client, work: Work) -> None:
        assert "เลือกอย่างน้อยหนึ่งมาตรการ" in text_of(take(officer))

    @pytest.mark.parametrize("odd", ["²", "x", "", "999999999", "99999999999999999999"])
    def test_odd_keys_are_no_failure(self, officer: Client, work: Work, odd: str) -> None:
        response = officer.post(PAGE, {"do": "take", "measure": [odd]}, follow=True)
        assert response.status_code == 200
        assert copies() == []

    def test_another_municipalitys_measure_is_not_copied(
        self, officer: Client, cast: Cast, work: Work
    ) -> None:
        plan = get_or_create_plan(cast.other, YEAR)
        foreign = add_measure(plan.sections.get(issue__no=1), {"title": "ของคนอื่น"})
        take(officer, foreign)
        assert copies() == []


class TestLookingAtYears:
    def test_quotes_are_marked_and_link_to_their_field(
        self, officer: Client, work: Work, dated: Measure
    ) -> None:
        page = text_of(take(officer, dated))
        (copy,) = copies()
        assert "<mark>ปี ๒๕๖๘</mark>" in page
        assert "<mark>ม.ค. ๖๘</mark>" in page
        assert f"/measures/{copy.pk}/#id_procedure" in page
        assert page.count('value="move"') == 1

    def test_one_click_moves_a_year(self, officer: Client, work: Work, dated: Measure) -> None:
        page = text_of(take(officer, dated))
        (copy,) = copies()
        form = page[: page.index('value="move"')].rpartition("<form")[2]
        fields = dict(re.findall(r'name="(measure|field|at|quote)" value="([^"]*)"', form))
        page = text_of(officer.post(PAGE, {**fields, "do": "move"}, follow=True))
        copy.refresh_from_db()
        assert copy.title == "ทบทวนปี ๒๕๖๙"
        assert "<mark>ปี" not in page
        again = text_of(officer.post(PAGE, {**fields, "do": "move"}, follow=True))
        assert "ข้อความเปลี่ยนไประหว่างนั้น" in again

    def test_it_stays_until_somebody_says_looked_at(
        self, officer: Client, work: Work, dated: Measure
    ) -> None:
        take(officer, dated)
        assert "<mark>" in text_of(officer.get(PAGE))
        page = text_of(officer.post(PAGE, {"do": "seen", "measure": copies()[0].pk}, follow=True))
        assert "<mark>" not in page

    @pytest.mark.parametrize(
        "fields", [{"do": "seen"}, {"do": "move", "measure": "x"}, {"do": "nonsense"}, {}]
    )
    def test_what_is_not_there_is_not_found(
        self, officer: Client, work: Work, fields: dict[str, str]
    ) -> None:
        assert officer.post(PAGE, fields).status_code == 404


def test_an_approver_is_told_at_once_who_takes_over(approver: Client, work: Work) -> None:
    assert approver.get(PAGE).status_code == 403
    assert approver.post(PAGE, {"do": "take", "measure": [work.measure.pk]}).status_code == 403
    assert copies() == []


def test_another_municipality_is_not_there(officer: Client, work: Work) -> None:
    assert officer.get(f"/m/{OTHER_CODE}/{NEXT}/measures/take-over/").status_code == 404
