"""The trail of the whole portal, for system admins; that of their provinces for coordinators."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from audit import tables
from audit.forms import TrailForm
from audit.lines import by_day, lines_of
from audit.paging import page_of
from audit.wanted import choices, events_for, sees_everything
from audit.whereabouts import whereabouts_of
from municipalities.models import User
from municipalities.queries import person_names

ON_A_PAGE = 100
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def trail(request: HttpRequest) -> HttpResponse:
    form = TrailForm(request.GET)
    wanted = form.wanted()
    page = page_of(events_for(_person(request), wanted), request.GET.get("before", ""), ON_A_PAGE)
    asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    lines = lines_of(page.events, join=False)
    places = whereabouts_of(page.events)
    for line, event in zip(lines, page.events, strict=True):
        line.where = places.get(event.municipality_id or 0)
    everything = sees_everything(_person(request))
    context = {
        "section": "system" if everything else "province",
        "part": "trail",
        "form": form,
        "wanted": wanted,
        "who": person_names([wanted.who]).get(wanted.who, "") if wanted.who else "",
        "groups": choices(),
        "days": list(by_day(lines)),
        "older": page.older,
        "is_first_page": page.is_first,
        "asked": asked,
        "query": urlencode(asked),
        "everything": everything,
        "most": tables.MOST,
    }
    return render(request, "audit/trail.html", context)


def export(request: HttpRequest, extension: str) -> HttpResponseBase:
    events = events_for(_person(request), TrailForm(request.GET).wanted())
    response: HttpResponseBase
    if extension == "csv":
        response = StreamingHttpResponse(tables.csv_lines(events), content_type="text/csv; charset=utf-8")
    elif extension == "xlsx":
        response = HttpResponse(tables.workbook(events), content_type=XLSX_TYPE)
    else:
        raise Http404("no such format")
    name = f"trail-{timezone.localdate():%Y-%m-%d}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _person(request: HttpRequest) -> Any:
    person: User = request.user  # type: ignore[assignment]
    return person
