"""How tall a table row will be on paper: one that fits no page may break, all others stay whole.

A renderer that is told to keep a row whole which fits no page leaves a page empty and then loses the head of the
table, so such rows are found beforehand, from the widths of the letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import unescape
from math import ceil

from ita_portal.thai.labels import match_label
from reports.fonts import PAPER_FACES
from reports.layouts import Layout

PAGE = {"landscape": (261.0, 166.0), "portrait": (174.0, 253.0)}
"""Millimetres of width and height between the margins of the pages of tables (paper.css)."""

PADDING_MM, BORDERS_MM, POINT_MM = 3.7, 2.0, 25.4 / 72
LINE_EM = 1.27
HEADING_MM = 12.0
"""A heading above the table, which stays on its page."""

HANGING_EM = 1.28
LOSS = 1.12
"""Lines are not full to the last letter, because words are not broken."""

_LINE_END = re.compile(r"</(?:p|li)>|<br>")
_TAG = re.compile(r"<[^>]*>")


def is_tall(texts: Sequence[str], head: Sequence[str], widths: Sequence[int], layout: Layout) -> bool:
    """Whether the row with these cell texts fits no page below a table head of these texts.

    `widths` are the relative widths of the columns.
    """
    width, height = PAGE[layout.orientation]
    em = layout.font_size * POINT_MM
    whole = sum(widths) or 1
    rooms = [max(width * share / whole - PADDING_MM, em) for share in widths]
    needed = sum(
        max((_lines(text, room, em) for text, room in zip(row, rooms, strict=True)), default=0)
        for row in (texts, head)
    )
    return needed * em * LINE_EM > height - HEADING_MM - 2 * BORDERS_MM


def lines_of(markup: str) -> str:
    """The text of a cell that is written already, a line for each paragraph and item."""
    return unescape(_TAG.sub("", _LINE_END.sub("\n", markup))).strip("\n")


def _lines(text: str, room: float, em: float) -> int:
    return sum(_lines_of_one(line, room, em) for line in text.split("\n"))


def _lines_of_one(line: str, room: float, em: float) -> int:
    """Items hang: their lines are shorter by the label."""
    needed = length(line) * em
    if needed <= room:
        return 1
    if match_label(line.lstrip()):
        room = max(room - HANGING_EM * em, em)
    return ceil(needed * LOSS / room)


def length(line: str) -> float:
    """The length of a line in em."""
    advances = _advances()
    return sum(advances.get(ord(character), 0.3) for character in line)


@cache
def _advances() -> dict[int, float]:
    """How far each character of the paper type moves on, in em; marks above and below do not."""
    from fontTools.ttLib import TTFont  # 50 ms, once

    with TTFont(PAPER_FACES[0].path, lazy=True) as font:
        scale = font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return {code: metrics[name][0] / scale for code, name in font.getBestCmap().items()}
