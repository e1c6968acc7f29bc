"""Acts on the list of measures that cannot be done, or were asked for twice: it is said where one looks."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Measure
from measures.services import delete_measure
from municipalities.models import User
from reports.models import Report, State
from tests.browser.people import HOME, sign_in, sign_in_by_form
from tests.browser.waiting import unanswered
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


def test_a_double_click_adds_one_measure(desk: Page, stage: Work) -> None:
    with unanswered(desk, "**/measures/add/"):
        desk.locator("#issue-2").get_by_role("button", name="เพิ่มมาตรการ").dblclick()
    expect(desk.locator("#id_title")).to_be_focused()
    desk.get_by_role("button", name="เสร็จ").click()
    expect(desk.locator("[data-measure-count]")).to_have_text("4 มาตรการ")
    assert Measure.objects.count() == 4


def test_a_double_click_copies_once(desk: Page, stage: Work) -> None:
    desk.locator(f"#more-{stage.measure.pk} summary").click()
    with unanswered(desk, "**/copy/"):
        desk.locator(f"#more-{stage.measure.pk}").get_by_role("button", name="ทำสำเนา").dblclick()
    expect(desk.locator("#id_title")).to_have_value(stage.measure.title)
    desk.get_by_role("button", name="เสร็จ").click()
    expect(desk.locator("[data-measure-count]")).to_have_text("4 มาตรการ")
    assert Measure.objects.count() == 4


def test_what_cannot_be_done_far_down_the_page_is_said_in_sight(desk: Page, stage: Work) -> None:
    desk.set_viewport_size({"width": 1280, "height": 500})
    button = desk.locator("#issue-7").get_by_role("button", name="เพิ่มมาตรการ")
    button.scroll_into_view_if_needed()
    desk.context.set_offline(True)
    button.click()
    expect(desk.locator("[data-lost-note]")).to_be_in_viewport(ratio=1)
    desk.context.set_offline(False)
    button.click()
    expect(desk.locator("#id_title")).to_be_focused()
    expect(desk.locator("[data-lost-note]")).to_have_count(0)


def test_a_measure_that_somebody_deleted_closes_and_its_text_is_kept(desk: Page, stage: Work) -> None:
    desk.locator(f"#edit-{stage.measure.pk}").click()
    expect(desk.locator("#id_title")).to_be_focused()
    delete_measure(stage.measure, actor=User.objects.get(email__startswith="officer"))
    desk.locator("#id_outcome").focus()
    desk.keyboard.type("พิมพ์หลังถูกลบ")
    desk.get_by_role("button", name="เสร็จ").click()
    expect(desk.locator("[data-lost-note]")).to_contain_text("ถูกลบไปแล้ว")
    expect(desk.locator("[data-measure-count]")).to_have_text("2 มาตรการ")
    expect(desk.locator("#saving-desk")).to_contain_text("พิมพ์หลังถูกลบ")


def test_a_refused_text_stays_in_sight_when_its_measure_is_closed(desk: Page, stage: Work) -> None:
    desk.locator(f"#edit-{stage.measure.pk}").click()
    expect(desk.locator("#id_title")).to_be_focused()
    submit_results(stage)
    desk.locator("#id_outcome").focus()
    desk.keyboard.type("พิมพ์หลังส่ง")
    desk.get_by_role("button", name="เสร็จ").click()
    expect(desk.locator(f"#edit-{stage.measure.pk}")).to_be_focused()
    expect(desk.locator("#saving-desk")).to_contain_text("พิมพ์หลังส่ง")
    desk.locator("#saving-desk").get_by_role("button", name="ทิ้งข้อความนี้").click()
    expect(desk.locator("#saving-desk")).not_to_contain_text("พิมพ์หลังส่ง")


def submit_results(work: Work) -> None:
    """The results report waits for approval, whatever the checks would say of it."""
    Report.objects.filter(pk=work.results.pk).update(
        state=State.SUBMITTED,
        submitted_at=timezone.now(),
        submitted_by=User.objects.get(email__startswith="officer"),
        submitted_document=b"{}",
        submitted_sha256="0" * 64,
    )


def test_an_act_asked_for_again_after_signing_in_elsewhere_is_done_once(desk: Page, stage: Work) -> None:
    Session.objects.all().delete()
    button = desk.locator("#issue-2").get_by_role("button", name="เพิ่มมาตรการ")
    button.click()
    expect(desk.locator("[data-desk-sign-in]")).to_be_visible()
    elsewhere = desk.context.new_page()
    sign_in_by_form(elsewhere, "officer")
    button.click()
    expect(desk.locator("#id_title")).to_be_focused()
    expect(desk.locator("[data-desk-sign-in]")).to_be_hidden()
    desk.get_by_role("button", name="เสร็จ").click()
    expect(desk.locator("[data-measure-count]")).to_have_text("4 มาตรการ")
    assert Measure.objects.count() == 4
