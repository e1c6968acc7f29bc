"""The fonts of the PDF: what is printed copies out as it was written, in our fonts and no other."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from html import escape

import pypdf
import pypdfium2
import pytest
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.fonts import PAPER_FACES, PAPER_FAMILY, Face, font_face_css, missing_characters
from tests.fonts.faces import CONSONANTS, PAPER, PROJECT, SARA_AM, STYLES, TONES, WORDS, opened

Reader = Callable[[bytes], str]

ALL_SARA_AM = [consonant + tone + SARA_AM for consonant in CONSONANTS for tone in ["", *TONES]]
SENTENCES = [
    "องค์การบริหารส่วนตำบลดำเนินการตามมาตรการเพื่อขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
    "ผู้บังคับบัญชากำกับติดตามการใช้ทรัพย์สินของราชการ ไม่ต่ำกว่าร้อยละ ๘๕.๐๐ (เพิ่มขึ้น ๓.๔๕ คะแนน)",
    "น้ำท่วมซ้ำซาก นำ้ ก็คือคำที่พิมพ์สลับลำดับ — “แนะนำ” ‘ทำ’ … • ๑) ☑ ดำเนินการแล้ว ☐ ยังไม่ได้ดำเนินการ ✓ ● ○ □",
    "E-Service ITA https://example.go.th/o12?id=1 office financial 50 × 2 ÷ 4 ± 1 ฿ 30°",
]
PAGE = """<!doctype html><html lang="th"><head><title>ตัวอย่าง</title><style>
{fonts}
@page {{ size: A4; margin: 20mm }}
body {{ font: 16pt/1.25 "{family}" }}
</style></head><body>
{paragraphs}
</body></html>"""


class PaperFonts(URLFetcher):
    """Serves the paper fonts by name and nothing else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, (PAPER / url.removeprefix("asset:")).read_bytes())


def printed(*paragraphs: str) -> bytes:
    """The PDF of a page with these paragraphs (HTML)."""
    page = PAGE.format(
        fonts=font_face_css(lambda face: f"asset:{face.path.name}"),
        family=PAPER_FAMILY,
        paragraphs="\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
    )
    pdf: bytes = HTML(string=page, url_fetcher=PaperFonts()).write_pdf()
    return pdf


@cache
def sample() -> bytes:
    """All SARA AM syllables and common words in every style, and whole sentences."""
    styled = ["{}", "<b>{}</b>", "<i>{}</i>", "<b><i>{}</i></b>"]
    return printed(
        *(style.format(" ".join(ALL_SARA_AM)) for style in styled),
        *(style.format(" ".join(WORDS)) for style in styled),
        *SENTENCES,
    )


def with_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return text.replace("\ufffe", "-")  # what PDFium calls a hyphen at the end of a line


def with_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def with_poppler(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (package poppler-utils) is not installed")
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


every_reader = pytest.mark.parametrize("copied", [with_pdfium, with_pypdf, with_poppler])


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


def fonts_of(pdf: bytes) -> set[str]:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }


@every_reader
def test_all_text_copies_out_of_the_pdf_as_it_was_written(copied: Reader) -> None:
    text = copied(sample())
    written = " ".join([*([" ".join(ALL_SARA_AM)] * 4), *([" ".join(WORDS)] * 4), *SENTENCES])
    assert without_spaces(text) == without_spaces(written)
    assert "\u0e4d" not in text


@every_reader
@pytest.mark.parametrize("word", ["น้ำ", "ทำ", "ค่ำ", "ผู้", "ดำเนินการ", "สำนัก"])
def test_a_word_is_found_in_the_pdf_even_if_another_one_came_first(copied: Reader, word: str) -> None:
    assert word in copied(printed(f"ก่ำ ป้ำ กำ {word}"))


@every_reader
def test_a_real_document_copies_out_of_the_pdf_as_it_was_written(copied: Reader) -> None:
    documents = sorted((PROJECT.parent / "shared" / "sources").glob("*.txt"))
    if not documents:
        pytest.skip("no real documents beside the checkout (../shared/sources)")
    for document in documents:
        written = document.read_text("utf-8")
        text = copied(printed(*map(escape, written.splitlines())))
        assert without_spaces(text) == without_spaces(written), document.name


def test_the_pdf_holds_our_fonts_and_no_other() -> None:
    name = PAPER_FAMILY.replace(" ", "-")
    assert fonts_of(sample()) == {name, f"{name}-Bold", f"{name}-Italic", f"{name}-Bold-Italic"}


def test_the_same_page_is_the_same_pdf_twice() -> None:
    page = [" ".join(WORDS), *SENTENCES]
    assert printed(*page) == printed(*page)


@every_reader
def test_spaces_and_hyphens_from_word_do_not_change_the_plain_ones(copied: Reader) -> None:
    text = copied(printed("ก\u2009ข\u00a0ค\u202fง\u2003จ 1\u20112\u20103", "อบต. ทราย ขาว A-B"))
    assert "อบต. ทราย ขาว A-B" in text
    assert "1\u20112\u20103" in text


def test_invisible_characters_bring_no_other_font() -> None:
    text = "เทศ\u200bบาล\u200c \u200dก\u2060ข\ufeffค\u00adง"
    assert not missing_characters(text)
    assert fonts_of(printed(text)) == {PAPER_FAMILY.replace(" ", "-")}


def test_what_the_fonts_cannot_print_is_named() -> None:
    assert missing_characters("ข้อ ๑ ✓ ☐ ● ☑ ดำเนินการ\n\tA–Z “ก” 50% ฿ → ≥") == set()
    assert missing_characters("ดี 😀 中 \uf0b7 ก") == {"😀", "中", "\uf0b7"}


def test_every_face_prints_the_same_characters() -> None:
    repertoires = [set(opened(face.path).getBestCmap()) for face in PAPER_FACES]
    assert all(repertoire == repertoires[0] for repertoire in repertoires)
    assert len(set(opened(PAPER_FACES[0].path).getBestCmap().values())) == len(repertoires[0])


@pytest.mark.parametrize("face", PAPER_FACES, ids=lambda face: face.path.stem)
def test_sixteen_points_are_sixteen_points_of_th_sarabun_new(face: Face) -> None:
    font = opened(face.path)
    em = font["head"].unitsPerEm
    assert em == 1513
    for ascent, descent, gap in [
        (font["hhea"].ascent, -font["hhea"].descent, font["hhea"].lineGap),
        (font["OS/2"].sTypoAscender, -font["OS/2"].sTypoDescender, font["OS/2"].sTypoLineGap),
    ]:
        assert (round(ascent / em, 3), round(descent / em, 3), round(gap / em, 2)) == (0.844, 0.457, 0.03)


@pytest.mark.parametrize("face", PAPER_FACES, ids=lambda face: face.path.stem)
def test_a_face_says_its_family_weight_and_slant_to_word_processors(face: Face) -> None:
    font = opened(face.path)
    style = STYLES[face.path].replace("BoldItalic", "Bold Italic")
    assert (font["name"].getDebugName(1), font["name"].getDebugName(2)) == (PAPER_FAMILY, style)
    assert font["OS/2"].usWeightClass == face.weight
    assert bool(font["head"].macStyle & 2) == (face.style == "italic")
