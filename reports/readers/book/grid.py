"""The sheets of a workbook as paragraphs and rows, merged cells spread, blank columns left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby, takewhile

from ita_portal.thai.celltext import plain
from reports.readers.cover import kind_of
from reports.readers.grid import Element, Paragraph, Row, settle
from reports.readers.merged import SpannedCell, SpreadRow, spread
from reports.readers.reading import UnreadableFile

ROW_LIMIT = 5_000
"""Rows of a sheet at most; a formatted cell far below the table does not count."""
AREA_LIMIT = 1_000_000
"""Cells of a sheet that merged ranges may cover."""
_ISSUE = re.compile(r"ประเด็น")

Texts = dict[int, dict[int, str]]
"""Cell texts that say something, by row and column, both from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a visible sheet shows, whichever program wrote it.

    `merges` are ranges: first row and column, last row and column. `hidden_rows` are not shown, and have no text;
    `left_out` counts the hidden rows and columns that had some, `unknown` the formulas without their result.
    """

    name: str
    texts: Texts
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    left_out: int = 0
    unknown: int = 0


def grid_from_sheets(sheets: Iterable[Sheet]) -> tuple[Element, ...]:
    """The paragraphs and rows of all sheets, in their order. Tables are numbered by sheet."""
    found: list[list[Element]] = []
    line = 0
    for number, sheet in enumerate(sheets, 1):
        elements = list(_headed(sheet.name, list(_of_sheet(sheet, number, line))))
        found.append(elements)
        line = max([line, *(each.line for each in elements)]) + 1
    return (*_title_from_elsewhere(found), *chain.from_iterable(found))


def _headed(name: str, elements: list[Element]) -> Iterator[Element]:
    """A sheet that is called after an issue is headed by it, below its title, unless it says so itself."""
    opening = list(_opening(elements))
    says_so = any(_ISSUE.match(each.text.strip()) for each in opening)
    named = bool(_ISSUE.search(name)) and not says_so
    yield from opening
    rest = elements[len(opening) :]
    if named and rest:
        yield Paragraph(rest[0].line, " ".join(name.split()), 2, gap=True)
    yield from rest


def _title_from_elsewhere(sheets: list[list[Element]]) -> list[Element]:
    """The title of the report when a later sheet has it; it is taken from there."""
    if not sheets or _has_title(sheets[0]):
        return []
    titled = next((elements for elements in sheets if _has_title(elements)), None)
    if titled is None:
        return []
    opening = list(
        takewhile(lambda each: not _ISSUE.match(each.text.strip()) and not each.level, _opening(titled))
    )
    del titled[: len(opening)]
    return list(opening)


def _opening(elements: list[Element]) -> Iterator[Paragraph]:
    """The paragraphs before the first row."""
    for each in elements:
        if isinstance(each, Row):
            return
        yield each


def _has_title(elements: list[Element]) -> bool:
    return any(kind_of(plain(each.text))[0] is not None for each in _opening(elements))


def _of_sheet(sheet: Sheet, number: int, line: int) -> Iterator[Element]:
    texts = sheet.texts
    if not texts:
        return
    if len(texts) > ROW_LIMIT:
        raise UnreadableFile("read-book-large")
    first, last = min(texts), max(texts)
    if last - first > ROW_LIMIT:
        raise UnreadableFile("read-book-large")
    rows = _without_blank_columns(spread(list(_spanned(texts, sheet.merges, first, last))))
    placed = [each for each in enumerate(rows, first) if each[0] not in sheet.hidden_rows]
    gap = True
    tables = 0
    for blank, block in groupby(placed, key=lambda each: not any(cell.strip() for cell in each[1].cells)):
        if blank:
            gap = True
            continue
        tables += 1
        yield from _of_block(list(block), (number, tables), line, gap=gap)
        gap = False


def _of_block(
    block: list[tuple[int, SpreadRow]], place: tuple[int, int], line: int, *, gap: bool
) -> Iterator[Element]:
    """Rows without a blank one between them; a title in one cell above a table is a paragraph."""
    widths = [sum(bool(cell.strip()) for cell in row.cells) for _at, row in block]
    table = next((index for index, width in enumerate(widths) if width > 1), len(block))
    for at, row in block[:table]:
        text = next(cell for cell in row.cells if cell.strip())
        yield Paragraph(line + at + 1, text, 0, gap)
        gap = False
    sheet, number = place
    rows = [
        Row(line + at + 1, row.cells, sheet * 1000 + number, gap and not index, at + 1, row.merged)
        for index, (at, row) in enumerate(block[table:])
    ]
    yield from settle(rows)


def _spanned(
    texts: Texts, merges: list[tuple[int, int, int, int]], first: int, last: int
) -> Iterator[list[SpannedCell]]:
    width = max(column for row in texts.values() for column in row) + 1
    starts: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    area = 0
    for top, left, bottom, right in merges:
        if not first <= top <= last or left >= width:
            continue
        bottom, right = min(bottom, last), min(right, width - 1)
        area += (bottom - top + 1) * (right - left + 1)
        if area > AREA_LIMIT:
            raise UnreadableFile("read-book-large")
        starts[top, left] = (bottom - top + 1, right - left + 1)
        covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        covered.discard((top, left))
    for row in range(first, last + 1):
        cells = []
        for column in range(width):
            if (row, column) in covered and (row, column) not in starts:
                continue
            down, across = starts.get((row, column), (1, 1))
            cells.append(SpannedCell(texts.get(row, {}).get(column, ""), across, down))
        yield cells


def _without_blank_columns(rows: list[SpreadRow]) -> list[SpreadRow]:
    """The rows without the columns that say nothing anywhere: margins and spacers."""
    width = max((len(row.cells) for row in rows), default=0)
    kept = [
        column
        for column in range(width)
        if any(column < len(row.cells) and row.cells[column].strip() for row in rows)
    ]
    places = {column: at for at, column in enumerate(kept)}
    return [
        SpreadRow(
            tuple(row.cells[column] if column < len(row.cells) else "" for column in kept),
            tuple((places[column], text) for column, text in row.merged if column in places),
        )
        for row in rows
    ]
