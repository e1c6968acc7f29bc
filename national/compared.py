"""Provinces beside each other, and the municipalities of one province, in the order that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ita_portal.thai.normal import sort_key
from municipalities.models import Province
from national.areas import LevelCount, level_counts, passing_share
from national.models import Picture, YearResult
from national.spreads import Spread


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province in a year; `change` is that of its median since the year before."""

    code: str
    name: str
    order: str
    municipalities: int
    results: int
    reports: int
    total: Spread | None
    change: Decimal | None
    levels: tuple[LevelCount, ...]

    @property
    def median(self) -> Decimal | None:
        return self.total.median if self.total else None

    @property
    def passing(self) -> Decimal | None:
        return passing_share(self.levels)


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    code: str
    name: str
    kind: str
    total: Decimal | None
    level: str
    before: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return None if self.total is None or self.before is None else self.total - self.before


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order that was asked for: `-median` is the highest first. Rows without the value come last."""

    field: str
    descending: bool

    @classmethod
    def of(cls, asked: str, fields: Mapping[str, object], usual: str) -> Sorting:
        """The usual order instead of one that there is not."""
        wanted = asked if asked.removeprefix("-") in fields else usual
        return cls(wanted.removeprefix("-"), wanted.startswith("-"))

    def of_rows(self, rows: list[Any], fields: Mapping[str, Callable[[Any], Any]]) -> list[Any]:
        value = fields[self.field]
        known = [each for each in rows if value(each) is not None]
        unknown = [each for each in rows if value(each) is None]
        return sorted(known, key=value, reverse=self.descending) + unknown


PROVINCE_ORDERS: dict[str, Callable[[ProvinceRow], Any]] = {
    "name": lambda row: row.order,
    "results": lambda row: row.results,
    "median": lambda row: row.median,
    "change": lambda row: row.change,
    "passing": lambda row: row.passing,
}
MUNICIPALITY_ORDERS: dict[str, Callable[[MunicipalityRow], Any]] = {
    "name": lambda row: sort_key(row.name),
    "total": lambda row: row.total,
    "change": lambda row: row.change,
}


def provinces(year: int, kind: str) -> list[ProvinceRow]:
    """Every province of which anything is known, by name."""
    names = Province.objects.in_bulk()
    before = dict(
        Picture.objects.filter(assessed_year=year - 1, kind=kind, median__isnull=False)
        .exclude(province="")
        .values_list("province", "median")
    )
    found = Picture.objects.filter(assessed_year=year, kind=kind, results__gt=0).exclude(province="")
    rows = [_province(each, names[each.province], before.get(each.province)) for each in found]
    return sorted(rows, key=PROVINCE_ORDERS["name"])


def _province(picture: Picture, province: Province, before: Decimal | None) -> ProvinceRow:
    total = Spread.from_json(picture.data["total"]) if picture.data.get("total") else None
    return ProvinceRow(
        province.code,
        province.name,
        province.sort_key,
        picture.municipalities,
        picture.results,
        picture.reports,
        total,
        total.median - before if total and before is not None else None,
        tuple(level_counts(picture)),
    )


def municipalities(year: int, province: Province, kind: str = "") -> list[MunicipalityRow]:
    """Those of a province whose result of the year is known, by name; some hundreds at most."""
    found = YearResult.objects.filter(assessed_year=year, shown=True, province=province).order_by()
    if kind:
        found = found.filter(kind=kind)
    before = dict(
        YearResult.objects.filter(
            assessed_year=year - 1, shown=True, municipality__in=found.values("municipality")
        )
        .order_by()
        .values_list("municipality", "total")
    )
    rows = [
        MunicipalityRow(code, name, of_kind, total, level, before.get(pk))
        for pk, code, name, of_kind, total, level in found.values_list(
            "municipality", "code", "name", "kind", "total", "level"
        )
    ]
    return sorted(rows, key=MUNICIPALITY_ORDERS["name"])
