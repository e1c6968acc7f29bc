"""A report's whole life in a real browser: returned, mended, published, reviewed, amended, accepted, and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Measure
from municipalities.models import User
from reports.apply import apply
from reports.models import Version
from reports.publication import publish
from tests import factories
from tests.browser.people import HOME, come_in
from tests.browser.waiting import next_page
from tests.cast import CODE, YEAR, Cast, load_catalogue, make_cast

REPORT = f"{HOME}report/results/"
PUBLIC = f"/r/{CODE}/results/{YEAR}/"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    load_catalogue(2566, 2567, 2568, 2569)
    people = make_cast()
    apply(factories.results_document(), people.municipality, actor=people.officer)
    return people


class Doors:
    """A browser window for each person, and one for a visitor; nobody has to sign in and out."""

    def __init__(self, browser: Browser, live_server: LiveServer, pictures: Path) -> None:
        self.browser, self.url, self.pictures = browser, live_server.url, pictures
        self.errors: list[str] = []
        self.seen = 0

    def open(self, person: User | None = None, size: dict[str, int] = DESK) -> Page:
        context = self.browser.new_context(base_url=self.url, locale="th-TH", viewport=size)
        page = context.new_page()
        if person is not None:
            come_in(page, person)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def look(self, page: Page) -> None:
        """Nothing sticks out at the side; the picture is there for people."""
        self.seen += 1
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=self.pictures / f"{self.seen:02}-{width}.png", full_page=True)
        wide = page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollWidth)")
        assert wide <= width, page.url


@pytest.fixture
def doors(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Doors]:
    opened = Doors(browser, live_server, tmp_path)
    yield opened
    assert not opened.errors


def submit(officer: Page) -> None:
    officer.goto(REPORT)
    officer.get_by_role("button", name="ส่งให้ผู้อนุมัติ").click()
    expect(officer.get_by_role("heading", name="รออนุมัติ")).to_be_visible()


def close_the_measure(officer: Page) -> None:
    """With all that was typed in it stored."""
    officer.get_by_role("button", name="เสร็จ").click()
    expect(officer.locator("[data-open-measure]")).to_have_count(0)


def approve_and_publish(approver: Page, number: int) -> None:
    approver.goto(HOME)
    with next_page(approver, "/approval/"):
        approver.get_by_role("link", name="เปิดอ่าน").click()
    with next_page(approver):
        approver.get_by_role("button", name="อนุมัติ", exact=True).click()
    approver.goto(f"{REPORT}approval/")
    approver.get_by_role("button", name="เผยแพร่", exact=True).click()
    expect(approver.get_by_role("heading", name="กำลังเผยแพร่")).to_be_visible()
    publish(Version.objects.get(number=number).pk)  # what the worker does
    expect(approver.get_by_role("heading", name="เผยแพร่แล้ว")).to_be_visible()


def test_from_the_first_draft_to_an_accepted_second_version(doors: Doors, cast: Cast) -> None:
    officer, approver = doors.open(cast.officer), doors.open(cast.approver, PHONE)
    auditor, visitor = doors.open(cast.auditor), doors.open()

    # The officer submits; the approver reads on a phone and returns it with a remark on one field.
    submit(officer)
    doors.look(officer)
    approver.goto(HOME)
    doors.look(approver)
    with next_page(approver, "/approval/"):
        approver.get_by_role("link", name="เปิดอ่าน").click()
    doors.look(approver)
    approver.locator("details.change-part > summary", has_text="ประเด็นที่ ๓").click()
    third = approver.locator("article", has_text="มาตรการของประเด็นที่ 3").last
    third.locator("summary", has_text="ส่งกลับพร้อมความเห็นตรงนี้").click()
    third.locator("select").select_option("outcome")
    third.locator("textarea").fill("ขอจำนวนผู้อ่านทั้งปี")
    doors.look(approver)
    with next_page(approver):
        approver.get_by_role("button", name="ส่งกลับให้แก้").click()
    doors.look(approver)

    # The remark stands beside the field; the officer mends it there and submits again.
    officer.goto(HOME)
    doors.look(officer)
    with next_page(officer):
        officer.locator(".note-warn", has_text="ส่งกลับ").get_by_role("link").click()
    doors.look(officer)
    with next_page(officer, "/results/"):
        officer.get_by_role("link", name="ไปที่ช่องนี้").first.click()
    expect(officer.get_by_text("ขอจำนวนผู้อ่านทั้งปี")).to_be_visible()
    doors.look(officer)
    officer.get_by_label("ผลลัพธ์หรือความสำเร็จ (outcome)").fill("๑. เข้าใจตรงกัน\n๒. มีผู้อ่าน 1,204 คนทั้งปี")
    close_the_measure(officer)
    submit(officer)
    approver.goto(f"{REPORT}approval/")
    doors.look(approver)
    approve_and_publish(approver, 1)
    doors.look(approver)

    # The auditor finds something in a measure and asks for a corrected version.
    auditor.goto("/review/")
    doors.look(auditor)
    with next_page(auditor):
        auditor.get_by_role("link", name="เทศบาลตำบลตัวอย่าง").first.click()
    doors.look(auditor)
    fifth = auditor.locator("article", has_text="มาตรการของประเด็นที่ 5").last
    with next_page(auditor):
        fifth.get_by_role("link", name="เพิ่มข้อสังเกตตรงนี้").click()
    auditor.get_by_label("ระดับ").select_option("error")
    auditor.locator("#finding-text").fill("ขอรายชื่อเอกสารที่เผยแพร่")
    auditor.locator("#add").get_by_role("button", name="เพิ่มข้อสังเกต").click()
    expect(auditor.locator("#f1")).to_contain_text("ประเด็นที่ ๕ · มาตรการที่ 1")
    doors.look(auditor)
    auditor.get_by_label("เหตุผล (แสดงต่อสาธารณะ)").last.fill("มาตรการหนึ่งยังตรวจไม่ได้")
    with next_page(auditor):
        auditor.get_by_role("button", name="ขอให้แก้ไข").click()
    expect(auditor.get_by_text("มาตรการหนึ่งยังตรวจไม่ได้")).to_be_visible()
    doors.look(auditor)

    # The municipality replies where it is asked, amends, and publishes version 2.
    officer.goto(HOME)
    doors.look(officer)
    with next_page(officer):
        officer.locator(".note-warn").get_by_role("link", name="รายงานผลการดำเนินการ").click()
    doors.look(officer)
    officer.get_by_label("ชี้แจงข้อสังเกต 1").fill("เพิ่มไว้ในฉบับที่ 2")
    with next_page(officer):
        officer.get_by_role("button", name="ส่งคำชี้แจง").click()
    expect(officer.get_by_text("เพิ่มไว้ในฉบับที่ 2")).to_be_visible()
    doors.look(officer)
    officer.goto(REPORT)
    doors.look(officer)
    officer.get_by_label("ความเห็น").fill("เพิ่มรายชื่อเอกสารตามข้อสังเกต")
    with next_page(officer):
        officer.get_by_role("button", name="เริ่มฉบับใหม่").click()
    doors.look(officer)
    measure = Measure.objects.get(title="มาตรการของประเด็นที่ 5")
    officer.goto(f"{HOME}results/{measure.pk}/")
    officer.get_by_label("ผลการดำเนินการ (output)").fill("๑. ประชุมแล้ว\n๒. เผยแพร่ประกาศ ๔ ฉบับ และคู่มือ ๒ เล่ม")
    close_the_measure(officer)
    submit(officer)
    approve_and_publish(approver, 2)

    # The auditor compares and accepts it.
    auditor.goto("/review/")
    doors.look(auditor)
    with next_page(auditor):
        auditor.get_by_role("link", name="เทศบาลตำบลตัวอย่าง").first.click()
    doors.look(auditor)
    auditor.get_by_label("เหตุผล (แสดงต่อสาธารณะ)").last.fill("ครบถ้วน")
    with next_page(auditor):
        auditor.get_by_role("button", name="ยอมรับรายงาน").click()
    expect(auditor.get_by_text("ครบถ้วน").first).to_be_visible()
    doors.look(auditor)

    # Anybody reads both versions, is led to the newer one, and sees what the auditor said and what changed.
    visitor.goto(PUBLIC)
    doors.look(visitor)
    expect(visitor.get_by_text("ฉบับล่าสุด").first).to_be_visible()
    expect(visitor.get_by_text("คู่มือ ๒ เล่ม").first).to_be_visible()
    visitor.goto(f"{PUBLIC}v1/")
    doors.look(visitor)
    expect(visitor.locator(".note-warn").first).to_contain_text("มีฉบับที่ 2 แทนแล้ว")
    expect(visitor.get_by_text("ขอรายชื่อเอกสารที่เผยแพร่")).to_be_visible()
    visitor.locator(".note-warn").get_by_role("link").first.click()
    visitor.wait_for_url(f"**{PUBLIC}v2/")
    with next_page(visitor):
        visitor.get_by_role("link", name="เทียบกับฉบับก่อน").click()
    expect(visitor.locator("ins").first).to_contain_text("ประกาศ")
    doors.look(visitor)
    assert visitor.context.cookies() == []
