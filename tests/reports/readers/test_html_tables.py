"""HTML of Word, Excel and web pages becomes the paragraphs and rows that the recogniser takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.readers.grid import Paragraph, Row
from reports.readers.html_tables import grid_from_html
from reports.readers.merged import SpannedCell, spread


def rows(html: str) -> list[tuple[str, ...]]:
    return [each.cells for each in grid_from_html(html) if isinstance(each, Row)]


def test_paragraphs_headings_and_tables_keep_their_order_and_are_numbered() -> None:
    grid = grid_from_html(
        "<h2>รายงาน</h2><p>ก่อน</p><p>&nbsp;</p><table><tr><td>ที่</td><td>มาตรการ</td></tr>"
        "<tr><td>๑</td><td>อบรม</td></tr></table><p>ระหว่าง</p><table><tr><td>ก</td><td>ข</td></tr></table>หลัง"
    )
    assert grid == (
        Paragraph(1, "รายงาน", 2),
        Paragraph(2, "ก่อน"),
        Row(3, ("ที่", "มาตรการ"), 1, True, 1),
        Row(4, ("๑", "อบรม"), 1, False, 2),
        Paragraph(5, "ระหว่าง"),
        Row(6, ("ก", "ข"), 2, False, 1),
        Paragraph(7, "หลัง"),
    )


def test_a_heading_merged_over_columns_stands_over_the_first_and_no_column_is_doubled() -> None:
    html = (
        "<table><thead><tr><th rowspan=2>ที่</th><th colspan=2>คะแนน</th></tr><tr><th>๒๕๖๗</th><th>๒๕๖๘</th></tr>"
        "</thead><tr><td>๑</td><td>๘๐</td><td>๙๐</td></tr></table>"
    )
    assert rows(html) == [("ที่", "คะแนน", ""), ("", "๒๕๖๗", "๒๕๖๘"), ("๑", "๘๐", "๙๐")]
    assert rows(
        "<table><tr><td colspan=3>ก</td><td>ข</td></tr><tr><td colspan=3>ค</td><td>ง</td></tr></table>"
    ) == [
        ("ก", "ข"),
        ("ค", "ง"),
    ]


def test_a_cell_merged_over_rows_says_in_the_rows_below_what_covers_them() -> None:
    html = (
        "<table><tr><td>๑</td><td rowspan=2>กองคลัง</td></tr><tr><td>๒</td></tr>"
        "<tr><td>๓</td><td>สป.</td></tr></table>"
    )
    grid = [each for each in grid_from_html(html) if isinstance(each, Row)]
    assert [row.cells for row in grid] == [("๑", "กองคลัง"), ("๒", ""), ("๓", "สป.")]
    assert [row.merged for row in grid] == [(), ((1, "กองคลัง"),), ()]


def test_a_word_clipboard_keeps_the_numbers_of_its_lists_and_what_is_bold() -> None:
    html = (
        "<table class=MsoTableGrid><tr><td><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        "<![if !supportLists]><span style='mso-list:Ignore'>๑.<span>&nbsp;&nbsp;</span></span><![endif]>"
        "<b>จัดทำ</b>คู่มือ<o:p></o:p></p><p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>ก.</span>"
        "เผยแพร่</p></td><td><p><del>เดิม</del><ins>ใหม่</ins></p></td></tr><tr><td>x</td><td>y</td></tr></table>"
    )
    assert rows(html)[0] == ("๑. **จัดทำ**คู่มือ\n  ก. เผยแพร่", "ใหม่")


def test_a_table_in_a_cell_becomes_lines_and_a_frame_around_tables_is_not_there() -> None:
    inner = "<table><tr><td>ก</td><td>ข</td></tr><tr><td>ค</td><td>ง</td></tr></table>"
    assert rows(f"<table><tr><td>๑</td><td>ดู{inner}</td></tr></table>") == [("๑", "ดู\nก  ข\nค  ง")]
    framed = grid_from_html(f"<table><tr><td><p>คำนำ</p>{inner}<p>ท้าย</p></td></tr></table>")
    assert [each.text if isinstance(each, Paragraph) else each.cells for each in framed] == [
        "คำนำ", ("ก", "ข"), ("ค", "ง"), "ท้าย",
    ]  # fmt: skip


def test_what_is_not_displayed_and_what_runs_is_left_out() -> None:
    html = (
        "<style>p{}</style><script>x()</script><table><tr style='display:none'><td>ลับ</td><td>ลับ</td></tr>"
        "<tr><td>ก</td><td onclick='x()'>ข</td></tr></table>"
    )
    assert rows(html) == [("ก", "ข")]
    assert "ลับ" not in str(grid_from_html(html))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<div/>" * 100_000,
        "<ol><li>" * 20_000,
        "<table><tr><td>" * 10_000,
        "<table>" + "<tr><td colspan=1000 rowspan=0>x" * 2_000,
        "<table><tr>" + "<td colspan=9999 rowspan=9999>x" * 2_000,
        "<b><i>" * 20_000 + "<p>" * 20_000,
        "<a href=" * 50_000,
        "<o:p/>" * 50_000 + "<p>x</p>",
    ],
)
def test_html_made_to_hurt_is_read_like_any_other(html: str) -> None:
    assert len(grid_from_html(html)) <= 20_000


@given(st.lists(st.lists(st.builds(SpannedCell, st.text(max_size=2), st.integers(0, 4), st.integers(0, 4)))))
def test_no_text_of_a_merged_table_is_lost_or_doubled(table: list[list[SpannedCell]]) -> None:
    written = sorted(cell.text for row in table for cell in row if cell.text)
    assert sorted(text for row in spread(table) for text in row.cells if text) == written
