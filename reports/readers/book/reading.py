"""Sheets as a Document: the same for every program that writes workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from catalogue.frame import Frame
from reports.readers.book.grid import Sheet, grid_from_sheets
from reports.readers.grid import Row
from reports.readers.placing import SHEET, with_places
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field
from reports.readers.recognise import recognise

_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|Err:[0-9]{3}")
_MOST_NAMED = 10


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
    if broken := list(islice(_broken(shown), _MOST_NAMED + 1)):
        cells = ", ".join(broken[:_MOST_NAMED]) + (" …" if len(broken) > _MOST_NAMED else "")
        warnings = (*warnings, Warning("read-errors", (("cells", cells),)))
    if unknown := sum(sheet.unknown for sheet in shown):
        warnings = (*warnings, Warning("read-formulas", (("count", unknown),)))
    if left_out := hidden_sheets + sum(sheet.left_out for sheet in shown):
        warnings = (*warnings, Warning("read-hidden", (("count", left_out),)))
    return replace(reading, warnings=warnings, places=places)


def _broken(sheets: Iterable[Sheet]) -> Iterator[str]:
    """The cells that show that their formula failed."""
    for sheet in sheets:
        for row, texts in sorted(sheet.texts.items()):
            for column, text in sorted(texts.items()):
                if _ERROR.fullmatch(text):
                    yield f"{sheet.name}!{_letters(column)}{row + 1}"


def _letters(column: int) -> str:
    """The name of a column, counted from 0, as sheets name it."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _is_blank_row(warning: Warning) -> bool:
    """Whether a table only goes on below a blank row of its own sheet."""
    known = warning.values
    return warning.code == "read-table-continued" and known.get("table") == known.get("header_table")
