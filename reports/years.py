"""Which years a report treats, from its kind and key year (design §2). All years are of the Buddhist era."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalogue.frame import Frame, requirement_for
from ita_portal.thai.dates import round_range


@dataclass(frozen=True, slots=True)
class Years:
    """`result` is the ITA year of the figures a report shows; `covers` the days a results report covers."""

    assessed: int
    action: int
    evaluation: int
    result: int
    covers: tuple[date, date] | None


def years_of(
    kind: str, key_year: int, frames: Mapping[int, Frame], evaluation_year: int | None = None
) -> Years:
    """The years of a report.

    An analysis of year N plans for fiscal year N+1; the results of fiscal year N carry out what the analysis of
    N−1 planned, and show what ITA N made of it.
    """
    requirement = requirement_for(frames, kind, key_year, evaluation_year)
    evaluation = evaluation_year or (requirement.evaluation_year if requirement else key_year + 1)
    if kind == "analysis":
        return Years(key_year, key_year + 1, evaluation, key_year, None)
    months = requirement.covers_months if requirement else 12
    return Years(key_year - 1, key_year, evaluation, key_year, round_range(key_year, months))
