"""The grid cut into paragraphs and tables: each header begins a table, rows without one continue the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reports.readers.doubts import Doubts
from reports.readers.folding import fold, visible
from reports.readers.grid import Element, Paragraph, Row
from reports.readers.headers import Header, find_header
from reports.readers.settling import settled

_FEW = 3
"""Rows of text that may stand across a table above its header."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below one header, or rows whose header was not recognised (`header` None).

    `continues`: the table has no header of its own, it took that of the table before. `line` is its first line.
    """

    header: Header | None
    rows: tuple[Row, ...]
    line: int
    continues: bool = False


Part = Paragraph | Table


def cut(grid: Sequence[Element], is_issue: Callable[[str], bool], doubts: Doubts) -> list[Part]:
    """Paragraphs and tables in the order of the source."""
    grid = _headings_inside(grid, is_issue)
    parts: list[Part] = []
    current: Header | None = None
    between: list[Paragraph] = []
    position = 0
    while position < len(grid):
        element = grid[position]
        if isinstance(element, Paragraph):
            parts.append(element)
            between.append(element)
            position += 1
            continue
        end = position
        while end < len(grid) and isinstance(grid[end], Row) and grid[end].table == element.table:  # type: ignore[union-attr]
            end += 1
        rows = [each for each in grid[position:end] if isinstance(each, Row)]
        found = _physical_table(rows, current, bool(between), is_issue, doubts)
        parts.extend(found)
        tables = [each for each in found if isinstance(each, Table)]
        if tables and tables[-1].header is not None:
            current = tables[-1].header
        between = []
        position = end
    return parts


def _headings_inside(grid: Sequence[Element], is_issue: Callable[[str], bool]) -> list[Element]:
    """An issue's heading between two rows, with no blank line, was a merged row of one and the same table."""
    settled: list[Element] = []
    moved: dict[int, int] = {}
    for position, element in enumerate(grid):
        if isinstance(element, Row):
            settled.append(replace(element, table=moved.get(element.table, element.table)))
            continue
        above = settled[-1] if settled else None
        below = grid[position + 1] if position + 1 < len(grid) else None
        if (
            isinstance(above, Row)
            and isinstance(below, Row)
            and not (element.gap or below.gap)
            and is_issue(element.text)
            and find_header(below, (), is_issue) is None
        ):
            moved[below.table] = above.table
            settled.append(Row(element.line, (element.text,), above.table))
        else:
            settled.append(element)
    return settled


def _physical_table(
    rows: list[Row], current: Header | None, after_text: bool, is_issue: Callable[[str], bool], doubts: Doubts
) -> list[Part]:
    parts: list[Part] = []
    header: Header | None = None
    collected: list[Row] = []
    start = rows[0].line

    def close() -> None:
        if collected or header is not None:
            known = _trimmed(header, collected)
            known = settled(known, collected, is_issue) if known is not None else None
            parts.append(Table(known, tuple(collected), start))
            collected.clear()

    position = 0
    while position < len(rows):
        found = find_header(rows[position], rows[position + 1 : position + 3], is_issue)
        if found is None:
            if not _repeats(rows[position], header or current):
                collected.append(rows[position])
            position += 1
            continue
        if (
            header is None
            and collected
            and len(collected) <= _FEW
            and all(len(row.filled) == 1 for row in collected)
        ):
            parts.extend(Paragraph(row.line, row.cells[row.filled[0]], 0, row.gap) for row in collected)
            collected.clear()
        close()
        header, taken = found
        start = rows[position].line
        position += taken
    close()
    return [
        _continued(part, current, after_text, doubts) if isinstance(part, Table) else part for part in parts
    ]


def _continued(table: Table, current: Header | None, after_text: bool, doubts: Doubts) -> Table:
    """Rows without a header take the columns of the table before when they are as many."""
    if table.header is not None or current is None:
        return table
    widest = max(_width(row) for row in table.rows)
    same = widest == current.width or max(len(row.cells) for row in table.rows) == current.width
    narrower = widest < current.width and not after_text and widest >= current.width - 2
    if not (same or narrower):
        return table
    doubts.add(
        "read-table-continued", table.line, lines=(current.lines[0], table.line), header=current.lines[0]
    )
    return replace(table, header=current, continues=True)


def _repeats(row: Row, header: Header | None) -> bool:
    """Whether a row is the lower part of a header that came before, repeated alone on a new page."""
    if header is None or len(row.filled) < 2:
        return False
    return all(
        at < header.width
        and "\n" in header.texts[at]
        and fold(header.texts[at].rpartition("\n")[2]) == fold(row.cells[at])
        for at in row.filled
    )


def _trimmed(header: Header | None, rows: Sequence[Row]) -> Header | None:
    """Without the empty columns that stray tabs leave; those before the last one stay, as the field "blank"."""
    if header is None:
        return None
    width = header.width
    widest = max((_width(row) for row in rows), default=0)
    while width > widest and not header.texts[width - 1].strip():
        width -= 1
    fields = list(header.fields[:width])
    for at, text in enumerate(header.texts[:width]):
        if (
            not text.strip()
            and rows
            and not any(at < len(row.cells) and row.cells[at].strip() for row in rows)
        ):
            fields[at] = "blank"
    return replace(header, fields=tuple(fields), texts=header.texts[:width])


def _width(row: Row) -> int:
    return row.filled[-1] + 1 if row.filled else 0


def row_text(row: Row) -> str:
    """What a row says, on one line; a text that was merged over several cells once."""
    seen: dict[str, None] = {}
    for index in row.filled:
        seen[visible(row.cells[index])] = None
    return " ".join(seen)
