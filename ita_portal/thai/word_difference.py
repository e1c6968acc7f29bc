"""The difference of two texts by Thai words: what both have, what only the earlier one has, what only the later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal

from ita_portal.thai.words import words

MOST = 250_000
"""So many pairs of words are compared at most; beyond it whole lines are."""
LONGEST = 20_000
"""Longer texts are compared by lines without being cut into words."""

Kind = Literal["same", "before", "after"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both texts have, or only the one before, or only the one after."""

    kind: Kind
    text: str


@lru_cache(maxsize=2048)
def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order; what went stands before what came in its place."""
    start = _start(before, after)
    end = _end(before[start:], after[start:])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    pieces = [
        Piece("same", before[:start]),
        *_middle(old, new),
        Piece("same", before[len(before) - end :] if end else ""),
    ]
    return tuple(_joined(pieces))


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of the first are the same in both."""
    count = 0
    for each, twin in zip(one, other, strict=False):
        if each != twin:
            break
        count += 1
    return count


def _start(before: str, after: str) -> int:
    """How much both begin with, cut back to a space: no word is cut in two."""
    count = _alike(before, after)
    if count == len(before) == len(after):
        return count
    while count and not before[count - 1].isspace():
        count -= 1
    return count


def _end(before: str, after: str) -> int:
    """How much both end with, from a space on."""
    return _start(before[::-1], after[::-1])


def _middle(before: str, after: str) -> Iterator[Piece]:
    if not before or not after:
        yield Piece("before", before)
        yield Piece("after", after)
        return
    old, new = _cut(before), _cut(after)
    if len(old) * len(new) > MOST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    ahead = _alike(old, new)
    behind = _alike(old[ahead:][::-1], new[ahead:][::-1])
    yield Piece("same", "".join(old[:ahead]))
    yield from _compared(old[ahead : len(old) - behind], new[ahead : len(new) - behind])
    yield Piece("same", "".join(old[len(old) - behind :]))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[start:end]))
        else:
            yield Piece("before", "".join(old[start:end]))
            yield Piece("after", "".join(new[begin:stop]))


def _cut(text: str) -> Sequence[str]:
    if len(text) > LONGEST:
        return text.splitlines(keepends=True)
    return [each.text for each in words(text)]


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one; a lone space between two changes goes with them."""
    kept: list[Piece] = []
    for number, piece in enumerate(pieces):
        between = 0 < number < len(pieces) - 1 and piece.kind == "same" and piece.text in (" ", "\u00a0")
        if between:
            kept += [Piece("before", piece.text), Piece("after", piece.text)]
        elif piece.text:
            kept.append(piece)
    for same, run in groupby(kept, lambda each: each.kind == "same"):
        several = list(run)
        kinds: tuple[Kind, ...] = ("same",) if same else ("before", "after")
        for kind in kinds:
            text = "".join(each.text for each in several if each.kind == kind)
            if text:
                yield Piece(kind, text)
