"""The calendar of evaluation years, seen from one day: what is over, what runs, what comes, and in how many days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalogue.models import Framework, Milestone


@dataclass(frozen=True, slots=True)
class Deadline:
    """A milestone of an evaluation year with at least one date. `days` from `today` to the day that counts.

    That is the first day while it is still to come, then the last one; negative when that is over.
    """

    evaluation_year: int
    name: str
    start: date | None
    end: date | None
    today: date
    verified: bool

    @property
    def when(self) -> Literal["past", "running", "ahead"]:
        if self.start is not None and self.today < self.start:
            return "ahead"
        return "past" if self.today > self.last else "running"

    @property
    def last(self) -> date:
        found = self.end or self.start
        assert found is not None
        return found

    @property
    def is_one_day(self) -> bool:
        return self.start == self.end

    @property
    def days(self) -> int:
        counted = self.start if self.when == "ahead" and self.start is not None else self.last
        return (counted - self.today).days


def deadlines_of(evaluation_years: Collection[int], today: date) -> dict[int, list[Deadline]]:
    """The dated milestones of each of these years in the order of the calendar; a year without any has none."""
    rows = Milestone.objects.filter(
        framework__status=Framework.Status.PUBLISHED, framework__evaluation_year__in=evaluation_years
    ).select_related("framework")
    found: dict[int, list[Deadline]] = {year: [] for year in evaluation_years}
    for row in rows.order_by("framework__evaluation_year", "position", "pk"):
        if row.start is None and row.end is None:
            continue
        year = row.framework.evaluation_year
        verified = not {"start", "end"} & set(row.unverified)
        found[year].append(Deadline(year, row.name, row.start, row.end, today, verified))
    return found


def next_deadline(deadlines: Collection[Deadline]) -> Deadline | None:
    """What is due first: the nearest day that still counts."""
    return min((each for each in deadlines if each.when != "past"), key=lambda each: each.days, default=None)
