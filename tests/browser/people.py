"""How a person of the cast comes in: with the cookie of a session, or through the page where one signs in."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from municipalities.models import User
from tests import cast
from tests.cast import CODE, YEAR

HOME = f"/m/{CODE}/{YEAR}/"
PASSWORD = "secret-word-2569"


def session_of(person: User) -> str:
    return cast.sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME].value


def come_in(page: Page, person: User) -> None:
    """Signed in from here on, whatever page is open; the live server listens on localhost."""
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": session_of(person), "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def sign_in(page: Page, mailbox: str) -> None:
    """The same for a person by name; signing in itself is looked at where it is the subject."""
    come_in(page, User.objects.get(email=f"{mailbox}@example.org"))


def sign_in_by_form(page: Page, mailbox: str) -> None:
    page.goto("/accounts/login/")
    page.fill("#id_login", f"{mailbox}@example.org")
    page.fill("#id_password", PASSWORD)
    page.locator("form button[type=submit]").filter(has_text="เข้าสู่ระบบ").click()
    page.wait_for_url("**/m/**")
