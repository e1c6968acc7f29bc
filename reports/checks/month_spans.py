"""Days that a period in a text stands for, read half by half, so that what is wrong with it can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ita_portal.thai.dates import MONTH_NAMES, MONTH_PATTERN, make_date, year_digits
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.periods import parse_period
from reports.checks.context import Context
from reports.checks.texts import Text

_TO = re.compile(r"\s*(?:[-‐-―−~]+\s*(?:ไป)?(?:จน)?(?:ถึง)?|(?:ไป)?(?:จน)?ถึง)\s*[-‐-―−~]*\s*")
DOUBLED = re.compile(r"[-‐-―−~]\s*(?:จน)?ถึง|ถึง\s*[-‐-―−~]")
QUARTER = re.compile(
    r"(?<!ทุก)(?<!ราย)(?<!ต่อ)ไตรมาส\s*ที่\s*(?P<first>[0-9]{1,2})(?![0-9])(?:\s*[-–—]\s*(?P<last>[0-9]{1,2})(?![0-9]))?"
)
_DAY = re.compile(
    rf"(?P<said>วันที่\s*)?(?<![0-9.,/])(?P<day>[0-9]{{1,2}})\s*(?:เดือน)?\s*(?P<month>{MONTH_PATTERN})\s*(?:พ\.?ศ\.?)?\s*(?P<year>25[0-9]{{2}}|[67][0-9])(?![0-9])"
)
LONGEST_MONTH = 31
_MONTH = re.compile(MONTH_PATTERN)
_YEAR = re.compile(r"25[0-9]{2}|(?<![0-9])[67][0-9](?![0-9])")


@dataclass(frozen=True, slots=True)
class WrongDay:
    """A day that no calendar has: ๓๑ กันยายน."""

    start: int
    end: int


def period_texts(context: Context) -> Iterator[Text]:
    """The periods of all measures."""
    for text in context.texts:
        if text.where.field == "period" and text.where.measure is not None:
            yield text


def impossible_days(text: str, *, in_period: bool = False) -> tuple[WrongDay, ...]:
    """Days with month and year that do not exist. Outside a period a number over 31 may be something else."""
    if not any(character.isdigit() for character in text):
        return ()
    return _impossible(text, in_period)


@lru_cache(maxsize=4096)
def _impossible(text: str, in_period: bool) -> tuple[WrongDay, ...]:
    found = []
    for match in _DAY.finditer(to_arabic(text)):
        day = int(match["day"])
        if day > LONGEST_MONTH and not (in_period or match["said"]):
            continue  # ฉบับที่ ๔๕ มกราคม ๒๕๖๘
        if make_date(year_digits(match["year"]), MONTH_NAMES[match["month"]], day) is None:
            found.append(WrongDay(match.start("day"), match.end()))
    return tuple(found)


def turned_round(text: str, fiscal_year: int | None) -> tuple[date, date] | None:
    """First and last day of a period whose end lies before its start; None when it does not."""
    halves = [half for half in _TO.split(text) if half.strip()]
    if len(halves) != 2:
        return None
    written = [bool(_YEAR.search(to_arabic(half))) for half in halves]
    if not all(written):
        return None  # the year of one end follows from the other
    first, last = (parse_period(half, fiscal_year) for half in halves)
    if first.start is None or last.end is None or first.start <= last.end:
        return None
    return first.start, last.end


def quarters_in(text: str) -> list[tuple[int, int, int, int | None]]:
    """Start, end, first and last number of every mention of quarters."""
    return [
        (match.start(), match.end(), int(match["first"]), int(match["last"]) if match["last"] else None)
        for match in QUARTER.finditer(to_arabic(text))
    ]


def means_dates(text: str) -> bool:
    """Whether a text that could not be read names months and years, and so is meant as a period."""
    arabic = to_arabic(text)
    return bool(_MONTH.search(re.sub(r"\s", "", arabic))) and bool(_YEAR.search(arabic))
