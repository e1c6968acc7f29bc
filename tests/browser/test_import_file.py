"""A Word file brought in by a person at a browser: sent, looked at, ticked, saved; and what is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Measure
from tests.browser.axe import violations
from tests.browser.people import sign_in
from tests.browser.waiting import next_page
from tests.cast import CODE, YEAR, Work, begin_work, load_catalogue, make_cast
from tests.web.test_import_page import RESULTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = f"/m/{CODE}/{YEAR}/import/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def work() -> Work:
    cast = make_cast()
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(cast)


def test_a_word_file_is_sent_looked_at_and_saved_as_ticked(page: Page, work: Work) -> None:
    sign_in(page, "officer")
    page.goto(PAGE)
    chosen = page.get_by_label("ไฟล์ Word (.docx)")
    chosen.set_input_files(
        {"name": "เก่า.doc", "mimeType": "application/msword", "buffer": b"\xd0\xcf\x11\xe0" * 100}
    )
    page.get_by_role("button", name="อ่านไฟล์").click()
    expect(page.get_by_role("alert")).to_contain_text("บันทึกเป็น .docx")
    expect(chosen).to_be_focused()

    chosen.set_input_files({"name": "รายงาน.docx", "mimeType": WORD, "buffer": RESULTS})
    with next_page(page):
        page.get_by_role("button", name="อ่านไฟล์").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("สิ่งที่อ่านได้จากไฟล์")

    page.get_by_role("button", name="ไม่เลือกเลย").first.click()
    page.get_by_label("จัดทำคู่มือ").check()
    page.get_by_role("button", name="บันทึกสิ่งที่เลือก").click()
    expect(page.get_by_text("บันทึก 2 มาตรการแล้ว")).to_be_visible()
    titles = set(Measure.objects.exclude(pk=work.measure.pk).values_list("title", flat=True))
    assert titles == {"จัดทำคู่มือ", "เปิดช่องทางร้องเรียน"}


def test_the_pages_keep_nobody_out(browser: Browser, live_server: LiveServer, work: Work) -> None:
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    page = context.new_page()
    sign_in(page, "officer")
    page.goto(PAGE)
    page.get_by_label("ไฟล์ Word (.docx)").set_input_files(
        {"name": "x.doc", "mimeType": "a/b", "buffer": b"\xd0\xcf\x11\xe0"}
    )
    page.get_by_role("button", name="อ่านไฟล์").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found = violations(page)
    page.get_by_label("ไฟล์ Word (.docx)").set_input_files(
        {"name": "รายงาน.docx", "mimeType": WORD, "buffer": RESULTS}
    )
    with next_page(page):
        page.get_by_role("button", name="อ่านไฟล์").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("สิ่งที่อ่านได้จากไฟล์")
    for folded in page.locator(".import-preview details > summary").all():
        folded.click()
    found += violations(page)
    context.close()
    assert not found, "\n".join(found)
