"""Reading what was published, for everybody: versions and what they say, without any draft."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from catalogue.models import DocumentKind
from ita_portal.thai.normal import search_key
from municipalities.models import Kind, MunicipalityRecord
from municipalities.queries import current_code, municipality_by_code
from reports.models import Report, Version


@dataclass(frozen=True, slots=True)
class Listed:
    """A published report in a list, in the words of its frozen document."""

    version: Version
    code: str
    municipality: str
    province: str
    kind: str
    year: int
    total: str
    level: str


def newest_versions(text: str = "", kind: str = "", year: int | None = None) -> QuerySet[Version]:
    """The newest public version of each report, last published first; `text` is part of a name, place or code."""
    newest = (
        Version.objects.filter(report=OuterRef("report"), state=Version.State.PUBLIC)
        .order_by("-number")
        .values("pk")[:1]
    )
    found = Version.objects.filter(pk=Subquery(newest)).select_related("report")
    if text.strip():
        records = MunicipalityRecord.objects.filter(search_text__contains=search_key(text))
        found = found.filter(report__municipality__in=records.values("municipality"))
    if kind:
        found = found.filter(report__kind=kind)
    if year:
        found = found.filter(report__key_year=year)
    return found.order_by("-published_at", "-pk")


def listed(version: Version) -> Listed:
    """A version as a line of a list."""
    tree: dict[str, Any] = json.loads(bytes(version.document))
    municipality, result = tree.get("municipality") or {}, tree.get("result") or {}
    kind = municipality.get("kind", "")
    full = municipality.get("name", "")
    if kind in Kind.values and kind != Kind.SPECIAL:
        full = f"{Kind(kind).label}{full}"
    return Listed(
        version=version,
        code=municipality.get("code", ""),
        municipality=full,
        province=municipality.get("province", ""),
        kind=str(DocumentKind(version.report.kind).label),
        year=version.report.key_year,
        total=result.get("total") or result.get("total_computed") or "",
        level=result.get("level") or result.get("level_computed") or "",
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


def published_years() -> list[int]:
    """Years (B.E.) for which something is published, newest first."""
    public = Version.objects.filter(state=Version.State.PUBLIC)
    years = public.values_list("report__key_year", flat=True).distinct().order_by("-report__key_year")
    return list(years)
