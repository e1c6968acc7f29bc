"""The portal's front page: the search, the country's newest year, and what was published last."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from national.areas import Area, area, newest_year
from national.charts import axis_of
from national.compared import provinces
from national.views.area_pages import csv_addresses
from reports.search import Wanted, find
from reports.views.browse import form

NEWEST = 6
MOVERS = 4


def _picture(found: Area) -> dict[str, Any]:
    """What the newest year looks like; each part stands whole on the country's own page."""
    total, instruments, rows = found.total, found.instruments, provinces(found.year, "")
    return {
        "area": found,
        "instruments": instruments,
        "axis": axis_of(each.spread for each in instruments),
        "indicators": found.indicators,
        "total": total,
        "rows": rows,
        "rows_axis": axis_of([*(each.total for each in rows), total.spread if total else None]),
        "movers": {way: some[:MOVERS] for way, some in found.movers.items()},
        "csv": csv_addresses(found),
    }


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, how the country stands, what was published last, and the way in. Sets no cookie."""
    newest = find(Wanted())
    year = newest_year()
    found = area(year) if year else None
    context = {
        **(_picture(found) if found else {"area": None}),
        "reports": list(newest[:NEWEST]),
        "count": newest.count(),
        **form(Wanted()),
        "section": "home",
    }
    return render(request, "national/home.html", context)
