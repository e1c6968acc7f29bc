"""Measures edited where they stand: opened, put in order, taken away and brought back."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Measure
from measures.services import add_measure
from tests.browser.measure_desk import opened
from tests.browser.people import HOME, PASSWORD, sign_in
from tests.browser.test_officer_walk import look
from tests.browser.waiting import eventually
from tests.cast import Work, begin_work, load_catalogue, make_cast


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast(), measures=3)


@pytest.fixture
def desk(page: Page, live_server: LiveServer, stage: Work) -> Page:
    """An officer with the list of measures open."""
    sign_in(page, "officer")
    page.goto(f"{HOME}measures/")
    return page


def titles(issue: int = 1) -> list[str]:
    found = Measure.objects.filter(section__issue__no=issue).order_by("position", "pk")
    return [each.title.removeprefix("ทบทวนขั้นตอนบริการ ") for each in found]


class TestInPlace:
    def test_one_opens_where_it_stands_and_closes_as_it_prints(self, desk: Page, stage: Work) -> None:
        desk.locator(f"#edit-{stage.measure.pk}").click()
        expect(desk.locator("#id_title")).to_be_focused()
        assert desk.url.startswith(f"{desk.url.split('/m/')[0]}{HOME}measures/{stage.measure.pk}/")
        expect(desk.locator("[data-measure]")).to_have_count(3)
        desk.locator("#id_title").fill("ลดขั้นตอนให้เหลือสาม")
        desk.get_by_role("button", name="เสร็จ").click()
        expect(desk.locator(f"#edit-{stage.measure.pk}")).to_be_focused()
        expect(desk.locator(f"#title-{stage.measure.pk}")).to_have_text("๑. ลดขั้นตอนให้เหลือสาม")
        assert desk.url.endswith(f"{HOME}measures/")
        assert titles()[0] == "ลดขั้นตอนให้เหลือสาม"

    def test_another_one_closes_the_first_without_losing_a_letter(self, desk: Page, stage: Work) -> None:
        opened(desk, stage, "title").fill("พิมพ์ค้างไว้")
        second = Measure.objects.get(title__endswith="2")
        desk.locator(f"#edit-{second.pk}").click()
        expect(desk.locator(f"#measure-{second.pk} #id_title")).to_be_focused()
        expect(desk.locator("[data-open-measure]")).to_have_count(1)
        assert titles()[0] == "พิมพ์ค้างไว้"

    def test_the_address_of_a_finding_goes_to_the_field(self, desk: Page, stage: Work) -> None:
        desk.goto(f"{HOME}results/{stage.measure.pk}/#id_outcome")
        expect(desk.locator("#id_outcome")).to_be_focused()

    def test_the_steps_without_an_outcome_are_counted_while_writing(self, desk: Page, stage: Work) -> None:
        area = opened(desk, stage, "outcome")
        desk.keyboard.type("๑) ลดเวลา ๒ วัน")
        expect(desk.locator("[data-steps]")).to_contain_text("ขั้นตอนที่ยังไม่มีผลลัพธ์: ๒")
        area.press("Enter")
        desk.keyboard.type("ทุกคนทราบ")
        expect(desk.locator("[data-steps]")).to_be_hidden()

    @pytest.mark.parametrize("width", [1280, 390])
    def test_it_fits_the_screen(self, desk: Page, stage: Work, tmp_path, width: int) -> None:  # type: ignore[no-untyped-def]
        desk.set_viewport_size({"width": width, "height": 900})
        opened(desk, stage)
        look(desk, tmp_path, "open")


class TestArranging:
    def test_the_keyboard_moves_one_and_keeps_the_focus(self, desk: Page, stage: Work) -> None:
        first, second, _third = Measure.objects.order_by("pk")
        desk.locator(f"#edit-{second.pk}").focus()
        desk.keyboard.press("Alt+ArrowDown")
        expect(desk.locator("[data-announcer]")).to_have_text("ย้ายไปลำดับที่ ๓ จาก ๓")
        assert titles() == ["1", "3", "2"]
        expect(desk.locator(f"#up-{second.pk}")).to_be_focused()  # down is at its end
        desk.keyboard.press("Alt+ArrowUp")
        expect(desk.locator("[data-announcer]")).to_have_text("ย้ายไปลำดับที่ ๒ จาก ๓")
        desk.keyboard.press("Enter")
        expect(desk.locator("[data-announcer]")).to_have_text("ย้ายไปลำดับที่ ๑ จาก ๓")
        assert titles() == ["2", "1", "3"]
        expect(desk.locator(f"#title-{first.pk}")).to_contain_text("๒.")

    def test_dragging_puts_it_at_another_place_and_under_another_issue(self, desk: Page, stage: Work) -> None:
        first, second, third = Measure.objects.order_by("pk")
        desk.set_viewport_size({"width": 1280, "height": 2400})
        drag(desk, third, desk.locator(f"#measure-{first.pk}"))
        expect(desk.locator("[data-announcer]")).to_have_text("ย้ายไปลำดับที่ ๑ จาก ๓")
        assert titles() == ["3", "1", "2"]
        drag(desk, second, desk.locator("#issue-2 .measure-list"))
        expect(desk.locator("[data-announcer]")).to_have_text("ย้ายไปประเด็นที่ ๒ ลำดับที่ ๑ จาก ๑")
        assert (titles(1), titles(2)) == (["3", "1"], ["2"])

    def test_moving_while_another_is_open_keeps_what_is_being_written(self, desk: Page, stage: Work) -> None:
        opened(desk, stage, "outcome")
        desk.keyboard.type("ยังเขียนไม่จบ")
        third = Measure.objects.get(title__endswith="3")
        desk.locator(f"#up-{third.pk}").click()
        expect(desk.locator("[data-announcer]")).to_have_text("ย้ายไปลำดับที่ ๒ จาก ๓")
        expect(desk.locator("#id_outcome")).to_have_value("ยังเขียนไม่จบ")

    def test_after_signing_in_again_what_was_asked_is_done(self, desk: Page, stage: Work) -> None:
        Session.objects.all().delete()
        desk.locator(f"#down-{stage.measure.pk}").click()
        desk.locator("#desk-password").fill(PASSWORD)
        desk.locator("#desk-password").press("Enter")
        expect(desk.locator("[data-announcer]")).to_have_text("ย้ายไปลำดับที่ ๒ จาก ๓")
        expect(desk.locator("[data-lost-note]")).to_have_count(0)
        assert titles() == ["2", "1", "3"]

    def test_without_a_line_nothing_is_lost_and_it_is_said(self, desk: Page, stage: Work) -> None:
        opened(desk, stage, "outcome")
        desk.context.set_offline(True)
        # The notice moves the page as it comes: not from under a button that is held down.
        desk.get_by_role("button", name="เสร็จ").hover()
        desk.mouse.down()
        with desk.expect_event("requestfailed"):
            desk.locator("#id_outcome").evaluate(
                "(field) => { field.value = 'พิมพ์ต่อได้'; field.dispatchEvent(new Event('input', {bubbles: true})) }"
            )
        desk.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        expect(desk.locator("[data-desk-offline]")).to_be_hidden()
        desk.mouse.up()
        expect(desk.locator("[data-lost-note]")).to_contain_text("ขาดการเชื่อมต่อ")
        expect(desk.locator("#id_outcome")).to_have_value("พิมพ์ต่อได้")
        desk.context.set_offline(False)
        expect(desk.locator("[data-desk-offline]")).to_be_hidden()
        desk.get_by_role("button", name="เสร็จ").click()
        expect(desk.locator(f"#measure-{stage.measure.pk}")).to_contain_text("พิมพ์ต่อได้")

    def test_one_moves_to_another_issue_from_its_menu(self, desk: Page, stage: Work) -> None:
        opened(desk, stage)
        desk.locator(f"#more-{stage.measure.pk} summary").click()
        desk.get_by_label("ย้ายไปประเด็น").select_option(index=2)
        desk.get_by_role("button", name="ย้าย", exact=True).click()
        expect(desk.locator(f"#issue-3 #measure-{stage.measure.pk}")).to_be_visible()
        assert titles(3) == ["1"]

    def test_a_deleted_one_comes_back(self, desk: Page, stage: Work) -> None:
        second = Measure.objects.get(title__endswith="2")
        desk.locator(f"#more-{second.pk} summary").click()
        desk.locator(f"#more-{second.pk}").get_by_role("button", name="ลบ").click()
        expect(desk.locator("#undo")).to_be_focused()
        expect(desk.locator("[data-measure-count]")).to_have_text("2 มาตรการ")
        assert titles() == ["1", "3"]
        desk.keyboard.press("Enter")
        expect(desk.locator(f"#edit-{second.pk}")).to_be_visible()
        expect(desk.locator("#undo")).to_have_count(0)
        assert titles() == ["1", "2", "3"]

    def test_a_new_one_opens_to_be_named_and_a_copy_stands_below(self, desk: Page, stage: Work) -> None:
        desk.locator("#issue-1").get_by_role("button", name="เพิ่มมาตรการ").click()
        expect(desk.locator("#id_title")).to_be_focused()
        desk.keyboard.type("เรื่องใหม่")
        desk.locator(f"#more-{stage.measure.pk} summary").click()
        desk.locator(f"#more-{stage.measure.pk}").get_by_role("button", name="ทำสำเนา").click()
        expect(desk.locator("#id_title")).to_have_value("ทบทวนขั้นตอนบริการ 1")
        assert titles() == ["1", "1", "2", "3", "เรื่องใหม่"]


def drag(desk: Page, measure: Measure, target: Locator) -> None:
    handle = desk.locator(f"#measure-{measure.pk} [data-drag]")
    handle.scroll_into_view_if_needed()
    before = order(desk)
    start = handle.bounding_box()
    assert start
    desk.mouse.move(start["x"] + 5, start["y"] + 5)
    desk.mouse.down()
    desk.mouse.move(start["x"] + 5, start["y"] + 20, steps=4)
    goal = target.bounding_box()
    assert goal
    desk.mouse.move(goal["x"] + 60, goal["y"] + 6, steps=12)
    seen = before
    steady = 0
    for step in range(300):  # a busy machine sees only some of the moves
        desk.mouse.move(goal["x"] + 60 + step % 2, goal["y"] + 4, steps=2)
        desk.wait_for_timeout(30)
        steady = steady + 1 if order(desk) == seen else 0
        seen = order(desk)
        if seen != before and steady >= 6:
            break
    desk.mouse.up()


def order(desk: Page) -> object:
    """The measures as they stand on the page, by issue."""
    lists = "each => each.map((list) => [...list.querySelectorAll(':scope > [data-measure]')].map(({ id }) => id))"
    return desk.locator(".measure-list").evaluate_all(lists)


def test_without_scripts_everything_is_a_plain_form(browser, live_server: LiveServer, stage: Work) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "officer")
    page.goto(f"{HOME}measures/")
    page.locator("#issue-2").get_by_role("button", name="เพิ่มมาตรการ").click()
    page.get_by_label("มาตรการหรือกิจกรรม").fill("เปิดบริการออนไลน์")
    page.locator("#id_responsible").fill("นิติกร\nกองคลัง")
    eventually(page, Measure.objects.count, 4)
    page.get_by_role("button", name="บันทึกมาตรการ").click()
    eventually(page, lambda: Measure.objects.latest("pk").title, "เปิดบริการออนไลน์")
    made = Measure.objects.latest("pk")
    assert (made.title, [each.name for each in made.responsible.all()]) == (
        "เปิดบริการออนไลน์",
        ["นิติกร", "กองคลัง"],
    )
    page.locator(f"#more-{stage.measure.pk} summary").click()
    page.locator(f"#more-{stage.measure.pk}").get_by_role("button", name="ลบ").click()
    eventually(page, titles, ["2", "3"])
    page.locator("#undo").click()
    eventually(page, titles, ["1", "2", "3"])
    page.locator(f"#down-{stage.measure.pk}").click()
    eventually(page, titles, ["2", "1", "3"])
    context.close()


def test_a_long_list_opens_one_measure_without_being_sent_again(desk: Page, stage: Work) -> None:
    for number in range(4, 40):
        add_measure(stage.measure.section, {"title": f"ทบทวนขั้นตอนบริการ {number}"})
    desk.reload()
    with desk.expect_response(lambda answer: "part=open" in answer.url) as opening:
        desk.locator(f"#edit-{stage.measure.pk}").click()
    expect(desk.locator("#id_title")).to_be_focused()
    assert len(opening.value.body()) < 120_000
