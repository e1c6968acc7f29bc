"""The municipality's page of a review: what was found in its published report, and its right of reply."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from municipalities.addresses import address
from municipalities.requests import WorkRequest
from reports.models import Report, Version
from reports.views.documents import own_report
from reports.workflow import Refused
from review import services
from review.forms import ReplyForm
from review.models import Review
from review.services import REPLIERS


def replies(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """All reviewed versions of a report, newest first; a POST replies to a finding of the newest."""
    report = own_report(request, kind, action_year)
    versions = report.versions.exclude(state=Version.State.RESERVED).defer("document")
    newest = versions.filter(state=Version.State.PUBLIC).order_by("-number").first()
    if request.method != "POST":
        return _page(request, report, newest, action_year)
    wanted = request.POST.get("finding", "")
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 else 0
    form = _form(number, request.POST)
    if not form.is_valid():
        return _page(request, report, newest, action_year, (number, form), status=422)
    try:
        if newest is None or not Review.objects.filter(version=newest).exists():
            raise services.WrongState(_("The finding was withdrawn."))
        newest.report = report
        services.reply(newest, number, form.cleaned_data["text"], actor=request.user)
    except Refused as error:
        form.add_error("text", str(error))
        return _page(request, report, newest, action_year, (number, form), str(error), status=409)
    messages.success(request, _("Replied"))
    url = address("review_replies", request.code, action_year, kind, fragment=f"f{number}")
    return redirect(url)


def _form(number: int, data: Any = None) -> ReplyForm:
    return ReplyForm(data, auto_id=f"reply-{number}-%s")


def _page(
    request: WorkRequest,
    report: Report,
    newest: Version | None,
    action_year: int,
    bound: tuple[int, ReplyForm] | None = None,
    problem: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    begun = Review.objects.filter(version__report=report).select_related("version")
    begun = begun.defer("version__document").prefetch_related("findings__replies__author")
    may_reply = bool(request.roles & REPLIERS)
    reviews = []
    for each in begun.order_by("-version__number"):
        current = newest is not None and each.version_id == newest.pk
        answerable = may_reply and current and each.state != Review.State.ACCEPTED
        standing = [found for found in each.findings.all() if found.withdrawn_at is None]
        reviews.append(
            {
                "review": each,
                "state": Review.State(each.state).label_for_municipality,
                "findings": [
                    {
                        "it": found,
                        "form": bound[1]
                        if bound and current and bound[0] == found.number
                        else _form(found.number),
                    }
                    for found in standing
                ],
                "answerable": answerable,
            }
        )
    context = {
        "action_year": action_year,
        "kind": report.kind,
        "report": report,
        "newest": newest,
        "reviews": reviews,
        "named": True,
        "problem": problem,
        "step": "publication",
        "section": "work",
    }
    return render(request, "review/replies.html", context, status=status)
