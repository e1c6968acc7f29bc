"""A person asks to be forgotten: the account is blanked, what was done stays done."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from municipalities.models import User
from municipalities.services import NotErasable, erase_person
from tests.cast import Cast, make_cast, sign_in
from trail.models import Event
from trail.services import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return make_cast()


def test_the_person_is_blanked_and_their_events_stay(people: Cast) -> None:
    officer = people.officer
    EmailAddress.objects.create(user=officer, email=officer.email, primary=True, verified=True)
    event = record("scores-saved", actor=officer, municipality=people.municipality)
    erase_person(officer, actor=people.system_admin)
    blank = User.objects.get(pk=officer.pk)
    assert (blank.name, blank.phone, blank.is_active) == ("", "", False)
    assert officer.email not in blank.email
    assert not blank.has_usable_password()
    assert not EmailAddress.objects.filter(user=blank).exists()
    assert Event.objects.get(pk=event.pk).actor_id == officer.pk
    told = Event.objects.get(action="user-erased")
    assert officer.name not in str([told.before, told.after, told.comment])


def test_erasing_twice_is_once(people: Cast) -> None:
    erase_person(people.officer)
    first = User.objects.get(pk=people.officer.pk).erased_at
    erase_person(people.officer)
    assert User.objects.get(pk=people.officer.pk).erased_at == first
    assert Event.objects.filter(action="user-erased").count() == 1


def test_nobody_erases_themselves(people: Cast) -> None:
    with pytest.raises(NotErasable):
        erase_person(people.system_admin, actor=people.system_admin)


def test_an_erased_person_cannot_sign_in_or_do_anything(people: Cast, client: Client) -> None:
    sign_in(client, people.officer)
    erase_person(people.officer)
    response = client.get(reverse("me"))
    assert response.status_code == 302
    assert people.officer.memberships.filter(valid_until__isnull=True).count() == 0
    assert User.objects.get(pk=people.officer.pk).is_active is False


def test_the_administration_erases_and_says_what_it_changed(people: Cast, client: Client) -> None:
    sign_in(client, people.system_admin)
    url = reverse("admin:municipalities_user_changelist")
    client.post(url, {"action": "erase", "_selected_action": [people.officer.pk, people.system_admin.pk]})
    assert User.objects.filter(erased_at__isnull=False).get() == people.officer


def test_an_event_of_the_administration_tells_values_but_never_of_a_person(
    people: Cast, client: Client
) -> None:
    sign_in(client, people.system_admin)
    membership = people.officer.memberships.get()
    fields = {
        "email": people.officer.email,
        "name": "ชื่อใหม่ สกุลใหม่",
        "phone": "",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": membership.pk,
        "memberships-0-user": people.officer.pk,
        "memberships-0-role": "approver",
        "memberships-0-municipality": people.municipality.pk,
        "memberships-0-valid_from": "2020-01-01",
    }
    response = client.post(reverse("admin:municipalities_user_change", args=[people.officer.pk]), fields)
    assert response.status_code == 302
    event = Event.objects.get(action="user-changed")
    assert event.before["membership 1"] == {"role": "officer"}
    assert event.after["membership 1"] == {"role": "approver"}
    assert (event.before["is_active"], event.after["is_active"]) == (True, False)
    assert event.after["changed"] == ["name"]
    assert "ชื่อใหม่" not in str(event.after)
