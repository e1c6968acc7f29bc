"""Merged cells: a table with spans as rows that all have the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDEST = 256
"""Columns of a table at most; a span beyond them counts as one."""


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """The text of a cell and how many columns and rows it covers; 0 rows are all that follow."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """The cells of a row, blank where a span covers them; `merged` has the text of those covered from above."""

    cells: tuple[str, ...]
    merged: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class _Pending:
    rows: int
    text: str


def spread(rows: Sequence[Sequence[SpannedCell]]) -> list[SpreadRow]:
    """Every row with its cells in their columns. A column in which no cell begins is left out."""
    pending: dict[int, _Pending] = {}
    placed: list[tuple[dict[int, str], dict[int, str]]] = []
    begun: set[int] = set()
    for number, row in enumerate(rows):
        cells: dict[int, str] = {}
        covered: dict[int, str] = {}
        started: dict[int, _Pending] = {}
        column = 0
        for cell in row:
            while column in pending:
                column += 1
            if column >= WIDEST:
                break
            begun.add(column)
            below = (cell.rows or len(rows) - number) - 1
            for at in range(column, min(column + max(cell.columns, 1), WIDEST)):
                if at in pending:
                    break
                cells[at] = cell.text if at == column else ""
                if below > 0:
                    started[at] = _Pending(below, cell.text if at == column else "")
            column = max(cells) + 1
        for at, above in list(pending.items()):
            cells[at] = ""
            covered[at] = above.text
            above.rows -= 1
            if not above.rows:
                del pending[at]
        pending.update(started)
        placed.append((cells, covered))
    columns = sorted(begun)
    return [_row(cells, covered, columns) for cells, covered in placed]


def _row(cells: dict[int, str], covered: dict[int, str], columns: Iterable[int]) -> SpreadRow:
    last = max(cells, default=-1)
    own = [column for column in columns if column <= last]
    return SpreadRow(
        tuple(cells.get(column, "") for column in own),
        tuple((at, text) for at, column in enumerate(own) if (text := covered.get(column, ""))),
    )
