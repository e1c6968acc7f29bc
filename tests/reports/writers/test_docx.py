"""The Word file: what an officer finds who opens it, and what Word needs to show Thai as Thai."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.document import Block, Document, Measure, Section
from reports.layouts import BY_ISSUE, SHIPPED, SUGGESTIONS
from reports.writers.docx import write_docx
from reports.writers.imprint import Imprint
from reports.writers.limits import TooLarge
from tests.reports.writers.demo import LOANS, PLAN, RESULTS
from tests.reports.writers.test_html import HOSTILE, SIXTH

IMPRINT = Imprint.of(
    "https://portal.example/r/99010101/results/2568/v2/", 2, date(2026, 3, 20), "0123456789abcdef" * 4
)
FONT = "TH Sarabun New"


def opened(document: Document, **options: object) -> WordFile:
    return docx.Document(io.BytesIO(write_docx(document, **options)))


def text_of(file: WordFile) -> str:
    return "\n".join("".join(run.itertext(qn("w:t"))) for run in file.element.iter(qn("w:p")))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def measure_tables(file: WordFile) -> list:
    return [each for each in file.tables if each.style.style_id == "ReportTable"]


@pytest.fixture(scope="module")
def results() -> WordFile:
    return opened(RESULTS, imprint=IMPRINT)


def test_the_same_report_has_the_same_bytes():
    assert write_docx(RESULTS, imprint=IMPRINT) == write_docx(RESULTS, imprint=IMPRINT)
    assert write_docx(RESULTS) != write_docx(RESULTS, imprint=IMPRINT)


def test_nothing_in_the_file_tells_when_it_was_written():
    with zipfile.ZipFile(io.BytesIO(write_docx(RESULTS))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml").partition(b">")[2].partition(b">")[2]


def test_it_says_title_author_language_and_the_day_of_publication(results):
    known = results.core_properties
    assert known.title.startswith("รายงานผลการดำเนินการ")
    assert (known.author, known.language) == ("เทศบาลตำบลท่าน้ำใส", "th-TH")
    assert known.created.date() == date(2026, 3, 20)


def test_every_font_is_set_for_thai_and_none_comes_from_a_theme():
    files = parts(write_docx(RESULTS, imprint=IMPRINT))
    assert not any("theme" in name for name in files)
    written = [ElementTree.fromstring(data) for name, data in files.items() if name.startswith("word/") and
               name.endswith(".xml")]  # fmt: skip
    fonts = [each for root in written for each in root.iter(qn("w:rFonts"))]
    assert len(fonts) > 100
    for each in fonts:
        assert {each.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {FONT}
        assert not any("Theme" in name for name in each.attrib)


@pytest.mark.parametrize("twins", [("w:b", "w:bCs"), ("w:sz", "w:szCs")])
def test_weight_and_size_are_said_for_thai_too(twins):
    for data in parts(write_docx(RESULTS)).values():
        for latin, thai in [twins]:
            tag = latin.replace("w:", "<w:").encode()
            assert data.count(tag + b" ") == data.count(thai.replace("w:", "<w:").encode() + b" ")


def test_the_language_of_thai_text_is_thai(results):
    defaults = results.styles.element.find(qn("w:docDefaults"))
    for root in (defaults, results.styles["Normal"].element, results.styles["Heading 2"].element):
        assert {each.get(qn("w:bidi")) for each in root.iter(qn("w:lang"))} == {"th-TH"}
    assert {each.get(qn("w:bidi")) for each in results.element.iter(qn("w:lang"))} == {"th-TH"}


def test_the_type_is_the_official_size(results):
    assert results.styles["Normal"].font.size.pt == 16
    assert (
        opened(replace(RESULTS, layout=replace(RESULTS.layout, font_size=14))).styles["Normal"].font.size.pt
        == 14
    )


def test_tables_lie_on_wide_pages_and_text_on_upright_ones(results):
    orientations = [section.orientation for section in results.sections]
    assert orientations == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    for section in results.sections:
        long, short = (
            max(section.page_width, section.page_height),
            min(section.page_width, section.page_height),
        )
        assert (round(long.mm), round(short.mm)) == (297, 210)


def test_an_upright_layout_has_no_wide_page():
    assert {each.orientation for each in opened(RESULTS, layout=SIXTH).sections} == {WD_ORIENT.PORTRAIT}


def test_the_head_of_a_table_is_repeated_and_its_rows_stay_whole(results):
    for table in results.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in others:
            assert row._tr.trPr.find(qn("w:tblHeader")) is None
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_a_row_that_fits_no_page_may_break():
    long = "\n".join(f"{n}. แจ้งเวียนขั้นตอนการยืมให้พนักงานทุกคนทราบ" for n in range(1, 90))
    document = replace(RESULTS, sections=(Section(1, "ก", measures=(Measure(title="ก", procedure=long),)),))
    (row,) = measure_tables(opened(document))[-1].rows[1:]
    assert row._tr.trPr.find(qn("w:cantSplit")) is None


def test_widths_stand_on_columns_and_cells_and_fill_the_page(results):
    wide = results.sections[3]
    room = wide.page_width - wide.left_margin - wide.right_margin
    tables = [each for each in measure_tables(results) if len(each.columns) == 6]
    assert len(tables) == 3
    for table in tables:
        assert table.autofit is False
        widths = [column.width for column in table.columns]
        assert abs(sum(widths) - room) < Mm(1)
        for row in table.rows:
            assert [cell.width for cell in row.cells] == widths


def test_labels_are_text_and_hang_before_what_they_number(results):
    assert not list(results.element.iter(qn("w:numPr")))
    assert "word/numbering.xml" not in parts(write_docx(RESULTS))
    cell = next(cell for table in measure_tables(results) for row in table.rows for cell in row.cells
                if "ปรับแบบใบยืมพัสดุ" in cell.text)  # fmt: skip
    first, second, deeper = (cell.paragraphs[n] for n in (0, 1, 4))
    assert first.paragraph_format.first_line_indent is None
    assert second.text.startswith("๑.\t")
    assert second.paragraph_format.left_indent + second.paragraph_format.first_line_indent == 0
    assert deeper.text.startswith("-\t")
    assert deeper.paragraph_format.left_indent > second.paragraph_format.left_indent


def test_a_long_label_is_followed_by_its_space():
    document = replace(
        RESULTS, sections=(Section(1, "ก", measures=(Measure(title="๑๐.๑๒.๓ ประชุมคณะทำงาน"),)),)
    )
    assert "๑๐.๑๒.๓ ประชุมคณะทำงาน" in text_of(opened(document))


def test_bold_and_underline_of_a_cell_are_runs_and_bold_of_the_form_is_a_style(results):
    bold = {
        run.text
        for p in results.element.iter(qn("w:p"))
        for run in p.r_lst
        if run.rPr.find(qn("w:b")) is not None
    }
    assert bold == {"เพิ่มขึ้น ๖.๒๕ คะแนน"}
    underlined = {r.text for r in results.element.iter(qn("w:r")) if r.rPr.find(qn("w:u")) is not None}
    assert underlined == {"วิธีดำเนินการ"}


def test_addresses_are_links(results):
    targets = {each.target_ref for each in results.part.rels.values() if each.is_external}
    assert {"https://www.example.go.th/ita/2568/cars", IMPRINT.url} <= targets


@pytest.mark.parametrize("address", ["http://[", "https://", "http://a b", "https://example.go.th:99999/"])
def test_an_address_that_word_would_refuse_is_only_text(address):
    document = replace(RESULTS, sections=(Section(1, "ก", measures=(Measure(title=f"ดู {address} ต่อ"),)),))
    file = opened(document)
    assert address in text_of(file)
    assert not any(" " in each.target_ref or "[" in each.target_ref for each in file.part.rels.values())


def test_the_contents_point_at_the_headings(results):
    marks = {each.get(qn("w:name")) for each in results.element.iter(qn("w:bookmarkStart"))}
    entries = [each.get(qn("w:anchor")) for each in results.element.iter(qn("w:hyperlink"))]
    inside = [each for each in entries if each]
    assert len(inside) > 5
    assert set(inside) <= marks
    assert all(len(name) <= 40 and name.isidentifier() for name in marks)
    numbers = [each.get(qn("w:id")) for each in results.element.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(("digits", "shape"), [("thai", "ThaiArabic"), ("arabic", "Arabic")])
def test_pages_are_numbered_in_the_digits_of_the_layout(digits, shape):
    file = opened(replace(RESULTS, layout=replace(RESULTS.layout, digits=digits)))
    written = "".join(each.text for each in file.sections[-1].footer._element.iter(qn("w:instrText")))
    assert (
        f"PAGE \\* MERGEFORMAT \\* {shape}" in written if digits == "thai" else f"PAGE \\* {shape}" in written
    )
    assert "NUMPAGES" in written


def test_a_published_version_says_where_it_is_found_and_a_draft_that_it_is_one(results):
    foot = results.sections[-1].footer.paragraphs[0].text
    assert IMPRINT.url in foot
    assert IMPRINT.sha256[:16] in foot
    assert len(results.inline_shapes) == 1
    draft = opened(RESULTS)
    assert "ฉบับร่าง" in draft.sections[0].header.paragraphs[0].text
    assert "ฉบับร่าง" not in results.sections[1].header.paragraphs[0].text
    assert len(draft.inline_shapes) == 0


def test_the_emblem_stands_on_the_cover_and_a_broken_one_does_not_hinder():
    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (60, 90), "#0a5763").save(drawn, "PNG")
    document = replace(RESULTS, emblem="e" * 64)
    (shape,) = opened(document, images={"e" * 64: drawn.getvalue()}).inline_shapes
    assert (round(shape.height.mm), round(shape.width.mm)) == (34, 23)
    for broken in (b"\x89PNG\r\n\x1a\n broken", b"<svg/>", b""):
        assert len(opened(document, images={"e" * 64: broken}).inline_shapes) == 0


def test_a_field_without_a_column_stands_with_its_name_under_the_nearest(results):
    cell = next(cell for table in results.tables for row in table.rows for cell in row.cells
                if "ข้อเสนอแนะ:" in cell.text)  # fmt: skip
    assert LOANS.suggestion in cell.text


def test_numbers_of_the_layout_stand_where_it_has_them():
    rows = [
        row.cells[0].text
        for table in measure_tables(opened(RESULTS, layout=BY_ISSUE))
        for row in table.rows[1:]
    ]
    assert rows[-2:] == ["๑", "๒"]
    titles = text_of(opened(RESULTS, layout=SUGGESTIONS))
    assert "๔.การสุ่มตรวจการใช้รถยนต์ส่วนกลาง" in titles.replace("\t", "")


def test_an_issue_in_one_table_is_a_row_across(results):
    table = next(
        each for each in measure_tables(opened(RESULTS, layout=SUGGESTIONS)) if len(each.columns) == 6
    )
    across = table.rows[1]
    assert len({id(cell._tc) for cell in across.cells}) == 1
    assert across.cells[0].text.startswith("ประเด็นที่ ๑")


def test_a_chart_is_the_table_of_its_numbers(results):
    texts = [[[cell.text for cell in row.cells] for row in table.rows] for table in results.tables]
    assert any("IIT น้ำหนัก ๓๐" in table[0] for table in texts)
    assert any(table[0][1:] == ["๒๕๖๔", "๒๕๖๕", "๒๕๖๖", "๒๕๖๗", "๒๕๖๘"] for table in texts)
    assert "แถบคะแนน" not in text_of(results)


def test_hostile_text_stays_text():
    measure = Measure(title=HOSTILE, outcome=HOSTILE + "\x0b\x00\ufffe", extra=((HOSTILE, HOSTILE),))
    document = replace(
        RESULTS, title=HOSTILE, before=(Block("heading", HOSTILE, 2), Block("paragraph", HOSTILE)),
        sections=(Section(1, HOSTILE, heading_as_written=HOSTILE, measures=(measure,)),),
    )  # fmt: skip
    assert "<script>alert(1)</script>" in text_of(opened(document))


def test_what_no_page_can_hold_is_refused():
    document = replace(RESULTS, sections=(Section(1, "ก", measures=(Measure(title="ก" * 20_001),)),))
    with pytest.raises(TooLarge, match="20,000"):
        write_docx(document)


@pytest.mark.parametrize("layout", SHIPPED, ids=lambda each: each.name)
def test_every_layout_can_be_opened(layout):
    document = PLAN if layout.kind == "analysis" else RESULTS
    assert measure_tables(opened(document, layout=layout))


def test_an_empty_report_is_a_file_too():
    assert opened(Document("results", BY_ISSUE)).paragraphs
