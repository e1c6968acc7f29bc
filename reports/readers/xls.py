"""The reader of Excel files of before 2007 (.xls)."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.frame import Frame
from reports.readers.asked import asked_for
from reports.readers.book.old import open_old_book, sheets_shown, visible
from reports.readers.book.own.old_cells import own_sheets_of_old
from reports.readers.book.own.report import read_own_sheets
from reports.readers.book.reading import read_sheets
from reports.readers.reading import Reading


def read_xls(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read an .xls file as `reports.readers.xlsx` reads one of today."""
    with open_old_book(data) as book:
        own = own_sheets_of_old(book)
        sheets = sheets_shown(book) if own is None else []
        hidden = book.nsheets - len(visible(book))
    if own is not None:
        return asked_for(read_own_sheets(own), kind=kind, key_year=key_year)
    return read_sheets(sheets, hidden, frames=frames, kind=kind, key_year=key_year)
