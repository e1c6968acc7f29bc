"""Who signs the documents of a municipality: holders of offices and those acting for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from municipalities.addresses import address
from municipalities.forms import SignatoryForm
from municipalities.models import Executive
from municipalities.people import NotPossible
from municipalities.queries import executives_on
from municipalities.requests import WorkRequest
from municipalities.signatories import FIELDS, add_signatory, change_signatory, remove_signatory
from municipalities.views.frame import page


def signatories(request: WorkRequest, code: str) -> HttpResponse:
    """Who signs today, and every dated row."""
    found = Executive.objects.filter(municipality=request.municipality)
    return page(
        request,
        "signatories",
        "signatories",
        today=executives_on(request.municipality, timezone.localdate()),
        rows=found.order_by("office", "-valid_from", "pk"),
    )


def add(request: WorkRequest, code: str) -> HttpResponse:
    form = SignatoryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_signatory(request.municipality, form.cleaned_data, actor=request.user)
        except NotPossible as error:
            form.refuse(error)
        else:
            messages.success(request, _("Added %(name)s") % {"name": row.name})
            return redirect(address("signatories", request.code))
    return page(request, "signatory", "signatories", form=form, signatory=None)


def edit(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    row = _own(request, pk)
    form = SignatoryForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(row, name) for name in FIELDS},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_signatory(row, form.cleaned_data, actor=request.user)
        except NotPossible as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved"))
            return redirect(address("signatories", request.code))
    return page(request, "signatory", "signatories", form=form, signatory=row)


@require_POST
def remove(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    row = _own(request, pk)
    remove_signatory(row, actor=request.user)
    messages.success(request, _("Removed %(name)s") % {"name": row.name})
    return redirect(address("signatories", request.code))


def _own(request: WorkRequest, pk: int) -> Executive:
    return get_object_or_404(
        Executive.objects.select_related("municipality"), pk=pk, municipality=request.municipality
    )
