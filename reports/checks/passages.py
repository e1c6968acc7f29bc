"""Passages that stand more than once in some texts, found without comparing every text with every other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.checks.squeezed import Squeezed

SHORTEST = 60
"""Letters, white space not counted, from which a passage is a repetition and not a turn of phrase."""
_GRAM = 40
_STEP = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """`length` letters at `start` of text `text` that stand at `first_start` of text `first` too (squeezed places)."""

    first: int
    first_start: int
    text: int
    start: int
    length: int


def repeated(texts: Sequence[Squeezed]) -> list[Passage]:
    """Each passage that an earlier place of the texts has word for word, as long as it goes; in order."""
    index: dict[str, tuple[int, int]] = {}
    found: list[Passage] = []
    for number, source in enumerate(texts):
        text = source.squeezed
        reached = looked = 0
        for place in range(len(text) - _GRAM + 1):
            gram = text[place : place + _GRAM]
            if place >= max(reached, looked):
                known = index.get(gram)
                if known is not None:
                    passage = _extended(texts, *known, number, place, reached)
                    looked = passage.start + passage.length - _GRAM + 1
                    if passage.length >= SHORTEST:
                        found.append(passage)
                        reached = passage.start + passage.length
            if place % _STEP == 0 and place >= reached:  # a copy is known by its first place
                index.setdefault(gram, (number, place))
    return found


def _extended(
    texts: Sequence[Squeezed], first: int, first_start: int, number: int, place: int, reached: int
) -> Passage:
    """The passage around a gram that both have, not back beyond what was told already and not into itself."""
    one, other = texts[first].squeezed, texts[number].squeezed
    start, earlier = place, first_start
    while start > reached and earlier > 0 and other[start - 1] == one[earlier - 1]:
        start, earlier = start - 1, earlier - 1
    end, later = place + _GRAM, first_start + _GRAM
    limit = start if first == number else len(one)
    while end < len(other) and later < limit and other[end] == one[later]:
        end, later = end + 1, later + 1
    return Passage(first, earlier, number, start, end - start)


def shared(texts: Sequence[Squeezed], passage: Passage) -> str:
    return texts[passage.text].squeezed[passage.start : passage.start + passage.length]


def joined(passages: Sequence[Passage], gap: int = 24) -> Iterator[Passage]:
    """Passages of the same two texts that only few letters part (a score, a year) as one."""
    last: Passage | None = None
    for each in passages:
        if last and (last.first, last.text) == (each.first, each.text):
            apart = each.start - last.start - last.length
            apart_first = each.first_start - last.first_start - last.length
            if 0 <= apart <= gap and 0 <= apart_first <= gap:
                length = each.start + each.length - last.start
                last = Passage(last.first, last.first_start, last.text, last.start, length)
                continue
        if last:
            yield last
        last = each
    if last:
        yield last
