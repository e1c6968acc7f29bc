"""The score grid in a real browser: keys and paste as in a spreadsheet, figures that follow, fields that save."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessments import scoring
from assessments.models import Assessment, IndicatorScore, ItemScore
from assessments.scores import score_from
from assessments.services import save_scores
from catalogue.frame import Frame
from catalogue.queries import frames_in_force
from municipalities.models import User
from tests.browser.axe import violations
from tests.browser.test_officer_walk import HOME, sign_in
from tests.cast import YEAR, Work, begin_work, load_catalogue, make_cast

GRID = f"{HOME}scores/{YEAR}/"
PASTE = """([selector, text, html]) => {
  const data = new DataTransfer();
  if (text) data.setData("text/plain", text);
  if (html) data.setData("text/html", html);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  const field = document.querySelector(selector);
  field.focus();
  field.dispatchEvent(event);
}"""


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast())


@pytest.fixture
def grid(page: Page, live_server: LiveServer, stage: Work) -> Page:
    sign_in(page, "officer")
    page.goto(GRID)
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
    return page


def paste(page: Page, field: str, text: str = "", html: str = "") -> None:
    page.evaluate(PASTE, [f"#{field}", text, html])


def saved(page: Page) -> None:
    """Everything typed so far is in the database: this device keeps no copy of it any more."""
    for _ in range(100):
        if not page.evaluate("localStorage.length"):
            return
        page.wait_for_timeout(100)
    pytest.fail("not saved: " + page.inner_text("[data-saved-page]"))


def eventually(page: Page, told: Callable[[], object], wanted: object) -> None:
    for _ in range(50):
        if told() == wanted:
            return
        page.wait_for_timeout(100)
    assert told() == wanted


def stored(code: str) -> Decimal | None:
    row = ItemScore.objects.filter(item__code=code, assessment__assessed_year=YEAR).first()
    return row.score if row else None


def value(page: Page, field: str) -> str:
    return page.locator(f"#{field}").input_value()


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
    assert grid.locator("#score-i1").locator("xpath=following-sibling::*").count() == 1
    assert value(grid, "score-i1") == "101"
    grid.fill("#score-i1", "100")
    expect(grid.locator("#score-i1-problem")).to_have_count(0)
    saved(grid)
    assert stored("i1") == Decimal("100.00")


def test_a_column_from_excel_fills_downwards(grid: Page) -> None:
    paste(grid, "score-i1", "94.01\r\n๘๘.๒๗\r\n 1 00 \r\n101\r\n77\r\n")
    assert [value(grid, f"score-i{no}") for no in range(1, 6)] == ["94.01", "88.27", "100.00", "101", "77.00"]
    expect(grid.locator("[data-report-text]")).to_contain_text("เติมแล้ว 4 ช่อง")
    expect(grid.locator("[data-report-text]")).to_contain_text("เป็นคะแนนไม่ได้ 1 ช่อง")
    expect(grid.locator("#score-i4")).to_have_attribute("aria-invalid", "true")
    wanted = [Decimal("94.01"), Decimal("88.27"), Decimal(100), None, Decimal(77)]
    eventually(grid, lambda: [stored(f"i{no}") for no in range(1, 6)], wanted)


def test_a_pasted_block_is_undone_as_a_whole(grid: Page) -> None:
    grid.fill("#score-i2", "50.00")
    paste(grid, "score-i1", "90\n91\n92")
    grid.keyboard.press("Control+z")
    assert [value(grid, f"score-i{no}") for no in range(1, 4)] == ["", "50.00", ""]
    grid.keyboard.press("Control+y")
    assert [value(grid, f"score-i{no}") for no in range(1, 4)] == ["90.00", "91.00", "92.00"]
    expect(grid.locator("[data-report-undo]")).to_be_hidden()
    paste(grid, "score-i1", "70\n71")
    grid.locator("[data-report-undo]").click()
    assert [value(grid, f"score-i{no}") for no in range(1, 3)] == ["90.00", "91.00"]


def test_codes_say_where_a_block_belongs(grid: Page) -> None:
    lines = [
        ("ข้อ", "คำถาม", "ปี 2567", "ปี 2568", "หมายเหตุ"),
        ("ข้อ i2", "เท่าเทียม", "80", "๘๑.๕๐", "รอนาน"),
        ("O๑", "โครงสร้าง", "100", "0", "ลิงก์เสีย"),
        ("X9", "ไม่มี", "1", "2", ""),
    ]
    text = "\n".join("\t".join(line) for line in lines)
    paste(grid, "score-i1", text)
    assert (value(grid, "score-i2"), value(grid, "remark-i2")) == ("81.50", "รอนาน")
    assert (value(grid, "score-O1"), value(grid, "remark-O1")) == ("0.00", "ลิงก์เสีย")
    assert value(grid, "score-i1") == ""
    expect(grid.locator("[data-report-text]")).to_contain_text("ไม่มีที่ใส่ในตารางนี้ 1 แถว")


def test_a_table_of_excel_or_word_is_read_from_its_html(grid: Page) -> None:
    html = """<html><body><!--StartFragment--><table border=0>
    <tr><td rowspan=2>IIT</td><td>i1</td><td><p>๙๔<span>.๐๑</span>
    </p></td></tr><tr><td>i3</td><td>99.00</td></tr></table><!--EndFragment--></body></html>"""
    paste(grid, "score-e1", "ignored\tas\n", html)
    assert (value(grid, "score-i1"), value(grid, "score-i3")) == ("94.01", "99.00")


def test_one_value_and_plain_words_are_pasted_as_ever(grid: Page) -> None:
    grid.fill("#score-i1", "90")
    taken = grid.evaluate(
        """() => {
      const data = new DataTransfer();
      data.setData("text/plain", "บรรทัดแรก\\nบรรทัดสอง");
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      return !document.querySelector("#remark-i1").dispatchEvent(event);
    }"""
    )
    assert not taken


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
    grid.wait_for_timeout(1500)
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
    expect(page.locator("html")).to_have_attribute("data-desk", "ready")
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
    page.locator(".stickybar .save-button").click()
    expect(page.locator("#score-i1")).to_have_value("77.50")
    expect(page.locator("#score-i2")).to_have_value("abc")
    expect(page.locator("#score-i2-problem")).to_be_visible()
    context.close()


# --- the rules are the server's ---------------------------------------------------------------------

RULES = "(cases) => import('/static/portal/scores/rules.js').then((rules) => cases.map((each) => (%s)))"


def asked(page: Page, expression: str, cases: list[Any]) -> list[Any]:
    result: list[Any] = page.evaluate(RULES % expression, cases)
    return result


def test_what_is_typed_is_read_as_the_server_reads_it(grid: Page) -> None:
    chance = random.Random(2569)
    signs = ["0", "1", "9", "๐", "๕", "๙", ".", ",", " ", "-", "+", "%", "–", "a", "ข", "\u200b", "\n"]
    cases = ["".join(chance.choices(signs, k=chance.randint(0, 7))) for _ in range(4000)]
    cases += [
        "100",
        "100.00",
        "100.01",
        "1,000",
        "1,23",
        "94.01 %",
        "%",
        "๙๔.๐๑",
        "0" * 30,
        "9" * 30,
        ".5",
        "5.",
    ]

    def by_server(text: str) -> int | str | None:
        try:
            score = score_from(text)
        except ValueError:
            return "problem"
        return None if score is None else int(score * 100)

    found = asked(grid, "rules.read(each).problem ? 'problem' : rules.read(each).score", cases)
    differing = [
        (case, js, by_server(case)) for case, js in zip(cases, found, strict=True) if js != by_server(case)
    ]
    assert not differing


def hundredths(score: Decimal | None) -> int | None:
    return None if score is None else int(score * 100)


def cents(chance: random.Random, missing: float = 0.1) -> Decimal | None:
    return (
        None
        if chance.random() < missing
        else Decimal(chance.choice((chance.randint(0, 10000), chance.randint(7000, 10000)))) / 100
    )


@pytest.mark.parametrize("year", [2566, 2568])
def test_means_totals_and_levels_are_those_of_the_server(grid: Page, year: int) -> None:
    frame: Frame = frames_in_force()[year]
    chance = random.Random(year)
    bands = [
        {
            "name": band.name,
            "order": band.order,
            "total": hundredths(band.min_total),
            "each": hundredths(band.min_each_instrument),
        }
        for band in frame.bands
    ]
    weights = {each.code: each.weight for each in frame.instruments}
    rules = {
        "instruments": [
            {"code": e.code, "weight": e.weight, "indicators": e.indicators} for e in frame.instruments
        ],
        "bands": bands,
    }
    cases, expected = [], []
    for _ in range(3000):
        missing = chance.choice((0, 0, 0.15))
        scores = {each.no: cents(chance, missing) for each in frame.indicators}
        announced = {code: cents(chance, 0.3) for code in (*weights, "total")}
        computed = scoring.compute(
            scores, {e.code: e.indicators for e in frame.instruments}, weights, frame.bands
        )
        known = {
            code: score if score is not None else announced[code]
            for code, score in computed.instruments.items()
        }
        total = computed.total if computed.total is not None else announced["total"]
        level = scoring.level_for(total, known, frame.bands, weights)
        cases.append(
            {
                "scores": {no: hundredths(score) for no, score in scores.items()},
                "announced": {code: hundredths(score) for code, score in announced.items()},
            }
        )
        expected.append(
            {
                "instruments": {code: hundredths(score) for code, score in computed.instruments.items()},
                "total": hundredths(computed.total),
                "levels": [band.name for band in level.candidates],
            }
        )
    grid.evaluate("(rules) => { window.frame = rules; }", rules)
    assert asked(grid, "rules.compute(window.frame, each.scores, each.announced)", cases) == expected
