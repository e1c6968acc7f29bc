"""The analysis page in a real browser: remarks are written where they stand, a new one where it will stand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import AnalysisRow
from tests.browser.people import HOME, sign_in
from tests.browser.waiting import next_page, saved
from tests.cast import Work, begin_work, load_catalogue, make_cast


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast())


def test_a_remark_is_written_in_place_and_saves_itself(
    page: Page, live_server: LiveServer, stage: Work
) -> None:
    row = AnalysisRow.objects.get()
    sign_in(page, "officer")
    page.goto(f"{HOME}analysis/")
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
    remark = page.locator(f"#remark-{row.pk}")
    remark.focus()
    remark.fill("๑. รอนานกว่าที่ประกาศไว้")
    saved(page)
    row.refresh_from_db()
    assert row.remark == "๑. รอนานกว่าที่ประกาศไว้"
    assert list(row.items.values_list("item__code", flat=True)) == ["i1", "i2"]


def test_an_analysis_is_added_where_it_will_stand(page: Page, live_server: LiveServer, stage: Work) -> None:
    sign_in(page, "officer")
    page.goto(f"{HOME}analysis/")
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
    page.locator("#issue-2 [data-add]").click()
    form = page.locator("#issue-2 [data-new]")
    form.locator("input[type=checkbox]").first.check()
    form.locator("textarea").fill("ยังไม่มีช่องทางออนไลน์")
    form.get_by_role("button", name="บันทึก").click()
    expect(page.locator("#issue-2 article.measure:not([data-new])")).to_be_focused()
    expect(page.locator("[data-new]")).to_have_count(0)
    made = AnalysisRow.objects.latest("pk")
    assert (made.issue and made.issue.no, made.remark) == (2, "ยังไม่มีช่องทางออนไลน์")
    page.locator(f"#remark-{made.pk}").focus()
    page.locator(f"#remark-{made.pk}").fill("มีช่องทางออนไลน์แล้ว")
    saved(page)
    made.refresh_from_db()
    assert made.remark == "มีช่องทางออนไลน์แล้ว"


def test_without_scripts_a_remark_is_a_form(browser: Browser, live_server: LiveServer, stage: Work) -> None:
    row = AnalysisRow.objects.get()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "officer")
    page.goto(f"{HOME}analysis/")
    page.fill(f"#remark-{row.pk}", "แก้โดยไม่มีสคริปต์")
    with next_page(page, f"#row-{row.pk}"):
        page.locator(f"#row-{row.pk} .save-button").click()
    row.refresh_from_db()
    assert row.remark == "แก้โดยไม่มีสคริปต์"
    assert (row.issue and row.issue.no, row.items.count()) == (1, 2)
    context.close()
