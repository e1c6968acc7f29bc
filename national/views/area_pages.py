"""The country in a year, and one province in it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities.addresses import address
from municipalities.models import Kind, Province
from national.areas import Area, Measured, area, newest_year
from national.charts import axis_of
from national.compared import (
    MUNICIPALITY_ORDERS,
    PROVINCE_ORDERS,
    MunicipalityRow,
    ProvinceRow,
    Sorting,
    municipalities,
    provinces,
)
from national.tables import OF_A_PROVINCE, OF_THE_COUNTRY
from national.views.answers import page_answer
from reports.writers.charts import Axis

PER_PAGE = 50


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest year of which anything is known; before that a page that says so."""
    year = newest_year()
    if year is None:
        return render(request, "national/nothing.html", {"section": "national"})
    return redirect(address("national_year", year))


@require_safe
def country(request: HttpRequest, year: int) -> HttpResponseBase:
    found = asked_area(request, year)
    sorting = Sorting.of(request.GET.get("sort", ""), PROVINCE_ORDERS, "-median")
    context = country_context(found, sorting)
    return page_answer(request, render(request, "national/country.html", context))


@require_safe
def province(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    found = asked_area(request, year, get_object_or_404(Province, pk=code))
    sorting = Sorting.of(request.GET.get("sort", ""), MUNICIPALITY_ORDERS, "-total")
    context = province_context(found, sorting)
    pages = Paginator(context["rows"], PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context |= {
        "rows": list(page),
        "page": page,
        "page_numbers": [
            number if isinstance(number, int) else None
            for number in pages.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
        "page_query": query.urlencode(),
    }
    return page_answer(request, render(request, "national/province.html", context))


def asked_area(request: HttpRequest, year: int, of: Province | None = None) -> Area:
    """The area of an address with its `?kind=`. Raises Http404 for a year or a kind that there is not."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Kind.values:
        raise Http404("no such kind of municipality")
    found = area(year, kind, of)
    if found is None:
        raise Http404("nothing is known of this year")
    return found


def country_context(found: Area, sorting: Sorting) -> dict[str, Any]:
    rows: list[ProvinceRow] = sorting.of_rows(provinces(found.year, found.kind), PROVINCE_ORDERS)
    spreads = [each.total for each in rows]
    return {
        **_context(found, sorting, "provinces"),
        "orders": {
            "name": (_("Province"), ""),
            "results": (_("Results known"), "-"),
            "median": (_("Median"), "-"),
            "change": (_("Since the year before"), "-"),
            "passing": (_("Passed"), "-"),
        },
        "rows": rows,
        "rows_axis": axis_of([*spreads, found.total.spread if found.total else None]),
    }


def province_context(found: Area, sorting: Sorting) -> dict[str, Any]:
    assert found.province is not None
    rows = municipalities(found.year, found.province, found.kind)
    ordered: list[MunicipalityRow] = sorting.of_rows(rows, MUNICIPALITY_ORDERS)
    orders = {
        "name": (_("Municipality"), ""),
        "total": (_("Score"), "-"),
        "change": (_("Since the year before"), "-"),
    }
    return {**_context(found, sorting, "municipalities"), "orders": orders, "rows": ordered}


def _context(found: Area, sorting: Sorting, table: str) -> dict[str, Any]:
    total, instruments, indicators = found.total, found.instruments, found.indicators
    measured = [*([total] if total else []), *instruments]
    return {
        "area": found,
        "levels": found.levels,
        "total": total,
        "measured": measured,
        "measured_axis": _axis(measured),
        "indicators": indicators,
        "indicators_axis": _axis(indicators),
        "movers": found.movers,
        "kinds": Kind.choices,
        "sorting": sorting,
        "table": table,
        "query": {"kind": found.kind} if found.kind else {},
        "csv": csv_addresses(found),
        "permanent": f"{settings.SITE_URL}{place_of(found)}",
        "section": "national",
    }


def _axis(measured: list[Measured]) -> Axis:
    beside = [each.beside.median for each in measured if each.beside]
    return axis_of([each.spread for each in measured], beside)


def place_of(found: Area) -> str:
    """The address of the area's page, of all kinds."""
    if found.province is None:
        return reverse("national_year", args=(found.year,))
    return reverse("national_province", args=(found.year, found.code))


def csv_addresses(found: Area) -> dict[str, str]:
    """Where the figures of each chart are, by the name of the table."""
    query = f"?kind={found.kind}" if found.kind else ""
    parts = OF_A_PROVINCE if found.province else OF_THE_COUNTRY
    return {part: f"{place_of(found)}{part}.csv{query}" for part in parts}
