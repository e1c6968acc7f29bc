"""Words and short phrases that stand twice in a row: "การทุจริตการทุจริต", "การการ", "ป้องกันกัน".

Thai writes no spaces, so two words that end and begin alike look doubled and are not (โครงการ การป้องกัน). A doubling
counts only where both copies are whole words of the dictionary's segmentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ita_portal.thai.words import Word, words
from reports.checks.squeezed import Squeezed

LONGEST = 60
"""Letters of a phrase said twice; longer ones are repeated passages."""
AROUND = 24
MOST_LOOKS = 40
"""Ranges of a text that are looked at word by word: a text that repeats itself more often is no language."""
_GRAM = 3
_PARTICLES = frozenset(
    {
        "การ",
        "ความ",
        "และ",
        "หรือ",
        "เพื่อ",
        "ให้",
        "จาก",
        "โดย",
        "ตาม",
        "ด้วย",
        "จะ",
        "ต้อง",
        "ควร",
        "ซึ่ง",
        "กัน",
        "เป็น",
        "จัด",
        "ส่ง",
        "ไม่",
        "แต่",
        "กับ",
        "แล้ว",
    }
)
_MAY_STAND_TWICE = frozenset(
    {"ต่าง", "กอง", "ฝ่าย", "กลุ่ม", "ส่วน", "ตำบล", "ประเด็น", "ด้าน", "เดือน", "ระดับ", "หน้าที่", "เรื่อง", "ทั่ว", "บ่อย",
     "ค่อย", "จริง", "พร้อม", "เฉพาะ", "ใหญ่", "ย่อย", "ใกล้", "เรื่อย", "หลาย", "อื่น"}
)  # fmt: skip
_THAI = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]+")


@dataclass(frozen=True, slots=True)
class Doubled:
    """A phrase said twice at `start:end` of the text; `once` is the phrase as its first copy writes it."""

    start: int
    end: int
    once: str


@lru_cache(maxsize=4096)
def doubled_words(text: str) -> tuple[Doubled, ...]:
    """Every doubled word or phrase of a text, in order."""
    source = Squeezed(text)
    found = []
    for place, period in _places(source.squeezed):
        first, last = source.span(place, place + 2 * period)
        _, middle = source.span(place, place + period)
        goes_on = _THAI.match(text, last) is not None
        if text[middle].isspace() and (period < 8 or goes_on):
            continue  # a list: "สำนักปลัด สำนักปลัดเทศบาล"
        if text[middle:last].strip() != text[first:middle]:
            continue  # "ควรทำและไม่ควรทำ และไม่…": the second is another phrase
        found.append(Doubled(first, last, text[first:middle]))
    return tuple(found)


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Where a phrase of `period` letters begins that is said again at once."""
    grams: dict[str, list[int]] = {}
    reached = looked = 0
    for place in range(len(text) - _GRAM + 1):
        before = grams.setdefault(text[place : place + _GRAM], [])
        if looked >= MOST_LOOKS:
            return
        for earlier in reversed(before) if place >= reached and _THAI.match(text, place) else ():
            period = place - earlier
            if period > LONGEST:
                break
            if period < _GRAM or text[earlier:place] != text[place : place + period]:
                continue
            if not _THAI.fullmatch(text, earlier, place):
                continue
            looked += 1
            start, end = _stretched(text, earlier, place + period, period)
            begin = _aligned(text, start, end, period)
            if begin is not None:
                yield begin, period
                reached = end
                break
        before.append(place)


def _stretched(text: str, start: int, end: int, period: int) -> tuple[int, int]:
    """The range that repeats itself after `period` letters, with at most one period more on each side."""
    first, last = start - period, end + period
    while start > max(0, first) and text[start - 1] == text[start - 1 + period]:
        start -= 1
    while end < min(len(text), last) and text[end] == text[end - period]:
        end += 1
    return start, end


def _aligned(text: str, start: int, end: int, period: int) -> int | None:
    """Where a repeated range begins so that both copies are whole words; None when there is no such place."""
    base = max(0, start - AROUND)
    tokens = words(text[base : end + AROUND])
    begins = {base + each.start: each for each in tokens}
    for place in range(start, end - 2 * period + 1):
        phrase = text[place : place + period]
        if not _THAI.fullmatch(phrase):
            continue
        whole = place in begins and place + period in begins
        if not whole:
            if phrase == "กัน" and _after_its_own_end(begins, base, tokens, place):
                return place
            continue
        closed = place + 2 * period in begins or place + 2 * period == base + tokens[-1].end
        number = sum(place <= base + each.start < place + period for each in tokens)
        known = all(each.known for each in tokens if place <= base + each.start < place + period)
        if known and _says_twice(phrase, number, closed=closed):
            return place
    return None


def _says_twice(phrase: str, number: int, *, closed: bool) -> bool:
    if phrase in ("การ", "ความ", "เพื่อ", "และ", "หรือ"):
        return True
    if not closed:
        return False
    if number == 1:
        return phrase in _PARTICLES or (len(phrase) >= 4 and phrase not in _MAY_STAND_TWICE)
    return len(phrase) >= 6


def _after_its_own_end(begins: dict[int, Word], base: int, tokens: tuple[Word, ...], place: int) -> bool:
    """ "ป้องกัน" + "กัน": the first copy is the end of a word."""
    second = begins.get(place + 3)
    before = next((each for each in tokens if base + each.start < place < base + each.end), None)
    return bool(second and second.text == "กัน" and before and before.text.endswith("กัน"))
