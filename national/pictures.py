"""What the results of a year add up to, drawn once and read many times.

`Picture.data` holds

    levels       [{"name", "passing", "count"}]: the bands of the year, best first, then "" for levels nobody can tell
    total        a spread (`spreads.Spread.as_json`), absent without any score
    instruments  {code: spread}
    indicators   {number as text: spread}
    change       a spread of the differences of totals to the year before, absent when nobody has both
    movers       {"up": [mover], "down": [mover]}: those whose total changed most, only in pictures of all kinds;
                 a mover is {"code", "name", "province", "total", "before", "change"}, scores as texts
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from catalogue.frame import Frame
from catalogue.queries import frames_in_force
from municipalities.models import MunicipalityRecord
from national.models import Picture, StaleYear, YearResult
from national.spreads import Spread, spread
from reports.models import ListedReport

MOVERS = 10
"""So many of those who rose and who fell most are named."""

Scope = tuple[str, str]
"""Province code and kind, "" for all."""


@dataclass(slots=True)
class _Gathered:
    """What is gathered for one scope."""

    totals: list[Decimal] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    instruments: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    indicators: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    changes: list[tuple[Decimal, YearResult]] = field(default_factory=list)
    results: int = 0

    def add(self, row: YearResult, before: Decimal | None) -> None:
        self.results += 1
        self.levels[row.level] += 1
        if row.total is not None:
            self.totals.append(row.total)
            if before is not None:
                self.changes.append((row.total - before, row))
        for code, score in row.instruments.items():
            self.instruments[code].append(Decimal(score))
        for no, score in row.indicators.items():
            self.indicators[no].append(Decimal(score))


def draw_if_stale(year: int) -> bool:
    """Draw a year that changed since it was drawn last; whether it had."""
    if not StaleYear.objects.filter(assessed_year=year).exists():
        return False
    draw(year)
    return True


def draw_stale() -> list[int]:
    """Draw every year that waits for it, and say which."""
    years = sorted(StaleYear.objects.values_list("assessed_year", flat=True))
    return [year for year in years if draw_if_stale(year)]


@transaction.atomic
def draw(year: int) -> None:
    """Draw all pictures of an assessed year (B.E.) from its shown results, whatever is there already."""
    StaleYear.objects.filter(assessed_year=year).delete()  # what changes from here on is drawn the next time
    gathered = _gather(year)
    there, reports = _municipalities(), _reports(year)
    frame = frames_in_force().get(year)
    now = timezone.now()
    pictures = [
        Picture(
            assessed_year=year,
            province=province,
            kind=kind,
            municipalities=there[province, kind],
            results=found.results,
            reports=reports[province, kind],
            data=_data(found, frame, movers=not kind),
            median=each.median if (each := spread(found.totals)) else None,
            drawn_at=now,
        )
        for (province, kind), found in gathered.items()
    ]
    Picture.objects.bulk_create(
        pictures,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["assessed_year", "province", "kind"],
        update_fields=["municipalities", "results", "reports", "median", "data", "drawn_at"],
    )
    Picture.objects.filter(assessed_year=year, drawn_at__lt=now).delete()


def _gather(year: int) -> dict[Scope, _Gathered]:
    before = dict(
        YearResult.objects.filter(assessed_year=year - 1, shown=True, total__isnull=False)
        .order_by()
        .values_list("municipality", "total")
    )
    gathered: dict[Scope, _Gathered] = defaultdict(_Gathered)
    rows = (
        YearResult.objects.filter(assessed_year=year, shown=True).select_related("province").order_by("code")
    )
    for row in rows.iterator(chunk_size=2000):
        for scope in _scopes(row.province_id, row.kind):
            gathered[scope].add(row, before.get(row.municipality_id))
    return gathered


def _scopes(province: str, kind: str) -> Iterable[Scope]:
    return ("", ""), (province, ""), ("", kind), (province, kind)


def _municipalities() -> Counter[Scope]:
    """How many municipalities there are today, by scope."""
    present = MunicipalityRecord.objects.filter(valid_until__isnull=True).order_by()
    counts: Counter[Scope] = Counter()
    for province, kind, count in present.values_list("province", "kind").annotate(count=Count("pk")):
        for scope in _scopes(province, kind):
            counts[scope] += count
    return counts


def _reports(year: int) -> Counter[Scope]:
    """How many municipalities have a published report that tells of the year's result, by scope."""
    telling = (
        ListedReport.objects.filter(
            report__result_year=year, report__municipality__records__valid_until__isnull=True
        )
        .order_by()
        .values_list("report__municipality__records__province", "report__municipality__records__kind")
        .annotate(count=Count("report__municipality", distinct=True))
    )
    counts: Counter[Scope] = Counter()
    for province, kind, count in telling:
        for scope in _scopes(province, kind):
            counts[scope] += count
    return counts


def _data(found: _Gathered, frame: Frame | None, *, movers: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "levels": _levels(found.levels, frame),
        "instruments": _spreads(found.instruments),
        "indicators": _spreads(found.indicators),
    }
    if total := spread(found.totals):
        data["total"] = total.as_json()
    if change := spread([change for change, _row in found.changes]):
        data["change"] = change.as_json()
    if movers:
        data["movers"] = _movers(found.changes)
    return data


def _levels(counts: Mapping[str, int], frame: Frame | None) -> list[dict[str, Any]]:
    bands = sorted(frame.bands, key=lambda band: band.order) if frame else []
    levels = [
        {"name": band.name, "passing": band.passing, "count": counts.get(band.name, 0)} for band in bands
    ]
    others = sorted(set(counts) - {band.name for band in bands}, key=lambda name: (not name, name))
    return levels + [{"name": name, "passing": None, "count": counts[name]} for name in others]


def _spreads(scores: Mapping[str, Sequence[Decimal]]) -> dict[str, dict[str, int | str]]:
    found: dict[str, Spread | None] = {key: spread(each) for key, each in scores.items()}
    return {key: each.as_json() for key, each in sorted(found.items()) if each is not None}


def _movers(changes: Sequence[tuple[Decimal, YearResult]]) -> dict[str, list[dict[str, str]]]:
    ordered = sorted(changes, key=lambda each: (-each[0], each[1].code))
    return {
        "up": [_mover(*each) for each in ordered[:MOVERS] if each[0] > 0],
        "down": [_mover(*each) for each in reversed(ordered[-MOVERS:]) if each[0] < 0],
    }


def _mover(change: Decimal, row: YearResult) -> dict[str, str]:
    assert row.total is not None
    return {
        "code": row.code,
        "name": row.name,
        "province": row.province.name,
        "total": f"{row.total:.2f}",
        "before": f"{row.total - change:.2f}",
        "change": f"{change:+.2f}",
    }
