"""What a page tells of the country or a province: its picture of a year beside last year's and the country's.

Everything is read from `Picture`: the number of queries does not depend on how many municipalities there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext

from catalogue.frame import Frame
from catalogue.queries import frames_in_force
from municipalities.models import Kind, Province
from national.models import Picture
from national.spreads import Spread
from reports.writers.wording import LEVELS


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many have a level. `share` is in percent, `before` last year's count, None on another scale.

    `strength` is 1 to 5, 0 for a letter of the older scale, None where nobody can tell the level.
    """

    name: str
    passing: bool | None
    count: int
    share: Decimal
    before: int | None

    @property
    def strength(self) -> int | None:
        if not self.name:
            return None
        return LEVELS.index(self.name) + 1 if self.name in LEVELS else 0

    @property
    def label(self) -> str:
        return self.name or gettext("level not known")


@dataclass(frozen=True, slots=True)
class Measured:
    """A spread with its name: of the total, an instrument or an indicator. `beside` is the country's."""

    code: str
    name: str
    spread: Spread
    before: Spread | None = None
    beside: Spread | None = None

    @property
    def change(self) -> Decimal | None:
        """Of the median, since the year before."""
        return None if self.before is None else self.spread.median - self.before.median


@dataclass(frozen=True, slots=True)
class Mover:
    code: str
    name: str
    province: str
    total: Decimal
    before: Decimal
    change: Decimal


@dataclass(frozen=True, slots=True)
class YearOfArea:
    """One year in the row of years."""

    year: int
    results: int
    total: Spread | None
    instruments: Mapping[str, Spread]
    levels: tuple[LevelCount, ...]

    @property
    def passing(self) -> Decimal | None:
        return passing_share(self.levels)


@dataclass(frozen=True, slots=True)
class Area:
    """The country, or a province, in a year (B.E.); of all kinds or of one ("" is all)."""

    year: int
    kind: str
    province: Province | None
    pictures: Mapping[tuple[int, str, str], Picture]
    frame: Frame | None
    known_years: tuple[int, ...]

    @property
    def code(self) -> str:
        return self.province.code if self.province else ""

    @property
    def name(self) -> str:
        return self.province.name if self.province else gettext("The whole country")

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label) if self.kind else ""

    @property
    def picture(self) -> Picture | None:
        return self.pictures.get((self.year, self.code, self.kind))

    @property
    def before(self) -> Picture | None:
        return self.pictures.get((self.year - 1, self.code, self.kind))

    @property
    def country(self) -> Picture | None:
        """What a province stands beside; None for the country itself."""
        return self.pictures.get((self.year, "", self.kind)) if self.province else None

    @property
    def levels(self) -> list[LevelCount]:
        return level_counts(self.picture, self.before)

    @property
    def total(self) -> Measured | None:
        found = _spread_of(self.picture, "total")
        if found is None:
            return None
        return Measured(
            "",
            gettext("Total score"),
            found,
            _spread_of(self.before, "total"),
            _spread_of(self.country, "total"),
        )

    @property
    def instruments(self) -> list[Measured]:
        names = {each.code: each.name for each in self.frame.instruments} if self.frame else {}
        return self._measured("instruments", names, str)

    @property
    def indicators(self) -> list[Measured]:
        names = {str(each.no): each.name for each in self.frame.indicators} if self.frame else {}
        return self._measured("indicators", names, int)

    def _measured(self, part: str, names: Mapping[str, str], order: Callable[[str], Any]) -> list[Measured]:
        """In the order of the year's framework; what it does not know comes last."""
        if self.picture is None:
            return []
        found, before, beside = (_spreads(each, part) for each in (self.picture, self.before, self.country))
        places = {code: place for place, code in enumerate(names)}
        codes = sorted(found, key=lambda code: (places.get(code, len(places)), order(code)))
        return [
            Measured(code, names.get(code, ""), found[code], before.get(code), beside.get(code))
            for code in codes
        ]

    @property
    def movers(self) -> dict[str, list[Mover]]:
        """Who rose and who fell most; only where all kinds are shown together."""
        told = self.picture.data.get("movers", {}) if self.picture else {}
        return {way: [_mover(each) for each in told.get(way, [])] for way in ("up", "down")}

    @property
    def years(self) -> list[YearOfArea]:
        """Every year in which anything is known of this area, oldest first."""
        return [
            YearOfArea(
                year,
                picture.results,
                _spread_of(picture, "total"),
                _spreads(picture, "instruments"),
                tuple(level_counts(picture)),
            )
            for (year, province, kind), picture in sorted(self.pictures.items())
            if province == self.code and kind == self.kind
        ]


def known_years() -> list[int]:
    """Years (B.E.) of which any result is known, newest first."""
    return list(
        Picture.objects.filter(province="", kind="", results__gt=0)
        .order_by("-assessed_year")
        .values_list("assessed_year", flat=True)
    )


def newest_year() -> int | None:
    return next(iter(known_years()), None)


def area(year: int, kind: str = "", province: Province | None = None) -> Area | None:
    """None for a year of which nothing is known."""
    code = province.code if province else ""
    found = Picture.objects.filter(province__in={"", code}, kind__in={"", kind}, results__gt=0)
    pictures = {(each.assessed_year, each.province, each.kind): each for each in found}
    years = tuple(sorted({each for each, of, only in pictures if not of and not only}, reverse=True))
    if year not in years:
        return None
    return Area(year, kind, province, pictures, frames_in_force().get(year), years)


def level_counts(picture: Picture | None, before: Picture | None = None) -> list[LevelCount]:
    """The levels of a picture, best first; levels that nobody can tell only when there are some."""
    if picture is None:
        return []
    whole = picture.results
    earlier = {each["name"]: each["count"] for each in before.data["levels"]} if before else {}
    return [
        LevelCount(
            each["name"],
            each["passing"],
            each["count"],
            percent(each["count"], whole),
            earlier.get(each["name"]),
        )
        for each in picture.data["levels"]
        if each["name"] or each["count"]
    ]


def passing_share(levels: Iterable[LevelCount]) -> Decimal | None:
    """Percent of those whose level is known that passed; None where no level is."""
    told = [each for each in levels if each.passing is not None]
    whole = sum(each.count for each in told)
    return percent(sum(each.count for each in told if each.passing), whole) if whole else None


def percent(part: int, whole: int) -> Decimal:
    """One decimal, rounded half up."""
    if not whole:
        return Decimal("0.0")
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _spreads(picture: Picture | None, part: str) -> dict[str, Spread]:
    told = picture.data.get(part, {}) if picture else {}
    return {code: Spread.from_json(each) for code, each in told.items()}


def _spread_of(picture: Picture | None, part: str) -> Spread | None:
    told = picture.data.get(part) if picture else None
    return Spread.from_json(told) if told else None


def _mover(told: Mapping[str, str]) -> Mover:
    return Mover(
        told["code"],
        told["name"],
        told["province"],
        Decimal(told["total"]),
        Decimal(told["before"]),
        Decimal(told["change"]),
    )
