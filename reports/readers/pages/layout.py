"""A page as what stands on it from top to bottom: lines of text, and tables with the lines of each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.readers.pages.content import Letter, Page
from reports.readers.pages.flowing import Edges
from reports.readers.pages.lines import Line, Piece, lines_of, pieces_of
from reports.readers.pages.ruled import Box, Ruled, tables_of

_OVER = 1.5
"""Points: letters that follow each other so closely across a line are one word that is too long for its cell."""
_PADDING = 1.5
_USUAL_PADDING = 8.0


@dataclass(slots=True)
class Cell:
    box: Box
    lines: list[Line] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        return bool(self.lines)


@dataclass(slots=True)
class PageTable:
    """A table, or the part of one, with its number on the page.

    `padding` is the room between a ruling line and the text beside it. `drawn`: its lines are on the page.
    """

    page: int
    number: int
    ruled: Ruled
    cells: list[Cell]
    padding: float
    drawn: bool = True

    def edges(self, cell: Cell) -> Edges:
        return Edges(cell.box.left + self.padding, cell.box.right - self.padding)

    def rows(self) -> list[list[Cell]]:
        """The cells by the row in which they begin."""
        rows: list[list[Cell]] = [[] for _ in range(len(self.ruled.rows) - 1)]
        for cell in self.cells:
            rows[cell.box.row].append(cell)
        return rows


@dataclass(slots=True)
class Layout:
    """`lines` and `tables` of a page, each from top to bottom."""

    page: Page
    lines: list[Line]
    tables: list[PageTable]


def laid_out(page: Page) -> Layout:
    tables = tables_of(page.rules)
    boxes = [(number, box) for number, table in enumerate(tables) for box in table.boxes]
    inside: dict[tuple[int, Box], list[Piece]] = {}
    outside: list[Piece] = []
    for piece in pieces_of([each for each in page.letters if _on(page, each)]):
        for part, place in _parted(piece, tables, boxes):
            if place is None:
                outside.append(part)
            else:
                inside.setdefault(place, []).append(part)
    found: list[PageTable] = []
    for number, table in enumerate(tables):
        cells = [Cell(box, lines_of(inside.get((number, box), ()))) for box in table.boxes]
        if _is_table(table, cells):
            found.append(PageTable(page.number, len(found) + 1, table, cells, _padding(cells)))
        else:
            outside += [piece for box in table.boxes for piece in inside.get((number, box), ())]
    return Layout(page, lines_of(outside), found)


def _on(page: Page, letter: Letter) -> bool:
    return -1 <= letter.left <= page.width + 1 and 0 <= letter.base <= page.height + letter.size


def _is_table(table: Ruled, cells: Sequence[Cell]) -> bool:
    """Two cells that say something, and more than one column: else it is a frame or a drawing."""
    columns = {cell.box.left for cell in cells}
    return len(columns) > 1 and sum(cell.filled for cell in cells) > 1


def _padding(cells: Sequence[Cell]) -> float:
    rooms = [line.left - cell.box.left for cell in cells for line in cell.lines]
    rooms += [cell.box.right - line.right for cell in cells for line in cell.lines]
    return max(_PADDING, min([*rooms, _USUAL_PADDING]))


Place = tuple[int, Box]


def _parted(
    piece: Piece, tables: Sequence[Ruled], boxes: Sequence[Place]
) -> list[tuple[Piece, Place | None]]:
    """A piece of text cut where it goes from one cell into another."""
    parts: list[tuple[Piece, Place | None]] = []
    near = [place for place in boxes if place[1].top <= _middle(piece.letters[0]) <= place[1].bottom]
    if not near:
        return [(piece, None)]
    for letter in piece.letters:
        place = _place(letter, near)
        if parts:
            part, current = parts[-1]
            last = part.letters[-1]
            if place == current or not letter.text.strip() or letter.left - last.right < _over(last):
                part.letters.append(letter)
                continue
        parts.append((Piece([letter], piece.at), place))
    return parts


def _over(last: Letter) -> float:
    return _OVER if last.text.strip() else -1.0


def _place(letter: Letter, near: Sequence[Place]) -> Place | None:
    x = letter.left + min(letter.right - letter.left, letter.size) / 2
    return next((place for place in near if place[1].left <= x < place[1].right), None)


def _middle(letter: Letter) -> float:
    return letter.base - 0.25 * letter.size
