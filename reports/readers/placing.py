"""Where a doubt stands in a file without lines: table and row; in a PDF the page too; in a workbook sheet and row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reports.readers.grid import Element, Row
from reports.readers.reading import Warning  # noqa: A004 - the word of the field

Place = tuple[int, ...]
"""Table and row; in a PDF both count on their page, and the page is the third. In a workbook sheet, row, and SHEET."""
Places = Mapping[int, Place]
SHEET = 0
"""No page: what is counted are sheets."""
_PARTS = ("table", "row", "page")


def places_of(grid: Sequence[Element]) -> dict[int, Place]:
    """Table and row by the number that stands for the line."""
    return {each.line: (each.table, each.number) for each in grid if isinstance(each, Row) and each.number}


def with_places(warnings: Iterable[Warning], places: Places) -> tuple[Warning, ...]:
    """The warnings with table and row beside their line; those outside of tables stay as they are."""
    return tuple(_placed(warning, places) for warning in warnings)


def _placed(warning: Warning, places: Places) -> Warning:
    line = warning.line if warning.line is not None else next(iter(warning.lines), None)
    place = places.get(line) if line is not None else None
    if place is None:
        return warning
    params: list[tuple[str, str | int]] = [("table", place[0]), ("row", place[1])]
    for name in ("above", "header"):
        other = warning.values.get(name)
        if isinstance(other, int):
            at = places.get(other, place)
            params += [(f"{name}_{part}", number) for part, number in zip(_PARTS, at, strict=False)]
    return replace(warning, params=(*warning.params, *params), place=place)
