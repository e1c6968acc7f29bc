"""The progress of a measure as a plain form; a page with scripts saves its fields one by one instead."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from editing.registry import adapter_for
from editing.services import Change, Result, save_changes
from measures.fields import DONE
from measures.history import KIND
from measures.models import Measure, MeasureProgress
from measures.progress import SAVED_FIELDS
from measures.views.measures import EDIT_ROUTES
from measures.views.shown import FIELDS_OF_STEP, list_context, own_measure
from municipalities.addresses import address
from municipalities.requests import WorkRequest


@dataclass(frozen=True, slots=True)
class Problem:
    """A field that was not saved: what was typed, what is stored, and why."""

    field: str
    label: str
    typed: str
    stored: str
    base: str
    message: str
    choices: list[tuple[str, str]]


@require_POST
def save(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Save status and text of both rounds; what somebody else changed meanwhile is shown, not overwritten."""
    _section, measure, _number = own_measure(request, action_year, pk)
    changes = [
        Change(f"{KIND}:{pk}", name, request.POST[name], request.POST.get(f"base.{name}", ""), 0)
        for name in SAVED_FIELDS
        if name in request.POST
    ]
    step = request.POST.get("step", "")
    step = step if step in FIELDS_OF_STEP else "results"
    results = save_changes(request.municipality, action_year, changes, actor=request.user)
    back = address(EDIT_ROUTES[step], request.code, action_year, pk)
    refused = [each for each in results if each.status != "saved"]
    if not refused:
        messages.success(request, _("Saved"))
        return redirect(back)
    typed = {each.field: each.text for each in changes}
    context = {
        **list_context(request, action_year, DONE),
        "measure": measure,
        "problems": [_problem(measure, each, typed[each.field]) for each in refused],
        "back": back,
        "step": step,
    }
    status = 422 if any(each.status == "invalid" for each in refused) else 409
    return render(request, "measures/progress_refused.html", context, status=status)


def _problem(measure: Measure, result: Result, typed: str) -> Problem:
    adapter, _key = adapter_for(result.subject)
    message = result.message or _("%(who)s saved another text meanwhile.") % {
        "who": result.by or _("Someone else")
    }
    choices = [(code, str(label)) for code, label in MeasureProgress.Status.choices]
    stored = result.text
    if result.field.endswith(".status"):
        stored = dict(choices).get(stored, stored)
    else:
        choices = []
    return Problem(
        result.field, adapter.label(measure, result.field), typed, stored, result.hash, message, choices
    )
