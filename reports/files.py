"""The bytes of a report: HTML, PDF and JSON of a Document, for drafts and for published versions.

HTML and JSON are written here; PDFs always by a process of their own with limits on memory and time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from reports.document import Document
from reports.formats.json_form import loads
from reports.frozen import Frozen
from reports.models import Report, Version

if TYPE_CHECKING:
    from reports.writers.imprint import Imprint

HTML_TYPE, PDF_TYPE, JSON_TYPE = "text/html; charset=utf-8", "application/pdf", "application/json"


class RenderingFailed(Exception):
    """The PDF could not be made; the message says why, for people."""


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


def draft_html(document: Document, *, assets: str = "link") -> bytes:
    """The preview: the writer's output for the current Document."""
    from reports.writers.html import write_html

    return write_html(document, assets=assets)


def draft_pdf(frozen: Frozen, report: Report | None = None) -> File:
    """The PDF of a Document that is not published, made by a process of its own. Raises RenderingFailed."""
    return _pdf(frozen.data, None)


def published_files(version: Version) -> dict[str, File]:
    """Every file that is stored with a version: made from the frozen JSON alone, so that it can be made again."""
    from reports.writers.html import write_html

    data = bytes(version.document)
    imprint = imprint_of(version)
    html = write_html(loads(data), imprint=imprint, assets="link")
    return {
        "html": File(html, HTML_TYPE),
        "pdf": _pdf(data, imprint),
        "json": File(data, JSON_TYPE),
    }


def imprint_of(version: Version) -> Imprint:
    """What a published file says about itself: its address, number, date and the hash of its Document."""
    from reports.writers.imprint import Imprint

    report = version.report
    document = loads(bytes(version.document))
    return Imprint.of(
        address_of(document.municipality.code, report.kind, report.key_year, version.number),
        version.number,
        timezone.localdate(version.reserved_at),
        version.document_sha256,
    )


def _pdf(data: bytes, imprint: Imprint | None) -> File:
    from reports.rendering import Renderer, RenderError

    try:
        pdf = Renderer().render(data, imprint=imprint)
    except RenderError as error:
        raise RenderingFailed(str(error)) from error
    return File(pdf.data, PDF_TYPE, pdf.pages, pdf.notice)
