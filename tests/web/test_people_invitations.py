"""Invitations: by e-mail or on paper, good once and for some days; each end of them says why."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from municipalities.inviting import Invited, accept, invite, renew, revoke
from municipalities.models import Invitation, Membership, User
from municipalities.people import NotPossible
from municipalities.queries import roles_in
from municipalities.roles import Role
from municipalities.services import erase_person
from tests.cast import CODE, OTHER_CODE, Cast, sign_in
from trail.models import Event

PEOPLE = f"/m/{CODE}/people/"
WORD = "a-new-word-2570"
NEWCOMER = {"name": "มาใหม่ ใจดี", "email": "new@example.org", "role": "officer", "way": "mail"}


@pytest.fixture
def admin(cast: Cast) -> Client:
    return sign_in(Client(), cast.admin)


@pytest.fixture
def invited(cast: Cast) -> Invited:
    return invite(
        Role.OFFICER,
        actor=cast.admin,
        municipality=cast.municipality,
        email="new@example.org",
        name="มาใหม่ ใจดี",
    )


def link(invited: Invited) -> str:
    return f"/invitation/{invited.token}/"


def text_of(response: object) -> str:
    return unescape(response.content.decode())  # type: ignore[attr-defined]


class TestInviting:
    def test_the_letter_holds_a_link_that_opens(self, admin: Client, client: Client) -> None:
        assert admin.post(f"{PEOPLE}invite/", NEWCOMER).status_code == 302
        letter = mail.outbox[0]
        assert letter.to == ["new@example.org"]
        assert "เจ้าหน้าที่" in letter.body
        address = re.search(r"https?://[^/]+(/invitation/\S+)", letter.body)
        assert address
        assert client.get(address[1]).status_code == 200

    def test_on_paper_the_link_is_shown_once_and_not_kept(self, admin: Client, client: Client) -> None:
        response = admin.post(f"{PEOPLE}invite/", {**NEWCOMER, "way": "paper"})
        page = text_of(response)
        assert "no-store" in response["Cache-Control"]
        assert "<svg" in page
        token = re.search(r"/invitation/([\w-]+)/", page)
        assert token
        assert client.get(f"/invitation/{token[1]}/").status_code == 200
        assert not mail.outbox
        assert token[1] not in str(list(Invitation.objects.values()))

    def test_a_wrong_address_keeps_what_was_typed(self, admin: Client) -> None:
        page = text_of(admin.post(f"{PEOPLE}invite/", {**NEWCOMER, "email": "ไม่ใช่อีเมล"}))
        assert 'value="มาใหม่ ใจดี"' in page
        assert 'value="ไม่ใช่อีเมล"' in page
        assert not Invitation.objects.exists()

    def test_an_address_is_not_invited_twice(self, admin: Client) -> None:
        for _time in range(2):
            page = admin.post(f"{PEOPLE}invite/", NEWCOMER)
        assert "เชิญอีเมลนี้ไปแล้ว" in text_of(page)
        assert Invitation.objects.count() == 1

    def test_who_has_the_role_is_not_invited_to_it(self, admin: Client) -> None:
        page = admin.post(f"{PEOPLE}invite/", {**NEWCOMER, "email": "OFFICER@example.org"})
        assert "มีหน้าที่นี้อยู่แล้ว" in text_of(page)

    def test_a_role_of_the_portal_cannot_be_asked_for(self, admin: Client) -> None:
        admin.post(f"{PEOPLE}invite/", {**NEWCOMER, "role": "system_admin"})
        assert not Invitation.objects.exists()

    def test_a_letter_that_cannot_be_sent_shows_the_link_instead(
        self, admin: Client, settings: object
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
        page = text_of(admin.post(f"{PEOPLE}invite/", NEWCOMER))
        assert "ส่งอีเมลไม่ได้" in page
        assert "/invitation/" in page

    def test_no_event_holds_a_name_or_an_address(self, admin: Client) -> None:
        admin.post(f"{PEOPLE}invite/", NEWCOMER)
        told = Event.objects.get(action="invitation-made")
        assert "example.org" not in str([told.before, told.after, told.comment])


class TestAccepting:
    def test_a_new_person_chooses_a_password_and_is_in(
        self, client: Client, invited: Invited, cast: Cast
    ) -> None:
        fields = {"name": "มาใหม่ ใจดี", "password": WORD, "again": WORD}
        response = client.post(link(invited), fields)
        assert response.url == "/m/"
        person = User.objects.get(email="new@example.org")
        assert roles_in(person, cast.municipality) == {Role.OFFICER}
        assert client.get(PEOPLE).status_code == 200
        signed_out = Client()
        signed_out.post("/accounts/login/", {"login": "new@example.org", "password": WORD})
        assert signed_out.get("/me/").status_code == 200

    def test_the_address_of_the_invitation_cannot_be_changed(self, client: Client, invited: Invited) -> None:
        fields = {"name": "ก ข", "email": "other@example.org", "password": WORD, "again": WORD}
        client.post(link(invited), fields)
        assert not User.objects.filter(email="other@example.org").exists()
        assert User.objects.filter(email="new@example.org").exists()

    @pytest.mark.parametrize(
        ("password", "again", "said"),
        [("สั้น", "สั้น", "10"), ("1234567890", "1234567890", "ตัวเลข"), (WORD, "another-word-1", "ไม่ตรงกัน")],
    )
    def test_a_weak_or_mistyped_password_is_refused(
        self, client: Client, invited: Invited, password: str, again: str, said: str
    ) -> None:
        response = client.post(link(invited), {"name": "ก ข", "password": password, "again": again})
        assert said in text_of(response)
        assert not User.objects.filter(email="new@example.org").exists()

    def test_who_has_an_account_signs_in_and_keeps_it(self, client: Client, cast: Cast) -> None:
        invited = invite(
            Role.OFFICER, actor=cast.admin, municipality=cast.municipality, email=cast.outsider.email
        )
        page = text_of(client.get(link(invited)))
        assert "มีบัญชีอยู่แล้ว" in page
        assert 'name="password"' not in page
        own = sign_in(Client(), cast.outsider)
        assert own.post(link(invited)).status_code == 302
        assert Role.OFFICER in roles_in(cast.outsider, cast.municipality)
        assert Role.OFFICER in roles_in(cast.outsider, cast.other)

    def test_another_signed_in_person_cannot_take_it(self, invited: Invited, cast: Cast) -> None:
        response = sign_in(Client(), cast.stranger).post(link(invited))
        assert "คำเชิญนี้เป็นของ" in text_of(response)
        assert not roles_in(cast.stranger, cast.municipality)

    def test_it_works_once(self, client: Client, invited: Invited) -> None:
        client.post(link(invited), {"name": "ก ข", "password": WORD, "again": WORD})
        again = Client().post(link(invited), {"name": "ก ข", "password": WORD, "again": WORD})
        assert again.status_code == 410
        assert "ใช้ไปแล้ว" in text_of(again)
        assert Membership.objects.filter(user__email="new@example.org").count() == 1

    def test_a_role_that_cannot_be_given_makes_no_account(self, cast: Cast) -> None:
        """The approver for whom the newcomer was to stand in has left meanwhile."""
        until = timezone.localdate() + timedelta(days=9)
        invited = invite(
            Role.APPROVER,
            actor=cast.admin,
            municipality=cast.municipality,
            email="new@example.org",
            deputises_for=cast.approver,
            valid_until=until,
        )
        Membership.objects.filter(user=cast.approver).update(ended_at=timezone.now())
        with pytest.raises(NotPossible):
            accept(invited.invitation, name="ก", password=WORD)
        assert not User.objects.filter(email="new@example.org").exists()


class TestLinksThatNoLongerWork:
    def test_one_that_nobody_made(self, client: Client, db: None) -> None:
        response = client.get("/invitation/abcdefghijklmnop/")
        assert (response.status_code, "ไม่รู้จักลิงก์นี้" in text_of(response)) == (404, True)

    def test_one_that_expired(self, client: Client, invited: Invited) -> None:
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
        response = client.get(link(invited))
        assert (response.status_code, "หมดอายุเมื่อ" in text_of(response)) == (410, True)

    def test_one_that_was_taken_back(self, client: Client, admin: Client, invited: Invited) -> None:
        admin.post(f"{PEOPLE}invitations/{invited.invitation.pk}/revoke/")
        response = client.get(link(invited))
        assert (response.status_code, "ถูกยกเลิก" in text_of(response)) == (410, True)

    def test_one_that_a_newer_one_replaced(self, client: Client, cast: Cast, invited: Invited) -> None:
        newer = renew(invited.invitation, actor=cast.admin)
        assert client.get(link(invited)).status_code == 404
        assert client.get(link(newer)).status_code == 200

    def test_guessing_is_slowed_down(self, client: Client, db: None) -> None:
        answers = [client.get(f"/invitation/guess-{number}/").status_code for number in range(31)]
        assert answers[-1] == 429
        assert set(answers[:30]) == {404}

    def test_a_used_one_is_not_taken_back(self, client: Client, cast: Cast, invited: Invited) -> None:
        client.post(link(invited), {"name": "ก ข", "password": WORD, "again": WORD})
        with pytest.raises(NotPossible):
            revoke(invited.invitation, actor=cast.admin)

    def test_another_municipality_touches_no_invitation_from_here(self, cast: Cast, invited: Invited) -> None:
        Membership.objects.create(
            user=cast.outsider,
            role=Role.MUNICIPALITY_ADMIN,
            municipality=cast.other,
            valid_from="2020-01-01",
        )
        foreign = sign_in(Client(), cast.outsider)
        for act in ("renew", "revoke"):
            url = f"/m/{OTHER_CODE}/people/invitations/{invited.invitation.pk}/{act}/"
            assert foreign.post(url, {"way": "paper"}).status_code == 404
        invited.invitation.refresh_from_db()
        assert invited.invitation.state == "open"


def test_an_erased_person_is_blank_in_invitations_too(client: Client, cast: Cast, invited: Invited) -> None:
    client.post(link(invited), {"name": "ก ข", "password": WORD, "again": WORD})
    erase_person(User.objects.get(email="new@example.org"), actor=cast.system_admin)
    kept = Invitation.objects.get()
    assert (kept.name, kept.email) == ("", "")
