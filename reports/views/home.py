"""The home of a municipality's year: what to do next, the five steps, its dates, documents and what happened last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from catalogue.deadlines import deadlines_of, next_deadline
from catalogue.frame import Requirement, requirement_for
from catalogue.queries import frames_in_force
from ita_portal.thai.dates import fiscal_year_range
from municipalities.addresses import address
from municipalities.queries import people_with
from municipalities.requests import WorkRequest
from municipalities.roles import Role
from reports.additions import waiting_links
from reports.checks.finding import SEVERITIES
from reports.event_words import latest_events, told
from reports.last_done import last_events
from reports.models import Report, State
from reports.next_action import next_action, waits_for
from reports.progress import Cycle, current_year
from reports.returning import LastReturn, last_return

LATEST = 6
"""So many events stand on the home page."""

ON_A_PAGE = 100
"""So many events stand on one page of the history."""


def to_current_year(request: WorkRequest, code: str) -> HttpResponse:
    return redirect(address("work_home", request.code, current_year(request.municipality)))


def home(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    cycle = Cycle(request.municipality, action_year)
    frames = frames_in_force()
    keys = {"analysis": cycle.analysed_year, "results": action_year}
    asked = {kind: requirement_for(frames, kind, year) for kind, year in keys.items()}
    approvers = people_with({Role.APPROVER}, request.municipality)
    last = last_events(cycle)
    latest = latest_events(request.municipality, LATEST)
    words = told({each.pk: each for each in [*last.values(), *latest]}.values())
    context = {
        "cycle": cycle,
        "action_year": action_year,
        "days": fiscal_year_range(action_year),
        "asked": asked,
        "documents": [_document(cycle, kind, year, asked[kind]) for kind, year in keys.items()],
        "waiting": _waiting_for(request, cycle),
        "next": next_action(cycle, asked, approvers) if request.may_write else None,
        "returned": _returned(cycle),
        "asked_for": waiting_links(request.municipality, request.code),
        "waits_for": waits_for(cycle, approvers),
        "approvers": ", ".join(each.name for each in approvers),
        "last": {step: words[event.pk] for step, event in last.items()},
        "events": [words[event.pk] for event in latest],
        "section": "work",
        **_calendar(asked, keys),
    }
    return render(request, "reports/home.html", context)


def _document(cycle: Cycle, kind: str, key_year: int, asked: Requirement | None) -> dict[str, Any]:
    report = cycle.reports.get(kind)
    return {
        "kind": kind,
        "key_year": key_year,
        "report": report,
        "version": _published_version(report),
        "asked": asked,
        "tally": _tally(cycle, report),
    }


def _tally(cycle: Cycle, report: Report | None) -> list[tuple[str, int]]:
    """How many findings of each severity a draft has; nothing for what is out of the officer's hands."""
    if report is None or report.state != State.DRAFT:
        return []
    found = [each.severity for each in cycle.checked(report)[1]]
    return [(severity, found.count(severity)) for severity in SEVERITIES]


def _calendar(asked: Mapping[str, Requirement | None], keys: Mapping[str, int]) -> dict[str, Any]:
    """The dates of the evaluations that these documents answer, the year after theirs where none asks yet."""
    items: dict[int, list[str]] = {}
    for kind, requirement in asked.items():
        year = requirement.evaluation_year if requirement else keys[kind] + 1
        items.setdefault(year, []).extend([requirement.item] if requirement else [])
    found = deadlines_of(items, timezone.localdate())
    years = [
        {
            "year": year,
            "items": ", ".join(codes),
            "dates": [each for each in found[year] if each.when != "past"],
            "past": [each for each in found[year] if each.when == "past"],
        }
        for year, codes in sorted(items.items())
    ]
    return {"calendar": years, "due": next_deadline([each for dates in found.values() for each in dates])}


def _waiting_for(request: WorkRequest, cycle: Cycle) -> list[Report]:
    """Reports that wait for this very person: to be approved, or approved and to be published."""
    if Role.APPROVER not in request.roles:
        return []
    return [
        each
        for each in cycle.reports.values()
        if each.state in (State.SUBMITTED, State.APPROVED) and each.submitted_by_id != request.user.pk
    ]


def _returned(cycle: Cycle) -> list[tuple[Report, LastReturn]]:
    """Drafts that came back from the approver since the last version, with who returned them."""
    drafts = [each for each in cycle.reports.values() if each.state == State.DRAFT]
    return [(each, came_back) for each in drafts if (came_back := last_return(each))]


def _published_version(report: Report | None) -> object | None:
    if report is None:
        return None
    public = [each for each in report.versions.all() if each.state == "public"]
    return max(public, key=lambda each: each.number, default=None)


def events(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """The history, newest first; `?before=` continues it."""
    wanted = request.GET.get("before", "")
    before = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else None
    found = latest_events(request.municipality, ON_A_PAGE + 1, before)
    shown = found[:ON_A_PAGE]
    words = told(shown)
    context = {
        "action_year": action_year,
        "events": [words[each.pk] for each in shown],
        "older": shown[-1].pk if len(found) > ON_A_PAGE else None,
        "section": "work",
    }
    return render(request, "reports/events.html", context)
