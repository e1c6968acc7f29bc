"""Sheets as a Document: the same for every program that writes workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from catalogue.frame import Frame
from reports.readers.book.grid import Sheet, grid_from_sheets
from reports.readers.grid import Row
from reports.readers.placing import SHEET, with_places
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
    places = {each.line: (each.table // 1000, each.number, SHEET) for each in grid if isinstance(each, Row)}
    warnings = tuple(each for each in with_places(reading.warnings, places) if not _is_blank_row(each))
    if unknown := sum(sheet.unknown for sheet in shown):
        warnings = (*warnings, Warning("read-formulas", (("count", unknown),)))
    if left_out := hidden_sheets + sum(sheet.left_out for sheet in shown):
        warnings = (*warnings, Warning("read-hidden", (("count", left_out),)))
    return replace(reading, warnings=warnings, places=places)


def _is_blank_row(warning: Warning) -> bool:
    """Whether a table only goes on below a blank row of its own sheet."""
    known = warning.values
    return warning.code == "read-table-continued" and known.get("table") == known.get("header_table")
