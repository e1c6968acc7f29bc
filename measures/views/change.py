"""Pages that change the plan: add, edit, copy, move and delete a measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.forms import stored_texts
from catalogue.models import Item
from catalogue.queries import NoFramework
from ita_portal.thai.digits import parse_number
from measures.fields import ALL, PLANNED, items_of_plan
from measures.forms import PERIODS, MeasureForm
from measures.models import Measure, Section
from measures.services import (
    add_measure,
    add_section,
    delete_measure,
    duplicate_measure,
    get_or_create_plan,
    move_measure,
    update_measure,
)
from measures.views.measures import list_context, own_measure
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.models import Department
from municipalities.requests import WorkRequest
from trail.conflict import Conflict
from trail.ordering import Direction


def add(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """A new measure under an issue (`?issue=3`) or in a section (`?section=12`)."""
    return _edit(request, action_year, None, {}, _issue_no(request))


def edit(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    section, measure, number = own_measure(request, action_year, pk)
    departments = _departments(request)
    names = [each.name for each in measure.responsible.all()]
    if not names and measure.responsible_as_written:
        names = measure.responsible_as_written.splitlines()
    initial = {
        "title": measure.title,
        "procedure": measure.procedure,
        "follow_up": measure.follow_up,
        "departments": [name for name in names if name in departments],
        "others": "\n".join(name for name in names if name not in departments),
        "period": measure.period_text,
        "period_start": measure.period_start,
        "period_end": measure.period_end,
        "items": [each.item.code for each in measure.items.all()],
        "version": measure.version,
    }
    issue_no = section.issue.no if section.issue else None
    return _edit(request, action_year, measure, initial, issue_no, section, number)


def _issue_no(request: WorkRequest) -> int | None:
    return parse_number(request.GET.get("issue", ""))


def _departments(request: WorkRequest) -> list[str]:
    found = Department.objects.filter(municipality=request.municipality, is_active=True)
    return list(found.order_by("position", "pk").values_list("name", flat=True))


def _edit(
    request: WorkRequest,
    action_year: int,
    measure: Measure | None,
    initial: Mapping[str, Any],
    issue_no: int | None,
    section: Section | None = None,
    number: int | None = None,
) -> HttpResponse:
    chosen = [str(code) for code in initial.get("items", ())]
    groups = _item_groups(action_year, chosen, issue_no)
    form = MeasureForm(
        request.POST or None,
        initial=dict(initial),
        departments=_departments(request),
        items=[pair for _name, pairs in groups for pair in pairs],
        action_year=action_year,
    )
    conflict: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = _save(request, action_year, measure, form, issue_no)
                messages.success(request, _("Saved"))
                return redirect(
                    address("measures", request.code, action_year, fragment=f"measure-{saved.pk}")
                )
            except ReadOnly as error:
                form.add_error(None, str(error))
                status = 409
            except NoFramework as error:
                form.add_error(None, str(error))
            except ValidationError as error:
                add_errors(form, error)
            except Conflict as error:
                form.add_error(None, str(error))
                conflict, status = stored_texts(error, form), 409
    context = {
        **list_context(request, action_year, PLANNED if measure else ALL),
        "form": form,
        "measure": measure,
        "measure_section": section,
        "number": number,
        "issue_no": issue_no,
        "groups": groups,
        "chosen": form["items"].value() or [],
        "periods": PERIODS,
        "conflict": conflict,
        "step": "measures",
    }
    return render(request, "measures/measure_edit.html", context, status=status)


def _save(
    request: WorkRequest,
    action_year: int,
    measure: Measure | None,
    form: MeasureForm,
    issue_no: int | None,
) -> Measure:
    fields = form.measure_fields()
    if measure is not None:
        return update_measure(measure, fields, actor=request.user, version=form.cleaned_data["version"])
    plan = get_or_create_plan(request.municipality, action_year, actor=request.user)
    if "section" in request.GET:
        number = parse_number(request.GET["section"])
        section = plan.sections.filter(pk=number).first() if number is not None else None
        if section is None:
            raise Http404("no such section, or another municipality's")
    else:
        section = _section(request, plan, issue_no)
    return add_measure(section, fields, actor=request.user)


def _section(request: WorkRequest, plan: Any, issue_no: int | None) -> Section:
    """The section of an issue; without an issue the first one that has none."""
    if issue_no is None:
        flat = plan.sections.filter(issue=None).order_by("position", "pk").first()
        if flat is not None:
            return flat
    return add_section(plan, issue=issue_no, actor=request.user)


def add_errors(form: Any, error: ValidationError) -> None:
    """The service's reasons, beside the fields they belong to."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, reasons in error.message_dict.items():
        form.add_error(name if name in form.fields else None, reasons)


def _item_groups(
    action_year: int, chosen: list[str], issue_no: int | None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Items of the analysed year to tick: chosen and usual for the issue first, then by indicator."""
    known = [each.pk for each in items_of_plan(action_year).values()]
    items = list(
        Item.objects.filter(pk__in=known)
        .select_related("indicator")
        .prefetch_related("issues__issue")
        .order_by("position", "pk")
    )
    usual = [
        item
        for item in items
        if item.code in chosen or any(link.issue.no == issue_no for link in item.issues.all())
    ]
    first = [(item.code, f"{item.code} {item.title}") for item in usual]
    codes = {item.code for item in items}
    first += [(code, code) for code in chosen if code not in codes]
    groups: list[tuple[str, list[tuple[str, str]]]] = [(_("Usual for this issue"), first)] if first else []
    rest: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        if item not in usual:
            rest.setdefault(str(item.indicator), []).append((item.code, f"{item.code} {item.title}"))
    return groups + list(rest.items())


@require_POST
def move(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """One step up or down within its section."""
    _found, measure, _number = own_measure(request, action_year, pk)
    direction: Direction = "up" if request.POST.get("direction") == "up" else "down"
    try:
        move_measure(measure, direction=direction, actor=request.user)
    except ReadOnly as error:
        messages.error(request, str(error))
    return redirect(address("measures", request.code, action_year, fragment=f"measure-{pk}"))


@require_POST
def copy(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """A copy below it, to be changed."""
    _found, measure, _number = own_measure(request, action_year, pk)
    try:
        made = duplicate_measure(measure, actor=request.user)
    except ReadOnly as error:
        messages.error(request, str(error))
        return redirect(address("measures", request.code, action_year, fragment=f"measure-{pk}"))
    messages.success(request, _("Copied. Change what is different"))
    return redirect(address("measure_edit", request.code, action_year, made.pk))


def delete(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    """Asks once, then deletes; the event keeps what it said."""
    found, measure, _number = own_measure(request, action_year, pk)
    if request.method == "POST":
        fragment = f"section-{found.pk}"
        try:
            delete_measure(measure, actor=request.user)
            messages.success(request, _("Deleted"))
        except ReadOnly as error:
            messages.error(request, str(error))
        return redirect(address("measures", request.code, action_year, fragment=fragment))
    context = {
        **list_context(request, action_year, ALL),
        "heading": _("Delete this measure?"),
        "text": measure.title or measure.procedure,
        "back": address("measures", request.code, action_year, fragment=f"measure-{pk}"),
        "step": "measures",
    }
    return render(request, "parts/delete.html", context)
