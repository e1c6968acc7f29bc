"""Reading what was published, for everybody: versions and what they say, without any draft."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from catalogue.models import DocumentKind
from municipalities.queries import current_code, municipality_by_code
from reports.listed import line_of
from reports.models import Report, Version


@dataclass(frozen=True, slots=True)
class Listed:
    """What a version says of itself in one line, in the words of its frozen document."""

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
