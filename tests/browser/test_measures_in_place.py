"""Measures edited where they stand: opened, written, put in order, taken away and brought back."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from ita_portal.thai.celltext_html import from_html
from measures.models import Measure
from measures.services import add_measure
from tests.browser.test_officer_walk import HOME, PASSWORD, look, sign_in
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


def opened(desk: Page, work: Work, field: str = "procedure") -> Locator:
    """The first measure open in place, with the caret at the end of an emptied field."""
    desk.locator(f"#edit-{work.measure.pk}").click()
    area = desk.locator(f"#id_{field}")
    expect(area).to_be_attached()
    area.focus()
    return area


def saved(desk: Page, work: Work, field: str, text: str) -> None:
    expect(desk.locator(f'[data-saved-for="measure:{work.measure.pk}/{field}"]')).to_contain_text("บันทึกแล้ว")
    work.measure.refresh_from_db()
    assert getattr(work.measure, field) == text


class TestInPlace:
    def test_one_opens_where_it_stands_and_closes_as_it_prints(self, desk: Page, stage: Work) -> None:
        desk.locator(f"#edit-{stage.measure.pk}").click()
        expect(desk.locator("#id_title")).to_be_focused()
        assert desk.url.startswith(f"{desk.url.split('/m/')[0]}{HOME}measures/{stage.measure.pk}/")
        assert desk.locator("[data-measure]").count() == 3
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
        desk.keyboard.type("พิมพ์ต่อได้")
        desk.get_by_role("button", name="เสร็จ").click()
        expect(desk.locator("[data-lost-note]")).to_contain_text("ขาดการเชื่อมต่อ")
        expect(desk.locator("#id_outcome")).to_have_value("พิมพ์ต่อได้")
        desk.context.set_offline(False)
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
    start = handle.bounding_box()
    assert start
    desk.mouse.move(start["x"] + 5, start["y"] + 5)
    desk.mouse.down()
    desk.mouse.move(start["x"] + 5, start["y"] + 20, steps=4)
    goal = target.bounding_box()
    assert goal
    desk.mouse.move(goal["x"] + 60, goal["y"] + 6, steps=12)
    for step in range(6):  # a busy machine sees only some of the moves
        desk.mouse.move(goal["x"] + 60 + step % 2, goal["y"] + 4, steps=2)
        desk.wait_for_timeout(50)
    desk.mouse.up()


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


def test_without_scripts_everything_is_a_plain_form(browser, live_server: LiveServer, stage: Work) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "officer")
    page.goto(f"{HOME}measures/")
    page.locator("#issue-2").get_by_role("button", name="เพิ่มมาตรการ").click()
    page.get_by_label("มาตรการหรือกิจกรรม").fill("เปิดบริการออนไลน์")
    page.locator("#id_responsible").fill("นิติกร\nกองคลัง")
    page.get_by_role("button", name="บันทึกมาตรการ").click()
    made = Measure.objects.latest("pk")
    assert (made.title, [each.name for each in made.responsible.all()]) == (
        "เปิดบริการออนไลน์",
        ["นิติกร", "กองคลัง"],
    )
    page.locator(f"#more-{stage.measure.pk} summary").click()
    page.locator(f"#more-{stage.measure.pk}").get_by_role("button", name="ลบ").click()
    assert titles() == ["2", "3"]
    page.locator("#undo").click()
    assert titles() == ["1", "2", "3"]
    page.locator(f"#down-{stage.measure.pk}").click()
    assert titles() == ["2", "1", "3"]
    context.close()


def test_a_long_list_opens_one_measure_without_being_sent_again(desk: Page, stage: Work) -> None:
    for number in range(4, 40):
        add_measure(stage.measure.section, {"title": f"ทบทวนขั้นตอนบริการ {number}"})
    desk.reload()
    with desk.expect_response(lambda answer: "part=open" in answer.url) as opening:
        desk.locator(f"#edit-{stage.measure.pk}").click()
    expect(desk.locator("#id_title")).to_be_focused()
    assert len(opening.value.body()) < 120_000
