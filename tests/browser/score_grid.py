"""The score grid as a test drives it: opened, pasted into, read, and what of it is stored."""

from __future__ import annotations

from decimal import Decimal

from playwright.sync_api import Page

from assessments.models import ItemScore
from tests.browser.people import HOME, sign_in
from tests.browser.waiting import ready
from tests.cast import YEAR

GRID = f"{HOME}scores/{YEAR}/"
PASTE = """([selector, text, html]) => {
  const data = new DataTransfer();
  if (text) data.setData("text/plain", text);
  if (html) data.setData("text/html", html);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  const field = document.querySelector(selector);
  field.focus();
  field.dispatchEvent(event);
}"""


def open_grid(page: Page) -> Page:
    sign_in(page, "officer")
    page.goto(GRID)
    ready(page)
    return page


def paste(page: Page, field: str, text: str = "", html: str = "") -> None:
    page.evaluate(PASTE, [f"#{field}", text, html])


def stored(code: str) -> Decimal | None:
    row = ItemScore.objects.filter(item__code=code, assessment__assessed_year=YEAR).first()
    return row.score if row else None


def value(page: Page, field: str) -> str:
    return page.locator(f"#{field}").input_value()
