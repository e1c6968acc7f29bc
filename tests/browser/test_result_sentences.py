"""Scores become sentences while somebody types: nothing typed is lost, and old figures are renewed in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.services import get_or_create_assessment, save_scores
from measures.citations import insert_citation
from measures.models import Measure, MeasureProgress
from measures.services import update_measure
from tests.browser.people import HOME, sign_in
from tests.browser.waiting import next_page, saved
from tests.cast import YEAR, Work, begin_work, load_catalogue, make_cast

INSERT = "แทรกประโยคผลคะแนน"


@pytest.fixture
def work(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    work = begin_work(make_cast())
    score(work, "95.15")
    update_measure(work.measure, {"outcome": "๑. เร็วขึ้น"})
    return work


def score(work: Work, of_i1: str) -> None:
    save_scores(get_or_create_assessment(work.plan.municipality, YEAR), {"i1": of_i1})


@pytest.fixture
def officer(page: Page, live_server: LiveServer, work: Work) -> Page:
    sign_in(page, "officer")
    return page


def open_measure(page: Page, work: Work) -> Locator:
    page.goto(f"{HOME}results/{work.measure.pk}/")
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
    return page.locator("#id_outcome")


def stored(work: Work) -> str:
    return Measure.objects.get(pk=work.measure.pk).outcome


def beside(page: Page, work: Work, field: str = "outcome") -> Locator:
    return page.locator(f'[data-cites="measure:{work.measure.pk}/{field}"]')


def type_at_the_end(outcome: Locator, text: str) -> None:
    outcome.focus()
    outcome.press("Control+End")
    outcome.press_sequentially(text)


def test_what_was_typed_a_moment_ago_is_there_with_the_sentence(officer: Page, work: Work) -> None:
    outcome = open_measure(officer, work)
    type_at_the_end(outcome, " และถูกต้องขึ้น")
    beside(officer, work).get_by_role("button", name=INSERT).click()
    expect(beside(officer, work)).to_contain_text("ตัวเลขมาจากคะแนนข้อ i1")
    expect(outcome).to_be_focused()
    text = outcome.input_value()
    assert text == stored(work)
    assert text.startswith("๑. เร็วขึ้น และถูกต้องขึ้น\n๒. ผลการประเมิน ITA ข้อ i๑")
    assert text.endswith("เพิ่มขึ้น ๕.๑๕ คะแนน")
    type_at_the_end(outcome, " ตามเป้า")
    expect(officer.locator(f'[data-saved-for="measure:{work.measure.pk}/outcome"]')).to_contain_text(
        "บันทึกแล้ว"
    )
    saved(officer)
    assert stored(work) == f"{text} ตามเป้า"
    expect(officer.locator(".conflict")).to_have_count(0)


def test_an_old_sentence_is_renewed_from_the_keyboard(officer: Page, work: Work) -> None:
    insert_citation(work.measure, "outcome", "i1")
    score(work, "80.00")
    outcome = open_measure(officer, work)
    expect(officer.locator("[data-outdated]")).to_contain_text("1 ประโยคอ้างคะแนนเดิม")
    button = beside(officer, work).get_by_role("button", name="ปรับเป็นค่าใหม่")
    button.focus()
    button.press("Enter")
    expect(beside(officer, work)).to_contain_text("ตัวเลขมาจากคะแนนข้อ i1")
    expect(officer.locator("[data-outdated]")).to_be_empty()
    expect(officer.locator("[data-announcer]")).to_have_text("ปรับเป็นค่าใหม่แล้ว 1 ประโยค")
    assert outcome.input_value() == stored(work)
    assert stored(work).endswith("ลดลง ๑๐.๐๐ คะแนน")


def test_a_sentence_that_becomes_ones_own_is_offered_again(officer: Page, work: Work) -> None:
    insert_citation(work.measure, "outcome", "i1")
    outcome = open_measure(officer, work)
    expect(beside(officer, work)).to_contain_text("ตัวเลขมาจากคะแนนข้อ i1")
    outcome.fill(outcome.input_value().replace("เพิ่มขึ้น", "สูงขึ้น"))
    expect(beside(officer, work).get_by_role("button", name=INSERT)).to_be_visible()


def test_a_changed_score_says_at_once_what_cites_it(officer: Page, work: Work) -> None:
    insert_citation(work.measure, "outcome", "i1")
    officer.goto(f"{HOME}scores/{YEAR}/")
    expect(officer.locator("html")).to_have_attribute("data-desk", "ready")
    officer.locator("#score-i1").fill("97.00")
    officer.locator("#score-i1").press("Enter")
    expect(officer.locator("[data-consequences]")).to_contain_text("1 ประโยคอ้างคะแนนเดิม")
    officer.get_by_role("link", name="ดูและปรับเป็นค่าใหม่").click()
    officer.get_by_role("button", name="ปรับเป็นค่าใหม่ 1 ประโยค").click()
    expect(officer.locator("[data-outdated]")).to_be_empty()
    assert stored(work).endswith("เพิ่มขึ้น ๗.๐๐ คะแนน")


def test_progress_saves_itself(officer: Page, work: Work) -> None:
    open_measure(officer, work)
    officer.get_by_label("สถานะ รอบ 6 เดือน").select_option("done")
    officer.get_by_label("ทำอะไรไปแล้ว รอบ 6 เดือน").fill("๑. ประชุมแล้ว")
    expect(
        officer.locator(f'[data-saved-for="measure:{work.measure.pk}/progress.six.text"]')
    ).to_contain_text("บันทึกแล้ว")
    saved(officer)
    row = MeasureProgress.objects.get()
    assert (row.status, row.text) == ("done", "๑. ประชุมแล้ว")


def test_without_scripts_the_same_forms_work(officer: Page, work: Work, live_server: LiveServer) -> None:
    state = officer.context.storage_state()
    browser = officer.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=state, base_url=live_server.url)
    plain = context.new_page()
    plain.goto(f"{HOME}results/{work.measure.pk}/")
    with next_page(plain):
        beside(plain, work).get_by_role("button", name=INSERT).click()
    assert "ข้อ i๑" in stored(work)
    plain.get_by_label("สถานะ รอบ 12 เดือน").select_option("in_progress")
    with next_page(plain):
        plain.get_by_role("button", name="บันทึกความก้าวหน้า").click()
    assert MeasureProgress.objects.get().status == "in_progress"
    context.close()
