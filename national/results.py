"""Keeping what is publicly known of each year's results: announcements, and published reports as they come and go."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.scoring import level_for
from catalogue.frame import Frame
from catalogue.queries import frames_in_force
from ita_portal.thai.normal import squash
from municipalities.models import MunicipalityRecord
from national.models import YearResult
from national.opendata.making import mark_data_stale
from national.stale import mark_stale
from reports.document import Document
from reports.formats.json_form import FormatError, loads
from reports.models import ListedReport, Report, Version

logger = logging.getLogger(__name__)

Origin = YearResult.Origin
TOLD = ("status", "source", "announced_on", "total", "level", "instruments", "indicators")
"""Columns that an announcement decides."""
NAMED = ("code", "name", "kind", "province_id")


@dataclass(frozen=True, slots=True)
class Figures:
    """The scores of a result, 0–100 with two decimals. `level` may be "" or as somebody wrote it."""

    total: Decimal | None = None
    level: str = ""
    instruments: Mapping[str, Decimal] = field(default_factory=dict)
    indicators: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Announced:
    """What was announced of one municipality, by its primary key."""

    municipality: int
    figures: Figures
    status: str = ""
    source: str = ""
    announced_on: date | None = None


@dataclass(slots=True)
class Kept:
    """How many rows are new, changed, and as they were."""

    created: int = 0
    changed: int = 0
    same: int = 0


@transaction.atomic
def keep_announced(year: int, announced: Sequence[Announced]) -> Kept:
    """Keep the announced results of a year; saying the same again changes nothing.

    Columns of a row: see `YearResult`. A municipality without any name is passed over.
    """
    wanted = {each.municipality: each for each in announced}
    there = {row.municipality_id: row for row in _rows(wanted, year).filter(origin=Origin.ANNOUNCED)}
    names = _names(set(wanted) - set(there))
    frame = frames_in_force().get(year)
    kept, created, changed = Kept(), [], []
    for municipality, each in wanted.items():
        told = {
            "status": each.status,
            "source": each.source,
            "announced_on": each.announced_on,
            **_columns(each.figures, frame),
        }
        row = there.get(municipality)
        if row is None:
            record = _valid_on(names.get(municipality, []), each.announced_on)
            if record is not None:
                created.append(
                    YearResult(
                        municipality_id=municipality,
                        assessed_year=year,
                        origin=Origin.ANNOUNCED,
                        shown=True,
                        **_named(record),
                        **told,
                    )
                )
        elif any(getattr(row, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(row, name, value)
            row.updated_at = timezone.now()
            changed.append(row)
        else:
            kept.same += 1
    kept.created, kept.changed = len(created), len(changed)
    _rows((row.municipality_id for row in created), year).filter(shown=True).update(shown=False)
    YearResult.objects.bulk_create(created, batch_size=500)
    YearResult.objects.bulk_update(changed, [*TOLD, "updated_at"], batch_size=500)
    if created or changed:
        mark_stale(year)
        mark_data_stale()
    return kept


def follow_versions(sender: Any, instance: Version, raw: bool = False, **_said: Any) -> None:
    """A version was saved: what its report tells of a year may be another thing now, or nothing."""
    if not raw and instance.state != Version.State.RESERVED:
        tell_anew(instance.report)
        mark_data_stale()


@transaction.atomic
def tell_anew(report: Report) -> None:
    """Bring the rows that come from reports up to date for the years of which this report tells or told."""
    listed = ListedReport.objects.select_related("version").filter(report=report).first()
    told = YearResult.objects.filter(version__report=report)
    years = set(told.values_list("assessed_year", flat=True))
    document = _document_of(listed.version) if listed else None
    if document is not None and document.result.year is not None:
        years.add(document.result.year)
    for year in sorted(years):
        _tell_year(report, year)


def _tell_year(report: Report, year: int) -> None:
    """The newest public version of the municipality's reports that tells of the year, or no row."""
    municipality = report.municipality_id
    newest = (
        ListedReport.objects.filter(report__municipality=municipality)
        .select_related("version")
        .order_by("-published_at", "-report_id")
    )
    for listed in newest:
        document = _document_of(listed.version)
        if document and document.result.year == year and figures_of(document).total is not None:
            break
    else:
        listed, document = None, None
    rows = YearResult.objects.filter(municipality=municipality, assessed_year=year)
    if listed is None or document is None:
        rows.filter(origin=Origin.REPORT).delete()
        mark_stale(year)
        return
    record = _valid_on(_names([municipality])[municipality], listed.published_at.date())
    if record is None:
        return
    row, _created = YearResult.objects.update_or_create(
        municipality_id=municipality,
        assessed_year=year,
        origin=Origin.REPORT,
        defaults={
            "version": listed.version,
            "shown": not rows.filter(origin=Origin.ANNOUNCED).exists(),
            "status": document.result.status,
            **_named(record),
            **_columns(figures_of(document), frames_in_force().get(year)),
        },
    )
    if row.shown:
        mark_stale(year)


def _document_of(version: Version) -> Document | None:
    """None of a document that cannot be read: publishing and withdrawing go on."""
    try:
        return loads(bytes(version.document))
    except FormatError:
        logger.exception("version %s has no document that tells a result", version.pk)
        return None


def figures_of(document: Document) -> Figures:
    """What a document says of its year: announced figures, computed ones where none was announced."""
    result = document.result
    instruments = {
        each.code: each.score if each.score is not None else each.computed for each in result.instruments
    }
    return Figures(
        total=result.total if result.total is not None else result.total_computed,
        level=result.level or result.level_computed,
        instruments={code: score for code, score in instruments.items() if score is not None},
        indicators={
            each.no: each.score
            for each in result.indicators
            if each.no is not None and each.score is not None
        },
    )


def level_name(figures: Figures, frame: Frame | None) -> str:
    """The band of the year that is named; that which follows from the scores when none is; "" when nobody can tell."""
    if frame is None:
        return figures.level.strip()[:100]
    written = squash(figures.level)
    for band in frame.bands:
        if written and written in {squash(band.name), squash(band.code)}:
            return band.name
    weights = {each.code: each.weight for each in frame.instruments}
    known = {code: figures.instruments.get(code) for code in weights}
    return level_for(figures.total, known, frame.bands, weights).name or ""


def _columns(figures: Figures, frame: Frame | None) -> dict[str, Any]:
    return {
        "total": figures.total,
        "level": level_name(figures, frame),
        "instruments": {code: f"{score:.2f}" for code, score in sorted(figures.instruments.items())},
        "indicators": {str(no): f"{score:.2f}" for no, score in sorted(figures.indicators.items())},
    }


def _rows(municipalities: Iterable[int], year: int) -> Any:
    return YearResult.objects.filter(municipality__in=list(municipalities), assessed_year=year)


def _names(municipalities: Collection[int]) -> dict[int, list[MunicipalityRecord]]:
    """The dated names of municipalities, oldest first."""
    found: dict[int, list[MunicipalityRecord]] = defaultdict(list)
    for record in MunicipalityRecord.objects.filter(municipality__in=municipalities).order_by("valid_from"):
        found[record.municipality_id].append(record)
    return found


def _valid_on(records: Sequence[MunicipalityRecord], day: date | None) -> MunicipalityRecord | None:
    """The name of a day, else the latest one; None for a municipality without any."""
    if day is not None:
        for record in records:
            if record.valid_from <= day and (record.valid_until is None or day <= record.valid_until):
                return record
    return records[-1] if records else None


def _named(record: MunicipalityRecord) -> dict[str, Any]:
    return {
        "code": record.code_id,
        "name": record.full_name,
        "kind": record.kind,
        "province_id": record.province_id,
    }
