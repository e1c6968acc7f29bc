"""Files are handed in where the measure stands: refused ones say why, kept ones stand in the list at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.people import HOME, sign_in
from tests.browser.waiting import eventually, next_page
from tests.cast import YEAR, Cast, Work, begin_work, load_catalogue, make_cast
from tests.vault import samples
from tests.web.test_public_pages import publish


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    load_catalogue(2566, 2567, 2568, 2569)
    return make_cast()


@pytest.fixture
def stage(cast: Cast) -> Work:
    return begin_work(cast)


@pytest.fixture
def desk(page: Page, live_server: LiveServer, stage: Work) -> Page:
    sign_in(page, "officer")
    page.goto(f"{HOME}results/")
    page.locator(f"#edit-{stage.measure.pk}").click()
    page.locator("#evidence summary", has_text="แนบไฟล์").click()
    return page


def hand_in(desk: Page, *files: tuple[str, bytes]) -> None:
    chosen = [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
    desk.locator("#evidence [type=file]").set_input_files(chosen)  # type: ignore[arg-type]
    desk.locator("[data-evidence-files] [type=submit]").click()


def test_several_files_stand_in_the_list_and_one_is_opened_to_readers(desk: Page, stage: Work) -> None:
    hand_in(desk, ("คำสั่ง.pdf", samples.pdf()), ("ภาพ.jpg", samples.picture()))
    rows = desk.locator("#evidence .links > li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("ไม่เปิดเผย")
    rows.first.locator("summary").click()
    rows.first.get_by_label("ผู้อ่านรายงานเปิดดูได้").check()
    rows.first.get_by_role("button", name="บันทึก").click()
    expect(rows.first.locator("small").first).to_contain_text("ผู้อ่านรายงานเปิดดูได้")
    eventually(desk, stage.measure.evidence.filter(is_public=True).count, 1)


def test_a_file_that_cannot_be_kept_says_why_and_loses_nothing_else(desk: Page, stage: Work) -> None:
    hand_in(desk, ("งาน.exe", b"MZ"))
    expect(desk.locator("#evidence")).to_contain_text("ไม่ใช่ไฟล์ PDF")
    assert not stage.measure.evidence.exists()
    hand_in(desk, ("คำสั่ง.pdf", samples.pdf()))
    expect(desk.locator("#evidence .links > li")).to_contain_text("คำสั่ง")


def test_an_item_gets_its_evidence_on_its_own_page(page: Page, live_server: LiveServer, stage: Work) -> None:
    sign_in(page, "officer")
    page.goto(f"{HOME}scores/{YEAR}/")
    with next_page(page, "o12/"):
        page.locator("[data-key=o12] a", has_text="หลักฐาน").click()
    page.locator("#evidence summary", has_text="แนบไฟล์").click()
    hand_in(page, ("งาน.exe", b"MZ"))
    expect(page.locator("#evidence")).to_contain_text("ไม่ใช่ไฟล์ PDF")
    hand_in(page, ("แผน.pdf", samples.pdf()))
    expect(page.locator("#evidence .links > li")).to_contain_text("แผน")
    page.locator("#evidence summary", has_text="เพิ่มลิงก์").click()
    page.get_by_label("ที่อยู่").fill("http//www.example.go.th")
    page.locator("#evidence form:visible [type=submit]", has_text="เพิ่มลิงก์").click()
    expect(page.locator("#evidence")).to_contain_text("ให้ขึ้นต้นด้วย http://")
    expect(page.get_by_label("ที่อยู่")).to_have_value("http//www.example.go.th")
    assert [str(each.item)[:3] for each in stage.plan.item_evidence.all()] == ["O12"]


def test_a_scan_that_was_uploaded_is_shown_with_the_word_that_it_is_there(
    page: Page, live_server: LiveServer, stage: Work, cast: Cast
) -> None:
    publish(stage.results, cast, 1)
    sign_in(page, "officer")
    page.goto(f"{HOME}report/results/v1/")
    chosen = {"name": "ลงนาม.pdf", "mimeType": "application/pdf", "buffer": samples.pdf()}
    page.locator("[data-upload] [type=file]").set_input_files([chosen])  # type: ignore[arg-type]
    page.locator("[data-upload] [type=submit]").click()
    expect(page.locator("main > [role=status]")).to_contain_text("แนบสำเนาฉบับลงนามแล้ว")
    expect(page.locator("main > [role=status]")).to_be_focused()
    page.locator("[data-upload] [type=file]").set_input_files([chosen])  # type: ignore[arg-type]
    page.locator("[data-upload] [type=submit]").click()
    expect(page.locator("main > [role=status]")).to_be_focused()
