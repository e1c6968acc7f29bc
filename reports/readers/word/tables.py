"""The columns of a Word table: which cells stand below each other, and which are one merged cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from xml.etree.ElementTree import Element

from reports.readers.word.names import attribute, child, name_of, number, value
from reports.readers.word.runs import shown_children

WIDEST = 256
_NARROW = 120
"""Twips (2 mm): rules that are nearer were dragged a little and mean the same column."""
_THROUGH = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})


@dataclass(slots=True)
class Cell:
    """A cell with the columns of the grid it covers; `goes_on`: it is the rest of the merged cell above."""

    element: Element | None
    first: int
    columns: int
    goes_on: bool = False
    rows: int = 1


def laid_out(table: Element) -> list[list[Cell]]:
    """The rows that are there once tracked changes are accepted, with merged cells as one."""
    rows = [row for row in _inside(table, "tr") if child(row, "trPr", "del") is None]
    cells = [list(_cells(row)) for row in rows]
    cells = _straightened(cells, _rules(table))
    _merge_downwards(cells)
    return [[cell for cell in row if not cell.goes_on] for row in cells]


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside content controls."""
    for each in shown_children(element):
        if name_of(each) == name:
            yield each
        elif name_of(each) in _THROUGH:
            yield from _inside(each, name)


def _cells(row: Element) -> Iterator[Cell]:
    at = _count(value(row, "trPr", "gridBefore"), 0)
    if at:
        yield Cell(None, 0, at)
    for element in _inside(row, "tc"):
        properties = child(element, "tcPr")
        if child(properties, "cellDel") is not None:
            continue
        columns = _count(value(properties, "gridSpan"), 1)
        merged = child(properties, "vMerge")
        yield Cell(
            element,
            at,
            columns,
            merged is not None and (attribute(merged, "val") or "continue") == "continue",
        )
        at += columns
    after = _count(value(row, "trPr", "gridAfter"), 0)
    if after:
        yield Cell(None, at, after)


def _count(written: str | None, otherwise: int) -> int:
    return min(max(number(written, otherwise), otherwise), WIDEST)


def _rules(table: Element) -> list[int]:
    """Where the vertical rules of the grid are, in twips from the left."""
    grid = child(table, "tblGrid")
    widths = (
        [number(attribute(each, "w")) for each in grid if name_of(each) == "gridCol"]
        if grid is not None
        else []
    )
    return [0, *accumulate(widths)] if all(width > 0 for width in widths) else []


def _straightened(rows: list[list[Cell]], rules: Sequence[int]) -> list[list[Cell]]:
    """The cells on a grid without its slivers, unless one of them holds a cell of its own."""
    columns = [0]
    for before, rule in pairwise(rules):
        columns.append(columns[-1] + (rule - before >= _NARROW))
    straight: list[list[Cell]] = []
    for row in rows:
        moved = []
        for cell in row:
            last = cell.first + cell.columns
            if last >= len(columns):
                return rows
            width = columns[last] - columns[cell.first]
            if not width:
                if cell.element is not None:
                    return rows
                continue
            moved.append(Cell(cell.element, columns[cell.first], width, cell.goes_on))
        straight.append(moved)
    return straight


def _merge_downwards(rows: list[list[Cell]]) -> None:
    """Count the rows of merged cells; a rest without anything above it is a cell of its own."""
    above: dict[int, Cell] = {}
    for row in rows:
        current: dict[int, Cell] = {}
        for cell in row:
            top = above.get(cell.first)
            if cell.goes_on and top is not None and top.columns == cell.columns:
                top.rows += 1
                current[cell.first] = top
            else:
                cell.goes_on = False
                current[cell.first] = cell
        above = current
