"""Signing in and out, a new password, the second step: in Thai, and without telling strangers who has an account."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from tests.cast import Cast, sign_in

PASSWORD = "secret-word-2569"


class TestSigningIn:
    def test_a_wrong_password_keeps_the_address_and_says_so(self, client: Client, cast: Cast) -> None:
        response = client.post("/accounts/login/", {"login": "officer@example.org", "password": "ผิด"})
        page = response.content.decode()
        assert 'value="officer@example.org"' in page
        assert 'role="alert"' in page

    def test_the_right_one_leads_to_where_one_wanted_to_go(self, client: Client, cast: Cast) -> None:
        response = client.get("/me/")
        assert response.url == "/accounts/login/?next=/me/"
        fields = {"login": "officer@example.org", "password": PASSWORD, "next": "/me/"}
        assert client.post("/accounts/login/", fields).url == "/me/"

    def test_nobody_is_sent_to_another_site_after_signing_in(self, client: Client, cast: Cast) -> None:
        fields = {"login": "officer@example.org", "password": PASSWORD, "next": "https://evil.example/"}
        assert client.post("/accounts/login/", fields).url == "/m/"

    def test_an_inactive_person_stays_outside(self, client: Client, cast: Cast) -> None:
        cast.officer.is_active = False
        cast.officer.save()
        client.post("/accounts/login/", {"login": "officer@example.org", "password": PASSWORD})
        assert client.get("/me/").status_code == 302

    def test_signing_out_asks_and_ends_the_session(self, officer: Client) -> None:
        assert officer.get("/accounts/logout/").status_code == 200
        officer.post("/accounts/logout/")
        assert officer.get("/me/").status_code == 302

    def test_nobody_signs_up_alone(self, client: Client, cast: Cast) -> None:
        fields = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
        client.post("/accounts/signup/", fields)
        assert not type(cast.officer).objects.filter(email="new@example.org").exists()


class TestNewPassword:
    def test_the_link_in_the_mail_sets_it(self, client: Client, cast: Cast) -> None:
        client.post("/accounts/password/reset/", {"email": "officer@example.org"})
        link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
        assert link
        page = client.get(link[1], follow=True)
        url = page.redirect_chain[-1][0]
        new = "another-word-2570"
        client.post(url, {"password1": new, "password2": new})
        cast.officer.refresh_from_db()
        assert cast.officer.check_password(new)
        assert client.get(link[1], follow=True).status_code == 200

    def test_a_stranger_learns_nothing_from_the_answer(self, client: Client, cast: Cast) -> None:
        known = client.post("/accounts/password/reset/", {"email": "officer@example.org"}, follow=True)
        unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
        assert known.redirect_chain == unknown.redirect_chain
        assert "example.org/" not in mail.outbox[1].body


@pytest.mark.parametrize(
    "page",
    [
        "/me/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/reauthenticate/",
        "/accounts/2fa/recovery-codes/generate/",
    ],
)
def test_the_pages_of_an_account_open(officer: Client, page: str) -> None:
    assert officer.get(page, follow=True).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_account_keeps_the_address_it_was_invited_with(cast: Cast, officer: Client, method: str) -> None:
    """allauth's own page would let a person add and remove addresses, and writes when it is only looked at."""
    response = getattr(officer, method)("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert response.status_code == 403
    assert not cast.officer.emailaddress_set.exists()


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/inactive/",
        "/accounts/signup/",
        "/accounts/confirm-email/",
    ],
)
def test_the_pages_before_an_account_open(client: Client, db: None, page: str) -> None:
    assert client.get(page, follow=True).status_code == 200


def test_the_second_step_is_turned_on_asked_for_and_turned_off(cast: Cast, client: Client) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    def code(secret: str) -> str:
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    client.post("/accounts/login/", {"login": "officer@example.org", "password": PASSWORD})
    asked = client.get("/accounts/2fa/totp/activate/")
    assert "reauthenticate" in asked.url
    page = client.post(asked.url, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    assert "<svg" in page.content.decode()
    assert 'src="data:' not in page.content.decode()
    client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200
    fresh = Client()
    response = fresh.post("/accounts/login/", {"login": "officer@example.org", "password": PASSWORD})
    assert "2fa/authenticate" in response.url
    assert fresh.get(response.url).status_code == 200
    assert fresh.get("/me/").status_code == 302
    client.get("/accounts/2fa/totp/deactivate/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert "authenticate" not in str(
        Client().post("/accounts/login/", {"login": "officer@example.org", "password": PASSWORD}).url
    )


def test_every_page_of_the_system_administration_opens_for_its_people_only(
    client: Client, cast: Cast
) -> None:
    assert client.get("/admin/").url == "/accounts/login/?next=/admin/"
    assert sign_in(client, cast.officer).get("/admin/").status_code == 403
    for person in (cast.catalogue_admin, cast.system_admin):
        assert sign_in(Client(), person).get("/admin/").status_code == 200
