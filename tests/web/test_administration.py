"""The system administration: people and municipalities to change, what the portal writes only to look at."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from municipalities.models import Membership, User
from municipalities.roles import Role
from tests.cast import Cast, Work, sign_in
from trail.models import Event

MODELS = (
    "municipalities_user", "municipalities_municipality", "reports_report", "reports_version",
    "reports_rendering", "trail_event",
)  # fmt: skip


@pytest.fixture
def system(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.system_admin)


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens_and_searches(system: Client, work: Work, model: str) -> None:
    url = reverse(f"admin:{model}_changelist")
    assert system.get(url).status_code == 200
    assert system.get(url, {"q": "ตัวอย่าง"}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_catalogue_admin_sees_none_of_them(client: Client, cast: Cast, work: Work, model: str) -> None:
    client = sign_in(client, cast.catalogue_admin)
    assert client.get(reverse(f"admin:{model}_changelist")).status_code == 403


def test_a_person_is_entered_with_a_role_and_can_sign_in(system: Client, cast: Cast) -> None:
    fields = {
        "email": "New@Example.org", "name": "ใหม่ มาดี", "phone": "", "password": "first-word-2569",
        "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0",
        "memberships-0-role": Role.OFFICER, "memberships-0-municipality": cast.municipality.pk,
        "memberships-0-valid_from": "2026-01-01",
    }  # fmt: skip
    response = system.post(reverse("admin:municipalities_user_add"), fields)
    assert response.status_code == 302
    person = User.objects.get(email="new@example.org")
    assert person.check_password("first-word-2569")
    assert Membership.objects.get(user=person).role == Role.OFFICER
    assert Event.objects.filter(action="user-added", actor=cast.system_admin).exists()


def test_a_weak_first_password_is_refused(system: Client, cast: Cast) -> None:
    fields = {
        "email": "new@example.org", "name": "ใหม่", "password": "12345",
        "memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert system.post(reverse("admin:municipalities_user_add"), fields).status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("model", ["reports_report", "trail_event"])
def test_what_the_portal_writes_cannot_be_changed(system: Client, work: Work, model: str) -> None:
    pk = work.results.pk if model == "reports_report" else Event.objects.latest("pk").pk
    page = reverse(f"admin:{model}_change", args=[pk])
    assert system.get(page).status_code == 200
    assert system.post(page, {"state": "published"}).status_code == 403
    assert system.post(reverse(f"admin:{model}_delete", args=[pk])).status_code == 403
    assert system.get(reverse(f"admin:{model}_add")).status_code == 403


def test_nobody_is_deleted(system: Client, cast: Cast) -> None:
    assert system.post(reverse("admin:municipalities_user_delete", args=[cast.officer.pk])).status_code == 403
