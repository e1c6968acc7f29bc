"""A file that somebody names or sends, read as a Document: Word, Excel, a text, or a report's own JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from catalogue.frame import Frame
from reports.readers.book.old import is_old_book
from reports.readers.book.open_document import is_open_book
from reports.readers.book.package import is_book
from reports.readers.docx import read_docx
from reports.readers.json import is_json, read_json
from reports.readers.ods import read_ods
from reports.readers.page import is_page, read_page
from reports.readers.pages.content import is_pdf
from reports.readers.pdf import read_pdf
from reports.readers.reading import Reading, UnreadableFile
from reports.readers.text import read_text
from reports.readers.word import package
from reports.readers.word.memory import Memory
from reports.readers.xls import read_xls
from reports.readers.xlsx import read_xlsx

LARGEST = package.SIZE_LIMIT
"""Bytes of the largest file of any kind; a text may have fewer."""


def file_bytes(path: Path) -> bytes:
    """What is in a file that is not too large to be read. Raises OSError or UnreadableFile."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)  # a larger one, or a device without end, is not brought into memory
    if len(data) > LARGEST:
        size = max(path.stat().st_size, len(data))
        raise UnreadableFile("read-too-large", size=f"{size / 1_000_000:.1f}", limit=LARGEST // 1_000_000)
    return data


def is_plain(data: bytes) -> bool:
    """Whether reading a file costs no more than its size: it is neither packed nor built of objects."""
    return not (package.is_package(data) or is_pdf(data) or is_page(data))


def read_report(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read a file of any kind, whichever the bytes are: a name says nothing for certain."""
    if is_old_book(data):
        return read_xls(data, frames=frames, kind=kind, key_year=key_year)
    if is_open_book(data):
        return read_ods(data, frames=frames, kind=kind, key_year=key_year)
    if is_book(data):
        return read_xlsx(data, frames=frames, kind=kind, key_year=key_year)
    if package.is_package(data):
        return read_docx(data, frames=frames, kind=kind, key_year=key_year, write=_word_file)
    if is_pdf(data):
        return read_pdf(data, frames=frames, kind=kind, key_year=key_year)
    if is_page(data):
        return read_page(data, frames=frames, kind=kind, key_year=key_year)
    if is_json(data):
        return read_json(data, kind=kind, key_year=key_year)
    return read_text(data, frames=frames, kind=kind, key_year=key_year)


def _word_file(memory: Memory) -> bytes:
    """A remembered report as the Word file it was."""
    from reports.writers.docx import write_docx  # only files of the portal need it

    return write_docx(memory.document, layout=memory.layout)
