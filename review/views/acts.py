"""What an assessor does on the page of a review. A refusal shows the page again with what was typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from reports.formats.json_form import loads
from reports.models import Version
from reports.workflow import Refused
from review import services
from review.components import components_asked
from review.forms import AssignForm, FindingForm, ReasonForm, ReplyForm, WithdrawalForm
from review.guards import framework_asked
from review.models import Review
from review.scope import assessors_for
from review.views.page import address_of, component_form, own_version, review_page

Parts = dict[str, Any]


def assign(request: Any, code: str, kind: str, year: int, number: int) -> HttpResponse:
    version = own_version(request, code, kind, year, number)
    if request.method != "POST":
        return redirect(address_of(version))
    form = AssignForm(request.POST, people=assessors_for(version.report.municipality))
    if not form.is_valid():
        return review_page(request, version, status=422, assign=form)
    try:
        if request.POST.get("do") == "take":
            services.take(version, actor=request.user)
        else:
            data = form.cleaned_data
            services.assign(version, data["lead"], data["second"], actor=request.user)
    except Refused as error:
        form.add_error(None, str(error))
        return review_page(request, version, refusal=str(error), status=409, assign=form)
    messages.success(request, _("Assigned"))
    return redirect(address_of(version, "assignment"))


def components(request: Any, code: str, kind: str, year: int, number: int) -> HttpResponse:
    """All rows at once: a row without a choice is left as it was."""
    version = own_version(request, code, kind, year, number)
    if request.method != "POST":
        return redirect(address_of(version))
    begun = Review.objects.filter(version=version).select_related("framework").first()
    framework = begun.framework if begun else framework_asked(version)
    asked = components_asked(framework, kind)
    bound = {each.number: component_form(each.number, request.POST) for each in asked}
    valid = [form.is_valid() for form in bound.values()]  # every row, so that each shows its own error
    if not all(valid):
        return review_page(request, version, status=422, components=bound)
    try:
        for each in asked:
            data = bound[each.number].cleaned_data
            if data["verdict"]:
                services.decide_component(
                    version, each.number, each.text, data["verdict"], data["note"], actor=request.user
                )
    except Refused as error:
        return review_page(request, version, problem=str(error), status=409, components=bound)
    messages.success(request, _("Decisions saved"))
    return redirect(address_of(version, "components"))


def add_finding(request: Any, code: str, kind: str, year: int, number: int) -> HttpResponse:
    version = own_version(request, code, kind, year, number)
    if request.method != "POST":
        return redirect(address_of(version))
    form = FindingForm(request.POST, document=loads(bytes(version.document)))
    if not form.is_valid():
        return review_page(request, version, status=422, finding=form)
    data = form.cleaned_data
    try:
        made = services.add_finding(
            version,
            data["text"],
            data["severity"],
            place=data["place"],
            place_text=form.place_words(),
            code=data["code"],
            actor=request.user,
        )
    except Refused as error:
        form.add_error(None, str(error))
        return review_page(request, version, refusal=str(error), status=409, finding=form)
    messages.success(request, _("Finding %(number)s added") % {"number": made.number})
    return redirect(address_of(version, f"f{made.number}"))


def finding(request: Any, code: str, kind: str, year: int, number: int, finding: int) -> HttpResponse:
    """Withdraw a finding, be content with the reply, or ask further."""
    version = own_version(request, code, kind, year, number)
    if request.method != "POST":
        return redirect(address_of(version, f"f{finding}"))
    asked = request.POST.get("do", "")
    form = ReplyForm(request.POST, auto_id=f"further-{finding}-%s")
    if asked == "ask" and not form.is_valid():
        return review_page(request, version, status=422, further=(finding, form))
    try:
        said = _on_finding(version, finding, asked, form, request)
    except Refused as error:
        kept: Parts = {"further": (finding, form)} if asked == "ask" else {}
        return review_page(request, version, problem=str(error), status=409, **kept)
    messages.success(request, said)
    return redirect(address_of(version, "findings" if asked == "withdraw" else f"f{finding}"))


def _on_finding(version: Version, number: int, asked: str, form: ReplyForm, request: Any) -> str:
    if asked == "ask":
        services.ask_further(version, number, form.cleaned_data["text"], actor=request.user)
        return _("Asked")
    if asked == "settle":
        services.settle_finding(version, number, actor=request.user)
        return _("Settled")
    if asked == "withdraw":
        services.withdraw_finding(version, number, actor=request.user)
        return _("Finding withdrawn")
    raise services.WrongState(_("There is no such step."))


def decide(request: HttpRequest, code: str, kind: str, year: int, number: int) -> HttpResponse:
    version = own_version(request, code, kind, year, number)
    if request.method != "POST":
        return redirect(address_of(version))
    form = ReasonForm(request.POST)
    state = request.POST.get("state", "")
    if not form.is_valid():
        return review_page(request, version, status=422, reason=form)
    try:
        if state not in (Review.State.ACCEPTED, Review.State.CHANGES_REQUESTED):
            raise services.WrongState(_("There is no such step."))
        services.decide(version, state, form.cleaned_data["reason"], actor=request.user)  # type: ignore[arg-type]
    except Refused as error:
        form.add_error(None, str(error))
        return review_page(request, version, refusal=str(error), status=409, reason=form)
    done = _("Accepted") if state == Review.State.ACCEPTED else _("Changes requested")
    messages.success(request, done)
    return redirect(address_of(version))


def withdraw(request: Any, code: str, kind: str, year: int, number: int) -> HttpResponse:
    """Take the version from the public; its address keeps answering with the reason."""
    version = own_version(request, code, kind, year, number)
    if request.method != "POST":
        return redirect(address_of(version))
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return review_page(request, version, status=422, withdrawal=form)
    try:
        services.withdraw_version(version, form.cleaned_data["reason"], actor=request.user)
    except Refused as error:
        form.add_error(None, str(error))
        return review_page(request, version, refusal=str(error), status=409, withdrawal=form)
    messages.success(request, _("Withdrawn"))
    return redirect(address_of(version))
