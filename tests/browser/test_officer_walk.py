"""An officer's day in a real browser: sign in, scores, measures, results, preview, PDF; then a reader's look."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Measure
from reports.models import Rendering
from tests.browser.people import HOME, sign_in, sign_in_by_form
from tests.browser.waiting import next_page
from tests.cast import CODE, YEAR, Work, begin_work, load_catalogue, make_cast


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast())


def look(page: Page, folder: Path, name: str) -> None:
    """Keep a picture, and see that nothing sticks out at the side."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    wide = page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollWidth)")
    assert wide <= width, f"{name} is {wide} px wide on a screen of {width} px"


@pytest.mark.parametrize("width", [1280, 390])
def test_an_officer_goes_from_sign_in_to_the_pdf(
    page: Page, live_server: LiveServer, stage: Work, tmp_path: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    look(page, tmp_path, "public")
    sign_in_by_form(page, "officer")
    page.wait_for_url(f"**{HOME}")
    expect(page.get_by_role("heading", name="ห้าขั้น")).to_be_visible()
    look(page, tmp_path, "home")

    # ๑ scores: Thai digits, Enter goes on, the difference follows
    page.goto(f"{HOME}scores/{YEAR}/")
    page.fill("#score-i1", "๘๘.๕๐")
    expect(page.locator("tr", has=page.locator("#score-i1")).locator("[data-difference]")).to_have_text(
        "ลดลง -1.50"
    )
    page.press("#score-i1", "Enter")
    expect(page.locator("#score-i2")).to_be_focused()
    page.keyboard.type("101")
    expect(page.locator("#score-i2")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-saved-page]")).to_contain_text("ยังไม่บันทึก")
    page.reload()
    expect(page.locator("#score-i2")).to_have_value("101")
    expect(page.locator("#score-i1")).to_have_value("88.50")
    look(page, tmp_path, "scores")

    # ๓ measures: the finding of the home page leads to the empty issue
    page.goto(HOME)
    with next_page(page, f"{HOME}measures/"):
        page.get_by_role("link", name="ประเด็นที่ ๒ ยังไม่มีมาตรการ").first.click()
    look(page, tmp_path, "measures")
    page.locator("#issue-2").get_by_role("button", name="เพิ่มมาตรการ").click()
    title = page.get_by_label("มาตรการหรือกิจกรรม")
    expect(title).to_be_focused()
    title.fill("เปิดบริการออนไลน์ให้ยื่นคำขอได้ครบ")
    page.get_by_label("ขั้นตอนหรือวิธีการปฏิบัติ").fill("๑. รวมแบบคำขอ\n๒. ทดลองใช้")
    page.get_by_label("หน่วยงานหรือตำแหน่งที่จะเพิ่ม").fill("กองคลัง")
    page.keyboard.press("Enter")
    page.get_by_label("ช่วงระยะเวลา ตามที่พิมพ์ในรายงาน").fill("ตลอดปีงบประมาณ")
    look(page, tmp_path, "measure")
    page.get_by_role("button", name="เสร็จ").click()
    expect(page.get_by_role("heading", name="เปิดบริการออนไลน์")).to_be_visible()
    made = Measure.objects.latest("pk")

    # ๔ results
    page.goto(f"{HOME}results/{made.pk}/")
    page.get_by_label("ผลการดำเนินการ (output)").fill("๑) เปิดใช้ครบ ๕ งาน")
    page.get_by_label("ผลลัพธ์หรือความสำเร็จ (outcome)").fill("๑) มีผู้ยื่นคำขอ ๑,๒๐๔ คำขอ")
    page.get_by_role("button", name="เสร็จ").click()
    expect(page.locator(f"#measure-{made.pk}:not(.is-open)")).to_contain_text("๑,๒๐๔ คำขอ")
    look(page, tmp_path, "results")

    # ๕ preview and PDF
    page.goto(f"{HOME}report/results/")
    look(page, tmp_path, "report")
    with next_page(page, f"{HOME}report/results/preview/"):
        page.get_by_role("link", name="ดูอย่างที่พิมพ์").first.click()
    expect(page.locator("article.report")).to_contain_text("เปิดบริการออนไลน์")
    look(page, tmp_path, "preview")
    page.goto(f"{HOME}report/results/")
    page.get_by_role("button", name="ทำ PDF").click()
    expect(page.get_by_role("heading", name="กำลังทำ PDF")).to_be_visible()
    look(page, tmp_path, "waiting")
    call_command("db_worker", "--batch", "--queue-name=*", "--no-reload", verbosity=0)
    assert Rendering.objects.get().state == "done"
    expect(page.get_by_role("heading", name="PDF พร้อมแล้ว")).to_be_visible()
    look(page, tmp_path, "ready")
    response = page.request.get(page.get_by_role("link", name="เปิด PDF").get_attribute("href") or "")
    assert response.headers["content-type"] == "application/pdf"
    assert response.body().startswith(b"%PDF-")


def test_everything_works_without_scripts(
    browser,
    live_server: LiveServer,
    stage: Work,  # type: ignore[no-untyped-def]
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "officer")
    page.goto(f"{HOME}scores/{YEAR - 1}/")
    page.fill("#score-i1", "77.50")
    with next_page(page):
        page.locator(".stickybar button[type=submit]").click()
    expect(page.locator("#score-i1")).to_have_value("77.50")
    page.locator("details.menu summary").click()
    expect(page.locator("details.menu nav")).to_be_visible()
    page.goto(f"{HOME}report/results/")
    page.get_by_role("button", name="ทำ PDF").click()
    expect(page.get_by_role("heading", name="กำลังทำ PDF")).to_be_visible()
    call_command("db_worker", "--batch", "--queue-name=*", "--no-reload", verbosity=0)
    page.get_by_role("link", name="ดูอีกครั้ง").click()
    expect(page.get_by_role("heading", name="PDF พร้อมแล้ว")).to_be_visible()
    context.close()


def test_the_keyboard_reaches_the_content_first(page: Page, live_server: LiveServer, stage: Work) -> None:
    sign_in(page, "officer")
    page.goto(HOME)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("ข้ามไปเนื้อหา")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_published_report_is_read_and_its_files_open(
    page: Page, live_server: LiveServer, stage: Work, tmp_path: Path
) -> None:
    from tests.web.test_public_pages import publish

    publish(stage.results, _cast_of(stage), 1)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/r/{CODE}/results/{YEAR}/")
        expect(page.get_by_text("ฉบับล่าสุด").first).to_be_visible()
        look(page, tmp_path, "version")
        page.goto(f"/r/{CODE}/results/{YEAR}/v1.html")
        expect(page.locator("article.report")).to_be_visible()
        font = page.evaluate(
            "document.fonts.ready.then(() => document.fonts.check('16px \"Sarabun ITA\"', 'ก'))"
        )
        assert font, "the stored page did not load its own font"
        look(page, tmp_path, "stored")
    assert not page.context.cookies()


def _cast_of(work: Work):  # type: ignore[no-untyped-def]
    """The two people a published version needs."""
    from types import SimpleNamespace

    from municipalities.models import User

    return SimpleNamespace(
        officer=User.objects.get(email="officer@example.org"),
        approver=User.objects.get(email="approver@example.org"),
    )
