"""The figures of the charts as plain tables, for CSV: a row of column names, then the rows.

Column names are English keys that never change; scores have two decimals, shares are in percent.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from national.areas import Area, Measured, passing_share
from national.compared import municipalities, provinces
from national.profiles import Profile
from national.spreads import Spread
from reports.writers.csv import FORMULA_STARTS

Cell = str | int | Decimal | None
Table = Iterable[Sequence[Cell]]

SPREAD = ("count", "median", "lower_quartile", "upper_quartile", "mean", "lowest", "highest")
ABOUT = ("assessed_year", "province_code", "province", "municipality_kind")


def write_table(table: Table) -> bytes:
    """With a BOM, so that Excel takes the Thai text for what it is; a text that Excel would compute stays text."""
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\r\n")
    rows.writerows([_cell(each) for each in row] for row in table)
    return target.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else str(value)


def _about(area: Area, year: int | None = None) -> tuple[Cell, ...]:
    province = area.province.name if area.province else ""
    return (year or area.year, area.code, province, area.kind)


def _spread(spread: Spread | None) -> tuple[Cell, ...]:
    if spread is None:
        return (None,) * len(SPREAD)
    return (
        spread.count,
        spread.median,
        spread.lower,
        spread.upper,
        spread.mean,
        spread.lowest,
        spread.highest,
    )


def levels(area: Area) -> Table:
    """How many have each level, in every known year."""
    yield (*ABOUT, "level", "passing", "municipalities", "percent")
    for year in area.years:
        for each in year.levels:
            passing = None if each.passing is None else ("yes" if each.passing else "no")
            yield (*_about(area, year.year), each.name, passing, each.count, each.share)


def scores(area: Area) -> Table:
    """The spreads of the total, the instruments and the indicators of the year, beside the year before."""
    yield (*ABOUT, "part", "code", "name", *SPREAD, "median_before", "change_of_median")
    total = area.total
    parts: list[tuple[str, Sequence[Measured]]] = [
        ("total", [total] if total else []),
        ("instrument", area.instruments),
        ("indicator", area.indicators),
    ]
    for part, measured in parts:
        for each in measured:
            before = each.before.median if each.before else None
            name = "" if part == "total" else each.name
            yield (*_about(area), part, each.code, name, *_spread(each.spread), before, each.change)


def years(area: Area) -> Table:
    """The total year by year, with the medians of the instruments."""
    found = area.years
    codes = sorted({code for each in found for code in each.instruments})
    yield (*ABOUT, "results", *SPREAD, "percent_passing", *(f"median_{code}" for code in codes))
    for each in found:
        medians = [each.instruments[code].median if code in each.instruments else None for code in codes]
        yield (*_about(area, each.year), each.results, *_spread(each.total), each.passing, *medians)


def compared_provinces(area: Area) -> Table:
    rows = provinces(area.year, area.kind)
    names = list(dict.fromkeys(level.name for row in rows for level in row.levels if level.name))
    yield (
        *ABOUT,
        "municipalities",
        "results",
        "reports",
        *SPREAD,
        "change_of_median",
        "percent_passing",
        *names,
    )
    for row in rows:
        counts = {level.name: level.count for level in row.levels}
        about = (area.year, row.code, row.name, area.kind)
        known = (row.municipalities, row.results, row.reports)
        passing = passing_share(row.levels)
        yield (
            *about,
            *known,
            *_spread(row.total),
            row.change,
            passing,
            *(counts.get(name, 0) for name in names),
        )


def movers(area: Area) -> Table:
    """Those who rose and fell most; of all kinds together only."""
    yield (*ABOUT, "code", "municipality", "municipality_province", "total_before", "total", "change")
    for each in (*area.movers["up"], *area.movers["down"]):
        yield (*_about(area), each.code, each.name, each.province, each.before, each.total, each.change)


def listed_municipalities(area: Area) -> Table:
    assert area.province is not None
    yield ("assessed_year", "province_code", "province", "code", "municipality", "kind", "total", "level",
           "total_before", "change")  # fmt: skip
    for row in municipalities(area.year, area.province, area.kind):
        about = (area.year, area.code, area.province.name)
        yield (*about, row.code, row.name, row.kind, row.total, row.level, row.before, row.change)


OF_THE_COUNTRY: dict[str, Callable[[Area], Table]] = {
    "levels": levels,
    "scores": scores,
    "years": years,
    "provinces": compared_provinces,
    "movers": movers,
}
OF_A_PROVINCE: dict[str, Callable[[Area], Table]] = {
    "levels": levels,
    "scores": scores,
    "years": years,
    "municipalities": listed_municipalities,
    "movers": movers,
}


def profile_table(profile: Profile, code: str) -> Table:
    """Every score of one municipality beside the medians of its province and the country, and its totals by year."""
    yield ("assessed_year", "code", "municipality", "province", "part", "part_code", "part_name", "score",
           "province_median", "country_median", "difference_to_province", "difference_to_country")  # fmt: skip
    result = profile.result
    who = (code, result.name, result.province.name)
    parts = [
        ("total", [profile.total]),
        ("instrument", profile.instruments),
        ("indicator", profile.indicators),
    ]
    for part, rows in parts:
        for each in rows:
            province = each.province.median if each.province else None
            country = each.country.median if each.country else None
            beside = (province, country, each.to_province, each.to_country)
            yield (result.assessed_year, *who, part, each.code, each.name, each.score, *beside)
    for year in profile.years:
        if year.year == result.assessed_year:
            continue
        apart = [
            None if year.total is None or median is None else year.total - median
            for median in (year.province, year.country)
        ]
        yield (year.year, *who, "total", "", "", year.total, year.province, year.country, *apart)
