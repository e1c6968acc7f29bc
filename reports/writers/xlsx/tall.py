"""Rows that are taller than a row can be: their texts go on in the rows below, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from math import ceil

from ita_portal.thai.celltext import plain
from reports.writers.heights import length
from reports.writers.xlsx.looks import FONTS, SIZE

EM_PER_UNIT = 0.4
"""Width of a column's unit, in em of the text."""
LINE_POINTS = 20.0
TALLEST = 409.0
"""Points of the tallest row that Excel knows."""
PADDING = 1.0
LOSS = 1.12
"""Lines are not full to the last letter, because words are not broken."""
BOLD = 1.06


def lines_needed(text: str, width: float, font: str = "text") -> float:
    """How many lines of text in the usual size a cell of this width takes."""
    size, bold, _ = FONTS[font]
    scale = size / SIZE
    room = max(width - PADDING, 1) * EM_PER_UNIT / scale
    loss = LOSS * (BOLD if bold else 1.0)
    return scale * sum(max(1, ceil(length(line) * loss / room)) for line in plain(text).split("\n"))


def height(lines: float) -> float:
    """Points of a row of so many lines."""
    return min(TALLEST, lines * LINE_POINTS + 1)


@dataclass(frozen=True, slots=True)
class _Piece:
    lines: tuple[str, ...] = ()
    needed: float = 0


def rows_of(texts: Mapping[str, str], widths: Mapping[str, float]) -> Iterator[dict[str, str]]:
    """The texts of one record as they stand in one row or, where they are too long, in several."""
    parted = {key: _pieces(text, widths[key]) for key, text in texts.items()}
    for row in zip_longest(*parted.values(), fillvalue=""):
        yield {key: text for key, text in zip(parted, row, strict=True) if text}


def _pieces(text: str, width: float) -> list[str]:
    """A text parted between lines; a part never ends in white space, which a cell would lose."""
    most = (TALLEST - 1) / LINE_POINTS
    found = [_Piece()]
    for line in text.split("\n"):
        needed = lines_needed(line, width)
        piece = found[-1]
        ends = bool(piece.lines) and piece.lines[-1] == piece.lines[-1].rstrip() != ""
        if piece.needed + needed > most and ends:
            found.append(_Piece((line,), needed))
        else:
            found[-1] = replace(piece, lines=(*piece.lines, line), needed=piece.needed + needed)
    return ["\n".join(piece.lines) for piece in found]
