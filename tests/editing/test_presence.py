"""Who else is here, in which field, and what they saved meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments.services import save_scores
from editing.models import Presence
from measures.services import update_measure
from municipalities.models import Membership
from municipalities.roles import Role
from tests.cast import CODE, YEAR, Cast, Work, sign_in

PRESENCE = f"/m/{CODE}/{YEAR}/presence/"


def beat(client: Client, session: str, **more: Any) -> dict[str, Any]:
    response = client.post(PRESENCE, {"session": session, **more}, content_type="application/json")
    assert response.status_code == 200
    return dict(response.json())


@pytest.fixture
def colleague(cast: Cast) -> Client:
    Membership.objects.create(
        user=cast.stranger, role=Role.OFFICER, municipality=cast.municipality, valid_from="2020-01-01"
    )
    return sign_in(Client(), cast.stranger)


def test_a_colleague_in_a_field_is_named(officer: Client, colleague: Client, work: Work) -> None:
    beat(colleague, "b", subject=f"measure:{work.measure.pk}", field="outcome")
    people = beat(officer, "a")["people"]
    assert people == [{"name": "แปลก หน้า", "subject": f"measure:{work.measure.pk}", "field": "outcome"}]


def test_ones_own_page_is_not_somebody_else(officer: Client, work: Work) -> None:
    beat(officer, "a")
    assert beat(officer, "a")["people"] == []


def test_ones_own_other_window_is_not_taken_for_a_colleague(officer: Client, work: Work) -> None:
    beat(officer, "b")
    people = beat(officer, "a")["people"]
    assert people == [{"name": "คุณเองในอีกหน้าต่าง", "subject": "", "field": ""}]


def test_who_closed_the_page_is_gone(officer: Client, colleague: Client, work: Work) -> None:
    beat(colleague, "b")
    beat(colleague, "b", leaving=True)
    assert beat(officer, "a")["people"] == []


def test_who_gave_no_sign_for_long_is_gone(officer: Client, colleague: Client, work: Work) -> None:
    beat(colleague, "b")
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert beat(officer, "a")["people"] == []


def test_what_a_colleague_saved_comes_with_the_next_look(officer: Client, cast: Cast, work: Work) -> None:
    since = beat(officer, "a")["now"]
    update_measure(work.measure, {"outcome": "ใหม่"}, actor=cast.approver)
    save_scores(work.assessment, {"i1": "93"}, actor=cast.approver)
    changed = {
        (each["subject"], each["field"]): each["text"] for each in beat(officer, "a", since=since)["changed"]
    }
    assert changed[f"measure:{work.measure.pk}", "outcome"] == "ใหม่"
    assert changed[f"assessment:{YEAR - 1}", "score.i1"] == "93.00"


@pytest.mark.parametrize(
    "since", ["x", "2020-01-01T00:00:00", "2020-01-01T00:00:00Z", "2020-02-31T00:00:00Z", 7]
)
def test_an_odd_time_is_no_error(officer: Client, work: Work, since: object) -> None:
    response = officer.post(PRESENCE, {"session": "a", "since": since}, content_type="application/json")
    assert response.status_code in (200, 400)
