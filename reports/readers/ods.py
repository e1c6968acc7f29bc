"""The reader of OpenDocument spreadsheets (.ods)."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.frame import Frame
from reports.readers.asked import asked_for
from reports.readers.book.open_document import open_open_book, sheets_of_open
from reports.readers.book.own.open_cells import own_sheets_of_open
from reports.readers.book.own.report import read_own_sheets
from reports.readers.book.reading import read_sheets
from reports.readers.reading import Reading


def read_ods(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read an .ods file as `reports.readers.xlsx` reads one of Excel."""
    book = open_open_book(data)
    if (own := own_sheets_of_open(book)) is not None:
        return asked_for(read_own_sheets(own), kind=kind, key_year=key_year)
    return read_sheets(sheets_of_open(book), book.hidden, frames=frames, kind=kind, key_year=key_year)
