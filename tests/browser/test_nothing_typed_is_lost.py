"""Two hundred words typed while the line is cut, the session deleted and the portal killed and started again."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import HOME, PASSWORD
from tests.browser.portal_process import PortalProcess
from tests.browser.waiting import ready
from tests.cast import YEAR

RUNS = range(int(os.environ.get("TYPING_RUNS", "50")))
WORDS = (
    "ประชาชน ได้รับ บริการ รวดเร็ว ขึ้น น้ำ ทำ ค่ำ ผู้ เจ้าหน้าที่ จัดทำ คู่มือ ขั้นตอน เผยแพร่ เว็บไซต์ E-Service "
    "๒๕๖๘ ๙๔.๐๑ 12.5% (ร้อยละ) ตรวจสอบ ก่อน เบิกจ่าย **สำคัญ** __เน้น__ เรื่องร้องเรียน ลดลง กว่า เดิม ๑) ก. - No Gift"
).split()
FIELD = 'textarea[data-save][data-field="outcome"]'


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory, chromium_path: str) -> Iterator[PortalProcess]:
    portal = PortalProcess(tmp_path_factory.mktemp("portal"))
    portal.start()
    portal.wait()
    yield portal
    portal.close()


@pytest.fixture
def writing(browser: Browser, portal: PortalProcess) -> Iterator[Page]:
    """The officer, with the measure open and its outcome empty."""
    portal.ask("UPDATE measures_measure SET outcome = '' WHERE id = ?", portal.measure)
    portal.ask("DELETE FROM editing_fieldrevision")
    portal.ask("DELETE FROM cache")  # what counts sign-ins
    context = browser.new_context(
        base_url=portal.url, locale="th-TH", viewport={"width": 1280, "height": 900}
    )
    portal.begin_session()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": portal.session, "url": portal.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{HOME}measures/{portal.measure}/")
    ready(page)
    yield page
    context.close()


def sign_in_again(page: Page) -> None:
    """In place, in the panel that asks for it; then back to the text, at its end."""
    page.fill("#desk-password", PASSWORD)
    page.press("#desk-password", "Enter")
    expect(page.locator("[data-desk-sign-in]")).to_be_hidden()


def back_to_the_text(page: Page) -> None:
    page.focus(FIELD)
    page.press(FIELD, "Control+End")


def may_sign_in(page: Page, portal: PortalProcess) -> bool:
    """The page asks for it, and the line and the portal are there."""
    if not page.locator("[data-desk-sign-in]").is_visible() or not portal.is_running:
        return False
    if not page.evaluate("() => navigator.onLine"):
        return False
    portal.wait()
    return True


@pytest.mark.parametrize("seed", RUNS)
def test_every_word_is_stored_whatever_happens_meanwhile(
    writing: Page, portal: PortalProcess, seed: int
) -> None:
    chance = random.Random(seed)
    words = [chance.choice(WORDS) for _ in range(200)]
    cut, back, forget, kill, restart = (chance.randrange(5, 150) for _ in range(5))
    print(f"seed {seed}: line cut at {cut}, back {back} later; session gone at {forget}; killed at {kill}")
    back_to_the_text(writing)
    for number, word in enumerate(words):
        if number == cut:
            writing.context.set_offline(True)
        if number == min(cut + back % 40 + 1, 190):
            writing.context.set_offline(False)
        if number == forget:
            portal.ask("DELETE FROM django_session")
        if number == kill:
            portal.kill()
        if number == min(kill + restart % 40 + 1, 190):
            portal.start()
        if chance.random() < 0.5:
            writing.keyboard.type(word + " ")
        else:  # as an input method or a suggestion of a phone does
            writing.keyboard.insert_text(word + " ")
        if number % 20 == 19 and may_sign_in(writing, portal):
            sign_in_again(writing)
            back_to_the_text(writing)
    typed = " ".join(words)
    assert writing.input_value(FIELD) == typed + " "
    portal.wait()
    finish(writing, portal, typed)
    assert portal.outcome() == typed


def finish(page: Page, portal: PortalProcess, typed: str) -> None:
    """Until the page says that all is saved; asked once more to sign in, the officer does."""
    panel, saved = page.locator("[data-desk-sign-in]"), page.locator("[data-saved-page].saved-ok")
    page.locator("h1").first.click()
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if panel.is_visible():
            sign_in_again(page)
        if saved.is_visible() and not page.evaluate("() => Object.keys(localStorage).length"):
            return
        page.wait_for_timeout(50)
    pytest.fail("the page does not say that all is saved")


def test_a_closed_tab_comes_back_with_its_text(writing: Page, portal: PortalProcess) -> None:
    """The line is down, the tab is closed, and opened again when the line is back."""
    context = writing.context
    back_to_the_text(writing)
    context.set_offline(True)
    writing.keyboard.type("ข้อความที่ยังไม่ถึงเครื่องแม่ข่าย")
    writing.close()
    assert portal.outcome() == ""
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{HOME}measures/{portal.measure}/")
    expect(page.locator(FIELD)).to_have_value("ข้อความที่ยังไม่ถึงเครื่องแม่ข่าย")
    finish(page, portal, "")
    assert portal.outcome() == "ข้อความที่ยังไม่ถึงเครื่องแม่ข่าย"


def test_a_text_left_behind_is_sent_from_any_page_of_the_year(writing: Page, portal: PortalProcess) -> None:
    context = writing.context
    back_to_the_text(writing)
    context.set_offline(True)
    writing.keyboard.type("ทิ้งไว้")
    writing.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{HOME}scores/{YEAR - 1}/")
    finish(page, portal, "")
    assert portal.outcome() == "ทิ้งไว้"


def test_a_tab_closed_while_typing_loses_nothing(writing: Page, portal: PortalProcess) -> None:
    back_to_the_text(writing)
    writing.keyboard.type("ปิดทันที")
    context = writing.context
    writing.close()
    page = context.new_page()
    page.goto(f"{HOME}measures/{portal.measure}/")
    expect(page.locator(FIELD)).to_have_value("ปิดทันที")
    finish(page, portal, "")
    assert portal.outcome() == "ปิดทันที"


def test_signing_out_names_what_is_not_saved_and_keeps_it(writing: Page, portal: PortalProcess) -> None:
    back_to_the_text(writing)
    writing.route("**/save/", lambda route: route.abort())
    writing.keyboard.type("ยังไม่ได้ส่ง")
    writing.goto("/accounts/logout/")
    expect(writing.locator("[data-unsent] li")).to_have_count(1)
