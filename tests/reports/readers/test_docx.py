"""A Word file is read as it shows: its numbering, its merged cells, its tracked changes as accepted."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.celltext import plain
from reports.readers.decoding import decode
from reports.readers.docx import grid_from_docx, read_docx
from reports.readers.grid import Paragraph, Row, grid_from_text
from reports.readers.reading import UnreadableFile
from reports.readers.text import read_text
from tests.reports.readers.fidelity import squeezed, texts_of
from tests.reports.readers.word_files import (
    instance,
    levels,
    numbered,
    p,
    r,
    tbl,
    tc,
    tr,
    typed,
    word_file,
)  # fmt: skip
from tests.reports.readers.years import FRAMES

HERE = Path(__file__).parents[2]
TEXTS = sorted((HERE / "documents").glob("*.txt")) + sorted(
    (HERE.parents[1] / "shared/sources").glob("*.txt")
)
HEAD = tr("ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ผลลัพธ์")


def grid(body: str, **options: Any) -> list[Any]:
    elements, _ = grid_from_docx(word_file(body, **options))
    return [each.cells if isinstance(each, Row) else each.text for each in elements]


def cell(*paragraphs: str, **options: Any) -> str:
    """The text of one cell among others."""
    row = grid(tbl(tr("ก", tc(*paragraphs))), **options)[0]
    assert isinstance(row, tuple)
    return str(row[1])


class TestNumbering:
    """Labels that Word counts come out as they show."""

    NUMBERS = (
        levels(("thaiNumbers", "%1."), ("thaiLetters", "%2."), ("decimal", "(%3)"))
        + levels(("decimal", "%1)"), ("decimal", "%1.%2"), ("lowerRoman", "%3."), key=1)
        + levels(("bullet", "\uf0b7"), ("bullet", "-"), key=2)
    )

    def test_thai_digits_letters_and_brackets_are_written_as_they_show(self) -> None:
        instances = "".join(instance(key + 1, key) for key in range(3))
        paragraphs = [
            p("จัดทำ", numbered(1)), p("ร่าง", numbered(1, 1)), p("ตรวจ", numbered(1, 1)), p("ย่อย", numbered(1, 2)),
            p("เผยแพร่", numbered(1)), p("ทบทวน", numbered(1, 1)),
            p("one", numbered(2)), p("two", numbered(2, 1)), p("three", numbered(2, 2)),
            p("จุด", numbered(3)), p("ขีด", numbered(3, 1)),
        ]  # fmt: skip
        assert cell(*paragraphs, parts={"numbering": self.NUMBERS + instances}).split("\n") == [
            "๑. จัดทำ", "  ก. ร่าง", "  ข. ตรวจ", "    (1) ย่อย", "๒. เผยแพร่", "  ก. ทบทวน",
            "1) one", "  1.1 two", "    i. three", "• จุด", "  - ขีด",
        ]  # fmt: skip

    def test_a_list_goes_on_in_the_next_cell_and_begins_again_where_word_says_so(self) -> None:
        table = tbl(*(tr(tc(p("", numbered(key))), text) for key, text in ((1, "ก"), (1, "ข"), (2, "ค"))))
        parts = {"numbering": self.NUMBERS + instance(1) + instance(2, start=1)}
        assert grid(table, parts=parts) == [("๑.", "ก"), ("๒.", "ข"), ("๑.", "ค")]

    def test_numbering_of_a_style_and_of_a_heading_shows_too(self) -> None:
        styles = (
            '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/><w:pPr>'
            '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        )
        parts = {"numbering": levels(("thaiNumbers", "ประเด็นที่ %1")) + instance(1), "styles": styles}
        found, _ = grid_from_docx(
            word_file(p("การเปิดเผยข้อมูล", '<w:pStyle w:val="H"/>') + tbl(tr("ก", "ข")), parts=parts)
        )
        assert found[0] == Paragraph(1, "ประเด็นที่ ๑ การเปิดเผยข้อมูล", 2)

    def test_labels_that_were_typed_stay_and_stand_in_as_far_as_on_paper(self) -> None:
        pushed = '<w:ind w:left="720" w:hanging="360"/>'
        assert cell("๑. ก่อน", p("ก. ใน", pushed), "๒. หลัง") == "๑. ก่อน\n  ก. ใน\n๒. หลัง"

    def test_deleted_items_are_not_counted(self) -> None:
        gone = p(
            "<w:del><w:r><w:delText>เดิม</w:delText></w:r></w:del>", numbered(1) + "<w:rPr><w:del/></w:rPr>"
        )
        parts = {"numbering": self.NUMBERS + instance(1)}
        assert cell(p("หนึ่ง", numbered(1)), gone, p("สอง", numbered(1)), parts=parts) == "๑. หนึ่ง\n๒. สอง"


class TestTables:
    def test_merged_cells_keep_the_columns(self) -> None:
        span, down, rest = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        table = tbl(
            tr(tc("ที่", properties=down), tc("คะแนน", properties=span)),
            tr(tc("", properties=rest), "๒๕๖๗", "๒๕๖๘"),
            tr("๑", "๘๐", "๙๐"),
            grid=(500, 800, 800),
        )
        assert grid(table) == [("ที่", "คะแนน", ""), ("", "๒๕๖๗", "๒๕๖๘"), ("๑", "๘๐", "๙๐")]

    def test_rules_that_were_dragged_a_little_are_one_column(self) -> None:
        table = tbl(
            tr("ที่", tc("มาตรการ", properties='<w:gridSpan w:val="2"/>'), "ผู้รับผิดชอบ"),
            tr("๑", "อบรม", tc("กองคลัง", properties='<w:gridSpan w:val="2"/>')),
            grid=(500, 2000, 40, 2000),
        )
        assert grid(table) == [("ที่", "มาตรการ", "ผู้รับผิดชอบ"), ("๑", "อบรม", "กองคลัง")]

    def test_a_unit_merged_over_measures_belongs_to_each_but_not_to_a_row_that_goes_on(self) -> None:
        down, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        rows = [
            HEAD,
            tr("๑", "อบรม", "จัดอบรม", tc("กองคลัง", properties=down), "ต.ค. ๖๗", "อบรมแล้ว", "ดี"),
            tr("", "", "- ประเมินผล", tc("", properties=rest), "", "", ""),
            tr("๒", "ตรวจสอบ", "ตรวจ", tc("", properties=rest), "ม.ค. ๖๘", "ตรวจแล้ว", "ดี"),
        ]
        measures = (
            read_docx(word_file(p("รายงานผล ปี ๒๕๖๘") + tbl(*rows)), frames=FRAMES)
            .document.sections[0]
            .measures
        )
        assert [(each.title, each.responsible) for each in measures] == [
            ("อบรม", ("กองคลัง",)),
            ("ตรวจสอบ", ("กองคลัง",)),
        ]

    def test_a_table_that_goes_on_as_a_second_table_keeps_its_columns_and_the_doubt_names_the_table(
        self,
    ) -> None:
        turn = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
        body = (
            p("รายงานผล ปี ๒๕๖๘", turn)
            + tbl(HEAD, tr("๑", "อบรม", "จัด", "กองคลัง", "ต.ค. ๖๗", "แล้ว", "ดี"))
            + p("", turn)
            + tbl(tr("๒", "ตรวจ", "จัด", "กองช่าง", "ม.ค. ๖๘", "แล้ว", "ดี"))
        )
        reading = read_docx(word_file(body), frames=FRAMES)
        assert [each.title for each in reading.document.sections[0].measures] == ["อบรม", "ตรวจ"]
        (doubt,) = [each for each in reading.warnings if each.code == "read-table-continued"]
        assert doubt.place == (2, 1)
        assert doubt.message == "Table 2 has no header: its columns were taken from the header of table 1."

    def test_content_controls_around_rows_cells_and_text_are_seen_through(self) -> None:
        def control(inside: str, properties: str = "") -> str:
            return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

        table = tbl(
            control(tr("ก", tc(p(control(r("ข"), "")))), ""),
            tr("ค", control(tc("ง"))),
            tr("จ", tc(p(control(r("คลิกเพื่อใส่ข้อความ"), "<w:showingPlcHdr/>")))),
        )
        assert grid(control(table)) == [("ก", "ข"), ("ค", "ง"), ("จ", "")]

    def test_a_nested_table_becomes_lines_of_its_cell(self) -> None:
        assert cell("ดู", tbl(tr("ก", "ข"), tr("ค", "ง"))) == "ดู\nก  ข\nค  ง"


class TestTrackedChanges:
    def test_insertions_stay_deletions_go_and_moves_arrive(self) -> None:
        text = (
            r("เริ่ม ") + f"<w:ins>{r('ใหม่')}</w:ins>" + "<w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del>"
            + f"<w:moveFrom>{r('ย้าย')}</w:moveFrom>" + r(" กลาง ") + f"<w:moveTo>{r('ย้าย')}</w:moveTo>"
        )  # fmt: skip
        assert cell(p(text)) == "เริ่ม ใหม่ กลาง ย้าย"

    def test_deleted_rows_and_cells_go_inserted_ones_stay(self) -> None:
        table = tbl(
            tr("ก", "ข"),
            tr("ลบ", "ลบ", properties="<w:del/>"),
            tr("ใหม่", "ใหม่", properties="<w:ins/>"),
            tr("ค", tc("ลบ", properties="<w:cellDel/>"), "ง"),
        )
        assert grid(table) == [("ก", "ข"), ("ใหม่", "ใหม่"), ("ค", "ง")]

    def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(self) -> None:
        assert cell(p(r("ต้น"), "<w:rPr><w:del/></w:rPr>"), "ปลาย", "อื่น") == "ต้นปลาย\nอื่น"


class TestText:
    def test_bold_underline_breaks_tabs_signs_and_fields(self) -> None:
        text = (
            r("หนา", "<w:bCs/>") + r("ขีด", '<w:u w:val="single"/>') + r("ปกติ", '<w:b w:val="0"/><w:u w:val="none"/>')
            + '<w:r><w:br/></w:r><w:r><w:t>๑.</w:t><w:tab/><w:t>ข้อ</w:t><w:noBreakHyphen/><w:sym w:char="F0FC"/></w:r>'
            + '<w:r><w:instrText> PAGE </w:instrText></w:r><w:fldSimple w:instr="DATE">'
            + r("๑ ม.ค. ๖๘") + "</w:fldSimple>"
            + r("ซ่อน", "<w:vanish/>")
        )  # fmt: skip
        assert cell(p(text)) == "**หนา**__ขีด__ปกติ\n๑. ข้อ-✓๑ ม.ค. ๖๘"

    def test_links_notes_text_boxes_and_formulas_are_read(self) -> None:
        box = (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
            + p("ในกล่อง") + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            + "<w:txbxContent>" + p("ในกล่อง") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
            + "</mc:AlternateContent></w:r>"
        )  # fmt: skip
        body = p(
            '<w:hyperlink r:id="a">' + r("เว็บ") + "</w:hyperlink>" + r(" อ้าง")
            + '<w:r><w:footnoteReference w:id="2"/></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>' + box
        )  # fmt: skip
        found = grid(
            body + tbl(tr("ก", "ข")),
            relations='<Relationship Id="a" Type="x/hyperlink" Target="https://ita.example/a" TargetMode="External"/>',
            parts={"footnotes": '<w:footnote w:id="2">' + p("ที่มา") + "</w:footnote>"},
        )
        assert found == ["เว็บ (https://ita.example/a) อ้าง[1]x=1", "ในกล่อง", ("ก", "ข"), "[1] ที่มา"]

    def test_pictures_among_the_tables_are_a_doubt_those_of_the_cover_are_not(self) -> None:
        picture = p("<w:r><w:drawing/></w:r>")
        rows = tbl(HEAD, tr("๑", "อบรม", "จัด", "กองคลัง", "ต.ค. ๖๗", "แล้ว", "ดี"))
        codes = [
            [each.code for each in read_docx(word_file(body), frames=FRAMES).warnings]
            for body in (picture + rows, rows + picture)
        ]
        assert ["read-pictures" in found for found in codes] == [False, True]


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "read-word-old", id="doc"),
            pytest.param(b"PK\x03\x04 word/document.xml", "read-word-damaged", id="damaged"),
            pytest.param(
                word_file(p("x"), members={"word/vbaProject.bin": b"x"}), "read-word-macros", id="macros"
            ),
            pytest.param(
                word_file(p("x"), content_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
                "read-word-macros",
                id="docm",
            ),
            pytest.param(
                word_file(
                    p("x"),
                    content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                ),
                "read-word-other",
                id="xlsx",
            ),
            pytest.param(
                word_file(
                    p("&a;"), prolog='<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
                ),
                "read-word-outside",
                id="entities",
            ),
            pytest.param(
                word_file(
                    p("x"),
                    relations='<Relationship Id="t" Type="x/attachedTemplate" Target="https://evil.example/a.dotm" '
                    'TargetMode="External"/>',
                ),
                "read-word-outside",
                id="template-from-the-web",
            ),
            pytest.param(word_file("<w:p/>" * 300_001), "read-word-large", id="too-many-elements"),
            pytest.param(word_file(f"<w:p>{' ' * 31_000_000}</w:p>"), "read-word-large", id="zip-bomb"),
            pytest.param(word_file("<w:sdt>" * 300 + "</w:sdt>" * 300), "read-word-large", id="deep"),
            pytest.param(word_file("<w:p>"), "read-word-damaged", id="broken-xml"),
            pytest.param(word_file(p("x")), "read-no-word-table", id="no-table"),
            pytest.param(b"PK\x03\x04" + b"\0" * 20_000_001, "read-too-large", id="large"),
        ],
    )
    def test_what_is_no_harmless_word_file_is_refused_with_what_to_do(self, data: bytes, code: str) -> None:
        with pytest.raises(ValueError, match=r"^[A-Z].+\.$") as refusal:
            read_docx(data, frames=FRAMES)
        assert refusal.value.code == code  # type: ignore[attr-defined]

    def test_a_template_on_the_writers_own_disk_does_no_harm(self) -> None:
        relation = '<Relationship Id="t" Type="x/attachedTemplate" Target="file:///C:/a.dotx" TargetMode="External"/>'
        assert grid(tbl(tr("ก", "ข")), relations=relation) == [("ก", "ข")]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
class TestRealTexts:
    """The texts that the text reader is tested with, typed into Word."""

    def test_the_document_is_the_same(self, path: Path) -> None:
        if path.stem.startswith("ragged"):
            pytest.skip("its rows have too few cells or too many, as none in Word can have")
        data = path.read_bytes()
        text = read_text(data, frames=FRAMES).document
        word = read_docx(typed(grid_from_text(decode(data))), frames=FRAMES).document
        assert without_lines(word) == without_lines(text)

    def test_every_text_is_in_the_document_or_in_a_doubt(self, path: Path) -> None:
        elements = grid_from_text(decode(path.read_bytes()))
        reading = read_docx(typed(elements), frames=FRAMES)
        held = "\n".join(squeezed(plain(text)) for text in texts_of(reading.document))
        held += "".join(squeezed(each.quote) for each in reading.warnings)
        for element in elements:
            for text in element.cells if isinstance(element, Row) else (element.text,):
                lines = plain(text).split("\n")
                lost = [line for line in lines if squeezed(line) not in held and "ลงชื่อ" not in line]
                assert not lost  # the dots of a signature that was understood are none


def without_lines(value: Any) -> Any:
    """A document without the places its parts came from."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: without_lines(getattr(value, each.name))
            for each in fields(value)
            if each.name not in ("line", "source_lines")
        }
    return tuple(map(without_lines, value)) if isinstance(value, tuple) else value


WHOLE = word_file(p("รายงาน ปี ๒๕๖๘") + tbl(HEAD, tr("๑", "อบรม", "จัด", "กองคลัง", "ต.ค. ๖๗", "แล้ว", "ดี")))


@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(WHOLE)),
)
def test_a_file_damaged_anywhere_is_read_or_refused(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    for damaged in (bytes(data), bytes(data[:length])):
        with suppress(UnreadableFile):
            read_docx(damaged, frames=FRAMES)
