"""Two officers at the same measure: the same field, neighbouring fields, and who sees whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Measure
from measures.services import update_measure
from municipalities.models import Membership, User
from municipalities.roles import Role
from tests.browser.people import HOME, PASSWORD, come_in
from tests.browser.waiting import eventually, ready
from tests.cast import Work, begin_work, load_catalogue, make_cast

OUTPUT, OUTCOME = '[data-save][data-field="output"]', '[data-save][data-field="outcome"]'


@dataclass
class Two:
    """The officer's page and a colleague's, both with the same measure open."""

    officer: Page
    colleague: Page
    measure: Measure

    def stored(self, field: str = "outcome") -> str:
        return str(getattr(Measure.objects.get(pk=self.measure.pk), field))


def opened(
    browser: Browser, live_server: LiveServer, person: User, work: Work
) -> tuple[BrowserContext, Page]:
    context = browser.new_context(
        base_url=live_server.url, locale="th-TH", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    come_in(page, person)
    page.goto(f"{HOME}measures/{work.measure.pk}/")
    ready(page)
    return context, page


@pytest.fixture
def two(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Two]:
    load_catalogue(2566, 2567, 2568, 2569)
    cast = make_cast()
    work = begin_work(cast)
    Membership.objects.create(
        user=cast.stranger, role=Role.OFFICER, municipality=cast.municipality, valid_from="2020-01-01"
    )
    first, officer = opened(browser, live_server, cast.officer, work)
    second, colleague = opened(browser, live_server, cast.stranger, work)
    yield Two(officer, colleague, work.measure)
    first.close()
    second.close()


def write(page: Page, field: str, text: str) -> None:
    page.focus(field)
    page.press(field, "Control+End")
    page.keyboard.insert_text(text)


def saved(page: Page) -> None:
    page.locator("[data-saved-page].saved-ok").wait_for()


def in_conflict(two: Two) -> None:
    """The colleague saved a text while the officer had the empty field in front of them."""
    two.officer.focus(OUTCOME)
    write(two.colleague, OUTCOME, "ผู้รับบริการรอน้อยลง ๑๒ นาที")
    saved(two.colleague)
    write(two.officer, OUTCOME, "ผู้รับบริการรอน้อยลง ๑๕ นาที")
    two.officer.locator(".conflict").wait_for()


def test_neighbouring_fields_are_both_saved(two: Two) -> None:
    write(two.officer, OUTPUT, "จัดประชุม ๒ ครั้ง")
    write(two.colleague, OUTCOME, "เรื่องร้องเรียนลดลง")
    saved(two.officer)
    saved(two.colleague)
    assert (two.stored("output"), two.stored()) == ("จัดประชุม ๒ ครั้ง", "เรื่องร้องเรียนลดลง")
    expect(two.officer.locator(".conflict")).to_have_count(0)


def test_both_texts_stand_side_by_side_with_the_words_that_differ(two: Two) -> None:
    in_conflict(two)
    panel = two.officer.locator(".conflict")
    expect(panel.locator("[data-mine] mark")).to_have_text("๑๕")
    expect(panel.locator("[data-theirs] mark")).to_have_text("๑๒")
    expect(panel.locator("[data-by]")).to_have_text("แปลก หน้า")
    assert two.stored() == "ผู้รับบริการรอน้อยลง ๑๒ นาที"
    expect(two.officer.locator(OUTCOME)).to_have_value("ผู้รับบริการรอน้อยลง ๑๕ นาที")


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("mine", "ผู้รับบริการรอน้อยลง ๑๕ นาที"),
        ("theirs", "ผู้รับบริการรอน้อยลง ๑๒ นาที"),
        ("both", "ผู้รับบริการรอน้อยลง ๑๒ นาที\nผู้รับบริการรอน้อยลง ๑๕ นาที"),
    ],
)
def test_the_chosen_text_is_stored(two: Two, choice: str, kept: str) -> None:
    in_conflict(two)
    two.officer.click(f"[data-choose={choice}]")
    saved(two.officer)
    expect(two.officer.locator(".conflict")).to_have_count(0)
    expect(two.officer.locator(OUTCOME)).to_have_value(kept)
    assert two.stored() == kept


def test_typing_goes_on_beside_a_conflict_and_nothing_is_lost(two: Two) -> None:
    in_conflict(two)
    write(two.officer, OUTCOME, " และพอใจ")
    expect(two.officer.locator(".conflict [data-mine]")).to_contain_text("และพอใจ")
    two.officer.click("[data-choose=mine]")
    saved(two.officer)
    assert two.stored() == "ผู้รับบริการรอน้อยลง ๑๕ นาที และพอใจ"


def test_a_conflict_is_still_there_after_the_page_was_opened_again(two: Two) -> None:
    in_conflict(two)
    two.officer.reload()
    expect(two.officer.locator(OUTCOME)).to_have_value("ผู้รับบริการรอน้อยลง ๑๕ นาที")
    two.officer.locator(".conflict").wait_for()
    two.officer.click("[data-choose=mine]")
    saved(two.officer)
    assert two.stored() == "ผู้รับบริการรอน้อยลง ๑๕ นาที"


def test_a_colleague_in_a_field_is_shown_there(two: Two) -> None:
    with two.colleague.expect_response(lambda answer: '"outcome"' in (answer.request.post_data or "")):
        two.colleague.focus(OUTCOME)
    two.officer.focus(OUTPUT)  # looks at once who is where
    expect(two.officer.locator("[data-people]").first).to_contain_text("แปลก หน้า")
    place = two.officer.locator(f'[data-here="measure:{two.measure.pk}/outcome"]')
    expect(place).to_contain_text("แปลก หน้า")


def test_an_idle_field_takes_over_what_a_colleague_saved(two: Two) -> None:
    write(two.colleague, OUTCOME, "ของเพื่อน")
    saved(two.colleague)
    two.officer.focus(OUTPUT)
    expect(two.officer.locator(OUTCOME)).to_have_value("ของเพื่อน")
    write(two.officer, OUTCOME, " และของฉัน")
    saved(two.officer)
    assert two.stored() == "ของเพื่อน และของฉัน"


def test_a_session_that_ended_is_renewed_in_place(two: Two) -> None:
    two.officer.context.clear_cookies()
    write(two.officer, OUTCOME, "พิมพ์ต่อไป")
    two.officer.locator("[data-desk-sign-in]").wait_for()
    two.officer.fill("#desk-password", "wrong-word")
    two.officer.press("#desk-password", "Enter")
    expect(two.officer.locator("#desk-sign-in-problem")).not_to_be_empty()
    two.officer.fill("#desk-password", PASSWORD)
    two.officer.press("#desk-password", "Enter")
    expect(two.officer.locator("[data-desk-sign-in]")).to_be_hidden()
    saved(two.officer)
    assert two.stored() == "พิมพ์ต่อไป"


def test_a_deleted_measure_leaves_the_text_with_its_writer(two: Two) -> None:
    Measure.objects.filter(pk=two.measure.pk).delete()
    write(two.officer, OUTCOME, "ยังอยู่ตรงนี้")
    expect(two.officer.locator(".field-problem")).to_contain_text("ลบไปแล้ว")
    expect(two.officer.locator(OUTCOME)).to_have_value("ยังอยู่ตรงนี้")


def test_a_text_whose_measure_is_gone_can_be_taken_along_or_discarded(two: Two) -> None:
    Measure.objects.filter(pk=two.measure.pk).delete()
    write(two.officer, OUTCOME, "จะเก็บไว้")
    two.officer.locator(".field-problem").wait_for()
    two.officer.goto(f"{HOME}measures/")
    left = two.officer.locator("[data-desk-left]")
    expect(left).to_contain_text("จะเก็บไว้")
    left.get_by_role("button").click()
    expect(left).to_be_hidden()
    two.officer.reload()
    ready(two.officer)
    expect(two.officer.locator("[data-desk-left]")).to_be_hidden()
    assert two.officer.evaluate("() => localStorage.length") == 0


def test_the_history_marks_what_each_text_changed(two: Two) -> None:
    for text in ("รอ ๑๒ นาที", "รอ ๑๕ นาที"):
        update_measure(two.measure, {"outcome": text})
    two.officer.goto(f"{HOME}history/?subject=measure:{two.measure.pk}&field=outcome")
    expect(two.officer.locator(".history-text mark").first).to_have_text("๑๕")
    expect(two.officer.locator(".history-text del").first).to_have_text("๑๒")
    two.officer.get_by_role("button", name="นำข้อความนี้กลับมาใช้").first.click()
    eventually(two.officer, two.stored, "รอ ๑๒ นาที")
    expect(two.officer.get_by_role("status").or_(two.officer.locator(".note")).first).to_be_visible()
