"""A table as plain text, the way the clipboard gives it: a row a line, cells apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_portal.thai.celltext import clean, escape
from reports.readers.grid import Element, Paragraph, Row, settle

_LINES = re.compile("\r\n|\r|\n")
_QUOTED = re.compile('"((?:[^"]|"")*)"(?=\t|\r|\n|\\Z)')


def grid_from_plain_table(text: str) -> tuple[Element, ...]:
    """The rows and paragraphs of pasted text; nothing in it is taken for HTML or for a mark.

    Excel puts a cell with line breaks in quotation marks, with its own ones doubled. Word breaks a row where a
    cell has several paragraphs: lines with too few cells are put together again as far as they fit.
    """
    return tuple(settle(_elements(list(_torn_together(_lines(text))))))


def _lines(text: str) -> Iterator[list[str]]:
    """The cells of each line; a blank line is an empty list."""
    cells: list[str] = []
    position = 0
    while position <= len(text):
        quoted = _QUOTED.match(text, position) if text.startswith('"', position) else None
        if quoted is not None and re.search("[\t\r\n]", quoted[1]):
            cells.append(quoted[1].replace('""', '"'))
            position = quoted.end()
        else:
            end = re.compile("[\t\r\n]").search(text, position)
            stop = end.start() if end else len(text)
            cells.append(text[position:stop])
            position = stop
        if text.startswith("\t", position):
            position += 1
            continue
        yield [] if len(cells) == 1 and not cells[0].strip() else cells
        cells = []
        ended = _LINES.match(text, position)
        if ended is None:
            return
        position = ended.end()


def _torn_together(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows whole again: after a row with too few cells, a line that brings the rest goes on in its last cell."""
    width = 0
    open_row: list[str] | None = None
    for cells in lines:
        if open_row is not None:
            together = len(open_row) + len(cells) - 1
            if cells and len(open_row) < width and together <= width:
                open_row[-1] += "\n" + cells[0]
                open_row += cells[1:]
                continue
            yield open_row
            open_row = None
        if len(cells) > 1:
            width = width or len(cells)
            open_row = list(cells)
        else:
            if not cells:
                width = 0
            yield cells
    if open_row is not None:
        yield open_row


def _elements(lines: list[list[str]]) -> Iterator[Element]:
    gap, in_table, table = False, False, 0
    for number, cells in enumerate(lines, 1):
        if not cells:
            gap, in_table = True, False
            continue
        texts = [clean(escape(cell)).strip("\n ") for cell in cells]
        if len(texts) > 1:
            table += not in_table
            in_table = True
            yield Row(number, tuple(texts), table, gap)
        else:
            in_table = False
            if texts[0]:
                yield Paragraph(number, texts[0], 0, gap)
        gap = False
