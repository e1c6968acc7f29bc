"""A mistake is seen where it was made: a finding comes and goes with its text, and one click mends it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.services import update_measure
from tests.browser.axe import violations
from tests.browser.people import HOME, sign_in
from tests.browser.waiting import eventually, next_page
from tests.cast import Work, begin_work, load_catalogue, make_cast

WRONG = "ข้อ i1 ปี ๒๕๖๗ ได้ ๙๐.๐๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๓.๐๕ คะแนน"
RIGHT = WRONG.replace("๓.๐๕", "๓.๕๐")


@pytest.fixture
def work(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    cast = make_cast()
    found = begin_work(cast)
    update_measure(found.measure, {"outcome": WRONG}, actor=cast.officer)
    return found


def test_from_the_list_to_the_words_and_mended_in_the_field(
    page: Page, live_server: LiveServer, work: Work
) -> None:
    sign_in(page, "officer")
    page.goto(f"{HOME}report/results/")
    with next_page(page):
        page.locator("article.finding", has_text="score-difference").get_by_role("link").first.click()
    area = page.locator("#id_outcome")
    expect(area).to_be_focused()
    # the words that are wrong are marked
    chosen = "each => each.value.slice(each.selectionStart, each.selectionEnd)"
    eventually(page, lambda: area.evaluate(chosen), "๓.๐๕")
    finding = page.locator(".findings-beside", has_text="score-difference")
    expect(finding).to_be_visible()
    assert finding.get_attribute("id") in (area.get_attribute("aria-describedby") or "").split()
    finding.get_by_role("button", name="แก้เป็น ๓.๕๐").click()
    expect(area).to_have_value(RIGHT)
    expect(finding).to_have_count(0)
    work.measure.refresh_from_db()
    assert work.measure.outcome == RIGHT
    page.keyboard.press("Control+z")
    expect(area).to_have_value(WRONG)
    expect(finding).to_have_count(1)


def test_findings_are_for_everybody(browser: Browser, live_server: LiveServer, work: Work) -> None:
    """Beside the fields, in the list and in the preview, at any width."""
    # Without the content security policy: axe itself tries styles on the page.
    page = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True).new_page()
    sign_in(page, "officer")
    found = []
    for path in (f"results/{work.measure.pk}/", "measures/", "report/results/", "report/results/preview/"):
        page.goto(f"{HOME}{path}")
        expect(page.locator(".findings-beside, .finding").first).to_be_visible()
        found += violations(page)
    page.context.close()
    assert not found, "\n".join(found)
