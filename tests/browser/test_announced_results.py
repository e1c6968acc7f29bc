"""Somebody brings in a list of announced results and follows it until it is written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from national.models import YearResult
from tests.browser.axe import violations
from tests.browser.people import come_in
from tests.cast import Cast, load_catalogue, make_cast
from tests.national.lists import HEADINGS, OTHER, ROW, YEAR, as_csv


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Without the content security policy: axe itself tries styles on the page."""
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    load_catalogue(2566, YEAR)
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
