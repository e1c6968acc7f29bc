"""Years and dates of the Buddhist era in running text: where they stand, and the same text another year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ita_portal.thai.dates import MONTH_NAMES, MONTH_PATTERN, fiscal_year_range, month_range
from ita_portal.thai.digits import in_digits, to_arabic

_GAP = r"[ \u00a0]{0,3}"
_ERA = rf"(?:พ{_GAP}\.?{_GAP}ศ{_GAP}\.?)"
_LONG = r"25[5-9][0-9]"
_SHORT = r"[6-9][0-9]"
_MENTION = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}}){_GAP})?(?P<month>{MONTH_PATTERN}){_GAP}(?:{_ERA}{_GAP})?(?P<year1>{_LONG}|{_SHORT})(?![0-9])"
    rf"|(?<![0-9/])[0-9]{{1,2}}/[0-9]{{1,2}}/(?P<year2>{_LONG}|{_SHORT})(?![0-9/])"
    rf"|(?:ปี(?:งบประมาณ)?|งบประมาณ|{_ERA}){_GAP}(?:{_ERA}{_GAP})?(?P<year3>{_LONG}|{_SHORT})(?![0-9]|{_GAP}(?:%|คน|ครั้ง|บาท))"
    rf"|(?<![0-9.,])(?P<year4>{_LONG})(?![0-9]|[.,][0-9]|-(?!{_LONG}(?![0-9]))[0-9])"
)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year in a text: `start` to `end` is the quote (with its month, day or "ปี"), the year's digits within it.

    `exact`: all four digits are written. `first` and `last` are the days it stands for as far as the text says.
    """

    start: int
    end: int
    digits_start: int
    digits_end: int
    year: int
    exact: bool
    first: date
    last: date

    def is_before(self, fiscal_year: int) -> bool:
        """Whether it lies before a fiscal year; a year without a month only when its number is smaller."""
        if (self.last - self.first).days > 31:
            return self.year < fiscal_year
        return self.last < fiscal_year_range(fiscal_year)[0]


def find_years(text: str) -> list[YearMention]:
    """Every year that a text names, in order. Offsets count in `text`."""
    found = []
    for match in _MENTION.finditer(to_arabic(text)):
        group = next(name for name in ("year1", "year2", "year3", "year4") if match[name])
        written = match[group]
        year = int(written) if len(written) == 4 else 2500 + int(written)
        if match["month"]:
            first, last = month_range(year, MONTH_NAMES[match["month"]])
        else:
            first, last = fiscal_year_range(year)
        start, end = match.span(group)
        found.append(
            YearMention(match.start(), match.end(), start, end, year, len(written) == 4, first, last)
        )
    return found


def moved_years(text: str, by: int, only: Iterable[int] | None = None) -> str:
    """The text with its years moved by so many, in the digits and the length they were written in.

    `only`: those whose digits start at these offsets.
    """
    wanted = None if only is None else set(only)
    parts, position = [], 0
    for each in find_years(text):
        if wanted is not None and each.digits_start not in wanted:
            continue
        written = text[each.digits_start : each.digits_end]
        year = str(each.year + by)[-len(written) :]
        thai = any("๐" <= character <= "๙" for character in written)
        parts += [text[position : each.digits_start], in_digits(year, "thai" if thai else "arabic")]
        position = each.digits_end
    return "".join([*parts, text[position:]])


def without_years(text: str) -> str:
    """The text without the digits of its years, to tell whether two texts differ in them only."""
    parts, position = [], 0
    for each in find_years(text):
        parts.append(text[position : each.digits_start])
        position = each.digits_end
    return "".join([*parts, text[position:]])
