"""What a browser test waits for: nothing is asserted that a request under way or a script may still change."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route, expect

PATIENCE = 60_000
"""Milliseconds until what is expected has failed to come: other tests may keep the machine busy."""


def eventually(page: Page, told: Callable[[], object], wanted: object) -> None:
    """Of the database or the page, when nothing else on the page says that it is done."""
    until = time.monotonic() + PATIENCE / 1000
    while told() != wanted and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert told() == wanted


def saved(page: Page) -> None:
    """Everything typed so far is in the database: this device keeps no copy of it any more."""
    eventually(page, lambda: page.evaluate("Object.keys(localStorage).length"), 0)


def ready(page: Page) -> None:
    """The fields of the page that save themselves do so."""
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")


@contextmanager
def unanswered(page: Page, address: str) -> Iterator[None]:
    """The server is asked only after what is done inside, however quick it is."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(address, hold)
    yield
    for route in held:
        route.continue_()
    page.unroute(address, hold)


@contextmanager
def next_page(page: Page, path: str = "") -> Iterator[None]:
    """What is done inside leads to another page (or this one anew), which is there with its scripts afterwards."""
    with page.expect_navigation(wait_until="load"):
        yield
    if path:
        expect(page).to_have_url(re.compile(re.escape(path)))
