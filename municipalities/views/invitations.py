"""Inviting people to a municipality, and the page that a link of an invitation opens."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from municipalities.addresses import address
from municipalities.forms import BY_MAIL, ON_PAPER, AcceptForm, InviteForm
from municipalities.inviting import Invited, accept, account_exists, invitation_of, invite, renew, revoke
from municipalities.links import send, slip
from municipalities.models import Invitation
from municipalities.people import NotPossible
from municipalities.requests import WorkRequest
from municipalities.staff import staff_of
from municipalities.views.frame import page


@never_cache
def add(request: WorkRequest, code: str) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    form.offer_approvers(staff_of(request.municipality).approvers)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            invited = invite(
                values["role"],
                actor=request.user,
                municipality=request.municipality,
                email=values["email"],
                name=values["name"],
                deputises_for=values.get("deputises_for"),
                valid_until=values["valid_until"],
            )
        except NotPossible as error:
            form.refuse(error)
        else:
            return deliver(request, invited, values["way"], address("people", request.code))
    return page(request, "person_invite", "people", form=form)


def deliver(request: HttpRequest, invited: Invited, way: str, back: str) -> HttpResponse:
    """Send the link, or show it: it can be shown only now, since only its hash is stored."""
    if way == BY_MAIL and send(invited):
        messages.success(request, _("The link was sent to %(email)s") % {"email": invited.invitation.email})
        return redirect(back)
    context = {
        "slips": [slip(invited)],
        "back": back,
        "not_sent": way == BY_MAIL,
    }
    return _never_kept(render(request, "municipalities/slips.html", context))


@require_POST
def again(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    """A new link for an invitation that was lost or expired."""
    invitation = _own(request, pk)
    try:
        invited = renew(invitation, actor=request.user)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect(address("people", request.code))
    way = request.POST.get("way", ON_PAPER)
    back = address("people", request.code)
    return deliver(request, invited, way if invitation.email else ON_PAPER, back)


@require_POST
def take_back(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    try:
        revoke(_own(request, pk), actor=request.user)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation is taken back; its link no longer works"))
    return redirect(address("people", request.code))


def _own(request: WorkRequest, pk: int) -> Invitation:
    return get_object_or_404(Invitation, pk=pk, municipality=request.municipality)


def _never_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


@never_cache
def use(request: HttpRequest, token: str) -> HttpResponse:
    """What a link opens: a new account, a further role for one that exists, or why it cannot be used."""
    if not ratelimit.consume(request, app="allauth.account", action="invitation", limit_get=True):
        return _said(request, None, "too-often", 429)
    invitation = invitation_of(token)
    if invitation is None:
        return _said(request, None, "unknown", 404)
    if invitation.state != "open":
        return _said(request, invitation, invitation.state, 410)
    if request.user.is_authenticated:
        return _use_own_account(request, invitation)
    if account_exists(invitation.email):
        return _said(request, invitation, "sign-in", 200)
    return _use_new_account(request, invitation)


def _use_own_account(request: Any, invitation: Invitation) -> HttpResponse:
    if invitation.email and request.user.email != invitation.email:
        return _said(request, invitation, "another", 200)
    if request.method != "POST":
        return _said(request, invitation, "own", 200)
    try:
        accept(invitation, person=request.user)
    except NotPossible as error:
        messages.error(request, str(error))
        return _said(request, invitation, "refused", 409)
    return _welcome(request, invitation)


def _use_new_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        initial={"name": invitation.name, "email": invitation.email},
    )
    if invitation.email:
        form.fields["email"].disabled = True
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            person = accept(
                invitation, email=values["email"], name=values["name"], password=values["password"]
            )
        except NotPossible as error:
            form.refuse(error)
        else:
            login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
            return _welcome(request, invitation)
    return _said(request, invitation, "new", 200, form=form)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    messages.success(request, _("Welcome. You are now: %(role)s") % {"role": invitation.get_role_display()})
    return redirect(address("work"))


def _said(
    request: HttpRequest, invitation: Invitation | None, what: str, status: int, **context: Any
) -> HttpResponse:
    template = "municipalities/invitation.html"
    return render(request, template, {"invitation": invitation, "what": what, **context}, status=status)
