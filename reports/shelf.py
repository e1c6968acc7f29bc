"""Reading what was published, for everybody: versions and what they say, without any draft."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.db.models import QuerySet

from catalogue.models import DocumentKind
from municipalities.models import Municipality
from municipalities.queries import current_code, municipality_by_code
from reports.listed import line_of
from reports.models import ListedReport, Report, Version


@dataclass(frozen=True, slots=True)
class Listed:
    """What a version says of itself in one line, in the words of its frozen document."""

    code: str
    municipality: str
    province: str
    kind: str
    year: int
    total: Decimal | None
    level: str


def listed(version: Version) -> Listed:
    """A version, also a former or withdrawn one, as a line of a list."""
    line = line_of(bytes(version.document))
    return Listed(
        code=line["code"],
        municipality=line["name"],
        province=line["province"],
        kind=str(DocumentKind(version.report.kind).label),
        year=version.report.key_year,
        total=line["total"],
        level=line["level"],
    )


def published_report(code: str, kind: str, year: int) -> tuple[Report, str] | None:
    """A report with the current code of its municipality, by any code it ever had; None for one never published."""
    municipality = municipality_by_code(code)
    if municipality is None:
        return None
    report = Report.objects.filter(municipality=municipality, kind=kind, key_year=year).first()
    if report is None or not public_versions(report).exists():
        return None
    report.municipality = municipality
    return report, current_code(municipality)


def public_versions(report: Report) -> QuerySet[Version]:
    """Every version that ever was public, newest first, without their documents."""
    return report.versions.exclude(state=Version.State.RESERVED).defer("document").order_by("-number")


def newest_of(municipality: Municipality) -> QuerySet[Version]:
    """The newest public version of every report of a municipality, of the latest years first."""
    newest = ListedReport.objects.filter(report__municipality=municipality).values("version")
    return Version.objects.filter(pk__in=newest).order_by("-report__key_year", "-published_at", "-pk")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A report with every version that ever was public, newest first; `current` is the one that holds today."""

    report: Report
    versions: list[Version]
    current: Version | None


def all_of(municipality: Municipality) -> list[Shelved]:
    """Everything a municipality ever published, the latest years first."""
    versions = (
        Version.objects.exclude(state=Version.State.RESERVED)
        .filter(report__municipality=municipality)
        .select_related("report")
        .defer("document", "report__submitted_document")
        .order_by("-report__key_year", "report__kind", "report", "-number")
    )
    return [
        Shelved(report, found, next((each for each in found if each.state == Version.State.PUBLIC), None))
        for report, found in (
            (report, list(rows)) for report, rows in groupby(versions, attrgetter("report"))
        )
    ]


def last_years_version(report: Report) -> Version | None:
    """The newest public version of the same municipality's report of the year before."""
    listed_row = (
        ListedReport.objects.filter(
            report__municipality=report.municipality_id, kind=report.kind, year=report.key_year - 1
        )
        .select_related("version")
        .first()
    )
    return listed_row.version if listed_row else None
