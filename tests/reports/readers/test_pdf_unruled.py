"""A table of a PDF without ruling lines is read by the white space between its columns, and said to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reports.document import Document
from reports.readers.grid import Row
from reports.readers.pdf import grid_from_pdf, read_pdf
from reports.readers.text import read_text
from reports.writers.pdf import lay_out, paper_html
from tests.reports.readers.pdf_files import LANDSCAPE, Page, pdf
from tests.reports.readers.test_pdf_printed import as_word_gives_it, measures, read_as
from tests.reports.readers.years import FRAMES
from tests.reports.writers.demo import PLAN, RESULTS

DOCUMENTS = Path(__file__).parents[2] / "documents"
HEAD = ("ที่", "มาตรการ", "ผลการดำเนินการ", "ผลลัพธ์")
WIDTHS = (40, 130, 160, 120)
ROWS = (
    HEAD,
    ("๑", "จัดทำคู่มือ|การปฏิบัติงาน|ในสำนักงาน", "จัดทำแล้ว|ครบทุกกอง", "ประชาชนทราบ|ขั้นตอน|ที่แน่นอน"),
    ("๒", "อบรม", "อบรมแล้ว", "รู้มากขึ้น"),
    ("๓", "ประกาศราคา|กลาง", "-", "โปร่งใส|ตรวจสอบได้"),
)
SAID = [tuple(text.replace("|", "") for text in row) for row in ROWS]


def grid(*pages: Page) -> list[Any]:
    elements, *_ = grid_from_pdf(pdf(*pages))
    return [each.cells if isinstance(each, Row) else each.text for each in elements]


def table(rules: str = "none", rows: Any = ROWS, y: float = 100) -> Page:
    page = Page()
    page.table(50, y, WIDTHS, rows, rules=rules)
    return page


class TestTables:
    @pytest.mark.parametrize("rules", ["none", "across", "shades"])
    def test_columns_are_told_by_the_space_between_them(self, rules: str) -> None:
        assert grid(table(rules)) == SAID

    def test_a_page_that_was_written_line_by_line_is_read_too(self) -> None:
        page = table()
        page.ink.sort(key=lambda ink: (-float(ink.split()[9]), float(ink.split()[8])))
        assert grid(page) == SAID

    def test_numbers_that_stand_in_the_middle_of_their_rows_are_counted_there(self) -> None:
        page = Page()
        for x, text in zip((50, 90, 220, 380), HEAD, strict=True):
            page.text(x, 100, text)
        for y, number in ((130, "๑"), (180, "๒")):
            page.text(50, y, number)
            for x in (90, 220, 380):
                page.lines(x, y - 15, ["- หนึ่ง", "- สอง", "- สาม"])
        assert grid(page) == [HEAD, ("๑", *["- หนึ่ง\n- สอง\n- สาม"] * 3), ("๒", *["- หนึ่ง\n- สอง\n- สาม"] * 3)]

    def test_the_numbers_of_a_list_inside_a_cell_are_no_column(self) -> None:
        steps = [("๑.", "เขียน"), ("๒.", "เสนอ"), ("๓.", "เผยแพร่")]
        page = Page()
        page.table(50, 100, WIDTHS, [HEAD, ("๑", "คู่มือ", "", "ดี")], rules="none")
        for number, (label, text) in enumerate(steps):
            page.text(224, 131 + 15 * number, label).text(242, 131 + 15 * number, text)
        assert grid(page)[1][2] == "๑. เขียน\n๒. เสนอ\n๓. เผยแพร่"

    def test_headings_between_tables_are_paragraphs_and_their_heads_are_not_joined(self) -> None:
        page = Page()
        y = 60.0
        for issue in ("ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใส", "ประเด็นที่ ๒ การให้บริการและระบบ E-Service"):
            page.text(50, y + 15, issue)
            y = page.table(50, y + 25, WIDTHS, ROWS, rules="none") + 15
        assert grid(page) == [
            "ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใส",
            *SAID,
            "ประเด็นที่ ๒ การให้บริการและระบบ E-Service",
            *SAID,
        ]

    def test_a_table_goes_on_overleaf_and_its_head_is_there_once(self) -> None:
        assert grid(table(y=700), table(rows=(HEAD, ("๔", "ตรวจพัสดุ", "ครบ", "ดี")), y=50)) == [
            *SAID,
            ("๔", "ตรวจพัสดุ", "ครบ", "ดี"),
        ]

    def test_text_in_paragraphs_lists_and_signatures_is_no_table(self) -> None:
        page = Page()
        page.lines(50, 60, ["จากการประเมิน ในปีที่ผ่านมา พบว่า" * 2, "หน่วยงานควร ปรับปรุง การให้บริการ", "ดังนี้"])
        page.lines(50, 120, ["๑.", "๒.", "๓.", "๔."]).lines(80, 120, ["อบรม", "ประชุม", "ประกาศ", "ตรวจ"])
        for x in (50, 300):
            page.lines(x, 220, ["(ลงชื่อ)..............", "(นายหนึ่ง ตัวอย่าง)", "ปลัดเทศบาล"])
        assert not any(isinstance(each, tuple) for each in grid(page))

    def test_a_file_with_ruled_tables_is_read_by_its_lines_alone(self) -> None:
        page = table("lines")
        page.lines(50, 400, ["ก", "ข", "ค"]).lines(150, 400, ["ง", "จ", "ฉ"]).lines(250, 400, ["ช", "ซ", "ฌ"])
        elements, _, unruled, _ = grid_from_pdf(pdf(page))
        assert not unruled
        assert sum(isinstance(each, Row) for each in elements) == len(ROWS)


class TestReports:
    def test_a_table_that_was_guessed_is_said_to_be_one_with_its_page(self) -> None:
        page = Page(size=LANDSCAPE)
        page.lines(50, 60, ["รายงานผลการดำเนินการตามมาตรการ", "ปีงบประมาณ ๒๕๖๘", "เทศบาลตำบลตัวอย่าง"])
        page.table(50, 160, WIDTHS, ROWS, rules="none")
        reading = read_pdf(pdf(page), frames=FRAMES)
        (doubt,) = [each for each in reading.warnings if each.code == "read-pdf-unruled"]
        assert doubt.values == {"count": 1, "tables": "1/1"}
        assert [each.title for each in reading.document.sections[0].measures] == [row[1] for row in SAID[1:]]

    @pytest.mark.parametrize(
        ("name", "sides"),
        [
            ("flat-2566-results", "border"),
            ("torn-pages-2568-results", "border"),
            ("wrong-issues-2567-results", "border"),
            ("other-columns-2568-results", "border-left-width: 0 !important; border-right"),
        ],
    )
    def test_a_report_printed_without_lines_holds_every_cell(self, name: str, sides: str) -> None:
        document = read_text((DOCUMENTS / f"{name}.txt").read_bytes(), frames=FRAMES).document
        there = as_word_gives_it(document)
        assert measures(read_as(document, without(sides, document)).document) == measures(there)

    @pytest.mark.parametrize("document", [RESULTS, PLAN], ids=["results", "analysis"])
    def test_our_own_report_without_lines_holds_every_cell(self, document: Document) -> None:
        back = read_as(document, without("border", document)).document
        assert measures(back) == measures(as_word_gives_it(document))

    def test_a_pdf_of_an_office_program_without_lines_holds_every_cell(self) -> None:
        document = read_text((DOCUMENTS / "torn-pages-2568-results.txt").read_bytes(), frames=FRAMES).document
        back = read_as(document, (DOCUMENTS / "torn-pages-2568-results-no-lines.pdf").read_bytes()).document
        assert measures(back) == measures(document)

    @pytest.mark.parametrize(
        "name", ["na-klang-2567-analysis", "rang-wai-2568-results", "sai-khao-2567-results"]
    )
    def test_a_real_report_survives_being_printed_without_lines(
        self, shared_sources: Path, name: str
    ) -> None:
        document = read_text((shared_sources / f"{name}.txt").read_bytes(), frames=FRAMES).document
        reading = read_as(document, without("border", document))
        assert measures(reading.document) == measures(as_word_gives_it(document))
        assert not {"read-row-joined", "read-header", "read-table"} & {each.code for each in reading.warnings}


def without(sides: str, document: Document) -> bytes:
    """The report on paper, its tables without some lines."""
    style = f"<style>.report .tbl, .report .tbl * {{ {sides}-width: 0 !important }}</style></head>"
    return lay_out(paper_html(document).replace("</head>", style, 1)).data
