"""What pages repeat at their edges: running titles, page numbers, page counts. It is no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.normal import squash
from reports.readers.pages.layout import Layout
from reports.readers.pages.lines import Line
from reports.readers.pages.valleys import all_spaced

_EDGE = 0.12
"""The part of a page's height at its top and bottom in which such lines stand."""
_PART = 0.4
"""The part of the pages that repeat a running title at least."""
_SAME_PLACE = 8
_NEXT_ROW, _NEXT_LINE = 2.2, 1.4
"""Heights of a letter to the next line of a table, and to the next of the same cell."""
_NUMBER = re.compile("[0-9]{1,4}")
_PAGE = re.compile(r"(?:หน้า|page)?\W*[0-9]{1,4}(?:\W*(?:จาก|ของ|of|/)?\W*[0-9]{1,4})?\W*", re.IGNORECASE)

Key = tuple[str, bool, int]


def without_margins(layouts: Sequence[Layout]) -> None:
    """Take the running titles and page numbers off the pages."""
    pages_with: dict[Key, set[int]] = defaultdict(set)
    for number, layout in enumerate(layouts):
        for line in _at_edges(layout):
            for key in _keys(line, layout, number):
                pages_with[key].add(number)
    often = max(2, _PART * len(layouts) / 2)
    running = Counter({key: len(pages) for key, pages in pages_with.items() if len(pages) >= often})
    for number, layout in enumerate(layouts):
        columns = _in_columns(layout)
        gone = {
            id(line)
            for line in _at_edges(layout)
            if any(key in running for key in _keys(line, layout, number)) or _is_page_number(line)
        }
        layout.lines = [line for line in layout.lines if id(line) not in gone - columns]


def _in_columns(layout: Layout) -> set[int]:
    """The lines of tables without ruling lines: the same head on top of every page is no running title."""
    if layout.tables:
        return set()
    lines = all_spaced(layout.lines)
    found: set[int] = set()
    for above, below in pairwise(lines):
        if above.wide > 1 and below.wide > 1 and below.base - above.base < _NEXT_ROW * below.size:
            found |= {id(above.line), id(below.line)}
    for above, below in (*reversed([*pairwise(lines)]), *pairwise(lines)):
        pair = {id(above.line), id(below.line)}
        if pair & found and below.base - above.base < _NEXT_LINE * below.size:
            found |= pair
    numbers = {id(line) for line in layout.lines if _is_page_number(line) and not _is_bare(line)}
    return found - numbers


def _at_edges(layout: Layout) -> Iterator[Line]:
    """The lines above everything else at the top, and below everything else at the bottom."""
    high = layout.page.height
    first = min((table.ruled.top for table in layout.tables), default=high)
    last = max((table.ruled.bottom for table in layout.tables), default=0.0)
    for line in layout.lines:
        if (line.base < high * _EDGE and line.base < first + line.size) or (
            line.base > high * (1 - _EDGE) and line.base > last
        ):
            yield line


def _keys(line: Line, layout: Layout, page: int) -> Iterator[Key]:
    """What makes lines of two pages the same: their text or a part of it, also with numbers that count pages."""
    at_top = line.base < layout.page.height / 2
    place = line.base if at_top else layout.page.height - line.base
    rough = (int(place / _SAME_PLACE), int(place / _SAME_PLACE) + 1)
    for part in (line.text, *line.parts):
        text = squash(part)
        counted = _NUMBER.sub(lambda found: f"<{int(found[0]) - page}>", to_arabic(text))
        for each in rough if text else ():
            yield text, at_top, each
            yield counted, at_top, each


def _is_bare(line: Line) -> bool:
    """Whether a line is a number alone, as one of a row whose other cells stand higher and lower."""
    return to_arabic(line.text.strip()).isdecimal()


def _is_page_number(line: Line) -> bool:
    return bool(_PAGE.fullmatch(to_arabic(line.text.strip())))
