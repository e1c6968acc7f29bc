"""A municipality looks after its people: roles are given, ended, deputised and handed over, all of it dated."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from ita_portal.thai.dates import format_date
from municipalities.inviting import accept
from municipalities.models import Invitation, Membership, User
from municipalities.people import NotPossible, end_role, give_role
from municipalities.queries import roles_in
from municipalities.roles import Role
from tests.cast import CODE, OTHER_CODE, Cast, sign_in, user
from trail.models import Event

PEOPLE = f"/m/{CODE}/people/"


@pytest.fixture
def admin(cast: Cast) -> Client:
    return sign_in(Client(), cast.admin)


def membership_of(person: User) -> Membership:
    return Membership.objects.get(user=person)


def page(client: Client, url: str = PEOPLE) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode())


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


class TestTheList:
    def test_a_member_reads_names_and_roles_but_no_addresses(self, officer: Client) -> None:
        text = page(officer)
        assert "อรุณี พร้อมตรวจ" in text
        assert "approver@example.org" not in text
        assert f"{PEOPLE}invite/" not in text

    @pytest.mark.parametrize("who", ["admin", "coordinator", "system_admin"])
    def test_those_who_look_after_it_see_what_they_can_do(self, cast: Cast, who: str) -> None:
        text = page(sign_in(Client(), getattr(cast, who)))
        assert "approver@example.org" in text
        assert f"{PEOPLE}invite/" in text

    def test_it_says_which_role_nobody_has(self, admin: Client, cast: Cast) -> None:
        end_role(membership_of(cast.approver), actor=cast.admin)
        assert "ยังไม่มี: ผู้อนุมัติ" in page(admin)

    def test_another_municipality_does_not_exist_for_its_administrator(self, admin: Client) -> None:
        assert admin.get(f"/m/{OTHER_CODE}/people/").status_code == 404

    def test_a_membership_of_another_municipality_is_not_ended_from_here(
        self, admin: Client, cast: Cast
    ) -> None:
        foreign = membership_of(cast.outsider)
        assert admin.post(f"{PEOPLE}roles/{foreign.pk}/end/", {"last_day": ""}).status_code == 404
        foreign.refresh_from_db()
        assert foreign.ended_at is None


class TestEnding:
    def test_at_once_means_from_this_moment(self, admin: Client, cast: Cast) -> None:
        membership = membership_of(cast.officer)
        admin.post(f"{PEOPLE}roles/{membership.pk}/end/", {"last_day": ""})
        assert not roles_in(cast.officer, cast.municipality)
        assert sign_in(Client(), cast.officer).get(PEOPLE).status_code == 404
        assert cast.officer.name in page(admin)  # among those that have ended

    def test_with_a_last_day_it_holds_until_then(self, admin: Client, cast: Cast) -> None:
        membership = membership_of(cast.officer)
        day = in_days(5)
        admin.post(f"{PEOPLE}roles/{membership.pk}/end/", {"last_day": format_date(day, "medium")})
        membership.refresh_from_db()
        assert membership.valid_until == day
        assert Role.OFFICER in roles_in(cast.officer, cast.municipality)

    def test_a_past_day_is_refused_beside_its_field(self, admin: Client, cast: Cast) -> None:
        membership = membership_of(cast.officer)
        response = admin.post(f"{PEOPLE}roles/{membership.pk}/end/", {"last_day": "1 ม.ค. 2567"})
        text = unescape(response.content.decode())
        assert "วันสุดท้ายต้องไม่เป็นวันที่ผ่านมาแล้ว" in text
        assert 'value="1 ม.ค. 2567"' in text

    def test_what_it_was_yesterday_stays_true(self, cast: Cast) -> None:
        end_role(membership_of(cast.officer), actor=cast.admin)
        assert Membership.objects.valid_on(in_days(-1)).filter(user=cast.officer).exists()

    def test_ending_twice_is_ending_once(self, cast: Cast) -> None:
        for _time in range(2):
            end_role(membership_of(cast.officer), actor=cast.admin)
        assert Event.objects.filter(action="role-ended").count() == 1

    def test_the_only_administrator_does_not_lock_the_door_from_inside(
        self, admin: Client, cast: Cast
    ) -> None:
        membership = membership_of(cast.admin)
        response = admin.post(f"{PEOPLE}roles/{membership.pk}/end/", {"last_day": ""})
        assert "เพียงคนเดียว" in response.content.decode()
        assert Role.MUNICIPALITY_ADMIN in roles_in(cast.admin, cast.municipality)

    def test_a_role_ended_by_mistake_can_be_given_again_the_same_day(self, cast: Cast) -> None:
        given = give_role(cast.officer, Role.APPROVER, cast.municipality, actor=cast.admin)
        end_role(given, actor=cast.admin)
        give_role(cast.officer, Role.APPROVER, cast.municipality, actor=cast.admin)
        assert Role.APPROVER in roles_in(cast.officer, cast.municipality)


class TestGiving:
    def test_somebody_who_works_here_gets_another_role(self, admin: Client, cast: Cast) -> None:
        fields = {"person": cast.officer.pk, "role": "municipality_admin"}
        assert admin.post(f"{PEOPLE}give/", fields).status_code == 302
        assert Role.MUNICIPALITY_ADMIN in roles_in(cast.officer, cast.municipality)
        told = Event.objects.get(action="role-given")
        assert told.actor_id == cast.admin.pk
        assert cast.officer.name not in str(told.after)

    def test_nobody_gets_the_same_role_twice(self, admin: Client, cast: Cast) -> None:
        response = admin.post(f"{PEOPLE}give/", {"person": cast.officer.pk, "role": "officer"})
        assert "มีหน้าที่นี้อยู่แล้ว" in response.content.decode()

    def test_a_person_from_elsewhere_cannot_be_chosen(self, admin: Client, cast: Cast) -> None:
        response = admin.post(f"{PEOPLE}give/", {"person": cast.outsider.pk, "role": "officer"})
        assert response.status_code == 200
        assert not roles_in(cast.outsider, cast.municipality)

    def test_a_role_of_the_portal_is_not_given_here(self, admin: Client, cast: Cast) -> None:
        admin.post(f"{PEOPLE}give/", {"person": cast.officer.pk, "role": "system_admin"})
        assert roles_in(cast.officer, cast.municipality) == {Role.OFFICER}

    def test_a_deputy_approves_until_a_day(self, admin: Client, cast: Cast) -> None:
        fields = {
            "person": cast.officer.pk,
            "role": "approver",
            "deputises_for": cast.approver.pk,
            "valid_until": format_date(in_days(7), "medium"),
        }
        admin.post(f"{PEOPLE}give/", fields)
        assert Role.APPROVER in roles_in(cast.officer, cast.municipality)
        assert "ปฏิบัติหน้าที่แทน อรุณี พร้อมตรวจ" in page(admin)
        after = Membership.objects.valid_on(in_days(8)).filter(user=cast.officer, role=Role.APPROVER)
        assert not after.exists()

    def test_a_deputy_without_an_end_is_refused(self, admin: Client, cast: Cast) -> None:
        fields = {"person": cast.officer.pk, "role": "approver", "deputises_for": cast.approver.pk}
        assert "ระบุวันสุดท้าย" in admin.post(f"{PEOPLE}give/", fields).content.decode()
        assert Role.APPROVER not in roles_in(cast.officer, cast.municipality)

    def test_only_an_approver_has_a_deputy(self, cast: Cast) -> None:
        with pytest.raises(NotPossible):
            give_role(
                cast.admin,
                Role.APPROVER,
                cast.municipality,
                actor=cast.admin,
                valid_until=in_days(3),
                deputises_for=cast.officer,
            )

    def test_an_auditor_who_works_here_is_no_auditor_here(self, cast: Cast) -> None:
        Membership.objects.create(
            user=cast.auditor, role=Role.OFFICER, municipality=cast.municipality, valid_from="2020-01-01"
        )
        assert roles_in(cast.auditor, cast.municipality) == {Role.OFFICER}
        assert Role.AUDITOR in roles_in(cast.auditor, cast.other)


class TestHandingOver:
    def test_one_step_ends_the_role_and_invites_the_successor(self, admin: Client, cast: Cast) -> None:
        membership = membership_of(cast.officer)
        fields = {"last_day": "", "name": "ผู้รับ ช่วงต่อ", "email": "next@example.org", "way": "mail"}
        assert admin.post(f"{PEOPLE}roles/{membership.pk}/hand-over/", fields).status_code == 302
        assert not roles_in(cast.officer, cast.municipality)
        invitation = Invitation.objects.get()
        assert (invitation.role, invitation.takes_over) == (Role.OFFICER, membership)
        assert mail.outbox[0].to == ["next@example.org"]

    def test_a_refused_successor_leaves_everything_as_it_was(self, admin: Client, cast: Cast) -> None:
        membership = membership_of(cast.officer)
        fields = {"last_day": "", "name": "ก", "email": "officer@example.org", "way": "mail"}
        admin.post(f"{PEOPLE}roles/{membership.pk}/hand-over/", fields)
        membership.refresh_from_db()
        assert membership.ended_at is None
        assert not Invitation.objects.exists()

    def test_an_account_moves_with_its_person(self, cast: Cast) -> None:
        """An officer goes to the other municipality: the same account, another role."""
        from municipalities.inviting import hand_over, invite

        hand_over(
            membership_of(cast.officer), actor=cast.admin, email="n@example.org", name="ใหม่", last_day=None
        )
        invited = invite(
            Role.OFFICER, actor=cast.coordinator, municipality=cast.other, email=cast.officer.email
        )
        accept(invited.invitation, person=cast.officer)
        assert roles_in(cast.officer, cast.other) == {Role.OFFICER}
        assert not roles_in(cast.officer, cast.municipality)


@pytest.mark.parametrize("who", ["officer", "approver"])
@pytest.mark.parametrize("path", ["invite/", "give/", "roles/{pk}/end/", "roles/{pk}/hand-over/"])
def test_members_change_nothing(cast: Cast, who: str, path: str) -> None:
    client = sign_in(Client(), getattr(cast, who))
    url = PEOPLE + path.format(pk=membership_of(cast.admin).pk)
    before = list(Membership.objects.order_by("pk").values())
    valid = {
        "name": "ก ข",
        "email": "x@example.org",
        "role": "officer",
        "way": "paper",
        "person": cast.approver.pk,
        "last_day": "",
    }
    response = client.post(url, valid)
    assert response.status_code == 403
    assert "มานะ ดูแล" in response.content.decode()  # who can do it
    assert list(Membership.objects.order_by("pk").values()) == before
    assert not Invitation.objects.exists()


def test_the_list_asks_as_often_for_many_people(admin: Client, cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page(admin)
    counts = []
    for number in range(2):
        for each in range(1 if number == 0 else 20):
            person = user(f"more{number}-{each}", f"คนที่ {number} {each}")
            give_role(person, Role.OFFICER, cast.municipality, actor=cast.admin)
        with CaptureQueriesContext(connection) as found:
            page(admin)
        counts.append(len(found))
    assert counts[0] == counts[1]
