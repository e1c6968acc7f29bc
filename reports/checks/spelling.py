"""Words of ITA documents that are misspelt, and the only right word for each.

Three sources (`spelling.toml`): wrong forms that are known; phrases in which a word says nothing; and the field's own
terms with one letter behind the first missing, added, changed or swapped with its neighbour. The last counts only
where the dictionary reads the text better with the right word than with the written one, so that another word is
never mended.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ita_portal.thai.words import Word, words
from reports.checks.broken_words import CANNOT_BEGIN, CANNOT_END, broken_words

DATA = Path(__file__).parent / "spelling.toml"
AROUND = 30
"""Letters on each side of a word within which its neighbours are read."""
MOST = 40
"""So many misspelt words of one text are told; a text with more is no language."""
_THAI = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]")
_NIKHAHIT = re.compile("ํ[่้๊๋]?า")
"""ำ in two signs, as some programs write it: it looks right."""


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A wrong form at `start:end` of the text, and the right one."""

    start: int
    end: int
    right: str


@lru_cache(maxsize=4096)
def misspelt_words(text: str) -> tuple[Misspelt, ...]:
    """Every misspelt word of a text, in order; none inside another."""
    found: list[Misspelt] = []
    for each in (*_listed(text), *_slips(text)):
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
        if len(found) >= MOST:
            break
    broken = broken_words(text) if found else ()
    kept = [each for each in found if not any(each.start < b.end and b.start < each.end for b in broken)]
    return tuple(sorted(kept, key=lambda each: each.start))


# --- known wrong forms -----------------------------------------------------------------------------------


def _listed(text: str) -> Iterator[Misspelt]:
    forms, right_of = _forms()
    for match in forms.finditer(text):
        if not _part_of_letter(text, *match.span()):
            yield Misspelt(*match.span(), right_of[match[0]])
    for pattern, right in _phrases():
        for match in pattern.finditer(text):
            yield Misspelt(*match.span(), right)


def _part_of_letter(text: str, start: int, end: int) -> bool:
    """Whether a mark of the next letter, or a vowel written before, belongs to the range too."""
    return text[end : end + 1] in CANNOT_BEGIN or text[start - 1 : start] in CANNOT_END


@cache
def _data() -> dict[str, object]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    listed: dict[str, list[str]] = _data()["misspelt"]  # type: ignore[assignment]
    right_of = {wrong: right for right, forms in listed.items() for wrong in forms}
    return re.compile(_one_of(right_of)), right_of


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed: dict[str, list[str]] = _data()["phrases"]  # type: ignore[assignment]
    return tuple((re.compile(pattern), right) for right, patterns in listed.items() for pattern in patterns)


# --- one letter from a term ------------------------------------------------------------------------------


def _slips(text: str) -> Iterator[Misspelt]:
    """One letter wrong leaves one half of a term as it is: such halves are looked for where the rest is not right."""
    pattern, first_of, second_of = _halves()
    reached = 0
    for match in pattern.finditer(text):
        start, end = match.span(1)
        if start < reached:
            continue
        candidates = [
            slip
            for term in first_of.get(match[1], ())
            for length in (len(term), len(term) - 1, len(term) + 1)
            if (slip := _slip(text, start, start + length, term))
        ]
        candidates += [
            slip
            for term in second_of.get(match[1], ())
            for length in (len(term), len(term) - 1, len(term) + 1)
            if (slip := _slip(text, end - length, end, term))
        ]
        if candidates:
            best = max(candidates, key=lambda each: (len(each.right), each.end - each.start))
            yield best
            reached = best.end


def _slip(text: str, start: int, end: int, term: str) -> Misspelt | None:
    written = text[max(start, 0) : end]
    if start < 0 or end > len(text) or written[0] != term[0] or not _one_letter_apart(written, term):
        return None
    if _NIKHAHIT.search(written) or not all(map(_THAI.match, written)) or _part_of_letter(text, start, end):
        return None
    if term.startswith(written) and not _THAI.match(text, end):
        return None  # cut off, not mistyped
    if term in written and written[-1] not in CANNOT_BEGIN:
        return None  # the letter more belongs to the next word
    return Misspelt(start, end, term) if _reads_better(text, start, end, term) else None


def _reads_better(text: str, start: int, end: int, term: str) -> bool:
    """Whether the dictionary knows more of the text with the term than with what is written."""
    first, last = start, end
    while first > 0 and start - first < AROUND and _THAI.match(text, first - 1):
        first -= 1
    while last < len(text) and last - end < AROUND and _THAI.match(text, last):
        last += 1
    before = words(text[first:last])
    begin, stop = start - first, end - first
    if any(each.known and _crosses(each, begin, stop) for each in before):
        return False
    after = words(text[first:start] + term + text[end:last])
    edges = {each.start for each in after} | {each.end for each in after}
    whole = any(each.known and each.start <= begin and begin + len(term) <= each.end for each in after)
    if not whole and not {begin, begin + len(term)} <= edges:
        return False
    return _cost(after) < _cost(before)


def _crosses(word: Word, start: int, end: int) -> bool:
    """Whether a word belongs to the range and to the text beside it: then it is no slip but another word."""
    return len(word.text) > 2 and (
        word.start < start < word.end or word.start < end < word.end or (word.start, word.end) == (start, end)
    )


def _cost(pieces: Iterable[Word]) -> int:
    return sum(1 if each.known else 1 + 2 * len(each.text) for each in pieces)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter added, left out, changed or swapped with its neighbour makes one of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[place:] == other[place + 1 :]
    if one[place + 1 :] == other[place + 1 :]:
        return True
    swapped = one[place + 1 : place + 2] + one[place]
    return swapped == other[place : place + 2] and one[place + 2 :] == other[place + 2 :]


@cache
def _halves() -> tuple[re.Pattern[str], dict[str, list[str]], dict[str, list[str]]]:
    """A pattern for halves of terms without their other half, and the terms by their first and second half."""
    terms: list[str] = _data()["terms"]  # type: ignore[assignment]
    first: dict[str, list[str]] = {}
    second: dict[str, list[str]] = {}
    for term in terms:
        middle = len(term) // 2
        first.setdefault(term[:middle], []).append(term)
        second.setdefault(term[middle:], []).append(term)
    looks, marks = [], "".join(CANNOT_BEGIN)
    for half in sorted({*first, *second}, key=len, reverse=True):
        follows = "".join(f"(?!{term[len(half) :]}(?![{marks}]))" for term in first.get(half, ()))
        before = "".join(f"(?<!{term})" for term in second.get(half, ()))
        looks.append(f"{half}{follows}{before}")
    return re.compile(f"(?=({'|'.join(looks)}))"), first, second


def _one_of(forms: Iterable[str]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True))
