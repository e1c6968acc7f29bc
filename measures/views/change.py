"""Changes of a year's list of measures: add, copy, move, delete and undo.

Each is a plain form. A page with scripts sends `part=list` and gets the changed list back, to put in place of
the one it shows; `open` names the measure that is open there and stays so.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.queries import NoFramework
from ita_portal.thai.digits import parse_number
from ita_portal.thai.numerals import numeral
from measures.models import Measure, Plan, Section
from measures.services import (
    add_measure,
    add_section,
    delete_measure,
    duplicate_measure,
    get_or_create_plan,
    move_measure,
)
from measures.undo import own_event, restore_measure
from measures.views.measures import EDIT_ROUTES, show_list
from measures.views.opened import open_measure
from measures.views.shown import FIELDS_OF_STEP, item_differences, list_context, own_measure
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest
from trail.ordering import Direction


def _step(request: WorkRequest) -> str:
    """The list that the form was on."""
    step = request.POST.get("step", "")
    return step if step in FIELDS_OF_STEP else "measures"


def _answer(
    request: WorkRequest,
    action_year: int,
    said: str = "",
    *,
    error: bool = False,
    open_pk: int | None = None,
    focus: str = "",
    deleted: int | None = None,
) -> HttpResponse:
    """The list once more with what was done: in place of the one on the page, or as a page of its own.

    `said` is told to everybody, `focus` is the id to go to, `open_pk` the measure to open.
    """
    step = _step(request)
    if request.POST.get("part") != "list":
        if said:
            (messages.error if error else messages.success)(request, said)
        if open_pk:
            return redirect(
                address(EDIT_ROUTES[step], request.code, action_year, open_pk, fragment="id_title")
            )
        query = {"deleted": deleted} if deleted else {}
        return redirect(address(step, request.code, action_year, fragment=focus, **query))
    opened = None
    pk = open_pk or parse_number(request.POST.get("open", ""))
    if pk and Measure.objects.filter(pk=pk).exists():
        context = list_context(request, action_year, FIELDS_OF_STEP[step])
        found = own_measure(request, action_year, pk)
        opened = open_measure(
            request.municipality, found, context, item_differences(request, action_year), step
        )
    return show_list(
        request,
        action_year,
        step,
        opened,
        deleted=deleted,
        said=said,
        said_error=error,
        focus="id_title" if open_pk else focus,
        status=409 if error else 200,
    )


def add(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """A new measure under an issue (`?issue=3`) or in a section (`?section=12`), open to be written."""
    if request.method != "POST":
        return show_list(request, action_year, "measures")
    try:
        section = _section_of(request, action_year, request.GET)
        made = add_measure(section, actor=request.user)
    except (ReadOnly, NoFramework) as error:
        return _answer(request, action_year, str(error), error=True)
    except ValidationError as error:
        return _answer(request, action_year, " ".join(error.messages), error=True)
    return _answer(request, action_year, open_pk=made.pk)


def _section_of(request: WorkRequest, action_year: int, named: Any) -> Section:
    """The section that a form names by itself or by its issue, which has none yet perhaps.

    Without an issue it is the first section that has none.
    """
    plan = get_or_create_plan(request.municipality, action_year, actor=request.user)
    if "section" in named:
        return _own_section(plan, named["section"])
    issue_no = parse_number(named.get("issue", ""))
    if issue_no is None:
        flat = plan.sections.filter(issue=None).order_by("position", "pk").first()
        if flat is not None:
            return flat
    return add_section(plan, issue=issue_no, actor=request.user)


def _own_section(plan: Plan, written: str) -> Section:
    number = parse_number(written)
    section = plan.sections.filter(pk=number).first() if number is not None else None
    if section is None:
        raise Http404("no such section, or another municipality's")
    return section


@require_POST
def move(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """A step up or down (`direction`), to a place counted from 0 (`position`), to another section (`to`)."""
    found, measure, _number = own_measure(request, action_year, pk)
    written = request.POST.get("direction", "")
    position = parse_number(request.POST.get("position", ""))
    try:
        section = _target(request, action_year)
        direction: Direction | None = None
        if section is None and position is None:
            direction = "up" if written == "up" else "down"
        moved = move_measure(
            measure, direction=direction, position=position, section=section, actor=request.user
        )
    except (ReadOnly, NoFramework) as error:
        return _answer(request, action_year, str(error), error=True, focus=f"measure-{pk}")
    said = _place(moved, moved.section_id != found.pk)
    button = f"{written}-{pk}" if written in ("up", "down") else f"measure-{pk}"
    focus = button if request.POST.get("part") == "list" else f"measure-{pk}"
    return _answer(request, action_year, said, focus=focus)


def _target(request: WorkRequest, action_year: int) -> Section | None:
    """The section to move to: `section-12`, or `issue-3` for an issue without one; None for the same."""
    kind, _dash, key = request.POST.get("to", "").partition("-")
    return _section_of(request, action_year, {kind: key}) if kind in ("section", "issue") else None


def _place(measure: Measure, elsewhere: bool) -> str:
    section = measure.section
    place = {"place": numeral(measure.position + 1), "count": numeral(section.measures.count())}
    if not elsewhere:
        return _("Moved to place %(place)s of %(count)s") % place
    if section.issue is None:
        return _("Moved to the measures without an issue, place %(place)s of %(count)s") % place
    place["issue"] = numeral(section.issue.no)
    return _("Moved to issue %(issue)s, place %(place)s of %(count)s") % place


@require_POST
def copy(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """A copy below it, open to be changed."""
    _found, measure, _number = own_measure(request, action_year, pk)
    try:
        made = duplicate_measure(measure, actor=request.user)
    except ReadOnly as error:
        return _answer(request, action_year, str(error), error=True, focus=f"measure-{pk}")
    return _answer(request, action_year, _("Copied. Change what is different"), open_pk=made.pk)


def delete(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Deletes at once; the list then offers to undo it."""
    _found, measure, _number = own_measure(request, action_year, pk)
    if request.method != "POST":  # the address of a refused form, opened again or in another language
        return redirect(address("measures", request.code, action_year, fragment=f"measure-{pk}"))
    try:
        event = delete_measure(measure, actor=request.user)
    except ReadOnly as error:
        return _answer(request, action_year, str(error), error=True, focus=f"measure-{pk}")
    return _answer(request, action_year, focus="undo", deleted=event.pk)


@require_POST
def undo(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Brings a deleted measure back to its place; `pk` is the event of its deletion."""
    event = own_event(request.municipality, action_year, pk, ("measure-deleted",))
    if event is None:
        raise Http404("no such deletion, or another municipality's")
    try:
        restored = restore_measure(event, actor=request.user)
    except ReadOnly as error:
        return _answer(request, action_year, str(error), error=True)
    return _answer(request, action_year, _("The measure is back"), focus=f"measure-{restored.pk}")
