"""The portal's front page: the search, the country's newest year, and what was published last."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from national.areas import area, newest_year
from national.charts import axis_of
from reports.search import Wanted, find
from reports.views.browse import form

NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, how the country stands, what was published last, and the way in. Sets no cookie."""
    newest = find(Wanted())
    year = newest_year()
    found = area(year) if year else None
    instruments = found.instruments if found else []
    context = {
        "area": found,
        "instruments": instruments,
        "axis": axis_of(each.spread for each in instruments),
        "reports": list(newest[:NEWEST]),
        "count": newest.count(),
        **form(Wanted()),
        "section": "home",
    }
    return render(request, "national/home.html", context)
