"""A step of the workflow, asked for in the browser. Who may do what is the workflow's table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from municipalities.addresses import address
from municipalities.requests import WorkRequest
from reports.services import perform
from reports.views.documents import own_report, report_page
from reports.workflow import Refused

DONE = {
    "submit": _("Submitted for approval"),
    "recall": _("Taken back"),
    "return": _("Returned for correction"),
    "approve": _("Approved"),
    "publish": _("Publishing has begun. The page shows when it is done"),
    "amend": _("A new version has begun"),
    "withdraw": _("Withdrawn"),
}


def act(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """Do it, or say on the same page why not, with the comment still there."""
    found = own_report(request, kind, action_year)
    if request.method != "POST":  # the page of a refused step, opened again or in another language
        return redirect(address("report", request.code, action_year, kind))
    action = request.POST.get("action", "")
    comment = request.POST.get("comment", "")
    try:
        perform(found, action, request.user, comment, sha256=request.POST.get("sha256", ""))
    except Refused as error:
        return report_page(
            request, found, action_year, problem=str(error), action=action, comment=comment, status=409
        )
    messages.success(request, str(DONE[action]))
    return redirect(address("report", request.code, action_year, kind))
