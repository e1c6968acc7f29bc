"""The pages of a PDF as one list of paragraphs and rows: tables that go on overleaf are one, torn rows are whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from ita_portal.thai.celltext import escape
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.labels import match_label, number_of
from ita_portal.thai.normal import squash
from reports.readers.grid import Element, Paragraph, Row
from reports.readers.joining import join
from reports.readers.merged import SpannedCell, spread
from reports.readers.pages.flowing import ITEM, Edges, Passage, belong, passages
from reports.readers.pages.layout import Cell, Layout, PageTable
from reports.readers.pages.lines import Line
from reports.readers.placing import Place

_SAME_COLUMN = 4.0
_LAST_LINES = 3.2
"""Heights of a letter: text that ends so near to the end of its cell may go on overleaf."""
_HEADING_ROWS = 4
_NARROWEST = 60.0
_BOXES = 3
_SMALL = 0.92
"""Of the height of a table's letters: the letters of a footnote are smaller."""
_OWN_NUMBER = -2
"""The sign of a row that is counted by itself."""
_CODED_SCORE = re.compile(ITEM.pattern + r" *[0-9๐-๙]{1,3}(?:[.,][0-9๐-๙]{1,2})?")


@dataclass(slots=True)
class _TableRow:
    """A row of a table with the cells that begin in it. `place`: its table's number on the page, its own, the page."""

    cells: list[Cell]
    texts: list[str]
    place: Place


@dataclass(slots=True)
class _Table:
    """A table through all its pages. `parts` holds the table of each page that it comes from."""

    parts: list[PageTable] = field(default_factory=list)
    rows: list[_TableRow] = field(default_factory=list)
    gap: bool = False


def grid_of(layouts: Sequence[Layout]) -> tuple[list[Element], dict[int, Place]]:
    """The elements, numbered from 1 in the order of reading, and the place of each row by its number."""
    elements: list[Element] = []
    places: dict[int, Place] = {}
    tables = 0
    for each in _flow(layouts):
        line = len(elements) + 1
        if isinstance(each, _Table):
            tables += 1
            for row, source in zip(_rows(each, tables, line), each.rows, strict=True):
                elements.append(row)
                places[row.line] = source.place
        else:
            elements.append(Paragraph(line, escape(each.text), 0, each.gap))
    return elements, places


def _flow(layouts: Sequence[Layout]) -> Iterator[_Table | Passage]:
    """Paragraphs and tables. Boxes side by side, before any table, are paragraphs."""
    begun = False
    for each in _parts(layouts):
        if begun or not isinstance(each, _Table) or is_more_than_boxes(each.parts[0]) or len(each.rows) > 1:
            begun = begun or isinstance(each, _Table)
            yield each
            continue
        part = each.parts[0]
        for cell in each.rows[0].cells:
            yield from passages(cell.lines, part.edges(cell))


def is_more_than_boxes(table: PageTable) -> bool:
    """Whether a table has more than a few boxes side by side, as they stand on a cover."""
    return len(table.ruled.rows) > 2 or len(table.cells) > _BOXES


def _parts(layouts: Sequence[Layout]) -> Iterator[_Table | Passage]:
    edges = _text_edges(layouts)
    current: _Table | None = None
    notes: list[Passage] = []
    for layout in layouts:
        for block in _blocks(layout):
            if isinstance(block, PageTable) and current is not None and _continues(current.parts[-1], block):
                _append(current, block)
                continue
            found = passages(block, edges[layout.page.number]) if not isinstance(block, PageTable) else []
            if (
                not isinstance(block, PageTable)
                and current is not None
                and _are_notes(block, current.parts[-1])
            ):
                notes += found  # the table may go on overleaf
                continue
            if current is not None:
                yield current
                yield from notes
                current, notes = None, []
            if isinstance(block, PageTable):
                current = _Table(gap=True)
                _begin(current, block)
            yield from found
    if current is not None:
        yield current
        yield from notes


def _are_notes(lines: Sequence[Line], table: PageTable) -> bool:
    """Whether lines below a table are its footnotes: smaller than its text."""
    sizes = [line.size for cell in table.cells for line in cell.lines]
    return all(line.size < _SMALL * median(sizes) for line in lines)


def _blocks(layout: Layout) -> Iterator[list[Line] | PageTable]:
    """Lines between tables together, from top to bottom."""
    waiting = list(layout.lines)
    for table in layout.tables:
        above = [line for line in waiting if line.base <= table.ruled.top + line.size]
        if above:
            yield above
        waiting = [line for line in waiting if line.base > table.ruled.top + line.size]
        yield table
    if waiting:
        yield waiting


def _text_edges(layouts: Sequence[Layout]) -> dict[int, Edges]:
    """Where the text of each page begins and ends: as far as any line or table of pages of its width goes."""
    found: dict[int, Edges] = {}
    for width in {round(layout.page.width) for layout in layouts}:
        alike = [layout for layout in layouts if round(layout.page.width) == width]
        lefts = [line.left for layout in alike for line in layout.lines]
        lefts += [table.ruled.columns[0] for layout in alike for table in layout.tables]
        left = max(min(lefts, default=0.0), 0.0)
        rights = [line.right for layout in alike for line in layout.lines]
        rights += [table.ruled.columns[-1] for layout in alike for table in layout.tables]
        right = max([*rights, left + _NARROWEST, width - left])
        found |= {layout.page.number: Edges(left, min(right, width)) for layout in alike}
    return found


# --- tables ----------------------------------------------------------------------------------------------


def _continues(above: PageTable, below: PageTable) -> bool:
    """Whether a table is the rest of the one before: on the next page, with the same lines down."""
    if below.page == above.page:
        return False
    fewer, more = sorted((above.ruled.columns, below.ruled.columns), key=len)
    ends = abs(fewer[0] - more[0]) < _SAME_COLUMN and abs(fewer[-1] - more[-1]) < _SAME_COLUMN
    return ends and all(min(abs(at - other) for other in more) < _SAME_COLUMN for at in fewer)


def _begin(table: _Table, part: PageTable) -> None:
    table.parts.append(part)
    table.rows += _read(part)


def _append(table: _Table, part: PageTable) -> None:
    """Put the next page's rows to a table, without those that repeat its head, the rest of a torn row joined."""
    rows = _read(part)
    head = [_said(row) for row in table.rows[:_HEADING_ROWS]]
    repeated = 0
    while repeated < min(len(rows), len(head)) and _said(rows[repeated]) == head[repeated]:
        repeated += 1
    if repeated < len(rows) or len(rows) == 1:
        rows = rows[repeated:]
    if rows and table.rows and _is_torn(table.rows[-1], rows[0]):
        _join(table.rows[-1], rows.pop(0), table.rows)
    table.parts.append(part)
    table.rows += rows


def _said(row: _TableRow) -> tuple[str, ...]:
    return tuple(squash(text) for text in row.texts if text.strip())


def _read(part: PageTable) -> list[_TableRow]:
    return [
        _TableRow(cells, [_text(cell, part) for cell in cells], (part.number, number, part.page))
        for number, cells in enumerate(part.rows(), 1)
    ]


def _text(cell: Cell, part: PageTable) -> str:
    """The text of a cell. Codes that are printed small before each of several scores only repeat the items."""
    texts = [each.text for each in passages(cell.lines, part.edges(cell))]
    if len(texts) > 1 and all(_CODED_SCORE.fullmatch(text) for text in texts):
        texts = [ITEM.sub("", text, count=1).strip() for text in texts]
    return "\n".join(map(escape, texts))


def _is_torn(above: _TableRow, below: _TableRow) -> bool:
    """Whether a row is the rest of the one above: what its cells say goes on from there, nothing begins anew."""
    if not below.cells or not above.cells:
        return False
    signs = []
    for cell, text in zip(below.cells, below.texts, strict=True):
        upper = _over(cell, above)
        if not cell.filled:
            continue
        if upper is None or not _reaches_its_end(upper):
            return False
        signs.append(_sign(above.texts[above.cells.index(upper)], text))
    if not signs or _OWN_NUMBER in signs:
        return False
    if above.cells[0].filled and not below.cells[0].filled:
        return min(signs) >= 0 or max(signs) > 0
    return min(signs) >= 0 and sum(signs) * 2 >= len(signs)


def _sign(upper: str, lower: str) -> int:
    """1 when a cell goes on in the lower one, -1 when a list begins anew in that, 0 when it may be either."""
    first = lower.partition("\n")[0]
    label = match_label(first)
    if label is None:
        if to_arabic(upper).strip(".() ").isdecimal() and to_arabic(lower).strip(".() ").isdecimal():
            return _OWN_NUMBER
        return int(belong(upper.rpartition("\n")[2], first))
    number = number_of(label.text)
    if number is None:
        return 0
    if number == 1:
        return -1
    before = [found for each in upper.split("\n") if (found := match_label(each)) is not None]
    return int(bool(before) and number_of(before[-1].text) == number - 1)


def _over(cell: Cell, above: _TableRow) -> Cell | None:
    """The cell of the row above in the same columns."""
    for each in above.cells:
        if (
            abs(each.box.left - cell.box.left) < _SAME_COLUMN
            and abs(each.box.right - cell.box.right) < _SAME_COLUMN
        ):
            return each
    return None


def _reaches_its_end(cell: Cell) -> bool:
    return cell.filled and cell.box.bottom - cell.lines[-1].base < _LAST_LINES * cell.lines[-1].size


def _join(above: _TableRow, below: _TableRow, rows: Sequence[_TableRow]) -> None:
    known = "\n".join("".join(text.split()) for row in rows[-40:] for text in row.texts)
    for cell, text in zip(below.cells, below.texts, strict=True):
        upper = _over(cell, above)
        at = next((at for at, each in enumerate(above.cells) if each is upper), None)
        if at is not None:
            above.texts[at] = join(above.texts[at], text, page_break=True, known=known)
            if cell.filled:
                above.cells[at] = Cell(cell.box, cell.lines)


def _rows(table: _Table, number: int, line: int) -> Iterator[Row]:
    """The rows on the columns of all pages together."""
    columns = _columns(table.parts)
    spans = [
        [
            SpannedCell(
                text,
                max(_column(cell.box.right, columns) - _column(cell.box.left, columns), 1),
                cell.box.rows,
            )
            for cell, text in zip(row.cells, row.texts, strict=True)
        ]
        for row in table.rows
    ]
    for at, row in enumerate(spread(spans)):
        yield Row(line + at, row.cells, number, table.gap and not at, at + 1, row.merged)


def _columns(parts: Sequence[PageTable]) -> list[float]:
    places: list[float] = []
    for at in sorted(at for part in parts for at in part.ruled.columns):
        if not places or at - places[-1] > _SAME_COLUMN:
            places.append(at)
    return places


def _column(at: float, columns: Sequence[float]) -> int:
    place = bisect_left(columns, at)
    near = [each for each in (place - 1, place) if 0 <= each < len(columns)]
    return min(near, key=lambda each: abs(columns[each] - at))
