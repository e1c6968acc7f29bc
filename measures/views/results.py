"""What came of a measure: output, outcome and the links that show it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.forms import stored_texts
from measures.fields import DONE
from measures.forms import EvidenceForm, ResultForm
from measures.models import Evidence
from measures.services import add_evidence, delete_evidence, update_measure
from measures.views.change import add_errors
from measures.views.measures import list_context, own_measure
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest
from trail.conflict import Conflict


def edit(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    section, measure, number = own_measure(request, action_year, pk)
    initial = {name: getattr(measure, name) for name in ("output", "outcome", "suggestion", "version")}
    form = ResultForm(request.POST or None, initial=initial)
    conflict: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = dict(form.cleaned_data)
            version = data.pop("version")
            try:
                update_measure(measure, data, actor=request.user, version=version)
                messages.success(request, _("Saved"))
                return redirect(address("results", request.code, action_year, fragment=f"measure-{pk}"))
            except ReadOnly as error:
                form.add_error(None, str(error))
                status = 409
            except ValidationError as error:
                add_errors(form, error)
            except Conflict as error:
                form.add_error(None, str(error))
                conflict, status = stored_texts(error, form), 409
    return _page(request, action_year, (section, measure, number), form, EvidenceForm(), conflict, status)


def _page(
    request: WorkRequest,
    action_year: int,
    found: tuple[Any, Any, int],
    form: ResultForm,
    evidence_form: EvidenceForm,
    conflict: dict[str, Any],
    status: int,
) -> HttpResponse:
    section, measure, number = found
    context = {
        **list_context(request, action_year, DONE),
        "form": form,
        "evidence_form": evidence_form,
        "measure": measure,
        "measure_section": section,
        "number": number,
        "issue_no": section.issue.no if section.issue else None,
        "evidence": measure.evidence.all(),
        "conflict": conflict,
        "step": "results",
    }
    return render(request, "measures/result_edit.html", context, status=status)


def add_link(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    section, measure, number = own_measure(request, action_year, pk)
    if request.method != "POST":  # the page of a refused link, opened again or in another language
        return redirect(address("result_edit", request.code, action_year, pk, fragment="evidence"))
    form = EvidenceForm(request.POST)
    if form.is_valid():
        try:
            add_evidence(measure, **form.cleaned_data, actor=request.user)
            messages.success(request, _("Saved"))
            return redirect(address("result_edit", request.code, action_year, pk, fragment="evidence"))
        except ReadOnly as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            add_errors(form, error)
    initial = {name: getattr(measure, name) for name in ("output", "outcome", "suggestion", "version")}
    found = (section, measure, number)
    return _page(request, action_year, found, ResultForm(initial=initial), form, {}, 422)


@require_POST
def delete_link(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    evidence = get_object_or_404(
        Evidence.objects.select_related("measure__section__plan__municipality"),
        pk=pk,
        measure__section__plan__municipality=request.municipality,
        measure__section__plan__action_year=action_year,
    )
    try:
        delete_evidence(evidence, actor=request.user)
        messages.success(request, _("Deleted"))
    except ReadOnly as error:
        messages.error(request, str(error))
    return redirect(
        address("result_edit", request.code, action_year, evidence.measure_id, fragment="evidence")
    )
