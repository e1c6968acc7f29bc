"""Somebody brings in a list of announced results and follows it until it is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.services import get_or_create_assessment, save_scores
from national.announcing.writing import Written, write_rows
from national.models import YearResult
from tests.browser.axe import violations
from tests.browser.people import come_in
from tests.browser.waiting import next_page, ready, saved
from tests.cast import CODE, Cast, load_catalogue, make_cast
from tests.national.lists import HEADINGS, OTHER, ROW, YEAR, as_csv, checked


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Without the content security policy: axe itself tries styles on the page."""
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    load_catalogue(2566, YEAR, YEAR + 1)
    return make_cast()


def test_a_list_of_results_from_file_to_page(page: Page, cast: Cast) -> None:
    come_in(page, cast.system_admin)
    page.goto("/national/announce/")
    content = as_csv(HEADINGS, ROW, OTHER, ("99999999", "ไม่มี", "120", "", "", "", ""))
    file = {"name": "ผล.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("[type=file]", file)
    page.select_option("[name=year]", str(YEAR))
    page.fill("[name=announced_on]", "เมื่อวาน")
    page.locator("main [type=submit]").click()
    expect(page.locator("#div_id_announced_on .invalid-feedback")).to_be_visible()
    found = violations(page)
    page.fill("[name=announced_on]", "29 ส.ค. 2568")
    page.locator("main [type=submit]").click()
    page.wait_for_url("**/announce/*/")
    expect(page.locator(".register-counts")).to_contain_text("ใหม่ 2 หน่วยงาน")
    found += violations(page)
    page.locator("form[data-busy] button").click()
    expect(page.locator("[data-announcing-label]")).to_have_text("0 จาก 2 แถว")
    found += violations(page)
    call_command("db_worker", "--batch", "--queue-name=*", "--no-reload", verbosity=0)
    expect(page.locator(".note", has_text="บันทึกแล้วเมื่อ")).to_be_visible(timeout=20_000)
    found += violations(page)
    assert not found, "\n".join(found)
    assert YearResult.objects.count() == 2


def test_a_figure_is_taken_beside_its_field_and_the_grid_stays_a_grid(page: Page, cast: Cast) -> None:
    save_scores(
        get_or_create_assessment(cast.municipality, YEAR, actor=cast.officer),
        {"i1": "50", "i2": "60"},
        actor=cast.officer,
    )
    write_rows(
        checked((*ROW[:2], *[""] * 5, "87.50", "70"), headings=(*HEADINGS, "i1", "i2")).rows,
        Written(),
        actor=None,
    )
    come_in(page, cast.officer)
    page.goto(f"/m/{CODE}/{YEAR + 1}/scores/{YEAR}/")
    ready(page)
    beside = page.locator("[data-told=score-i2]")
    expect(beside).to_contain_text("ประกาศ 70.00")
    page.focus("#score-i1")
    page.keyboard.press("Enter")
    expect(page.locator("#score-i2")).to_be_focused()
    page.keyboard.type("70")
    expect(beside).to_be_hidden()
    page.keyboard.press("Backspace")
    page.keyboard.type("1")
    expect(beside).to_be_visible()
    assert not violations(page)
    saved(page)
    with next_page(page):
        page.locator("[data-told=score-i1] button").click()
    expect(page.locator("#score-i1")).to_have_value("87.50")
    expect(page.locator("[data-told=score-i1]")).to_have_count(0)
    assert page.url.endswith("#score-i1")
