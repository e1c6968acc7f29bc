"""text-digits: Thai and Arabic digits in one number, a letter for a digit, or a digit for the letter of an item.

"๒๕6๘" and "๑OO" are certain. A text that writes some numbers in Thai digits and others in Arabic ones is only told
for information: the report is understood, it looks careless. Addresses, telephone numbers, codes with a letter
(O28, i5) and English names (Windows 11) keep their own digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.digits import ARABIC_DIGITS, THAI_DIGITS, in_digits, to_arabic
from reports.checks.context import Context
from reports.checks.finding import Finding, Where
from reports.checks.per_text import in_text
from reports.checks.registry import check
from reports.checks.texts import Text, printed_labels
from reports.document import Document

CODE = "text-digits"

_DIGIT = "0-9๐-๙"
_MIXED = re.compile(rf"(?<![{_DIGIT}A-Za-z])[{_DIGIT}]+(?:[.,][{_DIGIT}]+)*(?![{_DIGIT}A-Za-z])")
_LETTER_IN_NUMBER = re.compile(
    rf"(?<![{_DIGIT}A-Za-z.])(?P<number>[{_DIGIT}][{_DIGIT}.,Oo]*[Oo][{_DIGIT}.,Oo]*|[{_DIGIT}.]*[{_DIGIT}][lI|][{_DIGIT}.]+)"
    rf"(?![{_DIGIT}A-Za-z])"
)
_ITEM = re.compile(
    rf"(?:(?<=ข้อ)|(?<=ตัวชี้วัด)|(?<=[OEI]IT)|(?<=รหัส)|(?<=ข้อคำถาม))(?P<gap>\s?)(?P<code>[0๐][{_DIGIT}]{{2}}|1[๐-๙]{{1,2}})"
    rf"(?![{_DIGIT}.,/])"
)
_BESIDE_ITEM = re.compile(
    rf"[OoＯ]\s?[{_DIGIT}]{{1,2}}(?P<gap>\s*(?:,|และ|ถึง|[-–])\s*)(?P<code>[0๐][{_DIGIT}]{{2}})(?![{_DIGIT}.,/])"
)
_OWN_DIGITS = re.compile(
    rf"https?://\S+|www\.\S+|\S+@\S+|[\w.-]+\.(?:go|or|ac|co)\.th\S*"  # addresses
    rf"|[A-Za-z][A-Za-z.\-]*\s?[{_DIGIT}][{_DIGIT}.]*|[{_DIGIT}.]*[{_DIGIT}][A-Za-z]+"  # O28, Windows 11, 5G
    rf"|(?<![{_DIGIT}])[0๐][{_DIGIT}]{{0,2}}[-\s]?[{_DIGIT}]{{3,4}}[-\s]?[{_DIGIT}]{{3,4}}(?:\s?[-–]\s?[{_DIGIT}]+)?"
)
_NUMBER = re.compile(rf"[{_DIGIT}]+(?:[.,][{_DIGIT}]+)*")
_TIME_CODE = {"0": "O", "๐": "O", "1": "i"}


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Mixed digits, or a letter for a digit"),
    finds=gettext_noop(
        "Thai and Arabic digits in one number, the letter O or l in a number, the digit 0 or 1 instead of the letter "
        "of an item's code. That one text has numbers in both kinds of digits is told for information."
    ),
    example="“พ.ศ. ๒๕6๘”, “๑OO คะแนน”, “ข้อ ๐๓๕” (คือ O๓๕), “1๑๔” (คือ i๑๔)",
    fix=gettext_noop("Write each number in one kind of digits, and codes of items with their letter."),
)
def text_digits(document: Document, context: Context) -> Iterator[Finding]:
    codes = _codes(context)
    for text in context.texts:
        if text.where.field == "evidence":
            continue
        yield from in_text(_of_text, text, codes)
    told: set[Where] = set()
    for text in printed_labels(document):
        if text.where.path and text.where.path[-1] == "code_as_written":
            for finding in _code(text):
                if finding.where not in told:
                    told.add(finding.where)
                    yield finding


def _of_text(text: Text, codes: frozenset[str]) -> Iterator[Finding]:
    certain = list(_in_text(text, codes))
    yield from certain
    if not certain:
        yield from _two_kinds(text)


def _in_text(text: Text, codes: frozenset[str]) -> Iterator[Finding]:
    ranges: list[tuple[int, int]] = []
    for match in (*_ITEM.finditer(text.text), *_BESIDE_ITEM.finditer(text.text)):
        right = _as_code(match["code"])
        if to_arabic(right).lower() in codes:
            ranges.append(match.span("code"))
            yield _letter_of_item(text, *match.span("code"), right)
    for match in _LETTER_IN_NUMBER.finditer(text.text):
        right = _as_number(match["number"])
        ranges.append(match.span("number"))
        message = gettext("A letter stands in the number “%(written)s”: it should be “%(right)s”.")
        yield _found(text, *match.span("number"), message, right)
    thai = _mostly_thai(text.text)
    for match in _MIXED.finditer(text.text):
        if not _has_both(match[0]) or any(start <= match.start() < end for start, end in ranges):
            continue
        right = in_digits(match[0], "thai" if thai else "arabic")
        message = gettext("Thai and Arabic digits stand in one number: “%(written)s” should be “%(right)s”.")
        yield _found(text, *match.span(), message, right)


def _found(text: Text, start: int, end: int, message: str, right: str) -> Finding:
    where = text.at(start, end)
    fix = gettext("Write “%(right)s”.") % {"right": right}
    return Finding(CODE, "warning", message % {"written": where.quote, "right": right}, fix, where, right)


def _letter_of_item(text: Text, start: int, end: int, right: str) -> Finding:
    message = gettext("The code of an item begins with a letter: “%(written)s” should be “%(right)s”.")
    return _found(text, start, end, message, right)


def _code(text: Text) -> Iterator[Finding]:
    """The code of an item in a table: "๐๓๕" and "1๑๔" when the item it means is known."""
    written = text.text.strip()
    item = text.where.item or ""
    if not item or not written or written[0].lower() == item[0].lower():
        return
    if not re.fullmatch(rf"[0๐1๑lI|][{_DIGIT}]{{1,2}}", written):
        return
    right = _as_code(written, item[0])
    if to_arabic(right).lower() == item.lower():
        start = text.text.index(written)
        yield _letter_of_item(text, start, start + len(written), right)


def _as_code(written: str, letter: str = "") -> str:
    return (letter or _TIME_CODE[written[0]]) + written[1:]


def _as_number(written: str) -> str:
    thai = any(digit in written for digit in THAI_DIGITS)
    digits = re.sub("[lI|]", "1", re.sub("[Oo]", "0", written))
    return in_digits(digits, "thai" if thai else "arabic")


def _codes(context: Context) -> frozenset[str]:
    """The codes of the items of all known years: which year a sentence speaks of is not always told."""
    return _codes_of(tuple(context.frames.values()))


@lru_cache(maxsize=8)
def _codes_of(frames: tuple[object, ...]) -> frozenset[str]:
    return frozenset(item.code.lower() for frame in frames for item in frame.items)  # type: ignore[attr-defined]


def _has_both(number: str) -> bool:
    return any(each in THAI_DIGITS for each in number) and any(each in ARABIC_DIGITS for each in number)


def _mostly_thai(text: str) -> bool:
    thai = sum(text.count(digit) for digit in THAI_DIGITS)
    return thai >= sum(text.count(digit) for digit in ARABIC_DIGITS)


def _two_kinds(text: Text) -> Iterator[Finding]:
    """One finding for a text that writes its numbers in both kinds of digits, at the first of the rarer kind."""
    if not _has_both(text.text):
        return
    own = [match.span() for match in _OWN_DIGITS.finditer(text.text)]
    numbers = [
        match
        for match in _NUMBER.finditer(text.text)
        if not any(start <= match.start() < end for start, end in own)
    ]
    thai = [match for match in numbers if match[0][0] in THAI_DIGITS]
    arabic = [match for match in numbers if match[0][0] in ARABIC_DIGITS]
    if not thai or not arabic:
        return
    rarer, digits = (arabic, "thai") if len(arabic) <= len(thai) else (thai, "arabic")
    first = rarer[0]
    where = text.at(first.start(), first.end())
    message = gettext("Thai and Arabic digits stand side by side: %(numbers)s.")
    written = ", ".join(f"“{match[0]}”" for match in rarer[:5])
    right = in_digits(first[0], "thai" if digits == "thai" else "arabic") if len(rarer) == 1 else None
    fix = gettext("Write all numbers of the text in one kind of digits.")
    yield Finding(CODE, "info", message % {"numbers": written}, fix, where, right)
