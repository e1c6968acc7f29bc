"""The tables that are public, and where their rows come from: only from what anybody may read on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from catalogue.models import DocumentKind
from catalogue.queries import frames_in_force
from municipalities.models import MunicipalityCode, MunicipalityRecord, Province
from national.models import YearResult
from national.opendata import evidence, measures
from national.opendata.columns import Column
from national.opendata.table import Row, Table, named
from reports.files import address_of
from reports.models import ListedReport

# --- results ---------------------------------------------------------------------------------------------


def _result_columns() -> Sequence[Column]:
    instruments, indicators = _parts()
    return (
        *named(),
        Column("assessed_year", "integer", _("Year of the assessment, Buddhist era."), required=True),
        Column("total", "score", _("Total score, 0–100.")),
        Column("level", "text", _("Level in the words of that year's scale; empty when nobody can tell.")),
        Column("passed", "yes", _("Whether the level is a passing one.")),
        *(
            Column(code.lower(), "score", _("Score of the instrument %(code)s.") % {"code": code})
            for code in instruments
        ),
        *(
            Column(f"indicator_{no}", "score", _("Score of indicator %(no)s.") % {"no": no})
            for no in indicators
        ),
        Column(
            "origin",
            "text",
            _("Known by an announcement of all results, or by the municipality's published report."),
            required=True,
            values=YearResult.Origin.choices,
        ),
        Column(
            "status",
            "text",
            _("Status of the figures; empty when not stated."),
            values=_stated(Assessment.Status),
        ),
        Column("source", "text", _("Source of the figures.")),
        Column("announced_on", "date", _("Day of the announcement.")),
        Column("report", "address", _("Address of the report that tells the result.")),
    )


def _parts() -> tuple[list[str], list[int]]:
    """Instruments and numbers of indicators of all years, in their order."""
    frames = frames_in_force().values()
    instruments = dict.fromkeys(each.code for frame in frames for each in frame.instruments)
    return list(instruments), sorted({each.no for frame in frames for each in frame.indicators})


def _stated(choices: Any) -> list[tuple[str, str | Promise]]:
    return [(code, label) for code, label in choices.choices if code]


def _results(year: int) -> Iterator[Row]:
    instruments, indicators = _parts()
    frame = frames_in_force().get(year)
    passing = {band.name: band.passing for band in frame.bands} if frame else {}
    found = (
        YearResult.objects.filter(assessed_year=year, shown=True)
        .select_related("province", "version__report")
        .defer("version__document", "version__report__submitted_document")
        .order_by("code")
    )
    for each in found.iterator(chunk_size=2000):
        report = each.version.report if each.version else None
        yield {
            "code": each.code,
            "name": each.name,
            "kind": each.kind,
            "province_code": each.province_id,
            "province": each.province.name,
            "assessed_year": each.assessed_year,
            "total": each.total,
            "level": each.level or None,
            "passed": passing.get(each.level),
            **{code.lower(): _score(each.instruments.get(code)) for code in instruments},
            **{f"indicator_{no}": _score(each.indicators.get(str(no))) for no in indicators},
            "origin": each.origin,
            "status": each.status or None,
            "source": each.source or None,
            "announced_on": each.announced_on,
            "report": address_of(each.code, report.kind, report.key_year, each.version.number)
            if report and each.version
            else None,
        }


def _score(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _years_of_results() -> Sequence[int]:
    known = YearResult.objects.filter(shown=True).order_by("-assessed_year")
    return list(known.values_list("assessed_year", flat=True).distinct())


# --- reports ---------------------------------------------------------------------------------------------


def _report_columns() -> Sequence[Column]:
    return (
        *named(),
        Column("report", "text", _("Kind of document."), required=True, values=DocumentKind.choices),
        Column(
            "year",
            "integer",
            _(
                "Year in its address, Buddhist era: the assessed year of an analysis, the fiscal year of a report."
            ),
            required=True,
        ),
        Column("version", "integer", _("Number of the newest public version."), required=True),
        Column("published_at", "moment", _("When it was published."), required=True),
        Column("total", "score", _("Total score that it tells.")),
        Column("level", "text", _("Level as it tells it.")),
        Column(
            "document_sha256", "text", _("SHA-256 of the frozen document, as printed in it."), required=True
        ),
        Column("address", "address", _("Permanent address of the version."), required=True),
        Column("document", "address", _("Its frozen document as JSON."), required=True),
    )


def _reports(year: int) -> Iterator[Row]:
    provinces = dict(Province.objects.values_list("name", "code"))
    found = (
        ListedReport.objects.filter(year=year)
        .select_related("version")
        .only(
            *("code", "name", "municipality_kind", "province", "kind", "year", "number", "published_at"),
            *("total", "level", "version__document_sha256"),
        )
        .order_by("code", "kind")
    )
    for each in found.iterator(chunk_size=2000):
        address = address_of(each.code, each.kind, each.year, each.number)
        yield {
            "code": each.code,
            "name": each.name,
            "kind": each.municipality_kind or None,
            "province_code": provinces.get(each.province),
            "province": each.province or None,
            "report": each.kind,
            "year": each.year,
            "version": each.number,
            "published_at": each.published_at,
            "total": each.total,
            "level": each.level or None,
            "document_sha256": each.version.document_sha256,
            "address": address,
            "document": f"{address.rstrip('/')}.json",
        }


def _years_of_reports() -> Sequence[int]:
    return list(ListedReport.objects.order_by("-year").values_list("year", flat=True).distinct())


# --- municipalities --------------------------------------------------------------------------------------


def _municipality_columns() -> Sequence[Column]:
    code, name, *place = named()
    return (
        Column(code.name, code.kind, _("Code of today, or the last one."), required=True),
        name,
        *place,
        Column("district", "text", _("Name of the district.")),
        Column("website", "address", _("Website of the municipality.")),
        Column("former_codes", "text", _("Codes it had before, parted by spaces.")),
        Column("valid_from", "date", _("Since when it has this code, kind, name and place."), required=True),
        Column("valid_until", "date", _("Last day, of one that was merged into another.")),
        Column("page", "address", _("Its page in this portal."), required=True),
    )


def _municipalities(_year: int) -> Iterator[Row]:
    codes: dict[int, list[str]] = {}
    for code, owner in MunicipalityCode.objects.order_by("code").values_list("code", "municipality"):
        codes.setdefault(owner, []).append(code)
    found = (
        MunicipalityRecord.objects.latest_of_each()
        .select_related("municipality", "province", "district")
        .order_by("code")
    )
    for each in found.iterator(chunk_size=2000):
        former = [code for code in codes.get(each.municipality_id, []) if code != each.code_id]
        yield {
            "code": each.code_id,
            "name": each.full_name,
            "kind": each.kind,
            "province_code": each.province_id,
            "province": each.province.name,
            "district": each.district.name if each.district else None,
            "website": each.municipality.website or None,
            "former_codes": " ".join(former) or None,
            "valid_from": each.valid_from,
            "valid_until": each.valid_until,
            "page": settings.SITE_URL + reverse("municipality_reports", args=(each.code_id,)),
        }


TABLES = {
    each.name: each
    for each in (
        Table(
            "results",
            _("ITA results"),
            _("The publicly known ITA result of every municipality: total, level, instruments, indicators."),
            by_year=True,
            key=("code", "assessed_year"),
            columns=_result_columns,
            years=_years_of_results,
            rows=_results,
        ),
        Table(
            "reports",
            _("Published reports"),
            _(
                "The newest public version of every report, with the addresses of its page and of its document."
            ),
            by_year=True,
            key=("code", "report", "year"),
            columns=_report_columns,
            years=_years_of_reports,
            rows=_reports,
        ),
        measures.TABLE,
        evidence.TABLE,
        Table(
            "municipalities",
            _("Municipalities"),
            _("Every municipality with its codes and its place."),
            by_year=False,
            key=("code",),
            columns=_municipality_columns,
            years=lambda: [0],
            rows=_municipalities,
        ),
    )
}
"""By name. Their order is that of the page."""
