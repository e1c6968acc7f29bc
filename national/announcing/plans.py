"""What a list would do: what is publicly told of each municipality, and what its own scores are given.

Nothing is written here. A figure that a municipality typed itself and that differs stays, and is listed; only one that
is empty, or that an earlier announcement put there, becomes the announced one. What the list does not say stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from assessments.models import Assessment, IndicatorScore, InstrumentScore, ItemScore
from ita_portal.thai.normal import squash
from national.announcing.columns import INSTRUMENTS
from national.announcing.models import AnnouncedFigures
from national.announcing.rows import TEXTS, AnnouncedRow
from national.models import YearResult

Key = tuple[int, int]
"""Municipality and assessed year."""
AT_ONCE = 500
ABOUT_FIGURES = frozenset({"status", "source", "announced_on"})
"""What is said about the figures, and is none."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a municipality's own that is another one than the announced."""

    row: int
    code: str
    name: str
    year: int
    key: str
    own: str
    announced: str


@dataclass(slots=True)
class RowPlan:
    """What one row does. `told` is all that is told then, `fill` what the own scores are given of it."""

    row: AnnouncedRow
    told: dict[str, str]
    known: bool
    """Whether an announcement told of it before."""
    changes: bool
    before: Mapping[str, str] = field(default_factory=dict)
    """What was told until now."""
    given: dict[str, str] = field(default_factory=dict)
    """What the own scores were given until now."""
    assessment: int | None = None
    fill: dict[str, str] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def same(self) -> bool:
        return not self.changes and not self.fill


def planned(rows: Sequence[AnnouncedRow]) -> Iterator[RowPlan]:
    """What each row would do today, in the order of the rows."""
    for start in range(0, len(rows), AT_ONCE):
        yield from _planned(rows[start : start + AT_ONCE])


def _planned(rows: Sequence[AnnouncedRow]) -> list[RowPlan]:
    wanted = {
        "municipality__in": {row.municipality for row in rows},
        "assessed_year__in": {row.year for row in rows},
    }
    said = {
        (each.municipality_id, each.assessed_year): each for each in AnnouncedFigures.objects.filter(**wanted)
    }
    public = {
        (each.municipality_id, each.assessed_year): each
        for each in YearResult.objects.filter(origin=YearResult.Origin.ANNOUNCED, **wanted)
    }
    plans = []
    for row in rows:
        key = (row.municipality, row.year)
        figures = said.get(key)
        before = figures.told if figures else told_by(public[key]) if key in public else {}
        told = _merged(before, row.told)
        plans.append(
            RowPlan(
                row,
                told,
                known=key in public or figures is not None,
                changes=figures is None or told != figures.told,
                before=before,
                given=figures.given if figures else {},
            )
        )
    changing = {(each.row.municipality, each.row.year) for each in plans if each.changes}
    own = _own_figures(changing)
    for each in plans:
        key = (each.row.municipality, each.row.year)
        if each.changes:
            each.assessment, texts = own.get(key, (None, {}))
            _give(each, said[key].told if key in said else {}, texts)
            each.changes = key in said or key not in public or _says_more(each.told, public[key])
    return plans


def told_by(result: YearResult) -> dict[str, str]:
    """What a row of the public results tells, by the same keys."""
    told = {
        "total": _text(result.total),
        "level": result.level,
        "status": result.status,
        "source": result.source,
        "announced_on": _text(result.announced_on),
        **result.instruments,
        **result.indicators,
    }
    return {key: text for key, text in told.items() if text}


def _says_more(told: Mapping[str, str], result: YearResult) -> bool:
    """Whether a row of the public results does not tell all of this. Items it never tells."""
    public = told_by(result)
    return any(
        public.get(key, "") != text
        for key, text in told.items()
        if key.isdigit() or key in ("total", *INSTRUMENTS, *TEXTS)
    )


def _merged(before: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """A level that is not told again falls when the scores are others than those it was told with."""
    kept = dict(before)
    others = any(kept.get(key) != told[key] for key in ("total", *INSTRUMENTS) if key in told)
    if others and "level" not in told:
        kept.pop("level", None)
    return {**kept, **told}


def _give(plan: RowPlan, before: Mapping[str, str], own: Mapping[str, str]) -> None:
    for key in sorted(before.keys() | plan.told.keys()):
        new, stands = plan.told.get(key, ""), own.get(key, "")
        if before.get(key, "") == new or _agree(key, stands, new):
            continue
        put_there = key in plan.given and plan.given[key] == stands
        never_there = not stands and key not in plan.given
        if put_there or never_there:
            plan.fill[key] = new
        elif new and stands and key not in ABOUT_FIGURES:
            row = plan.row
            plan.differences.append(Difference(row.number, row.code, row.name, row.year, key, stands, new))
    if plan.differences:
        # Where a figure is the municipality's own, nothing may say that it is the announced one.
        plan.fill = {key: text for key, text in plan.fill.items() if key not in TEXTS or plan.given.get(key)}


def _agree(key: str, one: str, other: str) -> bool:
    return squash(one) == squash(other) if key == "level" else one == other


def _own_figures(wanted: set[Key]) -> dict[Key, tuple[int, dict[str, str]]]:
    """The assessments of municipalities and years with their figures as texts, in four queries."""
    found: dict[int, tuple[Key, dict[str, str]]] = {}
    assessments = Assessment.objects.filter(
        municipality__in={key[0] for key in wanted}, assessed_year__in={key[1] for key in wanted}
    )
    for each in assessments:
        key = (each.municipality_id, each.assessed_year)
        if key in wanted:
            found[each.pk] = (
                key,
                {
                    "total": _text(each.total),
                    "level": each.level_as_written,
                    "status": each.status,
                    "source": each.source,
                    "announced_on": _text(each.announced_on),
                },
            )
    scores: tuple[tuple[Any, str], ...] = (
        (InstrumentScore, "code"),
        (IndicatorScore, "indicator__no"),
        (ItemScore, "item__code"),
    )
    for model, name in scores:
        rows = model.objects.filter(assessment__in=found, score__isnull=False).order_by()
        for pk, code, score in rows.values_list("assessment", name, "score"):
            if code is not None:
                found[pk][1][str(code)] = _text(score)
    return {key: (pk, texts) for pk, (key, texts) in found.items()}


def _text(value: Decimal | date | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else f"{value:.2f}"
