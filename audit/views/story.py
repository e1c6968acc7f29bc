"""The story of a report: for the people of its municipality, and for auditors as far as it is public."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from audit.lines import by_day, lines_of
from audit.paging import page_of
from audit.story import story_for_auditors, story_of
from municipalities.requests import WorkRequest
from municipalities.roles import OF_A_MUNICIPALITY, Role
from reports.models import Report, Version
from reports.progress import Cycle
from review.scope import may_review

ON_A_PAGE = 300
LOOK_AFTER = {*OF_A_MUNICIPALITY, Role.COORDINATOR, Role.SYSTEM_ADMIN}


def story(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    cycle = Cycle(request.municipality, action_year)
    report = cycle.reports.get(kind)
    if report is None:
        raise Http404("no such report")
    looks_after = bool(request.roles & LOOK_AFTER)
    with_work = looks_after and request.GET.get("show") != "report"
    if looks_after:
        internal = Role.SYSTEM_ADMIN in request.roles and not request.roles & set(OF_A_MUNICIPALITY)
        events = story_of(report, with_work=with_work, internal=internal)
    elif may_review(request.user, request.municipality) and _was_published(report):
        events = story_for_auditors(report)
    else:
        raise Http404("no such report, or not yet published")
    page = page_of(events, request.GET.get("before", ""), ON_A_PAGE)
    is_member = bool(request.roles & set(OF_A_MUNICIPALITY))
    context = {
        "cycle": cycle,
        "action_year": action_year,
        "step": "publication",
        "report": report,
        "kind": kind,
        "days": list(by_day(lines_of(page.events, of=report))),
        "older": page.older,
        "is_first_page": page.is_first,
        "with_work": with_work,
        "looks_after": looks_after,
        "is_member": is_member,
        "frame": "audit/inside.html" if is_member else "audit/outside.html",
        "section": "work" if is_member else "",
        "record": request.municipality.record_on(),
        "versions": list(report.versions.exclude(state=Version.State.RESERVED).defer("document")),
    }
    return render(request, "audit/story.html", context)


def _was_published(report: Report) -> bool:
    return report.versions.exclude(state=Version.State.RESERVED).exists()
