"""Tables pasted in a real browser, with the HTML that Word and Excel put on the clipboard; then taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from measures.models import Measure
from tests.browser.axe import violations
from tests.browser.people import sign_in
from tests.browser.test_officer_walk import look
from tests.browser.waiting import next_page
from tests.cast import CODE, YEAR, Work, begin_work, load_catalogue, make_cast

PASTE = f"/m/{CODE}/{YEAR}/measures/paste/?issue=3"
TAKE_OVER = f"/m/{CODE}/{YEAR + 1}/measures/take-over/"


def item(label: str, text: str) -> str:
    """A paragraph of a list as Word writes it."""
    return (
        "<p class=MsoListParagraphCxSpFirst style='margin-left:18.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
        "<![if !supportLists]><span lang=TH style='font-family:\"TH SarabunPSK\"'><span style='mso-list:Ignore'>"
        f"{label}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
        f"<span lang=TH style='font-size:16.0pt;font-family:\"TH SarabunPSK\"'>{text}<o:p></o:p></span></p>"
    )


def cell(inner: str) -> str:
    if not inner.startswith("<p"):
        inner = f"<p class=MsoNormal><span lang=TH style='font-size:16.0pt'>{inner}<o:p></o:p></span></p>"
    return f"<td width=120 valign=top style='width:90.0pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt'>{inner}</td>"


def row(*cells: str) -> str:
    return "<tr style='mso-yfti-irow:1'>" + "".join(map(cell, cells)) + "</tr>"


WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office' xmlns:w='urn:schemas-microsoft-com:office:word'>"
    "<head><meta name=Generator content='Microsoft Word 15'><style><!-- @list l0 {mso-list-id:1;} "
    "p.MsoNormal {margin:0cm;} --></style></head><body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->"
    "<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'>"
    + row(
        "<p><b>ที่</b></p>",
        "<p><b>มาตรการ</b></p>",
        "<p><b>ขั้นตอน</b></p>",
        "ผู้รับผิดชอบ",
        "ระยะเวลา",
        "หมายเลขโครงการ",
    )
    + row(
        "๑",
        "จัดทำคู่มือบริการ",
        item("๑.", "ประชุม<b>คณะทำงาน</b>") + item("๒.", "เผยแพร่"),
        "กองคลัง",
        "ต.ค. ๖๗ - มี.ค. ๖๘",
        "ก-๑",
    )
    + row("๒", "อบรมเจ้าหน้าที่", item("-", "จัดอบรม"), "สำนักปลัด", "ไตรมาสที่ ๒", "ก-๒")
    + "</table><!--EndFragment--></body></html>"
)
EXCEL_HTML = (
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style><!-- .font6 {color:black; font-weight:700;} "
    ".xl65 {white-space:normal; text-decoration:underline;} --></style></head><body><table>"
    "<tr><td>มาตรการ</td><td>ขั้นตอน</td><td>ผู้รับผิดชอบ</td></tr><tr><td>ตรวจ<font class=font6>พัสดุ</font></td>"
    "<td class=xl65>๑. นับ<br>\r\n๒. ลงทะเบียน</td><td>กองคลัง</td></tr></table></body></html>"
)
EXCEL = 'มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\r\nตรวจพัสดุ\t"๑. นับ\n๒. ลงทะเบียน"\tกองคลัง\r\n'


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast())


def paste(target: Locator, html: str, text: str) -> None:
    target.evaluate(
        """(field, [html, text]) => {
            const held = new DataTransfer();
            if (html) held.setData("text/html", html);
            held.setData("text/plain", text);
            field.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
        }""",
        [html, text],
    )


def titles(issue: int) -> list[str]:
    found = Measure.objects.filter(section__plan__action_year=YEAR, section__issue__no=issue)
    return list(found.order_by("position").values_list("title", flat=True))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_word_table_is_pasted_checked_saved_and_taken_back(
    page: Page, live_server: LiveServer, stage: Work, tmp_path: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, "officer")
    page.goto(PASTE)
    field = page.get_by_label("คัดลอกทั้งตาราง")
    expect(field).to_be_focused()
    look(page, tmp_path, "paste")

    with next_page(page):
        paste(field, WORD, "ที่\tมาตรการ")
    expect(page.get_by_role("heading", name="ตรวจตารางที่วาง")).to_be_visible()
    expect(page.locator("main")).to_contain_text("จะบันทึก 2 มาตรการ")
    look(page, tmp_path, "paste-preview")

    # a changed column shows at once, and the focus stays where it was
    column = page.get_by_label("หมายเลขโครงการ")
    with next_page(page):
        column.select_option("ignore")
    expect(page.locator(".paste-group")).not_to_contain_text("ก-๑")
    expect(page.get_by_label("หมายเลขโครงการ")).to_be_focused()

    page.get_by_label("ไม่เอาแถวนี้").nth(1).check()
    page.get_by_role("button", name="บันทึก").click()
    expect(page.locator("main")).to_contain_text("วางแล้ว 1 มาตรการ")
    (saved,) = Measure.objects.filter(section__issue__no=3)
    assert (saved.title, saved.procedure) == ("จัดทำคู่มือบริการ", "๑. ประชุม**คณะทำงาน**\n๒. เผยแพร่")
    assert (saved.period_text, saved.extra) == ("ต.ค. ๖๗ - มี.ค. ๖๘", [])

    page.get_by_role("status").get_by_role("button", name="เลิกทำ").click()
    expect(page.locator("main")).to_contain_text("ทุกอย่างเหมือนเดิม")
    assert titles(3) == []


def test_cells_of_excel_are_pasted_anywhere_on_the_page(
    page: Page, live_server: LiveServer, stage: Work
) -> None:
    sign_in(page, "officer")
    page.goto(PASTE)
    with next_page(page):
        paste(page.locator("body"), EXCEL_HTML, EXCEL)
    expect(page.locator("main")).to_contain_text("จะบันทึก 1 มาตรการ")
    with next_page(page):
        page.get_by_label("แทนที่ของเดิม").check()
    expect(page.locator(".paste-save")).to_contain_text("ยังไม่มีของเดิมให้แทนที่")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.locator("main")).to_contain_text("วางแล้ว 1 มาตรการ")
    measure = Measure.objects.get(section__issue__no=3)
    assert (measure.title, measure.procedure) == ("ตรวจ**พัสดุ**", "__๑. นับ__\n__๒. ลงทะเบียน__")


def test_the_keyboard_alone_pastes_a_table(page: Page, live_server: LiveServer, stage: Work) -> None:
    sign_in(page, "officer")
    page.goto(PASTE)
    page.keyboard.insert_text(EXCEL.replace("\r\n", "\n"))
    page.keyboard.press("Tab")
    with next_page(page):
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("จะบันทึก 1 มาตรการ")
    save = page.get_by_role("button", name="บันทึก")
    save.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("วางแล้ว 1 มาตรการ")
    assert titles(3) == ["ตรวจพัสดุ"]


@pytest.mark.parametrize("width", [1280, 390])
def test_measures_of_last_year_are_taken_over(
    page: Page, live_server: LiveServer, stage: Work, tmp_path: Path, width: int
) -> None:
    Measure.objects.filter(pk=stage.measure.pk).update(title="ทบทวนปี ๒๕๖๘")
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, "officer")
    page.goto(TAKE_OVER)
    expect(page.get_by_label("ทบทวนปี ๒๕๖๘")).to_be_checked()
    with next_page(page):
        page.get_by_role("button", name="นำมาตรการที่เลือกมาใช้").click()
    expect(page.locator("main")).to_contain_text("นำมาแล้ว 1 มาตรการ")
    expect(page.locator("mark")).to_have_text("ปี ๒๕๖๘")
    look(page, tmp_path, "take-over")

    page.get_by_role("button", name="เลื่อนเป็น ปี ๒๕๖๙").click()
    expect(page.locator("mark")).to_have_count(0)
    assert Measure.objects.get(section__plan__action_year=YEAR + 1).title == "ทบทวนปี ๒๕๖๙"


def test_axe_finds_nothing_where_rows_are_checked_and_years_looked_at(
    browser: Browser, live_server: LiveServer, stage: Work
) -> None:
    Measure.objects.filter(pk=stage.measure.pk).update(title="ทบทวนปี ๒๕๖๘")
    context = browser.new_context(base_url=live_server.url, locale="th-TH", bypass_csp=True)
    page = context.new_page()
    sign_in(page, "officer")
    page.goto(PASTE.replace("issue=3", "issue=1"))
    with next_page(page):
        paste(page.locator("body"), WORD + "<p>หมายเหตุ</p>", "")
    with next_page(page):
        page.get_by_label("แทนที่ของเดิม").check()
    expect(page.locator(".paste-save")).to_contain_text("มาตรการเหล่านี้จะถูกลบ")
    found = violations(page)
    page.goto(TAKE_OVER)
    with next_page(page):
        page.get_by_role("button", name="นำมาตรการที่เลือกมาใช้").click()
    expect(page.locator("mark")).to_be_visible()
    found += violations(page)
    context.close()
    assert not found, "\n".join(found)
