"""Sheets as a Document: the same for every program that writes workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from catalogue.frame import Frame
from reports.readers.book.grid import Sheet, grid_from_sheets
from reports.readers.grid import Row
from reports.readers.placing import with_places
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field
from reports.readers.recognise import recognise


def read_sheets(
    sheets: Iterable[Sheet],
    hidden_sheets: int = 0,
    *,
    frames: Mapping[int, Frame],
    kind: str | None = None,
    key_year: int | None = None,
) -> Reading:
    """Read what visible sheets show. Warnings name sheet and row. Raises UnreadableFile when there is no table."""
    shown = tuple(sheets)
    grid = grid_from_sheets(shown)
    if not any(isinstance(element, Row) for element in grid):
        raise UnreadableFile("read-no-sheet-table")
    reading = recognise(grid, frames, kind=kind, key_year=key_year)
    places = {each.line: (each.table // 1000, each.number) for each in grid if isinstance(each, Row)}
    warnings = with_places(reading.warnings, places)
    if left_out := hidden_sheets + sum(sheet.left_out for sheet in shown):
        warnings = (*warnings, Warning("read-hidden", (("count", left_out),)))
    return replace(reading, warnings=warnings, places=places)
