"""An open measure as a test drives it: a field of it at hand, and what of it is stored."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.cast import Work


def opened(desk: Page, work: Work, field: str = "procedure") -> Locator:
    """The first measure open in place, with the caret at the end of an emptied field."""
    desk.locator(f"#edit-{work.measure.pk}").click()
    area = desk.locator(f"#id_{field}")
    expect(area).to_be_attached()
    area.focus()
    return area


def saved(desk: Page, work: Work, field: str, text: str) -> None:
    expect(desk.locator(f'[data-saved-for="measure:{work.measure.pk}/{field}"]')).to_contain_text("บันทึกแล้ว")
    work.measure.refresh_from_db()
    assert getattr(work.measure, field) == text
