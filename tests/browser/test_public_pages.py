"""A visitor's way: search by keyboard, a municipality's years, what changed, and a file that is verified."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reports import storage
from reports.formats.json_form import loads
from reports.models import Version
from tests.browser.waiting import next_page
from tests.cast import CODE, YEAR, Cast, Work, begin_work, load_catalogue, make_cast
from tests.web.test_public_pages import publish
from tests.web.test_public_years import publish_changed

REPORT = f"/r/{CODE}/results/{YEAR}/"


@pytest.fixture
def published(transactional_db: None) -> Version:
    load_catalogue(2566, 2567, 2568, 2569)
    cast: Cast = make_cast()
    work: Work = begin_work(cast)
    first = publish(work.results, cast, 1)
    section = loads(bytes(first.document)).sections[0]
    measure = replace(section.measures[0], procedure="๑. ประชุมชาวบ้าน\n๒. ปรับขั้นตอน")
    publish_changed(work.results, cast, 2, sections=(replace(section, measures=(measure,)),))
    return first


def test_from_the_search_to_the_words_that_changed(page: Page, published: Version) -> None:
    page.goto("/")
    page.get_by_label("ชื่อ พื้นที่ หรือรหัส").fill("ทต.ตัวอย่าง")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="เทศบาลตำบลตัวอย่าง").first.click()
    expect(page.get_by_role("heading", name="สรุปสั้น ๆ")).to_be_visible()
    page.get_by_role("link", name="เทียบกับฉบับก่อน").click()
    expect(page.get_by_role("heading", name="สิ่งที่เปลี่ยน", level=1)).to_be_visible()
    expect(page.locator(".change-text ins")).to_have_text("ชาวบ้าน")
    expect(page.locator(".change-text del")).to_have_count(0)
    page.locator(".crumbs").get_by_role("link", name="เทศบาลตำบลตัวอย่าง").click()
    expect(page.get_by_role("heading", name="รายงานและฉบับที่เผยแพร่")).to_be_visible()
    assert page.context.cookies() == []


def test_a_file_is_dropped_and_recognised(page: Page, published: Version, tmp_path: Path) -> None:
    kept = tmp_path / "report.html"
    kept.write_bytes(storage.read(published.files["html"]))
    page.goto("/verify/")
    page.set_input_files("#file", kept)
    with next_page(page):
        page.get_by_role("button", name="ตรวจไฟล์").click()
    expect(page.get_by_role("heading", name="เป็นไฟล์ที่เผยแพร่จริง")).to_be_visible()
    dropped = page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["something else"], "other.pdf"));
            return data;
        }"""
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    expect(page.get_by_role("heading", name="ไม่รู้จักไฟล์นี้")).to_be_visible()
    assert page.context.cookies() == []


def test_a_file_that_is_too_large_is_not_sent(page: Page, published: Version, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF" + bytes(20 * 1024 * 1024))
    page.goto("/verify/")
    page.set_input_files("#file", large)
    page.get_by_role("button", name="ตรวจไฟล์").click()
    expect(page.get_by_text("ไฟล์ใหญ่กว่า 20 MB")).to_be_visible()


def test_nothing_is_wider_than_a_phone(page: Page, published: Version) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/", "/r/", f"/r/{CODE}/", REPORT, f"{REPORT}v2/changes/", "/verify/"):
        page.goto(path)
        wide = page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollWidth)")
        assert wide <= 390, path
