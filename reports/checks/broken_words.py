"""Words that copying out of a PDF broke: a space inside a word, a mark typed twice, two เ instead of แ.

Thai puts no space between words, but many between phrases. A space is wrong only where one of these is certain:
the letter after it cannot begin a word (ะ า ิ ่), the letter before it cannot end one (เ แ โ ใ ไ ั ื), a prefix stands
alone (การ, ความ, ผู้), or the dictionary knows the word without the space and not its two halves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ita_portal.thai.words import Word, make_word, words

LETTER = "ก-ฮะ-ฺเ-ๅ็-๎"
_RUNS = re.compile(rf"(?<![{LETTER}])[{LETTER}]++(?:[ \u00a0]++[{LETTER}]++)+")
_RUN = re.compile(rf"[{LETTER}]+")
CANNOT_BEGIN = frozenset("ะัาำิีึืฺุู็่้๊๋์ํ๎ๅ")
CANNOT_END = frozenset("เแโใไัื")
_ONE_LETTER_WORDS = frozenset("ณธ")
_PREFIXES = ("ความ", "ผู้")
_NO_VERB = frozenset({"และ", "หรือ", "ที่", "ซึ่ง", "ของ", "ใน", "โดย", "เพื่อ", "ตาม", "จาก", "ใด"})
STEMS = frozenset(
    {
        "ดำเนิน", "โปร่ง", "เจ้าหน้า", "ประชา", "กระบวน", "เทศ", "ประสิทธิ", "พนัก", "ประ", "สำ", "ระ", "มาตร",
        "โครง", "ราช", "บริ", "พฤติ", "สัม", "อนุ", "อิเล็ก", "รับผิด", "จัดซื้อจัด", "ผลสัม", "ธรรมา", "เว็บ",
        "กำกับดู", "ทุจ", "ปฏิบัติห", "งบประ", "รายงา", "คุณธ", "จริยธ", "คุณธร", "จริยธร", "ร้องเรีย", "หน่วย", "แผนปฏิบัติ",
    }
)  # fmt: skip
"""Halves of words that are words themselves, but never end a phrase."""
NEAR = 24
"""Characters on each side of a space in which its word is looked for."""

SCATTERED = 2
"""Letters of a piece that may be a splinter of a word."""

_ABOVE = "ัิีึืํ"
_BELOW = "ฺุู"
_TONES = "่้๊๋"
_DOUBLED = re.compile(
    rf"[{_ABOVE}{_BELOW}็]{{2,}}|[{_TONES}]{{2,}}|์{{2,}}|็[{_TONES}]|[{_TONES}]็|์[{_TONES}]"
    rf"|ำ{{2,}}|า{{2,}}|ะ{{2,}}|เเ|[แโใไ][เแโใไ]|เ[แโใไ]|ๅๅ+"
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken word at `start:end` of the text; `right` is the only right text for it, None when nobody can tell."""

    start: int
    end: int
    right: str | None
    spaces: bool


@lru_cache(maxsize=4096)
def broken_words(text: str) -> tuple[Broken, ...]:
    """Every broken word of a text, in order; what touches is one."""
    spaced = [each for match in _RUNS.finditer(text) for each in _in_runs(match)]
    doubled = [
        each
        for match in _DOUBLED.finditer(text)
        if (each := _doubled(text, match)) and not any(_touch(each, other) for other in spaced)
    ]
    return tuple(sorted([*spaced, *doubled], key=lambda each: each.start))


def _touch(one: Broken, other: Broken) -> bool:
    return one.start < other.end and other.start < one.end


# --- spaces inside words ---------------------------------------------------------------------------------


def _in_runs(match: re.Match[str]) -> list[Broken]:
    """Broken words of some runs of Thai letters with spaces between them."""
    pieces = [(run.start(), run.end()) for run in _RUN.finditer(match.string, match.start(), match.end())]
    text = match.string
    joined = [False] * (len(pieces) - 1)
    for index, ((start, end), (after, after_end)) in enumerate(pairwise(pieces)):
        left, right = text[start:end], text[after:after_end]
        joined[index] = right[0] in CANNOT_BEGIN or (left[-1] in CANNOT_END and left != "ก็")
    _join_scattered(text, pieces, joined)
    for index in range(len(joined)):
        abbreviation = text[pieces[index + 1][1] : pieces[index + 1][1] + 1] == "."  # "งบประมาณ พ.ศ."
        if not joined[index] and not abbreviation:
            left = "".join(text[a:b] for a, b in _group(pieces, joined, index, -1))
            right = "".join(text[a:b] for a, b in _group(pieces, joined, index + 1, 1))
            joined[index] = _is_broken(left, right)
    return _clusters(text, pieces, joined)


def _join_scattered(text: str, pieces: list[tuple[int, int]], joined: list[bool]) -> None:
    """Join letters that stand apart one by one: "ป ร ะ ก า ศ"."""
    short = [end - start <= SCATTERED for start, end in pieces]
    first = 0
    while first < len(pieces):
        last = first
        while last < len(pieces) and short[last]:
            last += 1
        following = max(last, first + 1)
        while last - first > 2 and not joined[first] and _stands(text[slice(*pieces[first])]):
            first += 1
        while last - first > 2 and not joined[last - 2] and _stands(text[slice(*pieces[last - 1])]):
            last -= 1
        if last - first > 1 and any(joined[first : last - 1]):
            _join_whole(text, pieces, joined, first, last)
        first = following


def _join_whole(text: str, pieces: list[tuple[int, int]], joined: list[bool], first: int, last: int) -> None:
    """Join splinters, with the piece before and behind where those end and begin in the same word."""
    for begin, end in ((first - 1, last + 1), (first - 1, last), (first, last + 1), (first, last)):
        if begin < 0 or end > len(pieces):
            continue
        whole = words("".join(text[start:stop] for start, stop in pieces[begin:end]))
        gaps = [
            sum(stop - start for start, stop in pieces[begin : each + 1]) for each in range(begin, end - 1)
        ]
        inside = {each.start for each in whole}.isdisjoint(gaps)
        if inside and all(each.known for each in whole):
            joined[begin : end - 1] = [True] * (end - 1 - begin)
            return


def _group(pieces: list[tuple[int, int]], joined: list[bool], index: int, step: int) -> list[tuple[int, int]]:
    """The pieces that are one with piece `index`, backwards (-1) or forwards (1)."""
    first = last = index
    if step < 0:
        while first > 0 and joined[first - 1]:
            first -= 1
    else:
        while last < len(joined) and joined[last]:
            last += 1
    return pieces[first : last + 1]


def _is_broken(left: str, right: str) -> bool:
    """Whether a space between two runs stands inside a word."""
    left, right = left[-NEAR:], right[:NEAR]
    if (left == "การ" or left.endswith(_PREFIXES)) and _is_prefix(left, right):
        return True
    if not make_word(left, right):
        return False
    made = words(left + right)
    whole = next((each for each in made if each.start < len(left) < each.end), None)
    if whole is None or not whole.known or len(whole.text) < 4:
        return False
    first, second = left[whole.start :], right[: whole.end - len(left)]
    before, after = words(left), words(right)
    if all(each.known for each in made) and not (before[-1].known and after[0].known):
        return True
    if not _fits(before, whole.start, left) or not _fits(after, len(second), right):
        return False
    return first in STEMS or not (_stands(first) and _stands(second))


def _is_prefix(left: str, right: str) -> bool:
    """Whether การ, ความ or ผู้ is a word of its own there (not the end of ข้อความ) and its verb follows."""
    last, following = words(left)[-1].text, words(right)[:2]
    verb = all(each.known for each in following) and following[0].text not in _NO_VERB
    return verb and last in ("การ", *_PREFIXES)


def _fits(around: tuple[Word, ...], boundary: int, text: str) -> bool:
    """Whether the word would begin (or end) where a known word of its side does, or amid unknown letters."""
    if boundary in (0, len(text)) or any(each.start == boundary for each in around):
        return True
    return any(each.start < boundary < each.end and not each.known for each in around)


def _stands(fragment: str) -> bool:
    """Whether a half of a word is made of words itself."""
    return all(each.known and len(each.text) > 1 for each in words(fragment)) or fragment in _ONE_LETTER_WORDS


def _clusters(text: str, pieces: list[tuple[int, int]], joined: list[bool]) -> list[Broken]:
    """The ranges of words that hold the wrong spaces: from the beginning of the first word to the end of the last."""
    found: list[Broken] = []
    index = 0
    while index < len(joined):
        if not joined[index]:
            index += 1
            continue
        last = index
        while last < len(joined) and joined[last]:
            last += 1
        found += _cluster(text, pieces[index : last + 1])
        index = last + 1
    return found


def _cluster(text: str, pieces: list[tuple[int, int]]) -> list[Broken]:
    whole = ""
    origin: list[int] = []
    gaps: list[int] = []
    for start, end in pieces:
        if whole:
            gaps.append(len(whole))
        whole += text[start:end]
        origin += range(start, end)
    ranges: list[list[int]] = []
    tokens = words(whole)
    for gap in gaps:
        touching = [each for each in tokens if each.start <= gap <= each.end]
        inside = [each for each in touching if each.start < gap < each.end and each.known]
        used = inside or touching
        start, end = used[0].start, used[-1].end
        if ranges and start <= ranges[-1][1]:
            ranges[-1][1] = max(end, ranges[-1][1])
        else:
            ranges.append([start, end])
    found = []
    for start, end in ranges:
        known = all(each.known for each in tokens if start <= each.start and each.end <= end)
        right = whole[start:end] if known else None
        found.append(Broken(origin[start], origin[end - 1] + 1, right, spaces=True))
    return found


# --- marks typed twice -----------------------------------------------------------------------------------


def _doubled(text: str, match: re.Match[str]) -> Broken | None:
    """A doubled mark with the word around it."""
    start, end = _around(text, match.start(), match.end())
    choices = dict.fromkeys(_without(match[0]))
    heals = [
        each
        for each in choices
        if _heals(text[start : match.start()] + each + text[match.end() : end], match.start() - start)
    ]
    right = None
    if len(heals) == 1:
        right = text[start : match.start()] + heals[0] + text[match.end() : end]
    return Broken(start, end, right, spaces=False)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    first = last = 0
    for run in _RUN.finditer(text, max(0, start - NEAR), min(len(text), end + NEAR)):
        if run.start() <= start < run.end():
            first, last = run.span()
    for each in reversed(words(text[first:start])):
        begin = first + each.start
        if each.known or text[begin] not in CANNOT_BEGIN:
            first = first + each.end if each.known and first + each.end < start else begin
            if text[first] in CANNOT_BEGIN:
                first = begin
            break
    following = [each for each in words(text[end:last]) if each.known]
    return first, end + following[0].end if following else last


def _without(marks: str) -> list[str]:
    """What may have been meant: "เเ" is แ; of other marks each one alone."""
    if marks == "เเ":
        return ["แ"]
    return list(marks)


def _heals(word: str, place: int) -> bool:
    return any(each.start <= place < each.end and each.known for each in words(word))
