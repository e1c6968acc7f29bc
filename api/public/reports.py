"""Published reports with their versions and files, for everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from api.places import ROOT, absolute
from api.problems import Problem
from api.schemas import reports as told
from api.schemas.base import Page, Params, page, score
from api.schemas.problems import Problem as ProblemShape
from reports.files import CSV_TYPE, DOCX_TYPE, HTML_TYPE, JSON_TYPE, PDF_TYPE
from reports.models import ListedReport, Report, StoredFile, Version
from reports.search import Wanted, find
from reports.shelf import public_versions, published_report
from reports.urls import Kind  # noqa: F401 - its module registers the converter `kind`

router = Router(auth=None, tags=["reports"])

TYPES = {"pdf": PDF_TYPE, "html": HTML_TYPE, "json": JSON_TYPE, "csv": CSV_TYPE, "docx": DOCX_TYPE}
WRITTEN_WHEN_ASKED = frozenset({"docx"})
FOR_AN_HOUR = "public, max-age=3600"
"""A frozen document never changes, but a version may be withdrawn."""


@router.get(
    "reports",
    url_name="reports",
    response=Page[told.ReportLine],
    summary=_("Published reports, by name, place, kind, year and level"),
)
def reports(request: HttpRequest, wanted: Query[told.Reports]) -> Page[told.ReportLine]:
    found = find(
        Wanted(
            text=wanted.q or "",
            province=wanted.province or "",
            municipality_kind=wanted.municipality_kind or "",
            kind=wanted.kind or "",
            year=wanted.year,
            level=wanted.level or "",
            order=wanted.order,
        )
    )
    if wanted.municipality is not None:
        found = found.filter(report__municipality__codes=wanted.municipality)
    return page(request, found, wanted, _line)


@router.get(
    "reports/{slug:code}/{kind:kind}/{be:year}",
    url_name="report",
    response=told.Report,
    summary=_("One report with all its versions"),
)
def report(request: HttpRequest, code: str, kind: str, year: int, wanted: Query[Params]) -> told.Report:
    row, current = published(code, kind, year)
    versions = list(public_versions(row))
    newest = newest_of(versions)
    record = row.municipality.record_on()
    return told.Report(
        code=current,
        name=record.full_name if record else "",
        kind=row.kind,
        year=row.key_year,
        assessed_year=row.assessed_year,
        action_year=row.action_year,
        versions=[told.VersionLine(**_version(each, newest, current, kind, year)) for each in versions],
    )


@router.get(
    "reports/{slug:code}/{kind:kind}/{be:year}/versions/{int:number}",
    url_name="version",
    response=told.Version,
    summary=_("One version with the addresses, hashes and sizes of its files"),
)
def version(
    request: HttpRequest, code: str, kind: str, year: int, number: int, wanted: Query[Params]
) -> told.Version:
    row, current = published(code, kind, year)
    versions = list(public_versions(row))
    found = next((each for each in versions if each.number == number), None)
    if found is None:
        raise Http404
    withdrawn = found.state == Version.State.WITHDRAWN
    said = _version(found, newest_of(versions), current, kind, year)
    return told.Version(
        **said,
        format=found.format,
        document=None if withdrawn else f"{said['url']}/document",
        findings=None if withdrawn else f"{said['url']}/findings",
        files=[] if withdrawn else _files(found, said["page"].removesuffix("/")),
    )


@router.get(
    "reports/{slug:code}/{kind:kind}/{be:year}/versions/{int:number}/document",
    url_name="document",
    response={200: dict[str, Any], 410: ProblemShape},
    summary=_("The frozen document of a version, byte for byte as it was published"),
    description=_(
        "The SHA-256 of these bytes is `document_sha256` of the version. 410 with the reason once it was withdrawn."
    ),
)
def document(
    request: HttpRequest, code: str, kind: str, year: int, number: int, wanted: Query[Params]
) -> HttpResponse:
    found = public_version(code, kind, year, number)
    headers = {"ETag": f'"{found.document_sha256}"', "Cache-Control": FOR_AN_HOUR}
    return HttpResponse(bytes(found.document), content_type=JSON_TYPE, headers=headers)


def published(code: str, kind: str, year: int) -> tuple[Report, str]:
    """A report that was published, with the current code of its municipality; else 404."""
    found = published_report(code, kind, year)
    if found is None:
        raise Http404
    return found


def public_version(code: str, kind: str, year: int, number: int) -> Version:
    """A version with its document; 404 for one that never was public, 410 with the reason once withdrawn."""
    row, _current = published(code, kind, year)
    found = row.versions.exclude(state=Version.State.RESERVED).filter(number=number).first()
    if found is None:
        raise Http404
    if found.state == Version.State.WITHDRAWN:
        raise Problem(410, found.withdrawn_reason)
    return found


def newest_of(versions: list[Version]) -> int | None:
    return next((each.number for each in versions if each.state == Version.State.PUBLIC), None)


def _line(row: ListedReport) -> told.ReportLine:
    place = f"{row.code}/{row.kind}/{row.year}"
    return told.ReportLine(
        code=row.code,
        name=row.name,
        municipality_kind=row.municipality_kind,
        province=row.province,
        kind=row.kind,
        year=row.year,
        version=row.number,
        published_at=row.published_at,
        total=score(row.total),
        level=row.level,
        url=absolute(f"{ROOT}reports/{place}"),
        page=absolute(f"/r/{place}/"),
    )


def _version(row: Version, newest: int | None, code: str, kind: str, year: int) -> dict[str, Any]:
    state = "withdrawn" if row.state == Version.State.WITHDRAWN else "replaced"
    place = f"{code}/{kind}/{year}"
    return {
        "number": row.number,
        "state": "current" if row.number == newest else state,
        "published_at": row.published_at,
        "reason": row.reason,
        "document_sha256": row.document_sha256,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_reason": row.withdrawn_reason,
        "url": absolute(f"{ROOT}reports/{place}/versions/{row.number}"),
        "page": absolute(f"/r/{place}/v{row.number}/"),
    }


def _files(row: Version, stem: str) -> list[told.StoredFile]:
    sizes = dict(StoredFile.objects.filter(pk__in=row.files.values()).values_list("sha256", "size"))
    return [
        told.StoredFile(
            format=extension,
            media_type=media_type,
            url=f"{stem}.{extension}",
            sha256=row.files.get(extension),
            size=sizes.get(row.files.get(extension, "")),
        )
        for extension, media_type in TYPES.items()
        if extension in row.files or extension in WRITTEN_WHEN_ASKED
    ]
