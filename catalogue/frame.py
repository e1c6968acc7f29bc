"""One year's framework as a plain value, for code that knows nothing of the database.

Readers, checks and writers ask these; `catalogue.queries.frame_of(framework)` makes one from the database and
`Frame.from_data` from a data file of `catalogue/data/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal


@dataclass(frozen=True)
class FrameInstrument:
    """IIT, EIT or OIT with its weight in percent and the numbers of its indicators."""

    code: str
    name: str
    weight: int
    indicators: tuple[int, ...]


@dataclass(frozen=True)
class FrameIndicator:
    no: int
    instrument: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrameItem:
    """An item (ข้อ): code as printed in the catalogue (`i1`, `e7`, `O28`) and its links to the year before."""

    code: str
    title: str
    indicator: int
    sub_indicator: str = ""
    aliases: tuple[str, ...] = ()
    issues: tuple[int, ...] = ()
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrameIssue:
    no: int
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrameBand:
    """A rating band. `min_each_instrument` None means no condition on the instruments."""

    code: str
    name: str
    min_total: Decimal
    min_each_instrument: Decimal | None
    passing: bool
    order: int


@dataclass(frozen=True)
class Component:
    """A required component of a document (องค์ประกอบด้านข้อมูล).

    `field` is a field of `reports.document.Measure` ("title", "output", …) or "analysis" (a remark per issue).
    """

    field: str
    text: str
    per_issue: bool
    unverified: bool = False


@dataclass(frozen=True)
class Requirement:
    """What one evaluation year asks of a kind of document, and which years that document treats.

    `evaluation_year` is the framework's year. For an analysis `key_year` is the assessed year, for a results
    report the fiscal year whose actions it reports; `covers_months` is 12, or 6 for the first half only.
    """

    kind: Literal["analysis", "results"]
    evaluation_year: int
    item: str
    key_year: int
    covers_months: int
    issues_required: tuple[int, ...]
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Frame:
    """The framework of one evaluation year (B.E.)."""

    year: int
    revision: int
    scheme: Literal["letter", "five_level"]
    instruments: tuple[FrameInstrument, ...]
    indicators: tuple[FrameIndicator, ...]
    items: tuple[FrameItem, ...]
    issues: tuple[FrameIssue, ...]
    bands: tuple[FrameBand, ...]
    requirements: tuple[Requirement, ...]

    @cached_property
    def item_by_code(self) -> dict[str, FrameItem]:
        """Items by their code in lower case (`i1`, `o28`)."""
        return {item.code.lower(): item for item in self.items}

    @cached_property
    def indicator_by_no(self) -> dict[int, FrameIndicator]:
        return {indicator.no: indicator for indicator in self.indicators}

    @cached_property
    def issue_by_no(self) -> dict[int, FrameIssue]:
        return {issue.no: issue for issue in self.issues}

    def instrument_of(self, indicator_no: int) -> str:
        """The instrument's code of an indicator number. Raises KeyError for an unknown number."""
        return self.indicator_by_no[indicator_no].instrument

    def requirement(self, kind: str) -> Requirement | None:
        return next((each for each in self.requirements if each.kind == kind), None)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Frame:
        """Make a frame from the mapping that a file of `catalogue/data/` holds."""
        from catalogue.frame_data import frame_from_data

        return frame_from_data(data)


def requirement_for(
    frames: Mapping[int, Frame], kind: str, key_year: int, evaluation_year: int | None = None
) -> Requirement | None:
    """The requirement that a document of this kind and key year answers.

    Two evaluations may treat one year (the results of 2566 were asked for in 2566, first half, and again in
    2567): without `evaluation_year` the later one, which asks for the whole year, is meant.
    """
    found = [
        requirement
        for frame in frames.values()
        for requirement in frame.requirements
        if requirement.kind == kind
        and requirement.key_year == key_year
        and evaluation_year in (None, requirement.evaluation_year)
    ]
    return max(found, key=lambda requirement: requirement.evaluation_year, default=None)


def frame_for(
    frames: Mapping[int, Frame], kind: str, key_year: int, evaluation_year: int | None = None
) -> Frame | None:
    """The framework whose issues and components a document follows.

    That of the evaluation which asks for it; when that year is not in the catalogue yet, the newest one before it
    (a new year's manual comes out months after the work has begun); None when there is no framework at all.
    """
    requirement = requirement_for(frames, kind, key_year, evaluation_year)
    if requirement is not None:
        return frames[requirement.evaluation_year]
    earlier = [year for year in frames if year <= key_year + 1]
    if earlier:
        return frames[max(earlier)]
    return frames[min(frames)] if frames else None
