"""The approver's page: the submitted report, what is new in it, what is asked, and the decision, in one form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from municipalities.addresses import address
from municipalities.requests import WorkRequest
from municipalities.roles import Role
from reports.approval_models import ReturnNote
from reports.approving import Reading
from reports.differences import MEASURE_FIELDS
from reports.models import Report, State
from reports.places import field_name
from reports.progress import Cycle
from reports.publication import perform
from reports.returning import give_back, resolve
from reports.views.documents import own_report
from reports.views.workflow import DONE
from reports.waivers import decide
from reports.workflow import Refused, possible

IN_HAND = (State.SUBMITTED, State.APPROVED)
DECISIONS = frozenset({"approve", "return", "publish"})


def approval(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """Read and decide; a report that does not wait for it is shown on its own page."""
    found = own_report(request, kind, action_year)
    if request.method == "POST":
        return _decide(request, found, action_year)
    if found.state not in IN_HAND:
        return redirect(address("report", request.code, action_year, kind))
    return _page(request, found, action_year)


def _decide(request: WorkRequest, found: Report, action_year: int) -> HttpResponse:
    """Carry out the decision, or show the page again with the reason and everything that was written."""
    action = request.POST.get("action", "")
    comment = request.POST.get("comment", "")
    sha256 = request.POST.get("sha256", "")
    try:
        with transaction.atomic():
            decisions = _decisions(request, found)
            if decisions and found.state == State.SUBMITTED:
                notes = {pk: request.POST.get(f"waiver-note-{pk}", "") for pk in decisions}
                decide(found, decisions, request.user, notes, sha256=sha256)
            if action == "return":
                pins = Reading(found, Cycle(request.municipality, action_year)).pins(request.POST)
                give_back(found, request.user, comment, pins, sha256=sha256)
            else:
                perform(found, action if action in DECISIONS else "", request.user, comment, sha256=sha256)
    except Refused as error:
        found.refresh_from_db()
        if found.state not in IN_HAND:
            return _too_late(request, found, action_year, str(error))
        return _page(request, found, action_year, problem=str(error), status=409)
    messages.success(request, str(DONE[action]))
    name = "approval" if action == "approve" else "report"
    return redirect(address(name, request.code, action_year, found.kind))


def _too_late(request: WorkRequest, found: Report, action_year: int, problem: str) -> HttpResponse:
    """The report went on while somebody was writing: it is said why, and what was typed is still there."""
    kept = [
        {"name": _("Comment") if key == "comment" else _("Remark of the approver"), "value": text}
        for key in request.POST
        if (key == "comment" or key.startswith(("pin-", "waiver-note-")))
        and (text := request.POST.get(key, "")).strip()
    ]
    if not kept:
        messages.error(request, problem)
        return redirect(address("report", request.code, action_year, found.kind))
    context = {
        "action_year": action_year,
        "kind": found.kind,
        "report": found,
        "problem": problem,
        "kept": kept,
        "step": "publication",
        "section": "work",
    }
    return render(request, "reports/approval_late.html", context, status=409)


def _decisions(request: WorkRequest, found: Report) -> dict[int, str]:
    """What was chosen for each waiver of this report."""
    keys = found.waivers.filter(version=None).values_list("pk", flat=True)
    chosen = {pk: request.POST.get(f"waiver-{pk}", "") for pk in keys}
    return {pk: decision for pk, decision in chosen.items() if decision in ("granted", "refused")}


def _page(
    request: WorkRequest, found: Report, action_year: int, *, problem: str = "", status: int = 200
) -> HttpResponse:
    cycle = Cycle(request.municipality, action_year)
    reading = Reading(found, cycle)
    steps = [each.action for each in possible(found.state, request.roles)]
    context: dict[str, Any] = {
        "cycle": cycle,
        "action_year": action_year,
        "kind": found.kind,
        "report": found,
        "reading": reading,
        "groups": reading.groups,
        "sha256": found.submitted_sha256,
        "steps": [each for each in steps if each in DECISIONS],
        "may_decide": Role.APPROVER in request.roles,
        "is_submitter": found.submitted_by_id == request.user.pk,
        "problem": problem,
        "failed": found.versions.filter(state="reserved").exclude(notice="").defer("document").first(),
        "names": {field: field_name(field) for field in MEASURE_FIELDS},
        "typed": request.POST,
        "comment": request.POST.get("comment", ""),
        "may_edit": False,
        "shows_waivers": False,
        "step": "publication",
        "section": "work",
    }
    return render(request, "reports/approval.html", context, status=status)


def note_done(request: WorkRequest, code: str, action_year: int, kind: str, pk: int) -> HttpResponse:
    """A remark of the approver is done."""
    found = own_report(request, kind, action_year)
    if request.method == "POST":
        note = get_object_or_404(ReturnNote, pk=pk, report=found)
        try:
            resolve(note, request.user)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Marked as done"))
    return redirect(address("report", request.code, action_year, kind, fragment="returned"))
