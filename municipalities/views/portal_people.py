"""Those whose role reaches beyond one municipality: auditors, coordinators, administrators of catalogue and system."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from municipalities.addresses import address
from municipalities.forms import ON_PAPER, EndRoleForm, PortalInviteForm
from municipalities.inviting import invite, renew, revoke
from municipalities.models import Invitation, Membership
from municipalities.people import NotPossible, end_role
from municipalities.staff import portal_staff, waiting_invitations
from municipalities.views.invitations import deliver


@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """The list, with a form that invites; one with a mistake comes back as it was typed."""
    form = PortalInviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            invited = invite(
                values["role"],
                actor=_person(request),
                provinces=values["provinces"],
                email=values["email"],
                name=values["name"],
                valid_until=values["valid_until"],
            )
        except NotPossible as error:
            form.refuse(error)
        else:
            return deliver(request, invited, values["way"], address("portal_people"))
    context = {
        "section": "system",
        "part": "people",
        "staff": portal_staff(),
        "invitations": waiting_invitations(None),
        "form": form,
    }
    return render(request, "municipalities/portal_people.html", context)


def end(request: HttpRequest, pk: int) -> HttpResponse:
    wanted = Membership.objects.filter(municipality=None, ended_at=None)
    membership = get_object_or_404(wanted.select_related("user", "province"), pk=pk)
    form = EndRoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(membership, actor=_person(request), last_day=form.cleaned_data["last_day"])
        except NotPossible as error:
            form.refuse(error)
        else:
            messages.success(request, _("The role of %(person)s is ended") % {"person": membership.user})
            return redirect(address("portal_people"))
    return render(request, "municipalities/portal_role_end.html", {"form": form, "membership": membership})


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for an invitation that was lost or expired."""
    try:
        invited = renew(_own(pk), actor=_person(request))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect(address("portal_people"))
    return deliver(request, invited, request.POST.get("way", ON_PAPER), address("portal_people"))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        revoke(_own(pk), actor=_person(request))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation is taken back; its link no longer works"))
    return redirect(address("portal_people"))


def _own(pk: int) -> Invitation:
    return get_object_or_404(Invitation, pk=pk, municipality=None)


def _person(request: HttpRequest) -> Any:
    return request.user
