"""The bytes of a report: HTML, PDF, Word, Excel and JSON of a Document, for drafts and for published versions.

HTML, Word, Excel and JSON are written here; PDFs always by a process of their own with limits on memory and time.
"""

from __future__ import annotations

import atexit
import mimetypes
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from reports import storage
from reports.document import Document
from reports.formats.json_form import dumps, loads
from reports.frozen import Frozen
from reports.models import Version

if TYPE_CHECKING:
    from reports.rendering import Renderer
    from reports.writers.imprint import Imprint
    from reports.writers.limits import TooLarge

HTML_TYPE, PDF_TYPE, JSON_TYPE = "text/html; charset=utf-8", "application/pdf", "application/json"
CSV_TYPE, ZIP_TYPE = "text/csv; charset=utf-8", "application/zip"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RenderingFailed(Exception):
    """The PDF, the Word or the Excel file could not be made; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class File:
    """Bytes with their media type; `notice` says what the PDF lacks (a plain one for a tagged one)."""

    data: bytes
    media_type: str
    pages: int | None = None
    notice: str = ""


def address_of(code: str, kind: str, key_year: int, version: int) -> str:
    """The permanent address of a published version (design §6)."""
    return f"{settings.SITE_URL}/r/{code}/{kind}/{key_year}/v{version}/"


def render(document: Document, wanted: str) -> File:
    """A Document as one file of the format "html" (which opens from a disk), "pdf", "docx", "xlsx" or "json"."""
    if wanted == "json":
        return File(dumps(document), JSON_TYPE)
    if wanted == "html":
        return File(draft_html(document, assets="inline"), HTML_TYPE)
    if wanted == "docx":
        return _docx(document, None)
    if wanted == "xlsx":
        return _xlsx(document, None)
    return _pdf(dumps(document), document, None)


def draft_html(document: Document, *, assets: Literal["inline", "link"] = "link") -> bytes:
    """The preview: the writer's output for the current Document."""
    from reports.writers.html import write_html

    return write_html(document, assets=assets, images=pictures_of(document))


def draft_pdf(frozen: Frozen) -> File:
    """The PDF of a Document that is not published. Raises RenderingFailed."""
    return _pdf(frozen.data, frozen.document, None)


def memo_pdf(frozen: Frozen) -> File:
    """The PDF of the memo that goes with a Document. Raises RenderingFailed."""
    return _pdf(frozen.data, frozen.document, None, memo=True)


def page_pdf(page: str) -> File:
    """The PDF of a page that is no report. Raises RenderingFailed."""
    from reports.rendering import RenderFailed

    try:
        pdf = _renderer().render(page.encode(), page=True)
    except RenderFailed as error:
        raise RenderingFailed(str(error)) from error
    return File(pdf.data, PDF_TYPE, pdf.pages, pdf.notice)


def published_docx(version: Version) -> File:
    """The Word file of a version, written from its frozen JSON whenever it is asked for."""
    document = loads(bytes(version.document))
    return _docx(document, imprint_of(version, document))


def published_xlsx(version: Version) -> File:
    """The Excel file of a version, written from its frozen JSON whenever it is asked for."""
    document = loads(bytes(version.document))
    return _xlsx(document, imprint_of(version, document))


def published_files(version: Version) -> dict[str, File]:
    """Every file that is stored with a version: made from the frozen JSON alone, so that it can be made again."""
    from reports.writers.csv import write_csv
    from reports.writers.html import write_html

    data = bytes(version.document)
    document = loads(data)
    imprint = imprint_of(version, document)
    html = write_html(document, imprint=imprint, assets="link", images=pictures_of(document))
    return {
        "html": File(html, HTML_TYPE),
        "pdf": _pdf(data, document, imprint, archive=True),
        "json": File(data, JSON_TYPE),
        "csv": File(write_csv(document), CSV_TYPE),
    }


def keep_assets() -> None:
    """Store the style sheets and fonts that linked pages use today: a published page needs them for ever."""
    from reports.writers.assets import assets

    for name, data in assets().items():
        storage.store(data, mimetypes.guess_type(name)[0] or "application/octet-stream")


def imprint_of(version: Version, document: Document) -> Imprint:
    """What a published file says about itself: its address, number, date and the hash of its Document."""
    from reports.writers.imprint import Imprint

    report = version.report
    return Imprint.of(
        address_of(document.municipality.code, report.kind, report.key_year, version.number),
        version.number,
        timezone.localdate(version.reserved_at),
        version.document_sha256,
    )


def pictures_of(document: Document) -> dict[str, bytes]:
    """The stored pictures of a document by SHA-256; one that is not in the store is left out."""
    wanted = {sha256 for sha256 in (document.emblem, *document.images) if storage.exists(sha256)}
    return {sha256: storage.read(sha256) for sha256 in sorted(wanted)}


@cache
def _renderer() -> Renderer:
    """One per process: it is warm for the next document."""
    from reports.rendering import Renderer

    renderer = Renderer()
    atexit.register(renderer.close)
    return renderer


def _docx(document: Document, imprint: Imprint | None) -> File:
    from reports.writers.docx import write_docx
    from reports.writers.limits import TooLarge

    try:
        return File(write_docx(document, imprint=imprint, images=pictures_of(document)), DOCX_TYPE)
    except TooLarge as error:
        raise RenderingFailed(_words(error)) from error


def _xlsx(document: Document, imprint: Imprint | None) -> File:
    from reports.writers.limits import TooLarge
    from reports.writers.xlsx import write_xlsx

    try:
        return File(write_xlsx(document, imprint=imprint), XLSX_TYPE)
    except TooLarge as error:
        raise RenderingFailed(_words(error)) from error


def _words(error: TooLarge) -> str:
    return gettext(error.template) % error.params


def _pdf(
    data: bytes, document: Document, imprint: Imprint | None, *, archive: bool = False, memo: bool = False
) -> File:
    """The PDF of a document and its JSON; for keeping, it has that JSON attached."""
    from reports.rendering import RenderFailed
    from reports.writers.limits import TooLarge, check_size

    try:
        check_size(document)
        pictures = pictures_of(document)
        pdf = _renderer().render(data, imprint=imprint, images=pictures, archive=archive, memo=memo)
    except TooLarge as error:
        raise RenderingFailed(_words(error)) from error
    except RenderFailed as error:
        raise RenderingFailed(str(error)) from error
    return File(pdf.data, PDF_TYPE, pdf.pages, pdf.notice)
