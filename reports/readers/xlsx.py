"""The Excel reader: an .xlsx file with one or several sheets, read as a Document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from catalogue.frame import Frame
from reports.readers.book.grid import grid_from_book
from reports.readers.book.package import open_book
from reports.readers.grid import Row
from reports.readers.placing import with_places
from reports.readers.reading import Reading, UnreadableFile
from reports.readers.recognise import recognise


def read_xlsx(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read an Excel file; hidden sheets are left out, numbers and dates are read as they are shown.

    `frames` are the catalogue's years; `kind` ("analysis" or "results") and `key_year` (B.E.) win over what the
    text says. Warnings name sheet and row. Raises UnreadableFile for a file that is no workbook, too large, damaged
    or dangerous, or without any table.
    """
    grid = grid_from_book(open_book(data))
    if not any(isinstance(element, Row) for element in grid):
        raise UnreadableFile("read-no-sheet-table")
    reading = recognise(grid, frames, kind=kind, key_year=key_year)
    places = {each.line: (each.table // 1000, each.number) for each in grid if isinstance(each, Row)}
    return replace(reading, warnings=with_places(reading.warnings, places), places=places)
