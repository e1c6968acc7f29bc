"""The figures of the charts as CSV, next to the pages that show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from municipalities.models import Province
from municipalities.queries import current_code, municipality_by_code
from national import tables
from national.areas import Area
from national.profiles import profile as profile_of
from national.views.answers import data_answer
from national.views.area_pages import asked_area
from reports.files import CSV_TYPE


@require_safe
def country(request: HttpRequest, year: int, part: str) -> HttpResponseBase:
    return _table(request, tables.OF_THE_COUNTRY, part, asked_area(request, year))


@require_safe
def province(request: HttpRequest, year: int, code: str, part: str) -> HttpResponseBase:
    found = asked_area(request, year, get_object_or_404(Province, pk=code))
    return _table(request, tables.OF_A_PROVINCE, part, found)


@require_safe
def profile(request: HttpRequest, code: str, year: int) -> HttpResponseBase:
    owner = municipality_by_code(code)
    found = profile_of(owner, year) if owner else None
    if owner is None or found is None:
        raise Http404("nothing is known of this municipality's result of the year")
    current = current_code(owner)
    if code != current:
        return redirect(reverse("national_profile_data", args=(current, year)), permanent=True)
    return _file(request, tables.profile_table(found, code), f"profile-{year}-{code}")


def _table(
    request: HttpRequest, tables_of: Mapping[str, Callable[[Area], tables.Table]], part: str, of: Area
) -> HttpResponseBase:
    if part not in tables_of:
        raise Http404("no such table")
    named = "-".join(filter(None, ("ita", str(of.year), of.code, of.kind, part)))
    return _file(request, tables_of[part](of), named)


def _file(request: HttpRequest, table: tables.Table, name: str) -> HttpResponseBase:
    headers = {
        "Content-Disposition": f'inline; filename="{name}.csv"',
        "Access-Control-Allow-Origin": "*",
    }
    return data_answer(
        request, HttpResponse(tables.write_table(table), content_type=CSV_TYPE, headers=headers)
    )
