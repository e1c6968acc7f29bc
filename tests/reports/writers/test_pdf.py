"""The PDF: real text, our fonts, tags, pages, and the same bytes for the same document."""

import io
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pypdf
import pytest

from reports.document import Block, Document, Heading, Measure, Section
from reports.layouts import OUTPUT_OUTCOME, STEPS_FIRST
from reports.writers import pdf
from reports.writers.html import Imprint
from reports.writers.pdf import PdfResult, css_text, paper_html, write_pdf
from tests.fidelity import pdf_text, squeezed
from tests.reports.writers.demo import LOANS, PLAN, RESULTS
from tests.reports.writers.test_html import HOSTILE, SIXTH

IMPRINT = Imprint.of(
    "https://portal.example/r/99010101/results/2568/v2/", 2, date(2026, 3, 20), "0123456789abcdef" * 4
)


@pytest.fixture(scope="module")
def results() -> PdfResult:
    return write_pdf(RESULTS, imprint=IMPRINT)


@pytest.fixture(scope="module")
def reader(results: PdfResult) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(results.data))


@pytest.fixture(scope="module")
def text(results: PdfResult) -> dict[str, str]:
    return pdf_text(results.data)


def test_a_second_rendering_gives_the_same_bytes(results):
    assert write_pdf(RESULTS, imprint=IMPRINT).data == results.data


def test_the_embedded_fonts_are_exactly_ours(results):
    names = set()
    with pikepdf.open(io.BytesIO(results.data)) as file:
        for each in file.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
                names.add(str(each.BaseFont).rpartition("+")[2].lstrip("/"))
    assert names == {"ITA-Sarabun-Paper", "ITA-Sarabun-Paper-Bold"}


@pytest.mark.parametrize("tool", ["pypdfium2", "pypdf"])
def test_text_copied_from_the_pdf_is_the_text_that_went_in(text, tool):
    page = squeezed(text[tool])
    assert "\u0e4d" not in text[tool]
    for word in ("น้ำ", "ทำให้เวลารอ", "ค่ำ", "ผู้ยื่นคำร้อง", "ท่าน้ำใส", "E-Service"):
        assert word in page
    for line in (LOANS.output, LOANS.procedure):
        for piece in line.replace("__", "").split("\n"):
            assert squeezed(piece) in page


def test_it_is_tagged_with_heads_of_tables_and_words_for_pictures(results):
    assert (results.variant, results.notice) == ("pdf/ua-1", "")
    with pikepdf.open(io.BytesIO(results.data)) as file:
        assert file.Root.MarkInfo.Marked
        assert "pdfuaid:part" in file.Root.Metadata.read_bytes().decode()
        kinds: dict[str, int] = {}
        described = []
        for each in file.objects:
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each:
                kinds[str(each.S)] = kinds.get(str(each.S), 0) + 1
                if each.S == "/Figure":
                    described.append(str(each.get("/Alt", "")))
    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Link"} <= set(kinds)
    assert described
    assert any("IIT" in each for each in described)


def test_title_language_author_and_dates_come_from_the_document(reader):
    assert reader.metadata.title.startswith("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรม")
    assert reader.metadata.author == "เทศบาลตำบลท่าน้ำใส"
    assert reader.trailer["/Root"]["/Lang"] == "th"
    assert reader.metadata.creation_date_raw.startswith("D:20260320")


def test_pages_are_numbered_in_the_digits_of_the_layout(results, text):
    last = results.pages
    thai = str(last).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert f"หน้า{thai}จาก{thai}" in "".join(text["pypdfium2"].split())
    arabic = write_pdf(replace(RESULTS, layout=replace(RESULTS.layout, digits="arabic")))
    assert f"หน้า{arabic.pages}จาก{arabic.pages}" in "".join(pdf_text(arabic.data)["pypdfium2"].split())


def test_the_contents_and_the_bookmarks_lead_to_the_sections(reader):
    titles = [str(each.title) for each in reader.outline if not isinstance(each, list)]
    assert "สรุปผลการประเมิน ITA ปี ๒๕๖๘" in titles
    assert "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ" in titles
    contents = "".join(reader.pages[1].extract_text().split())
    assert re.search(r"กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ\.+[๐-๙]+", contents)


def test_the_issues_of_one_table_are_in_the_contents_the_bookmarks_and_the_running_head():
    rows = tuple(replace(LOANS, title=f"มาตรการลำดับ {n}") for n in range(1, 4))
    titles = {4: "การใช้ทรัพย์สิน", 5: "การใช้งบประมาณ"}
    sections = tuple(Section(no, title, measures=rows) for no, title in titles.items())
    made = write_pdf(replace(RESULTS, sections=sections), layout=STEPS_FIRST)
    reader = pypdf.PdfReader(io.BytesIO(made.data))
    bookmarks = [str(each.title) for each in reader.outline if not isinstance(each, list)]
    contents = "".join(reader.pages[1].extract_text().split())
    for no, title in zip("๔๕", titles.values(), strict=True):
        heading = f"ประเด็นที่ {no} {title}"
        assert heading in bookmarks
        assert re.search(rf"{heading.replace(' ', '')}\.+[๐-๙]+", contents)
    assert all("ประเด็นที่๔" in page or "ประเด็นที่๕" in page for page in wide_pages(made.data))


def test_a_table_with_other_headings_as_written_has_a_head_of_its_own():
    written = tuple(Heading(each.field, each.heading) for each in STEPS_FIRST.columns)
    drifted = (replace(written[0], text="มาตรการหรือโครงการอื่น"), *written[1:])
    rows = tuple(replace(LOANS, title=f"มาตรการลำดับ {n}") for n in range(1, 5))
    sections = (
        Section(4, "การใช้ทรัพย์สิน", measures=rows, headings=written),
        Section(5, "การใช้งบประมาณ", measures=rows, headings=drifted),
    )
    made = write_pdf(replace(RESULTS, sections=sections, layout=STEPS_FIRST))
    heads = [("มาตรการ/กิจกรรม" in page, "มาตรการหรือโครงการอื่น" in page) for page in wide_pages(made.data)]
    assert heads[0] == (True, False)
    assert heads[-1] == (False, True)


def test_tables_of_measures_lie_on_landscape_pages_and_text_on_portrait_ones(reader):
    sides = {
        "wide" if page.mediabox.width > page.mediabox.height else "tall": "".join(page.extract_text().split())
        for page in reader.pages
    }
    assert set(sides) == {"wide", "tall"}
    for page in reader.pages:
        wide = page.mediabox.width > page.mediabox.height
        assert wide == ("ขั้นตอนหรือวิธีการปฏิบัติ" in "".join(page.extract_text().split()))
        assert {round(page.mediabox.width), round(page.mediabox.height)} == {595, 842}


def wide_pages(data: bytes) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return [
        "".join(page.extract_text().split()) for page in pages if page.mediabox.width > page.mediabox.height
    ]


def test_the_head_of_a_table_is_repeated_and_no_heading_stands_alone():
    rows = tuple(replace(LOANS, title=f"มาตรการลำดับ {n}") for n in range(1, 8))
    more = Section(5, "การใช้งบประมาณ", measures=rows[:2])
    made = write_pdf(replace(RESULTS, sections=(Section(4, "การใช้ทรัพย์สิน", measures=rows), more)))
    pages = wide_pages(made.data)
    assert len(pages) >= 4
    assert all("ผลลัพธ์หรือผลสัมฤทธิ์(outcome)" in page and "มาตรการลำดับ" in page for page in pages)
    assert sum(page.count("มาตรการลำดับ") for page in pages) == 9


def test_a_row_taller_than_a_page_goes_on_overleaf_under_the_same_head():
    step = "๑. ตรวจสอบทะเบียนคุมทรัพย์สินและรายงานผลต่อผู้บังคับบัญชาตามลำดับชั้น\n"
    measure = Measure(title="มาตรการยาว", procedure=step * 60, output="ผลสั้น")
    made = write_pdf(
        replace(
            RESULTS,
            result=replace(RESULTS.result, trend=()),
            sections=(Section(1, "ประเด็นยาว", measures=(measure,)),),
        )
    )
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made.data)).pages]
    holding = [page for page in pages if "ทะเบียนคุมทรัพย์สิน" in page]
    assert len(holding) >= 2
    assert all("ขั้นตอนหรือวิธีการปฏิบัติ" in page for page in holding)
    assert "ประเด็นยาว" in holding[0]
    assert sum(page.count("ทะเบียนคุมทรัพย์สิน") for page in pages) == 60


def test_a_published_pdf_carries_address_version_and_hash_and_a_draft_says_so(text):
    page = "".join(text["pypdfium2"].split())
    assert page.count(IMPRINT.url) >= 2
    assert IMPRINT.sha256 in page
    assert "ฉบับที่๒" in page
    assert "ฉบับร่าง" not in page
    assert "ฉบับร่าง" in "".join(pdf_text(write_pdf(PLAN).data)["pypdfium2"].split())


def test_hostile_text_prints_as_text_and_loads_nothing():
    cell = f'{HOSTILE} <link rel=attachment href="file:///etc/passwd"> url(file:///etc/passwd)'
    municipality = replace(
        RESULTS.municipality, name='";} @import url(http://127.0.0.1:9/x); @page {', kind=""
    )
    section = Section(1, measures=(Measure(title=cell, output=cell),))
    made = write_pdf(replace(RESULTS, municipality=municipality, title=cell, sections=(section,)))
    with pikepdf.open(io.BytesIO(made.data)) as file:
        assert "/AF" not in file.Root
        assert "/EmbeddedFiles" not in file.Root.get("/Names", {})
        assert not [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/JS" in each]
    found = squeezed(pdf_text(made.data)["pypdfium2"])
    assert squeezed("<script>alert(1)</script>") in found
    assert squeezed("@import url(http://127.0.0.1:9/x)") in found


def test_a_string_of_css_cannot_be_left():
    assert css_text('";}\n') == '"\\22 \\3b \\7d \\a "'


def test_a_sixth_layout_renders():
    made = write_pdf(RESULTS, layout=SIXTH)
    pages = pypdf.PdfReader(io.BytesIO(made.data)).pages
    assert all(page.mediabox.height > page.mediabox.width for page in pages)
    assert "เพราะทำอะไร" in "".join(pages[1].extract_text().split())


def test_a_document_of_one_sentence_renders():
    document = Document("results", OUTPUT_OUTCOME, before=(Block("paragraph", "น้ำ"),))
    assert "น้ำ" in pdf_text(write_pdf(document).data)["pypdf"]


def test_when_tagging_fails_a_plain_pdf_comes_out_and_says_so(monkeypatch):
    real = pdf._render

    def without_tags(page: str, variant: str | None, _attachments: object = ()) -> tuple[bytes, int]:
        if variant:
            raise RuntimeError("no tags today")
        return real(page, None)

    monkeypatch.setattr(pdf, "_render", without_tags)
    made = write_pdf(PLAN)
    assert made.variant == "plain"
    assert "no tags today" in made.notice
    assert made.data.startswith(b"%PDF-")


def test_characters_that_the_paper_font_lacks_are_named():
    made = write_pdf(replace(PLAN, notes=(Block("paragraph", "ลงชื่อ 漢"),)))
    assert (made.variant, made.notice) == ("pdf/ua-1", "The paper font does not have these characters: 漢")


def test_the_type_size_is_that_of_the_layout():
    assert "font-size: 14pt" in paper_html(replace(RESULTS, layout=replace(RESULTS.layout, font_size=14)))
