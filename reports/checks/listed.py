"""What a cell lists: its items with their numbers and places, whatever their labels look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.labels import match_label, number_of
from ita_portal.thai.run_on import split_run_on

_RANGE = re.compile(r"\(?([0-9]{1,2})[.)]*\s*(?:-|–|—|ถึง)\s*\(?([0-9]{1,2})[.)]+")
_MARKS = " *_"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a cell without its label; `numbers` are those it is labelled with ("๑) – ๓)" has three)."""

    numbers: tuple[int, ...]
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def items_of(text: str) -> tuple[Item, ...]:
    """The lines of a cell that say something; a line without a label that follows an item goes on with it."""
    found: list[Item] = []
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        bare = line.lstrip(_MARKS)
        begin = start + len(line) - len(bare)
        if not bare.strip():
            continue
        numbers: tuple[int, ...] = ()
        if match := _RANGE.match(to_arabic(bare)):
            numbers = tuple(range(int(match[1]), min(int(match[2]), int(match[1]) + 30) + 1))
            begin += match.end()
        elif label := match_label(bare):
            number = number_of(label.text)
            numbers = () if number is None else (number,)
            begin += len(label.text) + len(label.gap)
        rest = text[begin : start + len(line)]
        gap = len(rest) - len(rest.lstrip(_MARKS))
        found.append(Item(numbers, rest.strip(_MARKS), begin + gap, begin + len(rest.rstrip(_MARKS))))
    return tuple(found)


@lru_cache(maxsize=4096)
def numbers_listed(text: str) -> tuple[int, ...]:
    """The numbers of the outermost list of a cell, in order; a run-on list counts too."""
    lines = split_run_on(text).split("\n")
    numbered = [
        line for line in lines if (label := match_label(line.strip(_MARKS))) and number_of(label.text)
    ]
    if not numbered:
        return ()
    outermost = min(len(line) - len(line.lstrip(" ")) for line in numbered)
    kept = [line for line in numbered if len(line) - len(line.lstrip(" ")) <= outermost + 1]
    return tuple(number for line in kept for number in items_of(line)[0].numbers)
