"""What load balancers and browsers are told about every answer."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
class TestHealth:
    def test_both_addresses_answer_without_sign_in(self, client: Client) -> None:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 200

    def test_alive_asks_nothing_of_the_database(self, client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
        with django_assert_num_queries(0):
            client.get("/healthz")

    def test_they_are_read_only(self, client: Client) -> None:
        assert client.post("/healthz").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_not_ready_when_the_database_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    missing = (
        {"NAME": "/nowhere/db.sqlite3"}
        if connection.vendor == "sqlite"
        else {"HOST": "/nowhere", "NAME": "absent"}
    )
    original = dict(connection.settings_dict)
    connection.settings_dict.update(missing)
    try:
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
    finally:
        connection.close()
        connection.settings_dict.update(original)


@pytest.mark.django_db
class TestAnswers:
    def test_only_our_own_scripts_styles_and_images_may_load(self, client: Client) -> None:
        policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]
        directives = dict(directive.strip().split(" ", 1) for directive in policy.split(";"))
        assert directives["default-src"] == "'none'"
        for kind in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"):
            assert directives[kind] == "'self'"
        assert directives["frame-ancestors"] == "'none'"

    def test_other_sites_learn_nothing_and_frame_nothing(self, client: Client) -> None:
        headers = client.get(reverse("account_login")).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]

    def test_a_page_without_a_form_sets_no_cookie(self, client: Client) -> None:
        assert not client.get("/readyz").cookies

    def test_nobody_signs_up_alone(self, client: Client) -> None:
        page = client.get(reverse("account_signup"))
        assert b'name="password1"' not in page.content
        client.post(
            reverse("account_signup"),
            {
                "email": "somebody@example.go.th",
                "password1": "a-long-password-1",
                "password2": "a-long-password-1",
            },
        )
        from django.contrib.auth import get_user_model

        assert not get_user_model().objects.filter(email="somebody@example.go.th").exists()
