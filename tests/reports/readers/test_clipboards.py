"""What Excel, LibreOffice, Google Sheets and a web page put on the clipboard is read as it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.readers.grid import Paragraph, Row
from reports.readers.html_tables import grid_from_html
from reports.reading_files import read_report
from tests.reports.readers.years import FRAMES

FILES = Path(__file__).parent / "files"


def cells(name: str) -> list[tuple[str, ...]]:
    html = (FILES / name).read_text(encoding="utf-8")
    return [each.cells for each in grid_from_html(html) if isinstance(each, Row)]


def test_excel_gives_numbers_and_dates_under_their_formats_without_hidden_rows() -> None:
    assert cells("clipboard-excel.html") == [
        ("ลำดับ", "มาตรการ", "การดำเนินงาน", "", "ระยะเวลา", "ผลการดำเนินการ"),
        ("", "", "ขั้นตอน", "ผู้รับผิดชอบ", "", ""),
        ("1", "ทำคู่มือบริการ", "1. ร่าง\n2. ประกาศ", "กองคลัง", "๓๑ มีนาคม ๒๕๖๘", "92.10"),
    ]


def test_libreoffice_gives_what_cells_show_and_no_notes() -> None:
    assert cells("clipboard-calc.html") == [
        ("**ลำดับ**", "คะแนน", ""),
        ("", "ปี 2567", "ปี 2568"),
        ("1", "92.10", "97.50%"),
        ("", "ก\nข", ""),
    ]


def test_google_sheets_gives_lines_links_and_bold_words() -> None:
    assert cells("clipboard-sheets.html") == [
        ("ข้อ", "คะแนน", ""),
        ("", "2567", "2568"),
        ("i1", "92.10", "1. ก\n2. ข"),
        ("https://example.org/x", "**เน้น** ธรรมดา", ""),
    ]


def test_a_web_page_gives_its_table_without_buttons_and_hidden_words() -> None:
    html = (FILES / "page.html").read_text(encoding="utf-8")
    caption, *rows = grid_from_html(html)
    assert isinstance(caption, Paragraph)
    assert [each.cells for each in rows if isinstance(each, Row)] == [
        ("ลำดับ", "มาตรการ", "ผล"),
        ("1", "ทำคู่มือ\n- ร่าง\n- ประกาศ", "แล้ว"),
        ("หมายเหตุ", "", ""),
    ]


@pytest.mark.parametrize(
    "html", ["<table><tr><td>ก<button>ข</td><td>ค</td></tr></table>", "<comment>ก<p>ข</p>"]
)
def test_what_is_never_closed_hides_nothing(html: str) -> None:
    said = str(grid_from_html(html))
    assert "ข" in said


def test_a_page_saved_under_the_name_of_a_workbook_is_read_as_a_report() -> None:
    html = (FILES / "clipboard-excel.html").read_text(encoding="utf-8")
    title = "<body><p>รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘</p><p>ประเด็นที่ ๑ กระบวนการปฏิบัติงาน</p>"
    data = html.replace("<body", f"{title}<div", 1).encode()
    (section,) = read_report(data, frames=FRAMES).document.sections
    assert [measure.title for measure in section.measures] == ["ทำคู่มือบริการ"]
