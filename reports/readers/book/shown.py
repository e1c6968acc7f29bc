"""A number as its format shows it: decimals, words around it, Thai digits, dates of the Buddhist era.

The codes are those of Excel (`0.00`, `#,##0`, `[$-D07041E]d mmmm yyyy`, `t0.00`); .xlsx and .xls share them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from ita_portal.thai.digits import Digits, in_digits
from reports.readers.book.days import in_words

_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59), *range(71, 80)})
_TIMES = frozenset({18, 19, 20, 21, 45, 46, 47, 75, 76, 78, 79, 80})
_SHIPPED = {
    16: "d mmmm", 73: "d mmmm", 17: "mmmm yyyy", 74: "mmmm yyyy",
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 49: "@",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    59: "t0", 60: "t0.00", 61: "t#,##0", 62: "t#,##0.00", 67: "t0%", 68: "t0.00%",
}  # fmt: skip
"""Number formats that every workbook has without naming them."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<filler>[_*].)|\[\$(?P<locale>[^\]]*)\]|\[(?P<brackets>[^\]]*)\]'
    r"|(?P<general>General)|(?P<digits>[0#?]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE_LETTERS = re.compile(r"[dmyhsbeะก-ฮ]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_THAI_DIGITS = re.compile(r"-D[0-9A-F]{6,7}\Z", re.IGNORECASE)
_MOST_DAYS = 2_958_465
"""31 December 9999, the last day that a workbook knows."""
_LARGEST = 15
"""Digits before the point; more are no number that a format fits."""


@dataclass(slots=True)
class _Part:
    """One section of a number format. `unlike_a_number`: powers of ten, fractions, text."""

    before: str = ""
    after: str = ""
    whole: str = ""
    decimals: str = ""
    point: bool = False
    grouped: bool = False
    percent: bool = False
    general: bool = False
    unlike_a_number: bool = False
    digits: Digits = "arabic"

    def take(self, token: re.Match[str], *, placed: bool) -> str:
        """Take in one token; the text that stands for itself, beside the figure, is given back."""
        if token["general"]:
            self.general = True
        elif token["digits"] and self.point:
            self.decimals += token["digits"]
        elif token["digits"]:
            self.whole += token["digits"]
        elif token["locale"] is not None:
            if _THAI_DIGITS.search(token["locale"]):
                self.digits = "thai"
            return token["locale"].partition("-")[0]
        elif token["other"]:
            return self._sign(token["other"], placed=placed)
        return token["quoted"] or token["escaped"] or ""

    def _sign(self, sign: str, *, placed: bool) -> str:
        if sign == ".":
            self.point = self.point or placed
        elif sign == ",":
            self.grouped = self.grouped or bool(self.whole)
        elif sign in "tT" and not placed:
            self.digits = "thai"
        elif sign in "eE@/":
            self.unlike_a_number = True
        else:
            self.percent = self.percent or sign == "%"
            return sign
        return ""


def shipped(number: int) -> str:
    """The code of a format that is known by its number alone."""
    if number in _TIMES:
        return "h:mm"
    return _SHIPPED.get(number) or ("d mmmm yyyy" if number in _DATES else "General")


def shown(number: Decimal, code: str, first_day: date) -> str:
    """A finite number under a format; `first_day` is day 0 of the workbook."""
    if number.adjusted() > _LARGEST:
        return str(number)
    sections = _sections(code)
    if _is_date(sections[0]):
        return _date(number, sections[0], first_day) or _general(number)
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif not number and len(sections) > 2:
        section = sections[2]
    part = _part(section)
    return in_digits(f"{part.before}{_figure(number, part)}{part.after}", part.digits).strip()


@lru_cache(maxsize=500)
def _sections(code: str) -> tuple[str, ...]:
    """The parts between semicolons, up to three: for positive and negative numbers and for zero."""
    found = [""]
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            found.append("")
        else:
            found[-1] += token[0]
    return tuple(found[:3])


@lru_cache(maxsize=500)
def _is_date(section: str) -> bool:
    return any(
        token["other"] and _DATE_LETTERS.match(token["other"]) and not _is_exponent(section, token.start())
        for token in _TOKEN.finditer(section)
    ) or bool(_ELAPSED.search(section))


def _is_exponent(section: str, at: int) -> bool:
    return section[at : at + 2].upper() in ("E+", "E-")


@lru_cache(maxsize=500)
def _part(section: str) -> _Part:
    part = _Part()
    for token in _TOKEN.finditer(section):
        placed = bool(part.whole or part.decimals or part.general)
        literal = part.take(token, placed=placed)
        if placed:
            part.after += literal
        else:
            part.before += literal
    return _Part(general=True, percent=part.percent, digits=part.digits) if part.unlike_a_number else part


def _figure(number: Decimal, part: _Part) -> str:
    if part.percent:
        number *= 100
    if part.general:
        return _general(number)
    if not part.whole and not part.decimals:
        return "" if part.before or part.after else _general(number)
    places = len(part.decimals)
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) if places < 12 else number
    text = f"{rounded:,f}" if part.grouped else f"{rounded:f}"
    whole, point, fraction = text.partition(".")
    wanted = part.whole.count("0")
    if not part.grouped:
        sign = "-" if whole.startswith("-") else ""
        whole = sign + whole.lstrip("-").zfill(wanted)
    kept = part.decimals.rstrip("#?")
    while len(fraction) > len(kept) and fraction.endswith("0"):
        fraction = fraction[:-1]
    if not rounded and whole.startswith("-"):
        whole = whole[1:]
    if whole == "0" and not wanted:
        whole = ""
    return whole + (point + fraction if fraction else "")


def _general(number: Decimal) -> str:
    return f"{float(number):.15g}"  # as many digits as Excel keeps: 97.530000000000001 is 97.53


def _date(number: Decimal, section: str, first_day: date) -> str:
    """A day, month or year in words, of the Buddhist era whatever the format writes; a time as hours and minutes."""
    letters = _of_dates(section)
    digits: Digits = "arabic"
    if any(_THAI_DIGITS.search(token["locale"] or "") for token in _TOKEN.finditer(section)):
        digits = "thai"
    thai = re.search("[ก-ฮ]", letters)
    if not thai and not re.search("[dmyeb]", letters):
        minutes = int((number * 24 * 60).to_integral_value(ROUND_HALF_UP))
        return in_digits(f"{minutes // 60:02}:{minutes % 60:02}", digits) if minutes >= 0 else ""
    if not 1 <= number <= _MOST_DAYS:
        return ""
    day = first_day + timedelta(days=min(int(number), (date.max - first_day).days))
    parts = {
        name
        for name, letter in (("day", "d"), ("month", "m"), ("year", "[yeb]"))
        if thai or re.search(letter, letters)
    }
    return in_digits(in_words(day, frozenset(parts)), digits)


@lru_cache(maxsize=500)
def _of_dates(section: str) -> str:
    """The letters of a date format; those of minutes are left out."""
    bare = "".join(token["brackets"] or token["other"] or "" for token in _TOKEN.finditer(section)).lower()
    bare = re.sub(r"am/pm|a/p", "", bare)
    bare = re.sub(r"(h)[^a-z]*m+|m+[^a-z]*(?=s)", r"\1", bare)
    return "".join(each for each in bare if each.isalpha())
