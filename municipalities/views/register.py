"""The register of municipalities: the list, each with its history, and what it becomes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from municipalities import succession
from municipalities.addresses import address
from municipalities.models import District, Kind, Membership, Municipality, MunicipalityRecord, Province
from municipalities.people import NotPossible
from municipalities.register import Wanted, found, history_of
from municipalities.register_forms import BecomeForm, CorrectForm, MergeForm, ReasonForm
from municipalities.telling import differences

ON_A_PAGE = 50
HERE = {"section": "system", "part": "municipalities"}
"""Where the menu and the tabs say one is."""


def municipalities(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    wanted = Wanted(
        request.GET.get("q", "").strip()[:200],
        request.GET.get("province", "")[:2],
        kind if kind in Kind.values else "",
    )
    page = Paginator(found(wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **HERE,
        "wanted": wanted,
        "page": page,
        "kinds": Kind.choices,
        "provinces": Province.objects.filter(pk__in=MunicipalityRecord.objects.values("province")),
        "turned": {"q": wanted.text, "province": wanted.province, "kind": wanted.kind},
    }
    return render(request, "municipalities/register.html", context)


def municipality(request: HttpRequest, pk: int) -> HttpResponse:
    history = history_of(get_object_or_404(Municipality, pk=pk))
    people = Membership.objects.valid_on().filter(municipality=history.municipality).count()
    context = {**HERE, "history": history, "people": people}
    return render(request, "municipalities/register_one.html", context)


def becomes(request: HttpRequest, pk: int) -> HttpResponse:
    """Another kind, code and name from a day: first what happens, then the same form carries it out."""
    return _become(request, pk, BecomeForm, "municipality_becomes")


def corrected(request: HttpRequest, pk: int) -> HttpResponse:
    return _become(request, pk, CorrectForm, "municipality_corrected")


def _become(request: HttpRequest, pk: int, kind: type[BecomeForm], route: str) -> HttpResponse:
    present = _present(pk)
    form = kind(request.POST if request.method == "POST" else None, present=present)
    context: dict[str, Any] = {
        "form": form,
        "present": present,
        "route": route,
        **HERE,
    }
    if request.method == "POST" and form.is_valid():
        identity, since = form.identity(), form.cleaned_data["since"]
        try:
            if request.POST.get("act") == "carry-out":
                succession.become(
                    present.municipality,
                    identity,
                    since,
                    reason=form.cleaned_data["reason"],
                    actor=_person(request),
                )
                messages.success(request, _("%(name)s is recorded") % {"name": identity.full_name})
                return redirect(address("municipality_history", pk))
            succession.require_becoming(present, identity, since)
        except NotPossible as error:
            form.refuse(error)
        else:
            context |= {
                "foreseen": True,
                "name": identity.full_name,
                "since": since,
                "corrects": since == present.valid_from,
                "new_code": identity.code if identity.code != present.code_id else "",
                "differences": differences(
                    {"code": present.code_id, **_row(present)},
                    {"code": identity.code, **identity.row()},
                    {},
                    dict(District.objects.filter(province=present.province_id).values_list("pk", "name")),
                ),
            }
    context["change"] = request.POST.get("act") == "change"
    if context["change"]:
        context.pop("foreseen", None)
    return render(request, "municipalities/becomes.html", context)


def _row(present: MunicipalityRecord) -> dict[str, Any]:
    return {name: getattr(present, name) for name in ("kind", "name", "province_id", "district_id")}


def merged(request: HttpRequest, pk: int) -> HttpResponse:
    """Into another municipality from a day: first what happens, then the same form carries it out."""
    present = _present(pk)
    form = MergeForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "form": form,
        "present": present,
        **HERE,
    }
    if request.method == "POST" and form.is_valid():
        into, since = form.cleaned_data["into"], form.cleaned_data["since"]
        try:
            if request.POST.get("act") == "carry-out":
                succession.merge(
                    present.municipality,
                    into,
                    since,
                    reason=form.cleaned_data["reason"],
                    actor=_person(request),
                )
                messages.success(request, _("The merger into %(name)s is recorded") % {"name": into})
                return redirect(address("municipality_history", pk))
            succession.require_merging(present, into, since)
        except NotPossible as error:
            form.refuse(error)
        else:
            people = Membership.objects.valid_on().filter(municipality=pk)
            context |= {
                "foreseen": True,
                "into": succession.present_record(into),
                "last_day": since - timedelta(days=1),
                "people": people.count(),
            }
    if request.POST.get("act") == "change":
        context.pop("foreseen", None)
    return render(request, "municipalities/merged.html", context)


def parted(request: HttpRequest, pk: int) -> HttpResponse:
    """A merger that was recorded by mistake is taken back."""
    history = history_of(get_object_or_404(Municipality, pk=pk))
    if not history.is_merged:
        raise Http404("not merged into another")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            succession.part(history.municipality, reason=form.cleaned_data["reason"], actor=_person(request))
        except NotPossible as error:
            form.refuse(error)
        else:
            messages.success(request, _("The merger is taken back"))
            return redirect(address("municipality_history", pk))
    return render(request, "municipalities/parted.html", {"form": form, "history": history, **HERE})


def _present(pk: int) -> MunicipalityRecord:
    present = succession.present_record(get_object_or_404(Municipality, pk=pk))
    if present is None:
        raise Http404("merged into another: it changes no more")
    return present


def _person(request: HttpRequest) -> Any:
    return request.user
