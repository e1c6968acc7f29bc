"""The home of a municipality's year: what to do next, the five steps, its documents and what happened last."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from catalogue.frame import requirement_for
from catalogue.queries import frames_in_force
from ita_portal.thai.dates import fiscal_year_range
from municipalities.addresses import address
from municipalities.requests import WorkRequest
from municipalities.roles import Role
from reports.event_words import latest_events
from reports.models import Report, State
from reports.progress import Cycle, current_year


def to_current_year(request: WorkRequest, code: str) -> HttpResponse:
    return redirect(address("work_home", request.code, current_year(request.municipality)))


def home(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    cycle = Cycle(request.municipality, action_year)
    frames = frames_in_force()
    asked = {
        kind: requirement_for(frames, kind, action_year - 1 if kind == "analysis" else action_year)
        for kind in ("analysis", "results")
    }
    context = {
        "cycle": cycle,
        "action_year": action_year,
        "days": fiscal_year_range(action_year),
        "asked": asked,
        "documents": [
            {
                "kind": kind,
                "key_year": action_year - 1 if kind == "analysis" else action_year,
                "report": cycle.reports.get(kind),
                "version": _published_version(cycle, kind),
                "asked": asked[kind],
            }
            for kind in ("analysis", "results")
        ],
        "waiting": _waiting_for(request, cycle),
        "events": latest_events(request.municipality, 6),
        "today": timezone.localdate(),
        "section": "work",
    }
    return render(request, "reports/home.html", context)


def _waiting_for(request: WorkRequest, cycle: Cycle) -> list[Report]:
    """Reports that wait for this very person: to be approved, or approved and to be published."""
    if Role.APPROVER not in request.roles:
        return []
    return [
        each
        for each in cycle.reports.values()
        if each.state in (State.SUBMITTED, State.APPROVED) and each.submitted_by_id != request.user.pk
    ]


def _published_version(cycle: Cycle, kind: str) -> object | None:
    report = cycle.reports.get(kind)
    if report is None:
        return None
    public = [each for each in report.versions.all() if each.state == "public"]
    return max(public, key=lambda each: each.number, default=None)


def events(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    context = {
        "action_year": action_year,
        "events": latest_events(request.municipality, 100),
        "section": "work",
    }
    return render(request, "reports/events.html", context)
