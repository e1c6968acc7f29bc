"""Text without its white space, and the way back: patterns that a space or a line break cannot hide from.

Thai has no spaces between words, and texts copied out of a PDF have them inside words. Patterns therefore look
at squeezed text (Arabic digits, no white space, no bold or underline marks) and report places in the original.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property, lru_cache

from ita_portal.thai.digits import ARABIC_DIGITS, THAI_DIGITS, in_digits, to_arabic

GAP = "␣"
"""Stands where white space kept two numbers (or a number and its full stop) apart."""

_PIECE = re.compile(r"[^\s*_\u00ad\u200b-\u200f\u2060\ufeff]+")
_NUMERIC = frozenset(ARABIC_DIGITS)


class Squeezed:
    """`squeezed` is the text to search; `span` turns a range of it into a range of `original`."""

    __slots__ = ("__dict__", "_at", "_from", "original", "squeezed")

    def __init__(self, original: str) -> None:
        self.original = original
        text = to_arabic(original)
        parts: list[str] = []
        self._at: list[int] = []  # where each piece begins in the squeezed text
        self._from: list[int] = []  # where it begins in the original
        length = end = 0
        last = ""
        for match in _PIECE.finditer(text):
            piece = match[0]
            gap = text[end : match.start()]
            separator = ""
            if "\n" in gap:
                separator = "\n"
            elif gap and piece[0] in _NUMERIC and (last in _NUMERIC or last == "."):
                separator = GAP
            parts += [separator, piece]
            self._at.append(length + len(separator))
            self._from.append(match.start())
            length += len(separator) + len(piece)
            last, end = piece[-1], match.end()
        self.squeezed = "".join(parts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that a non-empty range of the squeezed text stands for."""
        return self._origin(start), self._origin(end - 1) + 1

    def place(self, index: int) -> int:
        """Where a character of the original that is no white space stands in the squeezed text."""
        piece = max(bisect_right(self._from, index) - 1, 0)
        return self._at[piece] + index - self._from[piece]

    def quote(self, start: int, end: int) -> str:
        """The original text of a range of the squeezed text."""
        first, last = self.span(start, end)
        return self.original[first:last]

    @cached_property
    def thai_digits(self) -> bool:
        """Whether the text writes its numbers in Thai digits (more often than not)."""
        thai = sum(self.original.count(digit) for digit in THAI_DIGITS)
        return thai > sum(self.original.count(digit) for digit in ARABIC_DIGITS)

    def _origin(self, index: int) -> int:
        piece = bisect_right(self._at, index) - 1
        if piece < 0:
            return 0
        following = self._from[piece + 1] if piece + 1 < len(self._from) else len(self.original)
        return min(self._from[piece] + index - self._at[piece], following)


@lru_cache(maxsize=4096)
def squeeze(text: str) -> Squeezed:
    """The text squeezed, once for all rules that look at it."""
    return Squeezed(text)


def like(written: str, value: str) -> str:
    """`value` in the digits that `written` is in."""
    return in_digits(value, "thai" if any(digit in written for digit in THAI_DIGITS) else "arabic")
