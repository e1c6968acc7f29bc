"""An officer asks that an error may stay. What the approver says to it is on the page of the approval."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from municipalities.addresses import address
from municipalities.requests import WorkRequest
from reports.views.documents import Waiving, own_report, report_page
from reports.waivers import ask
from reports.workflow import CommentMissing, Refused


def ask_waiver(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """Ask, or say beside the finding why not, with the reason still there."""
    found = own_report(request, kind, action_year)
    if request.method != "POST":  # the page of a refused wish, opened again or in another language
        return redirect(address("report", request.code, action_year, kind))
    fingerprint = request.POST.get("fingerprint", "")[:64]
    reason = request.POST.get("reason", "")
    try:
        ask(found, fingerprint, request.user, reason)
    except CommentMissing as error:
        waiving = Waiving(fingerprint, reason, str(error))
        return report_page(request, found, action_year, waiving=waiving, status=422)
    except Refused as error:
        return report_page(request, found, action_year, problem=str(error), comment=reason, status=409)
    messages.success(request, _("A waiver was asked for. The approver decides on it with the report"))
    return redirect(address("report", request.code, action_year, kind, fragment=f"waiver-{fingerprint[:12]}"))
