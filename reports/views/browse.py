"""What is published, for everybody: the list with its search form."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import DocumentKind
from municipalities.models import Kind
from reports.search import ORDERS, Wanted, choices, find

PER_PAGE = 20


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
