"""One municipality's result beside its province and the country: instruments, ten indicators, years, rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from catalogue.frame import Frame
from catalogue.queries import frames_in_force
from municipalities.models import Municipality
from national.models import Picture, YearResult
from national.spreads import Spread


@dataclass(frozen=True, slots=True)
class Compared:
    """One score beside the spreads of the province and the country."""

    code: str
    name: str
    score: Decimal | None
    province: Spread | None
    country: Spread | None

    @property
    def to_province(self) -> Decimal | None:
        return self.score - self.province.median if self.score is not None and self.province else None

    @property
    def to_country(self) -> Decimal | None:
        return self.score - self.country.median if self.score is not None and self.country else None


@dataclass(frozen=True, slots=True)
class Rank:
    """Place `place` of `of`: one more than there are with a higher total, so equal totals share a place.

    `sharing` counts the others with the same total.
    """

    place: int
    of: int
    sharing: int


@dataclass(frozen=True, slots=True)
class YearOfOne:
    """A year of the municipality, its total beside both medians."""

    year: int
    total: Decimal | None
    level: str
    change: Decimal | None
    province: Decimal | None
    country: Decimal | None


@dataclass(frozen=True, slots=True)
class Profile:
    result: YearResult
    years: tuple[YearOfOne, ...]
    total: Compared
    instruments: tuple[Compared, ...]
    indicators: tuple[Compared, ...]
    in_province: Rank | None
    in_kind: Rank | None
    """Within the province, and among those of the same kind in it."""

    @property
    def year_before(self) -> int:
        return self.result.assessed_year - 1

    @property
    def change(self) -> Decimal | None:
        return next(each.change for each in self.years if each.year == self.result.assessed_year)


def profile(municipality: Municipality, year: int) -> Profile | None:
    """None when nothing is publicly known of the municipality's result of the year."""
    results = {each.assessed_year: each for each in shown_results(municipality)}
    result = results.get(year)
    if result is None:
        return None
    pictures = {
        (each.assessed_year, each.province): each
        for each in Picture.objects.filter(
            assessed_year__in=results,
            province__in={"", *(each.province_id for each in results.values())},
            kind="",
        )
    }
    province, country = pictures.get((year, result.province_id)), pictures.get((year, ""))
    frame = frames_in_force().get(year)
    names = _names(frame)
    in_province, in_kind = _ranks(result)
    return Profile(
        result,
        tuple(_year(each, results, pictures) for each in sorted(results)),
        Compared("", "", result.total, _of(province, "total"), _of(country, "total")),
        _compared(result.instruments, "instruments", names["instruments"], province, country),
        _compared(result.indicators, "indicators", names["indicators"], province, country),
        in_province,
        in_kind,
    )


def shown_results(municipality: Municipality) -> list[YearResult]:
    """What is publicly known of a municipality, newest year first."""
    found = YearResult.objects.filter(municipality=municipality, shown=True)
    return list(found.select_related("province", "version__report").order_by("-assessed_year"))


def newest_profile_year(municipality: Municipality) -> int | None:
    found = YearResult.objects.filter(municipality=municipality, shown=True).order_by("-assessed_year")
    return found.values_list("assessed_year", flat=True).first()


def _names(frame: Frame | None) -> dict[str, dict[str, str]]:
    return {
        "instruments": {each.code: each.name for each in frame.instruments} if frame else {},
        "indicators": {str(each.no): each.name for each in frame.indicators} if frame else {},
    }


def _compared(
    scores: Mapping[str, str],
    part: str,
    names: Mapping[str, str],
    province: Picture | None,
    country: Picture | None,
) -> tuple[Compared, ...]:
    """In the order of the year's framework, then whatever else is known."""
    further = sorted(set(scores) - set(names), key=lambda code: (len(code), code))
    return tuple(
        Compared(
            code,
            names.get(code, ""),
            Decimal(scores[code]) if code in scores else None,
            _of(province, part, code),
            _of(country, part, code),
        )
        for code in [*names, *further]
    )


def _of(picture: Picture | None, part: str, code: str = "") -> Spread | None:
    told = picture.data.get(part) if picture else None
    if told and code:
        told = told.get(code)
    return Spread.from_json(told) if told else None


def _year(
    year: int, results: Mapping[int, YearResult], pictures: Mapping[tuple[int, str], Picture]
) -> YearOfOne:
    result, before = results[year], results.get(year - 1)
    province, country = pictures.get((year, result.province_id)), pictures.get((year, ""))
    earlier = before.total if before else None
    change = None if result.total is None or earlier is None else result.total - earlier
    return YearOfOne(
        year,
        result.total,
        result.level,
        change,
        province.median if province else None,
        country.median if country else None,
    )


def _ranks(result: YearResult) -> tuple[Rank | None, Rank | None]:
    """In the province, and among the same kind in it; None without a total, or where nobody else has one."""
    if result.total is None:
        return None, None
    above, same, kin = Q(total__gt=result.total), Q(total=result.total), Q(kind=result.kind)
    counted = YearResult.objects.filter(
        assessed_year=result.assessed_year, shown=True, province=result.province_id, total__isnull=False
    ).aggregate(
        of=Count("pk"),
        above=Count("pk", filter=above),
        same=Count("pk", filter=same),
        kin_of=Count("pk", filter=kin),
        kin_above=Count("pk", filter=kin & above),
        kin_same=Count("pk", filter=kin & same),
    )
    return (
        _rank(counted["above"], counted["of"], counted["same"]),
        _rank(counted["kin_above"], counted["kin_of"], counted["kin_same"]),
    )


def _rank(above: int, of: int, same: int) -> Rank | None:
    return Rank(above + 1, of, same - 1) if of > 1 else None
