"""A PDF is read as it shows: tables by their ruling lines, lines and rows that a page broke whole again."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from reports.readers.grid import Row
from reports.readers.pages.content import Letter
from reports.readers.pages.lines import lines_of, pieces_of
from reports.readers.pdf import grid_from_pdf, read_pdf
from reports.readers.placing import with_places
from reports.readers.reading import Warning  # noqa: A004 - the word of the field
from tests.reports.readers.pdf_files import A4, LANDSCAPE, Page, pdf
from tests.reports.readers.years import FRAMES

HEAD = ("ที่", "มาตรการ", "ผลการดำเนินการ", "ผลลัพธ์")
WIDTHS = (40, 130, 160, 120)


def grid(*pages: Page) -> list[Any]:
    """Texts of paragraphs, cells of rows."""
    elements, *_ = grid_from_pdf(pdf(*pages))
    return [each.cells if isinstance(each, Row) else each.text for each in elements]


def cell(text: str, wide: float = 130) -> str:
    """What one cell among others says."""
    page = Page()
    page.table(50, 100, (60, wide, 60), [("ก", "ข", "ค"), ("๑", text, "-")])
    return str(grid(page)[1][1])


class TestTables:
    @pytest.mark.parametrize("rules", ["lines", "boxes", "frames", "inner"])
    def test_borders_may_be_lines_thin_boxes_or_frames_and_the_outer_ones_missing(self, rules: str) -> None:
        page = Page().text(50, 60, "รายงานผล")
        page.table(50, 100, WIDTHS, [HEAD, ("๑", "อบรม", "อบรมแล้ว", "รู้มากขึ้น")], rules=rules)
        assert grid(page) == ["รายงานผล", HEAD, ("๑", "อบรม", "อบรมแล้ว", "รู้มากขึ้น")]

    def test_the_text_of_a_page_is_read_cell_by_cell_whatever_the_order_of_writing(self) -> None:
        page = Page()
        page.table(50, 100, (60, 130), [("ก", "หนึ่ง\nสอง"), ("ข", "สาม\nสี่")])
        page.ink.reverse()
        assert grid(page) == [("ก", "หนึ่ง\nสอง"), ("ข", "สาม\nสี่")]

    def test_merged_cells_are_one(self) -> None:
        page = Page()
        page.table(50, 100, (60, 80, 80), [("ที่", "ผล", None), ("๑", "ได้", "ดี")])
        page.box(50, 300, 60, 40, paint="S")
        assert grid(page) == [("ที่", "ผล", ""), ("๑", "ได้", "ดี")]

    def test_a_cell_over_several_rows_is_known_to_each_of_them(self) -> None:
        page = Page()
        for y, left in ((100, 50), (120, 110), (140, 50)):
            page.line(left, y, 250, y)
        for x in (50, 110, 250):
            page.line(x, 100, x, 140)
        page.text(54, 115, "IIT").text(114, 115, "i๑ ข้อหนึ่ง").text(114, 135, "i๒ ข้อสอง")
        elements, *_ = grid_from_pdf(pdf(page))
        rows = [each for each in elements if isinstance(each, Row)]
        assert [row.cells for row in rows] == [("IIT", "i๑ ข้อหนึ่ง"), ("", "i๒ ข้อสอง")]
        assert rows[1].merged == ((0, "IIT"),)

    def test_a_frame_around_text_is_no_table(self) -> None:
        page = Page().box(40, 50, 300, 60, paint="S").text(50, 80, "บันทึกข้อความ")
        page.table(50, 200, (60, 130), [("ก", "ข"), ("ค", "ง")])
        assert grid(page)[0] == "บันทึกข้อความ"

    def test_rules_that_hang_on_nothing_are_no_table(self) -> None:
        page = Page().line(50, 60, 500, 60).text(50, 80, "หัวเรื่อง")
        page.table(50, 200, (60, 130), [("ก", "ข"), ("ค", "ง")])
        assert grid(page) == ["หัวเรื่อง", ("ก", "ข"), ("ค", "ง")]

    def test_a_word_too_long_for_its_cell_is_not_cut_at_the_line(self) -> None:
        page = Page()
        page.table(50, 100, (60, 60, 120), [("ก", "ข", "ค"), ("๑", "", "")])
        page.text(114, 131, "www.example.go.th")
        assert grid(page)[1] == ("๑", "www.example.go.th", "")

    @pytest.mark.parametrize("turned", [90, 180, 270])
    def test_a_turned_page_is_turned_back(self, turned: int) -> None:
        page = Page(size=A4, rotate=turned)
        shown = LANDSCAPE if turned % 180 else A4
        straight = Page(size=shown)
        straight.table(50, 100, (60, 130), [("ก", "ดีมาก"), ("ค", "งาม")])
        page.ink = [f"q {_turning(turned)} cm", *straight.ink, "Q"]
        assert grid(page) == [("ก", "ดีมาก"), ("ค", "งาม")]

    def test_a_table_that_runs_up_an_upright_page_is_read_as_well(self) -> None:
        straight = Page(size=LANDSCAPE)
        straight.table(50, 100, (60, 130), [("ก", "ดีมาก"), ("ค", "งาม")])
        page = Page(size=A4)
        page.ink = [f"q {_turning(90)} cm", *straight.ink, "Q"]
        assert grid(page) == [("ก", "ดีมาก"), ("ค", "งาม")]

    def test_drawings_within_drawings_and_cut_pages_change_nothing(self) -> None:
        page = Page()
        page.table(50, 100, (60, 130), [("ก", "ดีมาก"), ("ค", "งาม")])
        written = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf(page))) as file:
            drawing = file.pages[0].as_form_xobject()
            around = pikepdf.Dictionary(
                Type=pikepdf.Name.Page,
                MediaBox=[-100, -50, 842, 1191],
                CropBox=[20, 30, 700, 1150],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=drawing)),
                Contents=file.make_stream(b"q 1.3 0 0 1.3 30 40 cm /A Do Q"),
            )
            file.pages.append(pikepdf.Page(file.make_indirect(around)))
            del file.pages[0]
            file.save(written)
        elements, *_ = grid_from_pdf(written.getvalue())
        assert [each.cells for each in elements if isinstance(each, Row)] == [("ก", "ดีมาก"), ("ค", "งาม")]


def _turning(turned: int) -> str:
    """What turns content against the way its page is turned."""
    wide, high = A4
    return {90: f"0 1 -1 0 {wide} 0", 180: f"-1 0 0 -1 {wide} {high}", 270: f"0 -1 1 0 0 {high}"}[turned]


class TestLines:
    def test_a_broken_line_of_thai_is_joined_without_a_space(self) -> None:
        assert cell("ปรับปรุงการให้|บริการแก่|ประชาชน", 80) == "ปรับปรุงการให้บริการแก่ประชาชน"

    def test_a_space_at_the_end_of_a_line_is_kept(self) -> None:
        assert cell("เผยแพร่ข้อมูล |ผ่านเว็บไซต์", 90) == "เผยแพร่ข้อมูล ผ่านเว็บไซต์"

    def test_numbers_and_latin_words_are_set_apart_from_what_was_broken_before_them(self) -> None:
        assert cell("ปีงบประมาณ|๒๕๖๘", 80) == "ปีงบประมาณ ๒๕๖๘"
        assert cell("ระบบบริการ|E-Service", 80) == "ระบบบริการ E-Service"

    def test_a_long_address_is_whole_again(self) -> None:
        assert cell("https://www.exa|mple.go.th/news", 110) == "https://www.example.go.th/news"

    def test_a_line_that_ends_although_there_was_room_stays_a_line(self) -> None:
        assert cell("กองคลัง\nกองช่าง") == "กองคลัง\nกองช่าง"

    def test_items_begin_lines_of_their_own(self) -> None:
        text = "๑. จัดทำคู่มือ|การปฏิบัติ|งาน\n๒. เผยแพร่"
        assert cell(text, 90) == "๑. จัดทำคู่มือการปฏิบัติงาน\n๒. เผยแพร่"

    def test_a_line_that_no_longer_hangs_below_the_text_of_an_item_is_none_of_it(self) -> None:
        page = Page()
        page.table(50, 100, (60, 130), [("ก", "ข"), ("๑", "\n\n\n")])
        page.text(114, 131, "๑. จัดทำคู่มือการ").text(126, 146, "ปฏิบัติงานใน").text(114, 161, "วิธีการ")
        assert grid(page)[1][1] == "๑. จัดทำคู่มือการปฏิบัติงานใน\nวิธีการ"

    def test_an_item_named_within_a_sentence_begins_no_line(self) -> None:
        assert cell("เพิ่มคะแนนข้อ |e9 ได้", 90) == "เพิ่มคะแนนข้อ e9 ได้"

    def test_item_codes_and_scores_below_each_other_stay_apart(self) -> None:
        assert cell("i๑ ปฏิบัติงานครบ\ni๒ เท่าเทียมกัน", 84) == "i๑ ปฏิบัติงานครบ\ni๒ เท่าเทียมกัน"
        assert cell("๘๙.๒๗\n๙๐.๐๐", 40) == "๘๙.๒๗\n๙๐.๐๐"

    def test_a_score_that_had_no_room_is_whole_again(self) -> None:
        assert cell("๘๙.|๒๗", 24) == "๘๙.๒๗"

    def test_what_looks_like_a_mark_of_our_own_is_shown_as_it_is(self) -> None:
        assert cell("\\*\\*ดี", 90).startswith("\\")
        assert cell("**ดี**", 90) == "\\*\\*ดี\\*\\*"

    def test_units_in_a_row_do_not_run_together(self) -> None:
        assert cell("นิติกร|นักวิชาการพัสดุ", 90) == "นิติกร นักวิชาการพัสดุ"


class TestLetters:
    """Thai letters as old and careless programs write them."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("ท\u0e4d\u0e32ให้", "ทำให้"),
            ("น\u0e4d\u0e49\u0e32ใส", "น้ำใส"),
            ("น\u0e49\u0e4d\u0e32ใส", "น้ำใส"),
            ("น\u0e33\u0e49ใส", "น้ำใส"),
            ("ทีม\u0e48\u0e35", "ทีมี่"),
            ("ป\uf70aว", "ป่ว"),
            ("ฝ\uf701กอบรม", "ฝิกอบรม"),
            ("ป\uf713ายประกาศ", "ป่ายประกาศ"),
            ("\uf700านข้อมูล", "ฐานข้อมูล"),
            ("ท ี่ดิน", "ที่ดิน"),
        ],
    )
    def test_a_word_comes_out_as_it_is_typed(self, written: str, meant: str) -> None:
        assert cell(written) == meant

    def test_thai_that_an_old_font_calls_by_latin_letters_is_thai(self) -> None:
        page = Page()
        for at, text in enumerate(("ลำดับ", "เผยแพร่", "ให้บริการ", "งบประมาณ ๒๕๖๘")):
            page.text(54, 112 + 20 * at, text.encode("cp874").decode("latin-1"))
        page.table(50, 200, (60, 130), [("1", "2"), ("3", "4")])
        assert grid(page)[:4] == ["ลำดับ", "เผยแพร่", "ให้บริการ", "งบประมาณ ๒๕๖๘"]

    def test_a_mark_that_was_written_after_other_letters_goes_to_its_own(self) -> None:
        letters = [Letter(each, 6 * at, 6 * at + 6, 100, 12) for at, each in enumerate("ฤทธในการ")]
        letters.append(Letter("์", 18, 18, 99.6, 12, ink=15))
        (line,) = lines_of(pieces_of(letters))
        assert line.text == "ฤทธ์ในการ"

    def test_letters_printed_twice_to_look_bold_are_there_once(self) -> None:
        page = Page()
        page.table(50, 100, (60, 130), [("ก", "ข"), ("๑", "")])
        page.text(114, 131, "สำคัญ").text(114.3, 131, "สำคัญ")
        assert grid(page)[1][1] == "สำคัญ"

    def test_letters_spread_over_a_line_are_no_words_with_spaces(self) -> None:
        page = Page()
        page.table(50, 100, (60, 160), [("ก", "ข"), ("๑", "")])
        page.ink.append("4 Tc")
        page.text(114, 131, "ประชาชน")
        assert grid(page)[1][1] == "ประชาชน"

    def test_distance_between_words_is_a_space(self) -> None:
        page = Page()
        page.table(50, 100, (60, 160), [("ก", "ข"), ("๑", "")])
        page.text(114, 131, "เทศบาล").text(114 + 6 * 6 + 5, 131, "ตำบล")
        assert grid(page)[1][1] == "เทศบาล ตำบล"


class TestPages:
    def paged(self, *tables: Any, **options: Any) -> list[Any]:
        pages = []
        for number, rows in enumerate(tables, 1):
            page = Page(size=LANDSCAPE)
            page.text(50, 40, "เทศบาลตำบลตัวอย่าง").text(420, 570, f"หน้า {number} จาก {len(tables)}")
            page.table(50, 80, WIDTHS, rows, **options)
            pages.append(page)
        return grid(*pages)

    def test_running_titles_and_page_numbers_are_left_out(self) -> None:
        assert self.paged([HEAD, ("๑", "ก", "ข", "ค")], [HEAD, ("๒", "ง", "จ", "ฉ")]) == [
            HEAD, ("๑", "ก", "ข", "ค"), ("๒", "ง", "จ", "ฉ"),
        ]  # fmt: skip

    def test_a_line_at_the_top_that_differs_from_page_to_page_is_text(self) -> None:
        pages = [Page().text(50, 60, f"ประเด็นที่ {number}") for number in "๑๓๗"]
        for page in pages:
            page.table(50, 100, (60, 130), [("ก", "ข"), ("ค", "ง")])
        assert [each for each in grid(*pages) if isinstance(each, str)] == [
            "ประเด็นที่ ๑",
            "ประเด็นที่ ๓",
            "ประเด็นที่ ๗",
        ]

    def test_a_row_torn_by_the_end_of_the_page_is_whole_again(self) -> None:
        first = [HEAD, ("๑", "จัดทำคู่มือ", "๑. ประชุม\n๒. ร่างคู่มือการ", "เข้าใจ")]
        rest = [HEAD, ("", "", "ให้บริการ\n๓. เผยแพร่", ""), ("๒", "อบรม", "แล้ว", "ดี")]
        assert self.paged(first, rest) == [
            HEAD,
            ("๑", "จัดทำคู่มือ", "๑. ประชุม\n๒. ร่างคู่มือการให้บริการ\n๓. เผยแพร่", "เข้าใจ"),
            ("๒", "อบรม", "แล้ว", "ดี"),
        ]

    def test_a_row_with_a_number_of_its_own_is_a_row(self) -> None:
        first, second = [HEAD, ("๑", "อบรม", "แล้ว", "ดี")], [("๒", "ประชุม", "แล้ว", "ดี")]
        assert self.paged(first, second)[-1] == ("๒", "ประชุม", "แล้ว", "ดี")

    def test_a_list_that_begins_in_the_rest_of_a_torn_row_does_not_make_it_a_row(self) -> None:
        first = [HEAD, ("๑", "เพิ่มช่องทาง", "- ช่องทางใหม่", "สะดวกเพื่อ")]
        rest = [HEAD, ("", "", "๑. เว็บไซต์\n๒. ไลน์", "ประชาชน")]
        assert self.paged(first, rest)[1:] == [
            ("๑", "เพิ่มช่องทาง", "- ช่องทางใหม่\n๑. เว็บไซต์\n๒. ไลน์", "สะดวกเพื่อประชาชน")
        ]

    def test_a_row_joined_over_the_end_of_a_page_is_told_with_both_pages(self) -> None:
        (told,) = with_places(
            [Warning("read-row-joined", (("line", 9), ("above", 8)), 9)], {8: (1, 4, 2), 9: (1, 2, 3)}
        )
        assert told.message.startswith("Row 2 of table 1 has")
        assert told.message.endswith("row 4 of table 1 on page 2.")

    def test_a_heading_merged_over_all_columns_is_not_joined_to_the_row_above(self) -> None:
        first = [HEAD, ("๑", "อบรม", "แล้ว", "ดี")]
        second = [("ประเด็นที่ ๒ การให้บริการ", None, None, None), ("๑", "ประชุม", "แล้ว", "ดี")]
        assert self.paged(first, second)[2] == ("ประเด็นที่ ๒ การให้บริการ", "", "", "")

    def test_another_table_on_the_next_page_is_a_table_of_its_own(self) -> None:
        one, other = Page(), Page()
        one.table(50, 100, (60, 130), [("ก", "ข"), ("ค", "ง")])
        other.table(50, 100, (90, 60, 90), [("ก", "ข", "ค"), ("ง", "จ", "ฉ")])
        elements, *_ = grid_from_pdf(pdf(one, other))
        assert [each.table for each in elements if isinstance(each, Row)] == [1, 1, 2, 2]

    def test_a_footnote_below_a_table_that_goes_on_overleaf_stands_behind_it(self) -> None:
        one, other = Page(), Page()
        end = one.table(50, 100, (60, 130), [("ก", "ข"), ("๑", "จัดทำคู่มือเพื่อ")])
        one.text(50, end + 30, "๑ ดูภาคผนวก", 9)
        other.table(50, 100, (60, 130), [("ก", "ข"), ("", "ประชาชน"), ("๒", "อบรม")])
        assert grid(one, other) == [
            ("ก", "ข"),
            ("๑", "จัดทำคู่มือเพื่อประชาชน"),
            ("๒", "อบรม"),
            "๑ ดูภาคผนวก",
        ]

    def test_paragraphs_stand_where_they_are_between_the_tables(self) -> None:
        page = Page().text(50, 60, "ประเด็นที่ ๑")
        end = page.table(50, 80, (60, 130), [("ก", "ข"), ("ค", "ง")])
        page.text(50, end + 40, "ประเด็นที่ ๒")
        page.table(50, end + 60, (60, 130), [("จ", "ฉ"), ("ช", "ซ")])
        assert grid(page) == ["ประเด็นที่ ๑", ("ก", "ข"), ("ค", "ง"), "ประเด็นที่ ๒", ("จ", "ฉ"), ("ช", "ซ")]

    def test_a_paragraph_of_several_lines_is_one(self) -> None:
        page = Page().lines(50, 60, ["จากการประเมิน" * 5 + "ของเทศบาลแห่งนี้ใน", "ตัวอย่างปรากฏผล"])
        page.lines(50, 160, ["เรื่อง", "เรียน"])
        page.table(50, 300, (60, 130), [("ก", "ข"), ("ค", "ง")])
        assert grid(page)[:3] == ["จากการประเมิน" * 5 + "ของเทศบาลแห่งนี้ในตัวอย่างปรากฏผล", "เรื่อง", "เรียน"]


class TestReports:
    def test_a_report_is_understood_and_its_doubts_name_page_table_and_row(self) -> None:
        page = Page(size=LANDSCAPE)
        page.lines(50, 60, ["รายงานผลการดำเนินการตามมาตรการ", "ปีงบประมาณ ๒๕๖๘", "เทศบาลตำบลตัวอย่าง"])
        page.text(50, 140, "ประเด็นที่ ๒ การให้บริการและระบบ E-Service")
        head = ("ที่", "มาตรการ", "ระยะเวลา", "ผลการดำเนินการ", "ผลลัพธ์")
        row = ("๑", "อบรม", "๓๒ ม.ค. ๖๘", "อบรมแล้ว", "รู้มากขึ้น")
        page.table(50, 160, (40, 130, 120, 160, 120), [head, row])
        reading = read_pdf(pdf(page), frames=FRAMES)
        document = reading.document
        assert (document.kind, document.action_year, document.municipality.name) == (
            "results",
            2568,
            "ตัวอย่าง",
        )
        (section,) = document.sections
        assert (section.issue, section.measures[0].title, section.measures[0].outcome) == (
            2,
            "อบรม",
            "รู้มากขึ้น",
        )
        (doubt,) = [each for each in reading.warnings if each.code == "read-period"]
        assert doubt.place == (1, 2, 1)
        assert reading.places[section.measures[0].source_lines[0]] == (1, 2, 1)

    def test_pages_that_are_pictures_among_others_are_named(self) -> None:
        page = Page()
        page.table(50, 100, WIDTHS, [HEAD, ("๑", "อบรมเจ้าหน้าที่ทุกกอง", "อบรมแล้วสองครั้ง", "รู้มากขึ้น")])
        reading = read_pdf(pdf(Page().picture(), page, Page().picture()), frames=FRAMES)
        (doubt,) = [each for each in reading.warnings if each.code == "read-pages-scanned"]
        assert doubt.values["pages"] == "1, 3"
