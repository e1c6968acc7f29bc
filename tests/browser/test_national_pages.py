"""The national picture keeps nobody out, and by keyboard one comes from the home to one's own municipality."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from municipalities.models import Province
from national.paper_models import Paper
from tests.browser.axe import violations
from tests.cast import load_catalogue
from tests.web.test_national_pages import know

YEAR = 2568


@pytest.fixture
def code(transactional_db: None) -> str:
    load_catalogue(2565, 2567, 2568)
    here = Province.objects.create(code="98", name="เชียงใหม่", sort_key="ก")
    there = Province.objects.create(code="97", name="ตราด", sort_key="ข")
    know(there, ["70.00", "66.00"])
    return know(here, [f"{60 + number / 2:.2f}" for number in range(60)])[30]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Without the content security policy: axe itself tries styles on the page."""
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_page(page: Page, code: str) -> None:
    found = []
    for path in (
        "/",
        "/national/2568/",
        "/national/2568/?kind=city",
        "/national/2568/98/",
        f"/r/{code}/profile/2568/",
        f"/r/{code}/profile/2568/?lang=en",
    ):
        response = page.goto(path)
        assert response
        assert response.status == 200, path
        found += violations(page)
    page.goto("/national/2568/98/")
    page.get_by_role("button", name="หน้านี้เป็น PDF").click()
    expect(page.get_by_role("heading", name="กำลังทำ PDF")).to_be_visible()
    found += violations(page)
    assert Paper.objects.count() == 1
    assert not found, "\n".join(found)


def test_from_the_home_to_a_municipality_by_keyboard(page: Page, code: str) -> None:
    def press(name: str) -> None:
        link = page.locator("main").get_by_role("link", name=name, exact=True).first
        link.focus()
        page.keyboard.press("Enter")

    page.goto("/")
    press("เปรียบเทียบจังหวัด ตัวชี้วัด และรายปี")
    expect(page.get_by_role("heading", level=1)).to_have_text("ทั้งประเทศ ITA 2568")
    press("จังหวัด")
    expect(page.get_by_role("columnheader", name="จังหวัด")).to_have_attribute("aria-sort", "ascending")
    press("เชียงใหม่")
    expect(page.get_by_role("heading", level=1)).to_have_text("จังหวัดเชียงใหม่ ITA 2568")
    press(f"เทศบาลตำบลบ้านที่{code}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("เทียบกับจังหวัดและประเทศ")
    expect(page.get_by_text("จาก 60").first).to_be_visible()
    assert page.context.cookies() == []
