"""A file as a flat list of paragraphs and table rows: what every reader hands to the recogniser.

Nothing is interpreted here. Texts are cell text already; `line` is the place in the source that warnings name
(a line of a text file, a row of a sheet). Rows of one physical table share `table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ita_portal.thai.celltext_html import from_html


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables; `level` 1 to 6 for a heading, else 0. `gap`: blank lines stand before it."""

    line: int
    text: str
    level: int = 0
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `gap`: blank lines, and perhaps a page break, stand before it.

    `number` is its place in its table, from 1, where tables are told apart by more than blank lines (0 in text).
    `merged` are its cells that a cell from above covers, with that cell's text; in `cells` they are blank.
    """

    line: int
    cells: tuple[str, ...]
    table: int = 0
    gap: bool = False
    number: int = 0
    merged: tuple[tuple[int, str], ...] = ()

    @property
    def filled(self) -> tuple[int, ...]:
        """Positions of the cells that say something."""
        return tuple(index for index, cell in enumerate(self.cells) if cell.strip())


Element = Paragraph | Row

_LINES = re.compile("\r\n|\r|\n")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_BLANK = "\ufeff\u200b\u200c\u200d\u2060 \t\f\v\u00a0"
_SIGNED = re.compile(r"ลงชื่อ|\.{5}|\A\((?:นาย|นาง)")
_MEMO = re.compile(r"\s*(?:เรื่อง|เรียน|ส่วนราชการ|ที่|วันที่|อ้างถึง|สิ่งที่ส่งมาด้วย|โทร\.?|จาก|ถึง)\s*:?\s*\Z")


def grid_from_text(text: str) -> tuple[Element, ...]:
    """The paragraphs and rows of a text file: a line with a tab is a row, its cells may hold simple HTML."""
    return tuple(settle(_elements(text)))


def _elements(text: str) -> Iterator[Element]:
    gap = False
    table = 0
    in_table = False
    for number, line in enumerate(_LINES.split(text), 1):
        if not line.strip(_BLANK):
            gap, in_table = True, False
            continue
        if "\t" in line.strip("\r\n"):
            if not in_table:
                table += 1
            in_table = True
            yield Row(number, tuple(_cell(cell) for cell in line.split("\t")), table, gap)
        else:
            in_table = False
            paragraph = _paragraph(number, line, gap)
            if paragraph.text:
                yield paragraph
        gap = False


def _cell(source: str) -> str:
    return from_html(re.sub("[\v\u2028\u2029]", "<br>", source)).strip("\n ")


def _paragraph(number: int, line: str, gap: bool) -> Paragraph:
    hashes = _HASHES.match(line.lstrip(_BLANK))
    if hashes:
        return Paragraph(number, _cell(line.lstrip(_BLANK)[hashes.end() :]), len(hashes[1]), gap)
    return Paragraph(number, _cell(line), 0, gap)


def settle(elements: Iterable[Element]) -> Iterator[Element]:
    """Indented lines and the label lines of an official memo are paragraphs, although they hold tabs."""
    width = 0
    for _, group in groupby(elements, key=lambda each: each.table if isinstance(each, Row) else -each.line):
        members = list(group)
        rows = [each for each in members if isinstance(each, Row)]
        if not rows or any(len(row.filled) > 1 and not _is_memo(row) for row in rows):
            yield from (each for each in members if not isinstance(each, Row) or each.filled)
            width = len(rows[-1].cells) if rows else 0
            continue
        for row in rows:
            if row.filled and _goes_on(row, width):
                yield row
            elif row.filled:
                yield Paragraph(row.line, " ".join(cell for cell in row.cells if cell.strip()), 0, row.gap)
                width = 0


def _goes_on(row: Row, width: int) -> bool:
    """The rest of a torn row, alone on its page: as wide as the table before, with nothing between them."""
    return 2 < len(row.cells) == width and row.filled[0] > 0 and not _SIGNED.search(row.cells[row.filled[0]])


def _is_memo(row: Row) -> bool:
    return len(row.cells) <= 4 and bool(_MEMO.match(row.cells[row.filled[0]]))
