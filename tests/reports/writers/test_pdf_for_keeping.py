"""The published PDF is one for keeping: PDF/A-3a with its data inside, and still the same bytes every time."""

import csv
import hashlib
import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from reports.document import Evidence, Section
from reports.formats.json_form import dumps, loads
from reports.rendering import Renderer
from reports.writers import pdf
from reports.writers.csv import COLUMNS, write_csv
from reports.writers.html import Imprint
from reports.writers.pdf import PdfResult, write_pdf
from tests.reports.writers.demo import LOANS, RESULTS

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning")
"""WeasyPrint leaves the colour profile open until it is collected."""

SOURCE = dumps(RESULTS)
IMPRINT = Imprint.of(
    "https://portal.example/r/99010101/results/2568/v2/",
    2,
    date(2026, 3, 20),
    hashlib.sha256(SOURCE).hexdigest(),
)
PICTURE = "e" * 64


@pytest.fixture(scope="module")
def kept() -> PdfResult:
    return write_pdf(RESULTS, imprint=IMPRINT, source=SOURCE)


@pytest.fixture(scope="module")
def opened(kept):
    with pikepdf.open(io.BytesIO(kept.data)) as file:
        yield file


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_it_says_that_it_is_for_keeping_and_tagged(kept, opened):
    assert (kept.variant, kept.notice) == ("pdf/a-3a", "")
    said = opened.Root.Metadata.read_bytes().decode()
    assert 'pdfaid:part="3"' in said
    assert 'pdfaid:conformance="A"' in said
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.Lang == "th"
    assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert "/StructTreeRoot" in opened.Root


def test_every_font_is_inside_and_every_letter_has_its_character(opened):
    fonts = [
        each
        for each in opened.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
    ]
    assert fonts
    for each in fonts:
        assert "/ToUnicode" in each
        assert "/FontFile2" in each.DescendantFonts[0].FontDescriptor


def test_nothing_that_an_archive_forbids_is_in_it(opened):
    assert not opened.is_encrypted
    for each in opened.objects:
        if isinstance(each, pikepdf.Stream | pikepdf.Dictionary):
            assert each.get("/S") not in ("/JavaScript", "/Launch")
            assert not bool(each.get("/Interpolate", False))
            if each.get("/Type") == "/Annot":
                assert int(each.F) & 4


def test_a_picture_is_not_smoothed():
    with_emblem = replace(RESULTS, emblem=PICTURE)
    made = write_pdf(with_emblem, imprint=IMPRINT, source=dumps(with_emblem), images={PICTURE: _png()})
    assert made.variant == "pdf/a-3a"
    with pikepdf.open(io.BytesIO(made.data)) as file:
        pictures = [
            each
            for each in file.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        assert pictures
        assert not any(bool(each.get("/Interpolate", False)) for each in pictures)


def _png() -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (8, 8), "#0a5763").save(target, "PNG")
    return target.getvalue()


def test_the_document_and_its_measures_are_attached_as_data(opened):
    files = {str(each.UF): each for each in opened.Root.AF}
    assert list(files) == ["report.json", "measures.csv"]
    assert len(opened.Root.AF) == 2
    assert {str(each.AFRelationship) for each in files.values()} == {"/Data"}
    data = {name: bytes(each.EF.F.read_bytes()) for name, each in files.items()}
    assert hashlib.sha256(data["report.json"]).hexdigest() == IMPRINT.sha256
    assert loads(data["report.json"]) == RESULTS
    assert rows_of(data["measures.csv"])[0]["title"] == RESULTS.sections[0].measures[0].title
    for each in files.values():
        assert str(each.EF.F.Params.CreationDate).startswith("D:20260320")


def test_a_second_rendering_gives_the_same_bytes_also_in_another_process(kept):
    with Renderer(timeout=600) as renderer:
        again = renderer.render(SOURCE, imprint=IMPRINT, archive=True)
    assert again == kept


def test_without_the_data_of_a_publication_nothing_is_attached():
    made = write_pdf(RESULTS, imprint=IMPRINT)
    with pikepdf.open(io.BytesIO(made.data)) as file:
        assert made.variant == "pdf/ua-1"
        assert "/AF" not in file.Root


def test_what_cannot_be_kept_is_written_tagged_and_says_so(monkeypatch):
    render = pdf._render

    def no_archive(page, variant, attachments=()):
        if variant == pdf.ARCHIVE:
            raise ValueError("no colour profile")
        return render(page, variant, attachments)

    monkeypatch.setattr(pdf, "_render", no_archive)
    made = write_pdf(RESULTS, imprint=IMPRINT, source=SOURCE)
    assert made.variant == "pdf/ua-1"
    assert "PDF/A-3a" in made.notice
    assert "no colour profile" in made.notice


def test_every_row_of_the_table_says_whose_it_is():
    rows = rows_of(write_csv(RESULTS))
    assert len(rows) == RESULTS.measure_count
    assert tuple(rows[0]) == COLUMNS
    assert {each["municipality_code"] for each in rows} == {RESULTS.municipality.code}
    assert {each["action_year"] for each in rows} == {str(RESULTS.action_year)}


def test_no_cell_of_the_table_is_taken_for_a_formula():
    measure = replace(LOANS, title='=HYPERLINK("http://x")', output="- ประชุมแล้ว", procedure="@x")
    row = rows_of(write_csv(replace(RESULTS, sections=(Section(1, measures=(measure,)),))))[0]
    assert row["title"] == '\'=HYPERLINK("http://x")'
    assert row["output"] == "'- ประชุมแล้ว"
    assert row["procedure"] == "'@x"


def test_private_evidence_shows_its_title_only():
    pieces = (
        Evidence("ภาพประชุม", "https://a.example/1"),
        Evidence("คู่มือ", "https://a.example/2", public=True),
    )
    measure = replace(LOANS, evidence=pieces)
    row = rows_of(write_csv(replace(RESULTS, sections=(Section(1, measures=(measure,)),))))[0]
    assert row["evidence"] == "ภาพประชุม\nคู่มือ https://a.example/2"
