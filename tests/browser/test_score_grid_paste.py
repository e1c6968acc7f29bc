"""Blocks of Excel and Word pasted into the score grid, and taken back as a whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.score_grid import open_grid, paste, stored, value
from tests.browser.waiting import eventually
from tests.cast import Work, begin_work, load_catalogue, make_cast


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast())


@pytest.fixture
def grid(page: Page, live_server: LiveServer, stage: Work) -> Page:
    return open_grid(page)


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
