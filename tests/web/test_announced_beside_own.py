"""An officer sees where figures were announced otherwise, and takes those that are meant."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment
from assessments.services import get_or_create_assessment, save_scores
from national.announcing.writing import Written, write_rows
from tests.cast import CODE, OTHER_CODE, Cast, load_catalogue, make_cast, sign_in
from tests.national.lists import HEADINGS, ROW, YEAR, checked
from trail.models import Event

PAGE = f"/m/{CODE}/{YEAR + 1}/scores/{YEAR}/"
TAKE = f"{PAGE}announced/"
NOTICE = "ค่าที่ประกาศต่างจากที่กรอกไว้"


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue(2566, 2567, 2568)
    cast = make_cast()
    assessment = get_or_create_assessment(cast.municipality, YEAR, actor=cast.officer)
    save_scores(assessment, {"O1": "50"}, announced={"total": "90", "IIT": "90"}, actor=cast.officer)
    return cast


@pytest.fixture
def officer(cast: Cast) -> Client:
    return sign_in(Client(), cast.officer)


def announce(total: str = "91.00") -> None:
    row = (*ROW[:2], total, *ROW[3:], "100", "final", "ประกาศผล")
    found = checked(row, headings=(*HEADINGS, "O1", "status", "source"))
    write_rows(found.rows, Written(), actor=None)


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def own(cast: Cast) -> Assessment:
    return Assessment.objects.get(municipality=cast.municipality, assessed_year=YEAR)


def test_what_was_announced_otherwise_stands_at_the_head_of_the_scores(officer: Client) -> None:
    assert NOTICE not in text_of(officer.get(PAGE))
    announce()
    response = officer.get(PAGE)
    assert f"มี 3 {NOTICE}" in text_of(response)
    assert [(each.key, each.own, each.announced) for each in response.context["differing"]] == [
        ("total", "90.00", "91.00"),
        ("level", "", "ผ่านดี"),
        ("o1", "50.00", "100.00"),
    ]


def test_it_stands_beside_its_field_too_and_is_read_with_it(officer: Client) -> None:
    assert "cell-told" not in text_of(officer.get(PAGE))
    announce()
    page = text_of(officer.get(PAGE))
    for place, figure in (("announced-total", "91.00"), ("announced-level", "ผ่านดี"), ("score-O1", "100.00")):
        assert re.search(rf'id="{place}"[^>]*aria-describedby="told-{place}"', page), place
        assert f'id="told-{place}" class="keep">ประกาศ {figure}<' in page
    assert page.count('class="cell-told"') == 3


def test_one_is_taken_beside_its_field_and_one_is_back_there(officer: Client, cast: Cast) -> None:
    announce()
    assert 'form="take-one" name="figure" value="o1"' in text_of(officer.get(PAGE))
    response = officer.post(TAKE, {"figure": ["o1"]})
    assert response.headers["Location"] == f"{PAGE}#score-O1"
    assert str(own(cast).items.get(item__code="O1").score) == "100.00"
    assert text_of(officer.get(PAGE)).count('class="cell-told"') == 2


def test_the_chosen_figures_are_taken_and_the_others_stay(officer: Client, cast: Cast) -> None:
    announce()
    page = text_of(officer.post(TAKE, {"figure": ["total"]}, follow=True))
    assert "ใช้ค่าที่ประกาศแล้ว 1 ค่า" in page
    assert f"มี 2 {NOTICE}" in page
    assert str(own(cast).total) == "91.00"
    assert own(cast).source == ""
    event = Event.objects.filter(action="scores-saved").latest("pk")
    assert (event.actor_id, event.after) == (cast.officer.pk, {"total": "91.00"})


def test_with_the_last_one_comes_where_the_figures_are_from(officer: Client, cast: Cast) -> None:
    announce()
    page = text_of(officer.post(TAKE, {"figure": ["total", "level", "o1"]}, follow=True))
    assert NOTICE not in page
    assessment = own(cast)
    assert (assessment.level_as_written, assessment.source, assessment.status) == (
        "ผ่านดี",
        "ประกาศผล",
        "final",
    )
    assert str(assessment.items.get(item__code="O1").score) == "100.00"
    announce(total="91.01")
    assert str(own(cast).total) == "91.01", "what was taken follows a correction"


@pytest.mark.parametrize("chosen", [[], ["i1"], ["nonsense"], ["source"]])
def test_nothing_else_can_be_taken(officer: Client, cast: Cast, chosen: list[str]) -> None:
    announce()
    before = Event.objects.count()
    assert officer.post(TAKE, {"figure": chosen}).status_code == 302
    assert Event.objects.count() == before
    assert str(own(cast).total) == "90.00"


def test_without_an_announcement_there_is_nothing_to_take(officer: Client) -> None:
    assert officer.post(TAKE, {"figure": ["total"]}).status_code == 302


def test_others_read_or_do_not_see_it(cast: Cast) -> None:
    announce()
    approver = sign_in(Client(), cast.approver)
    page = text_of(approver.get(PAGE))
    assert NOTICE in page
    assert "take-announced" not in page
    assert "ประกาศ 91.00" in page
    assert "take-one" not in page
    assert approver.post(TAKE, {"figure": ["total"]}).status_code == 403
    outsider = sign_in(Client(), cast.outsider)
    assert outsider.post(TAKE, {"figure": ["total"]}).status_code == 404
    assert outsider.post(TAKE.replace(CODE, OTHER_CODE), {"figure": ["total"]}).status_code == 302
    assert str(own(cast).total) == "90.00"


def test_figures_that_differ_cost_no_further_query(officer: Client) -> None:
    counts = []
    for _time in range(2):
        officer.get(PAGE)
        with CaptureQueriesContext(connection) as found:
            officer.get(PAGE)
        counts.append(len(found))
        announce()
    assert counts[0] == counts[1]
