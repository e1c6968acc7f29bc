"""Bold and underlined words that the clipboard tells by classes stay bold and underlined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.readers.grid import Row
from reports.readers.html_classes import looks_of
from reports.readers.html_tables import grid_from_html

SHEET = """<style><!--table {mso-displayed-decimal-separator:"\\.";}
.font5 {color:black; font-size:11.0pt; font-weight:400; text-decoration:none;}
.font6 {font-weight:700; text-decoration:none;}
.font7 {font-weight:400; text-decoration:underline; text-underline-style:single;}
.xl65 {mso-number-format:Fixed; font-weight:700;}
td.xl66 {text-decoration: underline}
p.MsoNormal, li.MsoNormal {font-weight:bold}
--></style>"""


def cells(row: str, sheet: str = SHEET) -> tuple[str, ...]:
    (found,) = [
        each
        for each in grid_from_html(f"{sheet}<table><tr>{row}<td>ก</td></tr></table>")
        if isinstance(each, Row)
    ]
    return found.cells[:-1]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("<td class=xl65>หัวข้อ</td>", "**หัวข้อ**"),
        ("<td class='xl66'>ขีดเส้น</td>", "__ขีดเส้น__"),
        ("<td class=\"xl65 xl66\">ทั้งสอง</td>", "**__ทั้งสอง__**"),
        ("<td class=xl64>ปกติ</td>", "ปกติ"),
        ("<td>ทำ<font class=font6>คู่มือ</font>บริการ</td>", "ทำ**คู่มือ**บริการ"),
        ("<td class=xl65>เน้น<font class=font5>ไม่เน้น</font></td>", "**เน้น**ไม่เน้น"),
        ("<td class=xl65>เน้น <span style='font-weight:400'>ไม่เน้น</span></td>", "**เน้น** ไม่เน้น"),
        ("<td class=xl65><font class=font7>ขีดเส้น</font></td>", "__ขีดเส้น__"),
        ("<td class=xl65>บรรทัดหนึ่ง<br>สอง</td>", "**บรรทัดหนึ่ง**\n**สอง**"),
        ("<td><p class=MsoNormal>ย่อหน้า</p></td>", "ย่อหน้า"),
    ],
)  # fmt: skip
def test_classes_are_read_as_they_show(row: str, text: str) -> None:
    assert cells(row) == (text,)


def test_a_cell_that_is_not_closed_ends_where_the_next_begins() -> None:
    assert cells("<td class=xl65>เน้น<td>ปกติ") == ("**เน้น**", "ปกติ")


def test_style_sheets_of_any_size_cost_little() -> None:
    for sheet in (
        "<style>" * 50_000,
        "<style>" + "{" * 1_000_000,
        "<style>" + ".a{b}" * 400_000,
        "<style>/*" * 100_000,
    ):
        assert not looks_of(sheet)
    assert len(looks_of("<style>" + "".join(f".c{at}{{font-weight:700}}" for at in range(9_000)))) == 2_000


@given(st.text(alphabet="<>/*{}.;:-abst yle=", max_size=300))
def test_no_style_sheet_brings_the_reader_down(text: str) -> None:
    grid_from_html(f"<style>{text}</style><table><tr><td class=a>{text}</td><td>ข</td></tr></table>")
