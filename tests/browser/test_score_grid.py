"""The score grid in a real browser: keys and paste as in a spreadsheet, figures that follow, fields that save."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments.models import Assessment, IndicatorScore, ItemScore
from assessments.services import save_scores
from municipalities.models import User
from tests.browser.axe import violations
from tests.browser.people import sign_in
from tests.browser.score_grid import GRID, open_grid, paste, stored, value
from tests.browser.waiting import eventually, next_page, ready, saved
from tests.cast import YEAR, Work, begin_work, load_catalogue, make_cast


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast())


@pytest.fixture
def grid(page: Page, live_server: LiveServer, stage: Work) -> Page:
    return open_grid(page)


def test_what_is_typed_is_saved_without_a_button(grid: Page) -> None:
    expect(grid.locator(".save-button").first).to_be_hidden()
    grid.locator("#score-i1").press_sequentially("๙๔.๐๑%")
    saved(grid)
    expect(grid.locator("[data-saved-page]")).to_contain_text("บันทึกแล้ว")
    assert stored("i1") == Decimal("94.01")
    grid.keyboard.press("Enter")
    assert value(grid, "score-i1") == "94.01"


def test_enter_tab_and_arrows_go_through_the_grid(grid: Page) -> None:
    grid.focus("#score-i1")
    for key, field in [
        ("Enter", "score-i2"),
        ("Shift+Enter", "score-i1"),
        ("ArrowDown", "score-i2"),
        ("ArrowUp", "score-i1"),
        ("ArrowUp", "indicator-1"),
        ("ArrowUp", "announced-total"),
        ("ArrowLeft", "announced-OIT"),
        ("ArrowDown", "indicator-1"),
        ("Control+End", "score-O28"),
        ("Control+Home", "indicator-1"),
    ]:
        grid.keyboard.press(key)
        expect(grid.locator(f"#{field}")).to_be_focused()
    grid.focus("#score-i1")
    grid.keyboard.type("90")
    expect(grid.locator("#remark-i1")).to_be_visible()
    grid.keyboard.press("ArrowRight")
    expect(grid.locator("#remark-i1")).to_be_focused()
    grid.keyboard.press("Home")
    expect(grid.locator("#score-i1")).to_be_focused()
    grid.keyboard.press("End")
    expect(grid.locator("#remark-i1")).to_be_focused()
    grid.keyboard.press("ArrowLeft")
    expect(grid.locator("#score-i1")).to_be_focused()
    grid.keyboard.press("Tab")
    expect(grid.locator("#remark-i1")).to_be_focused()
    grid.keyboard.press("Tab")
    expect(grid.locator("#score-i2")).to_be_focused()


def test_typing_replaces_and_f2_edits_within(grid: Page) -> None:
    grid.fill("#score-i1", "80.00")
    grid.focus("#score-i2")
    grid.keyboard.press("ArrowUp")
    grid.keyboard.type("95")
    assert value(grid, "score-i1") == "95"
    grid.keyboard.press("Enter")
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("F2")
    grid.keyboard.press("ArrowLeft")
    grid.keyboard.press("Backspace")
    grid.keyboard.type("5")
    expect(grid.locator("#score-i1")).to_be_focused()
    assert value(grid, "score-i1") == "95.50"


def test_escape_gives_back_what_the_field_held(grid: Page) -> None:
    grid.fill("#score-i1", "80.00")
    saved(grid)
    grid.focus("#score-i2")
    grid.focus("#score-i1")
    grid.keyboard.type("12")
    grid.keyboard.press("Escape")
    assert value(grid, "score-i1") == "80.00"
    expect(grid.locator("#score-i1")).to_be_focused()
    saved(grid)
    assert stored("i1") == Decimal("80.00")


def test_a_full_score_needs_no_remark(grid: Page) -> None:
    expect(grid.locator("#remark-i1")).to_be_hidden()
    grid.fill("#score-i1", "99.99")
    grid.fill("#remark-i1", "ยังมีผู้รอนาน")
    saved(grid)
    grid.fill("#score-i1", "100")
    expect(grid.locator("#remark-i1")).to_be_visible()
    grid.fill("#remark-i1", "")
    expect(grid.locator("#remark-i2")).to_be_hidden()
    saved(grid)
    assert ItemScore.objects.get(item__code="i1", assessment__assessed_year=YEAR).remark == ""


def test_an_impossible_value_is_marked_and_the_others_are_saved(grid: Page) -> None:
    grid.fill("#score-i1", "101")
    grid.fill("#score-i2", "77")
    expect(grid.locator("#score-i1")).to_have_attribute("aria-invalid", "true")
    expect(grid.locator("#score-i1-problem")).to_have_text("101 เป็นไปไม่ได้ คะแนนต้องอยู่ระหว่าง 0 ถึง 100")
    expect(grid.locator("[data-saved-page]")).to_contain_text("ยังไม่บันทึก")
    eventually(grid, lambda: (stored("i1"), stored("i2")), (None, Decimal("77.00")))
    expect(grid.locator("#score-i1").locator("xpath=following-sibling::*")).to_have_count(1)
    assert value(grid, "score-i1") == "101"
    grid.fill("#score-i1", "100")
    expect(grid.locator("#score-i1-problem")).to_have_count(0)
    saved(grid)
    assert stored("i1") == Decimal("100.00")


def test_indicators_follow_their_items_and_totals_follow_indicators(grid: Page) -> None:
    for no, score in enumerate(("89.27", "90.00", "98.78"), start=1):
        grid.fill(f"#score-i{no}", score)
    assert value(grid, "indicator-1") == "92.68"
    for no, score in [(2, "87.53"), (3, "87.53"), (4, "87.53"), (5, "82.37")]:
        grid.fill(f"#indicator-{no}", score)
    expect(grid.locator("th [data-computed], [data-computed=IIT]").first).to_have_text("87.53")
    for no, score in [(6, "83.13"), (7, "83.13"), (8, "83.13"), (9, "77.86"), (10, "76.67")]:
        grid.fill(f"#indicator-{no}", score)
    expect(grid.locator("[data-computed=total]").first).to_have_text("82.11")
    expect(grid.locator(".score-bar .lv")).to_have_text("ต้องปรับปรุง")
    for no in range(1, 4):
        grid.fill(f"#score-e{no}", "100")
    assert value(grid, "indicator-6") == "83.13", "indicators of EIT are announced, never computed"
    grid.fill("#announced-total", "82.50")
    expect(grid.locator("[data-total-differs]")).to_be_visible()
    grid.fill("#announced-total", "82.10")
    expect(grid.locator("[data-total-differs]")).to_be_hidden()
    saved(grid)
    assert Assessment.objects.get(assessed_year=YEAR).total == Decimal("82.10")
    mean = IndicatorScore.objects.get(assessment__assessed_year=YEAR, indicator__no=1)
    assert mean.score == Decimal("92.68")


def test_two_people_at_one_item_choose_once(grid: Page) -> None:
    """The mean that both pages computed from their items asks nobody."""
    paste(grid, "score-i1", "90\n90\n90")
    saved(grid)
    assessment = Assessment.objects.get(assessed_year=YEAR)
    save_scores(
        assessment, {"i2": "60"}, indicators={1: "80"}, actor=User.objects.get(email="admin@example.org")
    )
    grid.fill("#score-i2", "30")
    panel = grid.locator(".conflict")
    expect(panel).to_be_visible()
    # The mean has been saved by now: only the item's text is left on this device.
    eventually(
        grid,
        lambda: grid.evaluate("Object.keys(localStorage).map((each) => each.split('/').at(-1))"),
        ["score.i2"],
    )
    expect(panel).to_have_count(1)
    panel.locator("[data-choose=theirs]").click()
    assert value(grid, "score-i2") == "60.00"
    saved(grid)
    assert value(grid, "indicator-1") == "80.00"
    assert stored("i2") == Decimal("60.00")


def test_an_indicator_typed_by_hand_no_longer_follows(grid: Page) -> None:
    paste(grid, "score-i1", "90\n90\n90")
    grid.fill("#indicator-1", "91.00")
    grid.fill("#score-i1", "96")
    assert value(grid, "indicator-1") == "91.00"
    expect(grid.locator("[data-mean].is-warn").first).to_contain_text("92.00")


def test_the_next_empty_field_is_one_key_away(grid: Page) -> None:
    paste(grid, "score-i1", "90\n91")
    link = grid.locator("[data-next-empty]")
    before = link.inner_text()
    grid.focus("#score-i1")
    link.click()
    expect(grid.locator("#score-i3")).to_be_focused()
    grid.keyboard.type("92")
    assert link.inner_text() != before


def test_the_year_before_can_be_typed_beside(grid: Page) -> None:
    grid.goto(f"{GRID}?before=edit")
    grid.fill("#before-score-i1", "70.25")
    grid.fill("#score-i1", "80.25")
    row = grid.locator("tr", has=grid.locator("#score-i1"))
    expect(row.locator("[data-difference]")).to_contain_text("+10.00")
    saved(grid)
    before = ItemScore.objects.get(item__code="i1", assessment__assessed_year=YEAR - 1)
    assert before.score == Decimal("70.25")


def test_nothing_in_it_keeps_people_out(browser: Browser, live_server: LiveServer, stage: Work) -> None:
    # Without the content security policy: axe itself tries styles on the page.
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    page = context.new_page()
    sign_in(page, "officer")
    page.goto(f"{GRID}?before=edit")
    ready(page)
    paste(page, "score-i1", "90\n101")
    expect(page.locator("#score-i2-problem")).to_be_visible()
    assert violations(page) == []
    context.close()


def test_without_scripts_it_is_a_form(browser: Browser, live_server: LiveServer, stage: Work) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "officer")
    page.goto(GRID)
    page.fill("#score-i1", "๗๗.๕๐")
    page.fill("#remark-i1", "รอนาน")
    page.fill("#score-i2", "abc")
    with next_page(page):
        page.locator(".stickybar .save-button").click()
    expect(page.locator("#score-i1")).to_have_value("77.50")
    expect(page.locator("#score-i2")).to_have_value("abc")
    expect(page.locator("#score-i2-problem")).to_be_visible()
    context.close()
