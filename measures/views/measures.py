"""The two lists of a year's measures, and one measure of them open in place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.forms import stored_texts
from editing.texts import Beside
from ita_portal.thai.digits import parse_number
from measures.forms import MeasureForm
from measures.models import Measure
from measures.period_choices import period_read
from measures.services import update_measure
from measures.undo import own_event
from measures.views.opened import OpenMeasure, bound_form, open_measure, texts_of
from measures.views.shown import (
    FIELDS_OF_STEP,
    groups_of_year,
    item_differences,
    list_context,
    own_measure,
    shown_measures,
)
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest
from trail.conflict import Conflict

EDIT_ROUTES = {"measures": "measure_edit", "results": "result_edit"}
"""The address of an open measure, by the list it is open in."""


def measures(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    return show_list(request, action_year, "measures")


def results(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    return show_list(request, action_year, "results")


def show_list(
    request: WorkRequest,
    action_year: int,
    step: str,
    opened: OpenMeasure | None = None,
    *,
    status: int = 200,
    deleted: int | None = None,
    **told: Any,
) -> HttpResponse:
    """The list of a step, whole or (`?part=list`) without the page around it; one measure may be open.

    `deleted` is the event of a deletion to offer to undo; `told` is what the template says of an act (`change.py`).
    """
    differences = item_differences(request, action_year)
    groups = groups_of_year(request, action_year, differences)
    context = {
        **list_context(request, action_year, FIELDS_OF_STEP[step]),
        "groups": groups,
        "measure_count": sum(len(group.rows) for group in groups),
        "opened": opened,
        "deletion": _deletion(request, action_year, deleted),
        "edit_route": EDIT_ROUTES[step],
        "step": step,
        "said": "",
        "said_error": False,
        "focus": "",
        **told,
    }
    part = request.POST.get("part") or request.GET.get("part")
    template = "measures/list.html" if part == "list" else f"measures/{step}.html"
    return render(request, template, context, status=status)


def _deletion(request: WorkRequest, action_year: int, pk: int | None) -> dict[str, Any] | None:
    """A deletion that can still be undone, with the place where its measure stood."""
    number = pk or parse_number(request.GET.get("deleted", ""))
    if not number or not request.may_write:
        return None
    event = own_event(request.municipality, action_year, number, ("measure-deleted",))
    if event is None or event.subject_id is None or Measure.objects.filter(pk=event.subject_id).exists():
        return None
    before = event.before
    return {
        "pk": event.pk,
        "section": before["section"],
        "position": before["position"],
        "title": before["title"],
    }


def edit(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    return _open(request, action_year, pk, "measures")


def edit_result(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    return _open(request, action_year, pk, "results")


def _open(request: WorkRequest, action_year: int, pk: int, step: str) -> HttpResponse:
    found = own_measure(request, action_year, pk)
    form: MeasureForm | None = None
    conflict: dict[str, Beside] = {}
    status = 200
    if request.method == "POST":
        form = bound_form(found[1], request.POST)
        conflict, status = _save(request, found[1], form)
        if status == 200:
            messages.success(request, _("Saved"))
            return redirect(address(step, request.code, action_year, fragment=f"measure-{pk}"))
    return show_open(request, action_year, found, step, form=form, conflict=conflict, status=status)


def show_open(
    request: WorkRequest,
    action_year: int,
    found: Any,
    step: str,
    *,
    status: int = 200,
    **refused: Any,
) -> HttpResponse:
    """The list with one measure open, or only that measure: open (`?part=open`) or as it prints (`closed`).

    `refused` are the forms (`opened.open_measure`) with what could not be saved.
    """
    section, _measure, number = found
    differences = item_differences(request, action_year)
    context = list_context(request, action_year, FIELDS_OF_STEP[step])
    part = request.GET.get("part")
    context |= {"step": step, "edit_route": EDIT_ROUTES[step]}
    if part == "closed":
        shown = shown_measures(section, differences)[number - 1]
        return render(request, "measures/measure_closed.html", {**context, "shown": shown, "opened": None})
    opened = open_measure(
        request.municipality,
        found,
        context,
        differences,
        step,
        **refused,
    )
    if part == "open":
        places = groups_of_year(request, action_year, differences)
        context |= {"opened": opened, "groups": places}
        return render(request, "measures/measure_open.html", context, status=status)
    return show_list(request, action_year, step, opened, status=status)


def _save(request: WorkRequest, measure: Measure, form: MeasureForm) -> tuple[dict[str, Beside], int]:
    """Save the sent fields; return the stored texts of a conflict and the status to answer with."""
    if not form.is_valid():
        return {}, 422
    fields = form.sent()
    stored = texts_of(measure)
    for name in ("responsible", "period"):  # as a document had them: told again only when they were changed
        value = fields.get(name, stored[name])
        if value == (stored[name].splitlines() if name == "responsible" else stored[name]):
            fields.pop(name, None)
    try:
        update_measure(measure, fields, actor=request.user, version=form.cleaned_data["version"])
    except ReadOnly as error:
        form.add_error(None, str(error))
        return {}, 409
    except ValidationError as error:
        add_errors(form, error)
        return {}, 422
    except Conflict as error:
        form.add_error(None, str(error))
        return stored_texts(error, form), 409
    return {}, 200


def add_errors(form: Any, error: ValidationError) -> None:
    """The service's reasons, beside the fields they belong to."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, reasons in error.message_dict.items():
        form.add_error(name if name in form.fields else None, reasons)


def period_words(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """What a period that is being typed is understood as (`?text=`)."""
    read = period_read(request.GET.get("text", "")[:500], action_year)
    return JsonResponse({"words": read.words, "outside": read.outside})
