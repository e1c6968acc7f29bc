"""Nothing of a source text is lost between the file and what is printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.document import Document
from reports.readers.decoding import decode
from reports.readers.text import read_text
from reports.writers.html import write_html
from reports.writers.pdf import write_pdf
from tests.fidelity import coverage, pdf_text, squeezed, table_rows, visible_runs, visible_text
from tests.reports.readers.years import FRAMES

OWN = sorted((Path(__file__).parents[2] / "documents").glob("*.txt"))
SHARED = Path(__file__).parents[4] / "shared" / "sources"
REAL = sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []
HTML_AT_LEAST, PDF_AT_LEAST = 0.998, 0.995

_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)


def source_of(path: Path) -> str:
    """The text without scripts, which the reader drops."""
    return _SCRIPT.sub("", decode(path.read_bytes()))


def document_of(path: Path) -> Document:
    return read_text(path.read_bytes(), frames=FRAMES).document


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", OWN, ids=name)
def test_an_invented_document_is_found_again_in_html_and_pdf(path):
    assert_found(path)


@pytest.mark.parametrize("path", REAL or [None], ids=lambda path: path.stem if path else "none")
def test_a_real_document_is_found_again_in_html_and_pdf(path):
    if path is None:
        pytest.skip("the folder of real documents is not beside this checkout")
    assert_found(path)


def assert_found(path: Path) -> None:
    runs, document = visible_runs(source_of(path)), document_of(path)
    html = coverage(runs, visible_text(write_html(document).decode()))
    assert html.share >= HTML_AT_LEAST, f"HTML: {html}"
    made = write_pdf(document)
    assert made.variant == "pdf/ua-1", made.notice
    for tool, text in pdf_text(made.data).items():
        found = coverage(runs, text)
        assert found.share >= PDF_AT_LEAST, f"{tool}: {found}"
        assert "\u0e4d" not in text


def source_rows(source: str, headings: set[str]) -> Iterator[list[str]]:
    """Rows of the wide tables of a source, cell by cell, without the rows of headings and of issues."""
    for line in source.splitlines():
        cells = [squeezed("\n".join(visible_runs(cell))) for cell in line.split("\t")]
        filled = [cell for cell in cells if cell]
        if (
            len(cells) >= 4
            and len(filled) > 1
            and not set(filled) <= headings
            and not filled[0].startswith("ประเด็นที่")
        ):
            yield filled


@pytest.mark.parametrize("path", REAL or [None], ids=lambda path: path.stem if path else "none")
def test_a_row_of_a_real_document_is_one_row_with_each_cell_alone_in_its_column(path):
    if path is None:
        pytest.skip("the folder of real documents is not beside this checkout")
    rows = table_rows(write_html(document_of(path)).decode())
    headings = {squeezed(heading) for row in rows for heading, _ in row.cells}
    printed = [[cell for _, text in row.cells if (cell := squeezed(text))] for row in rows]
    lost = [
        cells for cells in source_rows(source_of(path), headings) if sorted(cells) not in map(sorted, printed)
    ]
    # A row that goes on overleaf was joined to the one above: each of its cells stands in one cell of one row.
    for cells in lost:
        assert any(all(any(cell in each for each in row) for cell in cells) for row in printed), cells
    assert len(lost) <= 2


def test_the_measure_sees_what_is_missing():
    runs = visible_runs("# หัวข้อ\nก\t<p>จัดทำคู่มือการให้บริการ</p><p>๑,๒๓๔.๕๐ บาท</p>")
    assert runs == ["หัวข้อ", "ก", "จัดทำคู่มือการให้บริการ", "๑,๒๓๔.๕๐ บาท"]
    assert coverage(runs, "หัวข้อ ก จัดทำคู่มือ การให้\nบริการ 1234.5 บาท").share == 1
    assert coverage(runs, "หัวข้อ ก จัดทำคู่มือ [หัวตาราง] การให้บริการ 1234.5 บาท").share == 1
    lost = coverage(runs, "หัวข้อ ก จัดทำคู่มือการให้ 1234.5 บาท")
    assert "บริการ" in "".join(lost.missing)
    assert lost.share < 0.9


def test_the_measure_does_not_count_what_is_hidden():
    page = (
        "<style>ก</style><p hidden>ข</p><span class=vh>ค</span><p style='display: none'>ง</p><p>จ<b>ฉ</b></p>"
    )
    assert visible_text(page).split() == ["จฉ"]
