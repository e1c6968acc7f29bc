"""A system admin looks after those whose role reaches beyond one municipality."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from municipalities.inviting import accept, invite
from municipalities.models import Invitation, Membership, Province
from municipalities.queries import roles_in, roles_of
from municipalities.roles import Role
from municipalities.staff import provinces_of
from tests.cast import Cast, sign_in

PEOPLE = "/people/"
AUDITOR = {
    "name": "ตรวจ ใหม่",
    "email": "audit@example.org",
    "role": "auditor",
    "provinces": [],
    "way": "mail",
}


@pytest.fixture
def system(cast: Cast) -> Client:
    return sign_in(Client(), cast.system_admin)


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def test_it_lists_them_and_nobody_of_a_municipality(system: Client, cast: Cast) -> None:
    page = text_of(system.get(PEOPLE))
    assert "จินดา จังหวัด" in page
    assert "สมใจ รักงาน" not in page


def test_an_auditor_is_invited_for_everything_or_one_province(system: Client, cast: Cast) -> None:
    system.post(PEOPLE, AUDITOR)
    system.post(PEOPLE, {**AUDITOR, "email": "one@example.org", "provinces": ["99"]})
    assert [each.to for each in mail.outbox] == [["audit@example.org"], ["one@example.org"]]
    everywhere, of_one = Invitation.objects.order_by("pk")
    person = accept(of_one, name="ก", password="a-new-word-2570")
    assert Role.AUDITOR in roles_in(person, cast.municipality)
    assert everywhere.province is None


def test_one_invitation_carries_several_provinces(system: Client, cast: Cast) -> None:
    for code, name in (("97", "แพร่"), ("98", "เชียงใหม่")):
        Province.objects.create(code=code, name=name, sort_key=name)
    system.post(PEOPLE, {**AUDITOR, "provinces": ["99", "97"]})
    assert "ขอนแก่น, แพร่" in mail.outbox[0].body
    assert "ขอนแก่น, แพร่" in text_of(system.get(PEOPLE))
    invitation = Invitation.objects.get()
    person = accept(invitation, name="ก", password="a-new-word-2570")
    held = Membership.objects.filter(user=person, role=Role.AUDITOR)
    assert set(held.values_list("province", flat=True)) == {"99", "97"}
    assert Role.AUDITOR in roles_in(person, cast.municipality)
    again = text_of(system.post(PEOPLE, {**AUDITOR, "provinces": ["98", "97"]}))
    assert "มีหน้าที่นี้อยู่แล้ว" in again
    assert 'value="98"' in again
    system.post(PEOPLE, {**AUDITOR, "provinces": ["98"]})
    further = Invitation.objects.latest("pk")
    assert accept(further, person=person) == person
    assert held.count() == 3


def test_an_address_is_invited_once_to_each_province(system: Client) -> None:
    Province.objects.create(code="98", name="เชียงใหม่", sort_key="เชียงใหม่")
    system.post(PEOPLE, {**AUDITOR, "provinces": ["98", "99"]})
    for provinces in (["99"], ["98"]):
        assert "เชิญอีเมลนี้ไปแล้ว" in text_of(system.post(PEOPLE, {**AUDITOR, "provinces": provinces}))
    assert Invitation.objects.count() == 1


def test_what_is_held_already_is_not_given_twice(system: Client, cast: Cast) -> None:
    Province.objects.create(code="98", name="เชียงใหม่", sort_key="เชียงใหม่")
    system.post(PEOPLE, {**AUDITOR, "role": "coordinator", "provinces": ["98", "99"]})
    person = accept(Invitation.objects.get(), name="ก", password="a-new-word-2570")
    Membership.objects.get(user=person, province="98").delete()
    invited = invite(Role.COORDINATOR, actor=cast.system_admin, provinces=list(Province.objects.all()))
    accept(invited.invitation, person=person)
    provinces = Membership.objects.filter(user=person).values_list("province", flat=True)
    assert sorted(provinces) == ["98", "99"]
    assert provinces_of(person) == list(Province.objects.order_by("sort_key"))


def test_an_auditor_of_another_province_sees_nothing_here(cast: Cast, system: Client) -> None:
    Province.objects.create(code="98", name="เชียงใหม่", sort_key="เชียงใหม่")
    system.post(PEOPLE, {**AUDITOR, "provinces": ["98"]})
    person = accept(Invitation.objects.get(), name="ก", password="a-new-word-2570")
    assert roles_of(person) == {Role.AUDITOR}
    assert not roles_in(person, cast.municipality)


@pytest.mark.parametrize(
    ("role", "province", "said"),
    [("coordinator", "", "เลือกจังหวัด"), ("catalogue_admin", "99", "ทั้งระบบ ไม่ระบุจังหวัด"), ("officer", "", "")],
)
def test_a_role_with_a_scope_that_does_not_fit_is_refused(
    system: Client, role: str, province: str, said: str
) -> None:
    page = text_of(
        system.post(PEOPLE, {**AUDITOR, "role": role, "provinces": [province] if province else []})
    )
    assert said in page
    assert 'value="ตรวจ ใหม่"' in page
    assert not Invitation.objects.exists()


def test_a_role_is_ended_at_once(system: Client, cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.auditor)
    assert system.post(f"{PEOPLE}roles/{membership.pk}/end/", {"last_day": ""}).status_code == 302
    assert not roles_of(cast.auditor)


def test_the_only_system_admin_stays(system: Client, cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.system_admin)
    page = text_of(system.post(f"{PEOPLE}roles/{membership.pk}/end/", {"last_day": ""}))
    assert "เพียงคนเดียว" in page
    assert Role.SYSTEM_ADMIN in roles_of(cast.system_admin)


def test_a_membership_of_a_municipality_is_not_ended_from_here(system: Client, cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.officer)
    assert system.post(f"{PEOPLE}roles/{membership.pk}/end/", {"last_day": ""}).status_code == 404


def test_an_invitation_is_renewed_and_taken_back(system: Client, client: Client) -> None:
    system.post(PEOPLE, AUDITOR)
    invitation = Invitation.objects.get()
    page = text_of(system.post(f"{PEOPLE}invitations/{invitation.pk}/renew/", {"way": "paper"}))
    assert "/invitation/" in page
    assert "ตรวจ ใหม่" in text_of(system.get(PEOPLE))
    system.post(f"{PEOPLE}invitations/{invitation.pk}/revoke/")
    invitation.refresh_from_db()
    assert invitation.state == "revoked"


@pytest.mark.parametrize("who", ["admin", "coordinator", "auditor", "catalogue_admin"])
def test_nobody_else_invites_to_these_roles(cast: Cast, who: str) -> None:
    client = sign_in(Client(), getattr(cast, who))
    assert client.get(PEOPLE).status_code == 403
    assert client.post(PEOPLE, AUDITOR).status_code == 403
    assert not Invitation.objects.exists()
