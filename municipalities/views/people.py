"""The people of a municipality: who has which role until when, giving, ending and handing over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from municipalities.addresses import address
from municipalities.forms import EndRoleForm, GiveRoleForm, HandOverForm
from municipalities.inviting import hand_over
from municipalities.models import Membership
from municipalities.people import NotPossible, end_role, give_role
from municipalities.requests import WorkRequest
from municipalities.staff import staff_of, waiting_invitations
from municipalities.views.frame import page
from municipalities.views.invitations import deliver


def people(request: WorkRequest, code: str) -> HttpResponse:
    staff = staff_of(request.municipality)
    return page(
        request,
        "people",
        "people",
        staff=staff,
        missing=[str(role.label) for role in staff.missing],
        invitations=waiting_invitations(request.municipality),
    )


def give(request: WorkRequest, code: str) -> HttpResponse:
    """Another role for somebody who works here already, or a deputy for some days."""
    staff = staff_of(request.municipality)
    form = GiveRoleForm(request.POST or None)
    form.offer_people(staff.people)
    form.offer_approvers(staff.approvers)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            give_role(
                values["person"],
                values["role"],
                request.municipality,
                actor=request.user,
                valid_from=values["valid_from"],
                valid_until=values["valid_until"],
                deputises_for=values.get("deputises_for"),
            )
        except NotPossible as error:
            form.refuse(error)
        else:
            messages.success(request, _("Role given to %(person)s") % {"person": values["person"]})
            return redirect(address("people", request.code))
    return page(request, "role_give", "people", form=form)


def end(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    membership = _own(request, pk)
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(membership, actor=request.user, last_day=form.cleaned_data["last_day"])
        except NotPossible as error:
            form.refuse(error)
        else:
            messages.success(request, _("The role of %(person)s is ended") % {"person": membership.user})
            return redirect(address("people", request.code))
    return page(request, "role_end", "people", form=form, membership=membership)


def pass_on(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    """Somebody moves: one step ends their role and invites the successor."""
    membership = _own(request, pk)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            invited = hand_over(
                membership,
                actor=request.user,
                email=values["email"],
                name=values["name"],
                last_day=values["last_day"],
            )
        except NotPossible as error:
            form.refuse(error)
        else:
            return deliver(request, invited, values["way"], address("people", request.code))
    return page(request, "role_hand_over", "people", form=form, membership=membership)


def _own(request: WorkRequest, pk: int) -> Membership:
    """A membership of this municipality that is not over."""
    wanted = Membership.objects.filter(municipality=request.municipality, ended_at=None)
    return get_object_or_404(wanted.select_related("user", "deputises_for", "municipality"), pk=pk)
