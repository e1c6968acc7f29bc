"""The reader of Excel files of before 2007 (.xls)."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.frame import Frame
from reports.readers.book.old import sheets_of_old
from reports.readers.book.reading import read_sheets
from reports.readers.reading import Reading


def read_xls(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read an .xls file as `reports.readers.xlsx` reads one of today."""
    sheets, hidden = sheets_of_old(data)
    return read_sheets(sheets, hidden, frames=frames, kind=kind, key_year=key_year)
