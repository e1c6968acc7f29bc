"""The years of a document: which one it is about, and those that follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalogue.frame import Frame, Requirement, frame_for, requirement_for
from ita_portal.thai.dates import fiscal_year, fiscal_year_range
from ita_portal.thai.periods import parse_period
from reports.document import Kind, Span
from reports.readers.cover import Cover, round_of


@dataclass(frozen=True, slots=True)
class Years:
    """Assessed, action and evaluation year (B.E.), None when the key year is unknown; and what a report covers."""

    assessed: int | None = None
    action: int | None = None
    evaluation: int | None = None
    covers: Span | None = None


def found_key_year(kind: Kind, cover: Cover, score_years: Sequence[int]) -> int | None:
    """The key year that the text itself states.

    An analysis is of the year whose scores it prints; a title may name the year of its measures instead.
    """
    titled = cover.years
    if kind == "results":
        if titled:
            return max((cover.fiscal_years or titled)[:2])  # "… จากผลการประเมินปี ๒๕๖๖ ประจำปีงบประมาณ ๒๕๖๗"
        return fiscal_year(cover.covers.end) if cover.covers else None
    printed = score_years[0] if score_years else None
    if printed is not None and (not titled or printed in titled or printed + 1 == titled[0]):
        return printed
    if len(titled) > 1 and abs(titled[0] - titled[1]) == 1:
        return min(titled[:2])
    return titled[0] if titled else printed


def years_of(
    kind: Kind,
    key_year: int | None,
    cover: Cover,
    frames: Mapping[int, Frame],
    *,
    has_issues: bool,
    periods: Iterable[str] = (),
) -> Years:
    """All years of a document with this key year (design §2). `periods` are those of its measures, as written."""
    if key_year is None:
        return Years(covers=cover.covers if kind == "results" else None)
    covers = None
    if kind == "results":
        start, end = fiscal_year_range(key_year)
        covers = cover.covers or round_of(cover.title, key_year)
        if covers is None and not has_issues and _asks_for_half(key_year, frames):
            covers = _first_half(periods, key_year)
        covers = covers or Span(start, end)
    requirement = _requirement(kind, key_year, covers, frames, has_issues=has_issues)
    evaluation = requirement.evaluation_year if requirement else key_year + 1
    if kind == "analysis":
        return Years(key_year, key_year + 1, evaluation)
    return Years(key_year - 1, key_year, evaluation, covers)


def _requirement(
    kind: Kind, key_year: int, covers: Span | None, frames: Mapping[int, Frame], *, has_issues: bool
) -> Requirement | None:
    """Of two evaluations that ask for the same year, the one whose form the document has."""
    asked = [
        requirement
        for frame in frames.values()
        for requirement in frame.requirements
        if requirement.kind == kind and requirement.key_year == key_year
    ]
    if covers is not None and len(asked) > 1:
        half = (covers.end - covers.start).days < 200
        fitting = [
            each
            for each in asked
            if (each.covers_months == 6) == half and bool(each.issues_required) == has_issues
        ]
        if len(fitting) == 1:
            return fitting[0]
        if half and any(each.covers_months == 6 for each in asked):
            return next(each for each in asked if each.covers_months == 6)
    return requirement_for(frames, kind, key_year)


def _asks_for_half(key_year: int, frames: Mapping[int, Frame]) -> bool:
    asked = (each for frame in frames.values() for each in frame.requirements)
    return any(
        each.kind == "results" and each.key_year == key_year and each.covers_months == 6 for each in asked
    )


def _first_half(periods: Iterable[str], year: int) -> Span | None:
    """The first half of a fiscal year when most dated periods lie in it, else None."""
    half = Span(date(year - 544, 10, 1), date(year - 543, 3, 31))
    ends = [found.end for text in periods if (found := parse_period(text, year)).end is not None]
    within = sum(half.start <= end <= half.end for end in ends if end)
    return half if within * 2 > len(ends) else None


def frame_of(kind: Kind, key_year: int | None, years: Years, frames: Mapping[int, Frame]) -> Frame | None:
    """The framework whose issues the document follows; the newest one when the year is unknown."""
    if key_year is None:
        return frames[max(frames)] if frames else None
    return frame_for(frames, kind, key_year, years.evaluation)
