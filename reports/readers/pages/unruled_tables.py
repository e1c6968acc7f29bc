"""Tables without ruling lines on their way into cells: they get the lines that nobody has drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reports.readers.pages.content import Page
from reports.readers.pages.layout import Cell, Layout, PageTable
from reports.readers.pages.lines import Piece, lines_of
from reports.readers.pages.ruled import Box, Ruled, merged
from reports.readers.pages.unruled import Block, blocks_of
from reports.readers.pages.unruled_rows import Text, is_by_cells, rows_of, texts_of
from reports.readers.pages.valleys import Gap, Spaced, all_spaced, around, is_label, lost, met

_DRAWN = 0.8
"""The part of a table's width that a line or a shade across it takes at least."""
_NEAR = 1.0
_MIDDLE = 0.3
"""Of the height of a letter: how far its middle is above the line it stands on."""


def find_unruled(layouts: Sequence[Layout]) -> None:
    """Put the tables without ruling lines among the tables of their pages, and take their lines off the text."""
    found: list[tuple[Layout, list[Block]]] = []
    chains: list[list[Block]] = []
    overleaf: set[int] = set()
    above: Block | None = None
    for layout in layouts:
        lines = all_spaced(layout.lines)
        blocks = blocks_of(lines, around(above.valleys) if above is not None else ())
        for block in blocks:
            if above is not None and block.lines[0] is lines[0] and _is_same(above, block):
                chains[-1].append(block)
            else:
                chains.append([block])
                overleaf |= {id(block)} if above is not None and block.lines[0] is lines[0] else set()
        found.append((layout, blocks))
        above = blocks[-1] if blocks and blocks[-1].lines[-1] is lines[-1] else None
    by_cells = any(is_by_cells(texts_of(each.lines, each.valleys)) for _, blocks in found for each in blocks)
    valleys = {
        id(block): wanted for chain in chains for wanted in [_valleys(chain, by_cells)] for block in chain
    }
    columns: dict[int, tuple[float, ...]] = {}
    for before, chain in zip([[], *chains], chains, strict=False):
        wanted = valleys[id(chain[0])]
        places = _columns(chain, wanted)
        if id(chain[0]) in overleaf and _fits(columns[id(before[-1])], wanted):
            places = columns[id(before[-1])]
        columns |= {id(block): places for block in chain}
    for layout, blocks in found:
        inside = {id(line.line) for block in blocks for line in block.lines}
        layout.lines = [line for line in layout.lines if id(line) not in inside]
        for block in blocks:
            if len(columns[id(block)]) > 2:
                number = len(layout.tables) + 1
                layout.tables.append(_table(layout.page, number, block, columns[id(block)], by_cells))


def _fits(columns: Sequence[float], valleys: Sequence[Gap]) -> bool:
    """Whether the lines down of the page before stand in the white space of this one."""
    inner = columns[1:-1]
    return len(inner) == len(valleys) and all(
        left - _NEAR <= at <= right + _NEAR for at, (left, right) in zip(inner, valleys, strict=True)
    )


def _is_same(above: Block, block: Block) -> bool:
    """Whether a table on the next page has the same columns."""
    shared = met(around(above.valleys), around(block.valleys), 1.0)
    return len(shared) == len(above.valleys) + 2 and not lost(block.valleys, shared)


def _valleys(chain: Sequence[Block], by_cells: bool) -> list[Gap]:
    """What is white between the columns on all pages, without that inside of columns.

    A column that its head says nothing of is a part of its neighbour: numbers of lists that hang before their texts,
    or a short text that stands beside the middle, where its heading is.
    """
    shared = around(chain[0].valleys)
    for block in chain[1:]:
        shared = met(shared, around(block.valleys), 1.0)
    valleys = list(shared[1:-1])
    column = 0
    while column <= len(valleys) and valleys:
        beside = _part_of(column, chain, valleys, by_cells)
        if beside is None:
            column += 1
        else:
            del valleys[min(column, beside)]
    return valleys


def _part_of(column: int, chain: Sequence[Block], valleys: Sequence[Gap], by_cells: bool) -> int | None:
    """The neighbour that a column without a heading of its own is a part of."""
    first = chain[0]
    written = [texts_of(block.lines, valleys) for block in chain]
    texts = [[text for text in each if text.first == text.last] for each in written]
    own = [text for each in texts for text in each if text.first == column]
    no_cuts = [False] * len(first.lines)
    (_, head), *_ = rows_of(first.lines, written[0], _columns(chain, valleys), no_cuts, by_cells=by_cells)
    if any(text.first == column and text.line <= head for text in texts[0]):
        return None
    if own and column < len(valleys) and all(is_label(text.text) for text in own):
        return column + 1
    for beside in (column + 1, column - 1):
        if 0 <= beside <= len(valleys) and not any(
            {column, beside} <= {text.first for text in each if text.line == line}
            for each in texts
            for line in {text.line for text in each}
        ):
            return beside
    return None


def _columns(chain: Sequence[Block], valleys: Sequence[Gap]) -> tuple[float, ...]:
    """Where the lines down would be: so far before each column as two columns come near to each other."""
    words = [word for block in chain for line in block.lines for word in line.words]
    half = min((right - left for left, right in valleys), default=0.0) / 2
    inner = (right - half for _, right in valleys)
    return (min(word.left for word in words) - half, *inner, max(word.right for word in words) + half)


def _table(page: Page, number: int, block: Block, columns: tuple[float, ...], by_cells: bool) -> PageTable:
    lines = block.lines
    valleys: list[Gap] = [(at, at) for at in columns[1:-1]]
    texts = texts_of(lines, valleys)
    rows = rows_of(lines, texts, columns, _cuts(page, lines, columns), by_cells=by_cells)
    tops = [_between(lines[above[1]], lines[below[0]]) for above, below in pairwise(rows)]
    first, last = lines[0], lines[-1]
    places = (first.base - first.size, *tops, last.base + _MIDDLE * last.size)
    cells = [cell for at, row in enumerate(rows) for cell in _cells(at, row, texts, columns, places)]
    ruled = Ruled(columns, places, tuple(cell.box for cell in cells))
    padding = min(right - left for left, right in block.valleys) / 2
    return PageTable(page.number, number, ruled, cells, padding, drawn=False)


def _between(above: Spaced, below: Spaced) -> float:
    return (above.base - _MIDDLE * above.size + below.base - _MIDDLE * below.size) / 2


def _cuts(page: Page, lines: Sequence[Spaced], columns: Sequence[float]) -> list[bool]:
    """For each line: whether a line or the edge of a shade runs through the table above it."""
    left, right = columns[0], columns[-1]
    drawn: dict[float, float] = {}
    for each in merged(rule for rule in (*page.rules, *page.shades) if rule.way == "across"):
        drawn[each.at] = drawn.get(each.at, 0.0) + max(min(each.end, right) - max(each.start, left), 0.0)
    cuts = [at for at, length in drawn.items() if length >= _DRAWN * (right - left)]
    middles = [line.base - _MIDDLE * line.size for line in lines]
    return [True] + [any(above < at < below for at in cuts) for above, below in pairwise(middles)]


def _cells(
    at: int, row: tuple[int, int], texts: Sequence[Text], columns: Sequence[float], places: Sequence[float]
) -> list[Cell]:
    """The cells of a row; one that runs across several columns covers them."""
    inside = [text for text in texts if row[0] <= text.line <= row[1]]
    pieces: dict[int, list[Piece]] = {}
    reach = {text.first: text.last for text in sorted(inside, key=lambda each: each.last)}
    covered = {number: first for first, last in reach.items() for number in range(first + 1, last + 1)}
    for text in inside:
        start = covered.get(text.first, text.first)
        pieces.setdefault(start, []).extend(Piece(list(word.letters), word.at[0]) for word in text.words)
    cells = []
    column = 0
    while column < len(columns) - 1:
        end = column
        while end + 1 < len(columns) - 1 and end + 1 in covered:
            end += 1
        box = Box(columns[column], places[at], columns[end + 1], places[at + 1], at, 1)
        cells.append(Cell(box, lines_of(pieces.get(column, ()))))
        column = end + 1
    return cells
