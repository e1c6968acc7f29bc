"""Periods to pick from: the quarters, months and days of a fiscal year in the words that `parse_period` reads."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from django.utils.translation import gettext

from ita_portal.thai.celltext import clean
from ita_portal.thai.dates import ERA_OFFSET, MONTHS_SHORT, fiscal_year_range, format_date
from ita_portal.thai.digits import to_thai
from ita_portal.thai.periods import parse_period


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the fiscal year; `words` is how it is written into the period, `days` how many it has."""

    words: str
    days: int


@dataclass(frozen=True, slots=True)
class PeriodChoices:
    """What the picker offers for an action year (B.E.); all words in Thai digits, as they print."""

    year_words: str
    quarters: tuple[str, ...]
    months: tuple[Month, ...]
    days: tuple[str, ...]
    one_quarter: str = "ไตรมาสที่ {first}"
    some_quarters: str = "ไตรมาสที่ {first} – {last}"


def period_choices(action_year: int) -> PeriodChoices:
    """October of the year before to September: a measure runs within its fiscal year."""
    months = [(action_year - (month >= 10), month) for month in (*range(10, 13), *range(1, 10))]
    return PeriodChoices(
        year_words=to_thai(f"ตลอดปีงบประมาณ พ.ศ. {action_year}"),
        quarters=tuple(to_thai(str(number)) for number in range(1, 5)),
        months=tuple(
            Month(to_thai(f"{MONTHS_SHORT[month]} {year % 100:02}"), monthrange(year - ERA_OFFSET, month)[1])
            for year, month in months
        ),
        days=tuple(to_thai(str(number)) for number in range(1, 32)),
    )


@dataclass(frozen=True, slots=True)
class PeriodRead:
    """What a typed period was understood as, in words; `outside` when some day lies in another fiscal year."""

    words: str
    outside: str = ""


def period_read(text: str, action_year: int) -> PeriodRead:
    """The days of a period as they were understood, or that it stays as typed. Empty for an empty text."""
    if not text.strip():
        return PeriodRead("")
    period = parse_period(clean(text), action_year)
    start, end = (format_date(day, "medium") if day else "" for day in (period.start, period.end))
    if not start and not end:
        return PeriodRead(gettext("Prints as typed; no days can be read from it"))
    if start and end:
        words = f"{start} – {end}"
    else:
        words = gettext("from %(day)s") % {"day": start} if start else gettext("until %(day)s") % {"day": end}
    first, last = fiscal_year_range(action_year)
    within = all(first <= day <= last for day in (period.start, period.end) if day)
    if within:
        return PeriodRead(words)
    bounds = f"{format_date(first, 'medium')} – {format_date(last, 'medium')}"
    told = gettext("Not within fiscal year %(year)s (%(bounds)s)") % {"year": action_year, "bounds": bounds}
    return PeriodRead(words, told)
