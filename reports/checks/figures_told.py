"""The figures of one year that a document tells without contradicting itself, to compute others from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.scoring import HUNDRED, TOLERANCE, round2
from catalogue.frame import Frame
from reports.checks.context import Context
from reports.checks.told_scores import Key, Kind, Told, told_scores


@dataclass(frozen=True, slots=True)
class Figures:
    """One year's figures by what they are the score of; a thing with two different scores is left out."""

    year: int
    told: Mapping[Key, Told]

    def score(self, kind: Kind, name: str | int = "") -> Told | None:
        return self.told.get((kind, str(name)))

    def scores(self, kind: Kind, names: Iterable[str | int]) -> list[Told] | None:
        """The scores of several things, None unless all are told."""
        found = [self.score(kind, name) for name in names]
        present = [each for each in found if each is not None]
        return present if present and len(present) == len(found) else None


def figures_by_year(context: Context) -> list[Figures]:
    """What the document tells of each year whose framework is known."""
    grouped: dict[int, dict[Key, list[Told]]] = {}
    for each in told_scores(context):
        grouped.setdefault(each.year, {}).setdefault(each.key, []).append(each)
    return [
        Figures(year, {key: _first(found) for key, found in keys.items() if _one(found)})
        for year, keys in sorted(grouped.items())
        if year in context.frames
    ]


def _one(found: list[Told]) -> bool:
    values = [each.value for each in found]
    return max(values) - min(values) <= TOLERANCE


def _first(found: list[Told]) -> Told:
    return next((each for each in found if each.room == 0), found[0])


def exact_mean(found: list[Told]) -> Decimal:
    """The plain mean, not rounded."""
    return sum((each.value for each in found), Decimal(0)) / len(found)


def possible_totals(parts: Mapping[str, Decimal], frame: Frame) -> list[Decimal]:
    """The totals that instruments give, however the steps between are rounded."""
    weights = {each.code: Decimal(each.weight) for each in frame.instruments}
    exact = sum((parts[code] * weight for code, weight in weights.items()), Decimal(0)) / HUNDRED
    rounded = sum((round2(parts[code]) * weight for code, weight in weights.items()), Decimal(0)) / HUNDRED
    by_part = sum((round2(parts[code] * weight / HUNDRED) for code, weight in weights.items()), Decimal(0))
    return [round2(exact), round2(rounded), by_part]
