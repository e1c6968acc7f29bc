"""The fields of an open measure: lists that count on, what is pasted, and what is picked instead of typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from ita_portal.thai.celltext_html import from_html
from tests.browser.measure_desk import opened, saved
from tests.browser.people import HOME, sign_in
from tests.cast import Work, begin_work, load_catalogue, make_cast


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast())


@pytest.fixture
def desk(page: Page, live_server: LiveServer, stage: Work) -> Page:
    """An officer with the list of measures open."""
    sign_in(page, "officer")
    page.goto(f"{HOME}measures/")
    return page


class TestWriting:
    def test_enter_counts_on_and_ends_the_list(self, desk: Page, stage: Work) -> None:
        opened(desk, stage).fill("")
        desk.keyboard.type("๑. สำรวจ")
        desk.keyboard.press("Enter")
        desk.keyboard.type("ปรับปรุง")
        desk.keyboard.press("Enter")
        desk.keyboard.press("Enter")
        desk.keyboard.type("หมายเหตุ")
        saved(desk, stage, "procedure", "๑. สำรวจ\n๒. ปรับปรุง\nหมายเหตุ")

    def test_items_below_keep_counting_and_undo_takes_one_step_back(self, desk: Page, stage: Work) -> None:
        area = opened(desk, stage)
        area.fill("๑. ก\n๒. ข\n๓. ค")
        area.evaluate("area => area.setSelectionRange(4, 4)")
        desk.keyboard.press("Enter")
        expect(area).to_have_value("๑. ก\n๒. \n๓. ข\n๔. ค")
        desk.keyboard.press("Control+z")
        expect(area).to_have_value("๑. ก\n๒. ข\n๓. ค")
        area.evaluate("area => area.setSelectionRange(5, 10)")
        desk.keyboard.press("Delete")
        expect(area).to_have_value("๑. ก\n๒. ค")

    def test_tab_leaves_the_field_and_brackets_indent(self, desk: Page, stage: Work) -> None:
        area = opened(desk, stage)
        area.fill("๑. ก\n- ข")
        desk.keyboard.press("Control+]")
        expect(area).to_have_value("๑. ก\n  - ข")
        desk.keyboard.press("Control+[")
        expect(area).to_have_value("๑. ก\n- ข")
        desk.keyboard.press("Tab")
        expect(area).not_to_be_focused()

    def test_words_become_bold_by_keyboard_and_underlined_by_the_bar(self, desk: Page, stage: Work) -> None:
        area = opened(desk, stage)
        area.fill("๑. ลดเวลา")
        area.evaluate("area => area.setSelectionRange(3, 9)")
        desk.keyboard.press("Control+b")
        expect(area).to_have_value("๑. **ลดเวลา**")
        area.evaluate("area => area.setSelectionRange(5, 11)")
        desk.locator(".cellbox", has=area).get_by_role("button", name="ขีดเส้นใต้").click()
        expect(area).to_have_value("๑. **__ลดเวลา__**")
        saved(desk, stage, "procedure", "๑. **__ลดเวลา__**")

    def test_left_it_looks_as_it_prints_and_a_click_goes_to_the_spot(self, desk: Page, stage: Work) -> None:
        area = opened(desk, stage)
        area.fill("๑. **หนา** มาก\n๒. https://tuayang.example/a")
        desk.keyboard.press("Tab")
        printed = desk.locator(".cellbox", has=area).locator("[data-print]")
        expect(printed.locator("b")).to_have_text("หนา")
        expect(printed).to_be_visible()
        printed.locator("li").first.locator("span").last.click(position={"x": 1, "y": 8})
        expect(area).to_be_focused()
        desk.keyboard.type("!")
        expect(area).to_have_value("๑. !**หนา** มาก\n๒. https://tuayang.example/a")


WORD = (
    "<html><head><style>p {margin:0}</style></head><body><!--StartFragment-->"
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span lang=TH><span style='mso-list:Ignore'>๑.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; "
    "</span></span></span><![endif]><b>จัดทำ</b>คู่มือ<o:p></o:p></p>"
    "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='font-family:Symbol'>"
    "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span></span>เผยแพร่</p>"
    "<p class=MsoNormal>จบ</p><!--EndFragment--></body></html>"
)
SAMPLES = [
    WORD,
    "<p>  ก \n\t ข&nbsp;&nbsp;ค </p><p>&nbsp;</p><div>ข<br>ค<br/><br/>ง</div>จ",
    "<b>หนา </b>ก <strong>ข</strong><u> ขีด</u> <b><u>สอง</u></b> <b> </b>ก<u></u>",
    '<b style="font-weight:normal"><span style="font-weight:400">ก</span></b>',
    'ก<span style="TEXT-DECORATION:underline">ข</span>',
    "สำนักงาน*** ลงชื่อ ____ **ก** __ข__ <b>*</b> a\\*b",
    "<ol><li>ก<ul><li>ข</li><li><p>ค</p><p>ต่อ</p></li></ul></li><li>ง</li></ol>จ",
    '<ol start="4" style="list-style-type: thai"><li>ก<li value=9>ข<li>ค</ol>',
    "<ol><li>๑) ก</li><li>(๒) ข</li></ol><ul><li>• ค</li></ul>",
    '<ul style="list-style-type: none"><li>- ก<br>๒. ข</li><li>ค</li></ul><ul><li></li><li>ก</li></ul>',
    "<table><tr><td><p>ก</p></td><td><p>ข</p></td></tr><tr><th></th><th>ค</th><td>ง</td></tr></table>จ",
    '<a href="https://a.go.th/">a.go.th</a> ดู<a href="https://a.go.th/x_y"> <u>ที่นี่</u> </a>ได้',
    '<a href="https://a.go.th/ก ข">แผน</a> <a href="javascript:alert(1)">กด</a>',
    '<a href="mailto:ita@a.go.th?subject=x">ส่ง</a>',
    "<pre>ก\nข</pre> ทํา น้ํา คะแนน ๙๙.๓๔ <i>เอียง</i><script>alert(1)</script>",
]


class TestPasting:
    def test_a_list_of_word_keeps_its_numbers(self, desk: Page, stage: Work) -> None:
        area = opened(desk, stage)
        area.fill("")
        paste(area, WORD)
        saved(desk, stage, "procedure", "๑. **จัดทำ**คู่มือ\n  • เผยแพร่\nจบ")
        desk.keyboard.press("Control+z")
        expect(area).to_have_value("")

    def test_the_page_and_the_server_read_the_same_html_alike(self, desk: Page, stage: Work) -> None:
        area = opened(desk, stage)
        for html in SAMPLES:
            area.fill("")
            paste(area, html)
            expect(area).to_have_value(from_html(html))


def paste(area: Locator, html: str) -> None:
    area.evaluate(
        """(area, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            clipboardData.setData("text/plain", "plain");
            area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        html,
    )


class TestChoosing:
    def test_a_period_is_picked_or_typed_and_says_what_was_understood(self, desk: Page, stage: Work) -> None:
        area = opened(desk, stage, "period")
        area.fill("ตามความเหมาะสม")
        expect(desk.locator("#period-read")).to_contain_text("อ่านเป็นวันที่ไม่ได้")
        desk.get_by_text("เลือกช่วงเวลา").click()
        desk.locator("[name=picker-kind][value=months]").check()
        desk.locator("[data-kind=months] [data-last]").select_option("มี.ค. ๖๘")
        expect(desk.locator("[data-picked]")).to_have_text("ต.ค. ๖๗ – มี.ค. ๖๘")
        desk.get_by_role("button", name="ใช้ช่วงเวลานี้").click()
        expect(desk.locator("#period-read")).to_contain_text("1 ต.ค. 2567 – 31 มี.ค. 2568")
        expect(desk.locator('[data-saved-for$="/period"]')).to_contain_text("บันทึกแล้ว")
        stage.measure.refresh_from_db()
        assert (stage.measure.period_text, stage.measure.period_style) == ("ต.ค. ๖๗ – มี.ค. ๖๘", "months")

    @pytest.mark.parametrize(
        ("kind", "words", "style"),
        [
            ("year", "ตลอดปีงบประมาณ พ.ศ. ๒๕๖๘", "year"),
            ("quarters", "ไตรมาสที่ ๑", "quarters"),
            ("dates", "๑ ต.ค. ๖๗ – ๓๐ ก.ย. ๖๘", "dates"),
        ],
    )
    def test_every_kind_of_period_is_read_back(
        self, desk: Page, stage: Work, kind: str, words: str, style: str
    ) -> None:
        opened(desk, stage, "period")
        desk.get_by_text("เลือกช่วงเวลา").click()
        desk.locator(f"[name=picker-kind][value={kind}]").check()
        expect(desk.locator("[data-picked]")).to_have_text(words)
        desk.get_by_role("button", name="ใช้ช่วงเวลานี้").click()
        expect(desk.locator('[data-saved-for$="/period"]')).to_contain_text("บันทึกแล้ว")
        stage.measure.refresh_from_db()
        assert stage.measure.period_style == style
        assert stage.measure.period_start is not None

    def test_units_are_chips_in_order(self, desk: Page, stage: Work) -> None:
        opened(desk, stage, "title")
        unit = desk.get_by_label("หน่วยงานหรือตำแหน่งที่จะเพิ่ม")
        unit.fill("นิติกร")
        unit.press("Enter")
        chips = desk.locator("[data-chip-list] .chip-name")
        expect(chips).to_have_text(["กองคลัง", "นิติกร"])
        expect(unit).to_be_focused()
        chips.last.focus()
        desk.keyboard.press("ArrowLeft")
        expect(chips).to_have_text(["นิติกร", "กองคลัง"])
        expect(desk.locator('[data-saved-for$="/responsible"]')).to_contain_text("บันทึกแล้ว")
        assert [each.name for each in stage.measure.responsible.all()] == ["นิติกร", "กองคลัง"]
        desk.get_by_role("button", name="เอา นิติกร ออก").click()
        expect(chips).to_have_text(["กองคลัง"])

    def test_items_are_searched_ticked_and_taken_out(self, desk: Page, stage: Work) -> None:
        opened(desk, stage, "title")
        desk.get_by_text("เลือกข้อ").click()
        desk.get_by_label("ค้นหาข้อด้วยรหัสหรือคำ").fill("o20")
        expect(desk.locator("#item-i2")).to_be_hidden()
        desk.locator("#item-O20").check()
        chips = desk.locator("[data-item-chips] .chip b")
        expect(chips).to_have_text(["i1", "O20"])
        desk.get_by_role("button", name="เอา i1 ออก").click()
        expect(chips).to_have_text(["O20"])
        expect(desk.locator('[data-saved-for$="/items"]')).to_contain_text("บันทึกแล้ว")
        assert [each.item.code for each in stage.measure.items.all()] == ["O20"]
