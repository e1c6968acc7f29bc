"""The links that show a measure was carried out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from measures.forms import EvidenceForm
from measures.models import Evidence
from measures.services import add_evidence, delete_evidence
from measures.views.measures import EDIT_ROUTES, add_errors, show_open
from measures.views.shown import own_measure
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.requests import WorkRequest


def _route(request: WorkRequest) -> str:
    return EDIT_ROUTES.get(request.POST.get("step", ""), "result_edit")


def add_link(request: WorkRequest, code: str, action_year: int, pk: int) -> HttpResponse:
    found = own_measure(request, action_year, pk)
    back = address(_route(request), request.code, action_year, pk, fragment="evidence")
    if request.method != "POST":  # the page of a refused link, opened again or in another language
        return redirect(back)
    form = EvidenceForm(request.POST)
    if form.is_valid():
        try:
            add_evidence(found[1], **form.cleaned_data, actor=request.user)
            messages.success(request, _("Saved"))
            return redirect(back)
        except ReadOnly as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            add_errors(form, error)
    step = "measures" if _route(request) == "measure_edit" else "results"
    return show_open(request, action_year, found, step, evidence_form=form, status=422)


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
    route = _route(request)
    return redirect(address(route, request.code, action_year, evidence.measure_id, fragment="evidence"))
