"""A file that somebody names or sends, read as a Document: Word, Excel, a text, or a report's own JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext

from catalogue.frame import Frame
from reports.document import Document
from reports.formats.json_form import loads
from reports.readers.book.package import is_book
from reports.readers.docx import read_docx
from reports.readers.reading import Reading, UnreadableFile
from reports.readers.text import read_text
from reports.readers.word import package
from reports.readers.xlsx import read_xlsx

LARGEST = package.SIZE_LIMIT
"""Bytes of the largest file of any kind; a text may have fewer."""


def read_file(
    path: Path, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read a file; `kind` and `key_year` (B.E.), when given, win over what it says.

    Raises OSError, UnreadableFile, or FormatError for a JSON file that is no report.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)  # a larger one, or a device without end, is not brought into memory
    if len(data) > LARGEST:
        size = max(path.stat().st_size, len(data))
        raise UnreadableFile("read-too-large", size=f"{size / 1_000_000:.1f}", limit=LARGEST // 1_000_000)
    if path.suffix.lower() == ".json":
        return Reading(_for_the_year(loads(data), kind, key_year))
    return read_report(data, frames=frames, kind=kind, key_year=key_year)


def read_report(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read a Word file, an Excel file or a text, whichever the bytes are: a name says nothing for certain."""
    if is_book(data):
        return read_xlsx(data, frames=frames, kind=kind, key_year=key_year)
    if package.is_package(data):
        return read_docx(data, frames=frames, kind=kind, key_year=key_year)
    return read_text(data, frames=frames, kind=kind, key_year=key_year)


def _for_the_year(document: Document, kind: str | None, key_year: int | None) -> Document:
    """A report's JSON is of one kind; its year may be set, when it has none or is taken for another."""
    if kind is not None and kind != document.kind:
        raise ValueError(
            gettext("The file holds a report of another kind: %(kind)s.") % {"kind": document.kind}
        )
    if key_year is None or key_year == document.key_year:
        return document
    if document.kind == "analysis":
        return replace(document, assessed_year=key_year, action_year=None, evaluation_year=None)
    return replace(document, action_year=key_year, assessed_year=None, evaluation_year=None)
