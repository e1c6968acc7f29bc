"""Chromium of the distribution, driven by Playwright; nothing is downloaded."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.waiting import PATIENCE

# Playwright's synchronous interface runs an event loop in this thread; Django would refuse to query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        reason = "no chromium on this machine: script/setup --test installs it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS, timeout=4 * PATIENCE)
        open_context = browser.new_context

        def patient_context(**options: Any) -> BrowserContext:
            context = open_context(**options)
            context.set_default_timeout(PATIENCE)
            return context

        browser.new_context = patient_context  # type: ignore[method-assign]
        yield browser
        browser.close()


class UnderWay:
    """The requests that the live server is answering in its threads."""

    def __init__(self) -> None:
        self.threads: set[threading.Thread] = set()

    def begins(self, **_of_the_signal: object) -> None:
        if threading.current_thread() is not threading.main_thread():
            self.threads.add(threading.current_thread())

    def ends(self, **_of_the_signal: object) -> None:
        self.threads.discard(threading.current_thread())

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE / 1000
        while any(thread.is_alive() for thread in tuple(self.threads)) and time.monotonic() < until:
            time.sleep(0.005)
        self.threads.clear()


@pytest.fixture(scope="session")
def under_way() -> Iterator[UnderWay]:
    requests = UnderWay()
    request_started.connect(requests.begins)
    request_finished.connect(requests.ends)
    yield requests
    request_started.disconnect(requests.begins)
    request_finished.disconnect(requests.ends)


@pytest.fixture(autouse=True)
def nothing_goes_on_after_a_test(request: pytest.FixtureRequest, under_way: UnderWay) -> Iterator[None]:
    """No window stays open, and no request is answered while the tables are emptied for the next test."""
    browser = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    for context in browser.contexts if browser else ():
        context.close()
    under_way.wait()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A fresh visitor on a wide screen; `page.goto("/")` opens the live server's home.

    Fails the test when a page raised an error or wrote one to the console, which is also how a
    violation of the content security policy shows.
    """
    context = browser.new_context(
        base_url=live_server.url,
        locale="th-TH",
        timezone_id="Asia/Bangkok",
        viewport={"width": 1280, "height": 900},
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: _note(message, errors))
    yield page
    context.close()
    assert not errors, "the page reported: " + "; ".join(errors)


def _note(message: ConsoleMessage, errors: list[str]) -> None:
    # An answer such as 404 or 409 is what some tests ask for.
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)
