"""A municipality's results year by year, out of what it published and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.document import Band, Document, InstrumentScore, Result, YearTotal
from reports.layouts import DEFAULT
from reports.writers.charts import figure_of, trend
from reports.writers.setting import Setting

INSTRUMENTS = ("IIT", "EIT", "OIT")


@dataclass(frozen=True, slots=True)
class YearOfResults:
    """One ITA year (B.E.): scores 0–100, the difference to the year before when that one is known too."""

    year: int
    total: Decimal | None
    level: str
    instruments: tuple[tuple[str, Decimal | None], ...] = tuple((code, None) for code in INSTRUMENTS)
    difference: Decimal | None = None


def years_of(documents: Iterable[Document]) -> list[YearOfResults]:
    """The years that some documents speak of, oldest first.

    The first document that reports a year decides it; the years it mentions beside its own fill the gaps.
    """
    found: dict[int, YearOfResults] = {}
    mentioned: dict[int, YearOfResults] = {}
    for document in documents:
        result = document.result
        if result.year is not None and _total(result) is not None:
            found.setdefault(result.year, _year(result.year, result))
        for each in result.trend:
            if each.total is not None:
                mentioned.setdefault(each.year, YearOfResults(each.year, each.total, each.level))
    years = [(mentioned | found)[year] for year in sorted(mentioned | found)]
    totals = {each.year: each.total for each in years}
    return [replace(each, difference=_difference(each.total, totals.get(each.year - 1))) for each in years]


def _year(year: int, result: Result) -> YearOfResults:
    scores = {each.code: figure_of(each) for each in result.instruments}
    level = result.level or result.level_computed
    return YearOfResults(year, _total(result), level, tuple((code, scores.get(code)) for code in INSTRUMENTS))


def _total(result: Result) -> Decimal | None:
    return result.total if result.total is not None else result.total_computed


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def years_chart(years: Iterable[YearOfResults], bands: Iterable[Band], language: str) -> str:
    """The totals as a line with the limits of the levels; "" when no total is known."""
    layout = replace(DEFAULT["analysis"], digits="arabic", language="en" if language == "en" else "th")
    setting = Setting.of(Document(kind="analysis", layout=layout))
    points = [YearTotal(each.year, each.total, each.level) for each in years]
    names: dict[Decimal, list[str]] = {}
    for band in bands:
        names.setdefault(band.min_total, []).append(band.name)
    limits = [(" / ".join(reversed(each)), limit) for limit, each in names.items()]
    drawn = trend(setting, points, limits)
    return str(drawn) if drawn else ""


@dataclass(frozen=True, slots=True)
class Summary:
    """A report in a few plain figures: what a citizen asks first. None and () where it does not say."""

    year: int | None
    total: Decimal | None
    level: str
    difference: Decimal | None
    instruments: tuple[InstrumentScore, ...]
    lowest: tuple[str, Decimal] | None
    fallen: int
    risen: int
    issues: int
    measures: int
    with_outcome: int


def summary_of(document: Document) -> Summary:
    """The total with its change, the weakest indicator, how many measures there are and say what they achieved."""
    result = document.result
    total = _total(result)
    scored = [
        (each.score, each.name or each.name_as_written)
        for each in result.indicators
        if each.score is not None
    ]
    lowest = min(scored, default=None)
    pairs = [
        (each.score, each.before)
        for each in result.indicators
        if each.score is not None and each.before is not None
    ]
    measures = [measure for section in document.sections for measure in section.measures]
    return Summary(
        year=result.year,
        total=total,
        level=result.level or result.level_computed,
        difference=_difference(total, result.total_before),
        instruments=result.instruments,
        lowest=(lowest[1], lowest[0]) if lowest and lowest[1] else None,
        fallen=sum(now < before for now, before in pairs),
        risen=sum(now > before for now, before in pairs),
        issues=sum(1 for section in document.sections if section.measures),
        measures=len(measures),
        with_outcome=sum(bool(each.outcome.strip()) for each in measures),
    )
