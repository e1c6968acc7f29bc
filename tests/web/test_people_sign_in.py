"""One's own sessions, and the second step that some roles need."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from municipalities.models import User
from municipalities.services import erase_person
from tests.cast import CODE, Cast, sign_in

SESSIONS = "/accounts/sessions/"
PEOPLE = f"/m/{CODE}/people/"
ON_A_PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
)


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


class TestSessions:
    def test_each_device_is_listed_by_what_its_owner_knows(self, officer: Client, cast: Cast) -> None:
        phone = sign_in(Client(headers={"user-agent": ON_A_PHONE}), cast.officer)
        phone.get("/me/")
        page = text_of(officer.get(SESSIONS))
        assert "Chrome, Android" in page
        assert page.count("อุปกรณ์นี้") == 1
        assert UserSession.objects.filter(user=cast.officer).count() == 2

    def test_signing_out_everywhere_else_keeps_this_one(self, officer: Client, cast: Cast) -> None:
        phone = sign_in(Client(), cast.officer)
        assert phone.get("/me/").status_code == 200
        officer.post(SESSIONS)
        assert phone.get("/me/").status_code == 302
        assert officer.get("/me/").status_code == 200

    def test_another_person_is_not_signed_out(self, officer: Client, approver: Client) -> None:
        approver.get("/me/")
        officer.post(SESSIONS)
        assert approver.get("/me/").status_code == 200

    def test_being_seen_is_written_once_in_ten_minutes(self, officer: Client) -> None:
        officer.get("/me/")
        with CaptureQueriesContext(connection) as found:
            officer.get("/me/")
        assert not [each["sql"] for each in found if each["sql"].startswith(("INSERT", "UPDATE"))]
        UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=1))
        officer.get("/me/")
        assert UserSession.objects.get().last_seen_at > timezone.now() - timedelta(minutes=1)

    def test_a_visitor_leaves_no_trace(self, client: Client, db: None) -> None:
        assert client.get("/").status_code == 200
        assert not client.cookies
        assert not UserSession.objects.exists()

    def test_an_erased_person_is_out_everywhere(self, officer: Client, cast: Cast) -> None:
        officer.get("/me/")
        erase_person(cast.officer, actor=cast.system_admin)
        assert not UserSession.objects.exists()
        assert not Session.objects.exists()


class TestSecondStep:
    @pytest.fixture(autouse=True)
    def _required(self, settings: Any) -> None:
        settings.SECOND_STEP_REQUIRED = True

    @pytest.mark.parametrize(
        ("who", "page"),
        [
            ("admin", PEOPLE),
            ("coordinator", "/province/"),
            ("catalogue_admin", "/catalogue/"),
            ("system_admin", "/admin/"),
        ],
    )
    def test_without_it_these_roles_do_not_work(self, cast: Cast, who: str, page: str) -> None:
        response = sign_in(Client(), getattr(cast, who)).get(page)
        assert response.url == "/accounts/2fa/totp/activate/"

    def test_an_officer_needs_none(self, officer: Client) -> None:
        assert officer.get(PEOPLE).status_code == 200

    def test_their_own_account_and_public_pages_stay_open(self, cast: Cast) -> None:
        client = sign_in(Client(), cast.admin)
        for page in ("/me/", "/", SESSIONS, "/accounts/2fa/"):
            assert client.get(page).status_code == 200, page

    def test_with_it_they_work(self, cast: Cast) -> None:
        TOTP.activate(cast.admin, generate_totp_secret())
        assert Authenticator.objects.filter(user=cast.admin).exists()
        assert sign_in(Client(), cast.admin).get(PEOPLE).status_code == 200

    def test_a_form_that_was_open_keeps_its_text(self, cast: Cast) -> None:
        response = sign_in(Client(), cast.admin).post(f"/m/{CODE}/departments/", {"name": "กองใหม่"})
        assert response.status_code == 403
        assert "กองใหม่" in text_of(response)
        assert "เปิดการยืนยันตัวตนขั้นที่สองก่อน" in text_of(response)


def test_without_the_setting_nobody_needs_it(cast: Cast) -> None:
    assert sign_in(Client(), cast.admin).get(PEOPLE).status_code == 200
    assert User.objects.get(pk=cast.admin.pk).is_active
