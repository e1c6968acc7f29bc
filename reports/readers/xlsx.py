"""The Excel reader: an .xlsx file with one or several sheets, read as a Document."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.frame import Frame
from reports.readers.asked import asked_for
from reports.readers.book.cells import sheets_of
from reports.readers.book.own.cells import own_sheets_of
from reports.readers.book.own.report import read_own_sheets
from reports.readers.book.package import open_book
from reports.readers.book.reading import read_sheets
from reports.readers.reading import Reading


def read_xlsx(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read an Excel file: one that the portal wrote by its own marks, any other one as it shows.

    Hidden sheets, rows and columns are left out then; numbers and dates are read as they are shown.
    `frames` are the catalogue's years; `kind` ("analysis" or "results") and `key_year` (B.E.) win over what the
    text says. Warnings name sheet and row. Raises UnreadableFile for a file that is no workbook, too large, damaged
    or dangerous, or without any table.
    """
    book = open_book(data)
    if (own := own_sheets_of(book)) is not None:
        return asked_for(read_own_sheets(own), kind=kind, key_year=key_year)
    return read_sheets(sheets_of(book), book.hidden, frames=frames, kind=kind, key_year=key_year)
