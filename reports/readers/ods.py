"""The reader of OpenDocument spreadsheets (.ods)."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.frame import Frame
from reports.readers.book.open_document import sheets_of_open
from reports.readers.book.reading import read_sheets
from reports.readers.reading import Reading


def read_ods(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read an .ods file as `reports.readers.xlsx` reads one of Excel."""
    sheets, hidden = sheets_of_open(data)
    return read_sheets(sheets, hidden, frames=frames, kind=kind, key_year=key_year)
