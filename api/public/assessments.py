"""Publicly known results, for everybody. Never the `assessments` tables: figures are an officer's until published."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from api.places import ROOT, absolute
from api.public.municipalities import province
from api.schemas import assessments as told
from api.schemas.base import Page, Params, page, score
from national.models import Picture, YearResult

router = Router(auth=None, tags=["assessments"])

ORDERS: dict[str, tuple[Any, ...]] = {
    "-year": ("-assessed_year", "code", "pk"),
    "code": ("code", "-assessed_year", "pk"),
    "name": ("name", "-assessed_year", "pk"),
    "total": (F("total").asc(nulls_last=True), "code", "pk"),
    "-total": (F("total").desc(nulls_last=True), "code", "pk"),
}


def _known() -> QuerySet[YearResult]:
    return (
        YearResult.objects.filter(shown=True)
        .select_related("province", "version__report")
        .defer("version__document", "version__report__submitted_document")
    )


@router.get(
    "assessments",
    url_name="assessments",
    response=Page[told.Assessment],
    summary=_("Publicly known ITA results"),
    description=_(
        "A result is known by an announcement of all results or by a published report. Figures that a "
        "municipality has not published are not in it."
    ),
)
def assessments(request: HttpRequest, wanted: Query[told.Assessments]) -> Page[told.Assessment]:
    exactly: dict[str, Any] = {
        "assessed_year": wanted.year,
        "province": wanted.province,
        "kind": wanted.kind,
        "municipality__codes": wanted.municipality,
        "level": wanted.level,
        "origin": wanted.origin,
        "total__gte": wanted.min_total,
        "total__lte": wanted.max_total,
    }
    found = _known().filter(**{name: value for name, value in exactly.items() if value is not None})
    return page(request, found.order_by(*ORDERS[wanted.order]), wanted, assessment)


@router.get(
    "assessments/{slug:code}/{be:year}",
    url_name="assessment",
    response=told.Assessment,
    summary=_("One municipality's result of one year, by any code it ever had"),
)
def one_assessment(request: HttpRequest, code: str, year: int, wanted: Query[Params]) -> told.Assessment:
    found = _known().filter(municipality__codes=code, assessed_year=year).first()
    if found is None:
        raise Http404
    return assessment(found)


@router.get(
    "pictures",
    url_name="pictures",
    response=Page[told.PictureLine],
    summary=_("The years and places for which results were added up"),
)
def pictures(request: HttpRequest, wanted: Query[told.Pictures]) -> Page[told.PictureLine]:
    exactly = {"assessed_year": wanted.year, "province": wanted.province, "kind": wanted.kind}
    found = Picture.objects.filter(**{name: value for name, value in exactly.items() if value is not None})
    rows = found.defer("data").order_by("-assessed_year", "province", "kind")
    return page(request, rows, wanted, lambda row: told.PictureLine(**_line(row)))


@router.get(
    "pictures/{be:year}",
    url_name="picture",
    response=told.Picture,
    summary=_("What the results of a year add up to: levels, medians, quartiles, who rose and fell"),
)
def picture(request: HttpRequest, year: int, wanted: Query[told.PictureWanted]) -> told.Picture:
    found = Picture.objects.filter(assessed_year=year, province=wanted.province, kind=wanted.kind).first()
    if found is None:
        raise Http404
    data = found.data
    return told.Picture(
        **_line(found),
        levels=data.get("levels", []),
        total=data.get("total"),
        instruments=data.get("instruments", {}),
        indicators=data.get("indicators", {}),
        change=data.get("change"),
        movers=data.get("movers"),
    )


def _line(row: Picture) -> dict[str, Any]:
    return {
        "assessed_year": row.assessed_year,
        "province": row.province,
        "kind": row.kind,
        "municipalities": row.municipalities,
        "results": row.results,
        "reports": row.reports,
        "median": score(row.median),
        "drawn_at": row.drawn_at,
    }


def assessment(row: YearResult) -> told.Assessment:
    return told.Assessment(
        code=row.code,
        name=row.name,
        kind=row.kind,
        province=province(row.province),
        assessed_year=row.assessed_year,
        total=score(row.total),
        level=row.level,
        instruments=row.instruments,
        indicators=row.indicators,
        origin=row.origin,
        status=row.status,
        source=row.source,
        announced_on=row.announced_on,
        report_version=_version(row),
        updated_at=row.updated_at,
    )


def _version(row: YearResult) -> str | None:
    if row.version is None:
        return None
    report = row.version.report
    return absolute(f"{ROOT}reports/{row.code}/{report.kind}/{report.key_year}/versions/{row.version.number}")
