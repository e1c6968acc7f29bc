"""The Word file as another office program lays it out: every cell there, on about as many pages as the PDF."""

import io
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pytest

from reports.document import Document
from reports.fonts import FOLDER, PAPER_FAMILY
from reports.layouts import SHIPPED
from reports.writers.docx import write_docx
from reports.writers.pdf import write_pdf
from tests.fidelity import coverage, pdf_text
from tests.reports.writers.demo import PLAN, RESULTS
from tests.reports.writers.edited_words import read

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed (script/setup --test brings it)"
)

AT_LEAST = 0.998
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test name="family"><string>TH Sarabun New</string></test>
    <edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>
  </match>
</fontconfig>
"""
"""Our own scaled build stands for the official font, whose widths it has."""


def document_of(name: str) -> Document:
    layout = next(each for each in SHIPPED if each.name == name)
    return replace(PLAN if layout.kind == "analysis" else RESULTS, layout=layout)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDF that LibreOffice makes of every layout; one start for all."""
    folder = tmp_path_factory.mktemp("office")
    settings = folder / "fonts.conf"
    settings.write_text(FONTS.format(fonts=FOLDER, cache=folder / "cache", family=PAPER_FAMILY), "utf-8")
    for layout in SHIPPED:
        (folder / f"{layout.name}.docx").write_bytes(write_docx(document_of(layout.name)))
    done = subprocess.run(
        [SOFFICE or "", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
         *(f"{layout.name}.docx" for layout in SHIPPED)],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "FONTCONFIG_FILE": str(settings)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )  # fmt: skip
    assert len(list(folder.glob("*.pdf"))) == len(SHIPPED), done.stderr
    return folder


names = pytest.mark.parametrize("name", [layout.name for layout in SHIPPED])


@names
def test_every_cell_and_paragraph_is_printed(laid_out, name):
    file = docx.Document(io.BytesIO((laid_out / f"{name}.docx").read_bytes()))
    texts = [each.text for each in file.paragraphs]
    texts += [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    runs = [line.replace("\t", " ").strip() for text in texts for line in text.split("\n") if line.strip()]
    assert len(runs) > 60
    for tool, text in pdf_text((laid_out / f"{name}.pdf").read_bytes()).items():
        found = coverage(runs, text)
        assert found.share >= AT_LEAST, f"{tool}: {found}"


@names
def test_it_takes_as_many_pages_as_the_pdf_or_one_more_or_less(laid_out, name):
    pages = len(pypdf.PdfReader(laid_out / f"{name}.pdf").pages)
    assert abs(pages - write_pdf(document_of(name)).pages) <= 1


@names
def test_it_is_set_in_the_font_that_the_file_names(laid_out, name):
    fonts = set()
    for page in pypdf.PdfReader(laid_out / f"{name}.pdf").pages:
        for each in page["/Resources"].get("/Font", {}).values():
            fonts.add(each.get_object()["/BaseFont"].partition("+")[2])
    assert {each.partition("-")[0] for each in fonts} == {PAPER_FAMILY.replace(" ", "")}


@names
def test_pages_are_counted_in_digits(laid_out, name):
    last = pypdf.PdfReader(laid_out / f"{name}.pdf").pages[-1]
    count = len(pypdf.PdfReader(laid_out / f"{name}.pdf").pages)
    assert f"หน้า {count} จาก {count}" in " ".join(last.extract_text().split())


def test_saved_there_the_file_still_remembers_its_report(tmp_path):
    for name, document in (("plan", PLAN), ("results", RESULTS)):
        (tmp_path / f"{name}.docx").write_bytes(write_docx(document))
    done = subprocess.run(
        [SOFFICE or "", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", "saved", "plan.docx", "results.docx"],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )  # fmt: skip
    for name, document in (("plan", PLAN), ("results", RESULTS)):
        saved = tmp_path / "saved" / f"{name}.docx"
        assert saved.exists(), done.stderr
        reading = read(saved.read_bytes())
        assert (reading.document, reading.warnings) == (document, ())
