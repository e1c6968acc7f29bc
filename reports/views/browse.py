"""What is published, for everybody: the list with its search form, and all that one municipality published."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from catalogue.models import DocumentKind
from municipalities.addresses import address
from municipalities.models import Kind
from municipalities.queries import current_code, municipality_by_code
from reports.formats.json_form import loads
from reports.search import ORDERS, Wanted, choices, find
from reports.shelf import all_of, newest_of
from reports.years_of_results import INSTRUMENTS, years_chart, years_of

PER_PAGE = 20
MOST_YEARS = 10
"""Years in the chart; the table below it holds all."""


def form(wanted: Wanted) -> dict[str, Any]:
    """What the search form needs, on every page that has it."""
    return {
        "wanted": wanted,
        "kinds": DocumentKind.choices,
        "municipality_kinds": Kind.choices,
        "choices": choices(),
        "orders": [(value, label) for value, (label, _columns) in ORDERS.items()],
    }


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Published reports by name, place or code, province, kind, year and level."""
    wanted = Wanted.of(request.GET)
    pages = Paginator(find(wanted), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **form(wanted),
        "page": page,
        "reports": list(page),
        "page_numbers": [
            number if isinstance(number, int) else None
            for number in pages.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
        "query": query.urlencode(),
        "section": "reports",
    }
    return render(request, "reports/public_list.html", context)


@require_safe
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """All that a municipality ever published, and its results year by year as these reports tell them."""
    owner = municipality_by_code(code)
    current = current_code(owner) if owner else ""
    if owner is None:
        raise Http404("no such municipality")
    if code != current:
        return redirect(address("municipality_reports", current), permanent=True)
    documents = [loads(bytes(version.document)) for version in newest_of(owner)]
    years = years_of(documents)
    bands = next((each.result.bands for each in documents if each.result.bands), ())
    context = {
        "municipality": owner,
        "record": owner.record_on(),
        "code": code,
        "permanent": f"{settings.SITE_URL}/r/{code}/",
        "years": years,
        "years_newest_first": years[::-1],
        "instruments": INSTRUMENTS,
        "chart": years_chart(years[-MOST_YEARS:], bands, request.LANGUAGE_CODE),
        "reports": all_of(owner),
        "section": "reports",
    }
    return render(request, "reports/public_municipality.html", context)
