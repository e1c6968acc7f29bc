"""Mending with one click: one finding at its place, or all that have one right answer after a look at them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.addresses import address
from municipalities.requests import WorkRequest
from reports.mends import Mended, mend, mendable
from reports.models import State
from reports.progress import Cycle
from reports.views.documents import own_report
from reports.workflow import Refused

MOST = 500
"""So many findings are mended in one act."""


def mending(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    """What would be mended, each shown before and after; POST mends what is chosen and goes back."""
    found = own_report(request, kind, action_year)
    cycle = Cycle(request.municipality, action_year)
    if request.method == "POST":
        chosen = {
            mark[:64]: request.POST.get(f"base-{mark}", "")[:64]
            for mark in request.POST.getlist("finding")[:MOST]
        }
        if not chosen:
            messages.warning(request, _("Nothing was chosen: nothing has changed"))
        else:
            try:
                _tell(request, mend(found, cycle, chosen, actor=request.user), action_year)
            except Refused as error:
                messages.error(request, str(error))
        return redirect(_back(request, action_year, kind))
    rows = mendable(found, cycle)
    context = {
        "cycle": cycle,
        "action_year": action_year,
        "kind": kind,
        "report": found,
        "rows": rows,
        "may_mend": request.may_write and found.state == State.DRAFT,
        "step": "publication",
        "section": "work",
    }
    return render(request, "reports/mending.html", context)


def _back(request: WorkRequest, action_year: int, kind: str) -> str:
    """The page of this year's work where the button was; a foreign address is none."""
    wanted = request.POST.get("back", "")
    here = address("work_home", request.code, action_year).partition("?")[0]
    if wanted.startswith(here) and not any(each in wanted for each in "\\\r\n"):
        return wanted
    return address("report", request.code, action_year, kind)


def _tell(request: WorkRequest, mended: Mended, action_year: int) -> None:
    for reason in mended.refused:
        messages.error(request, reason)
    count = len(mended.done)
    if count == 1:
        row = mended.done[0]
        words = {"place": row.place, "was": row.finding.where.quote, "now": row.finding.replacement}
        text = _("Mended: %(place)s, “%(was)s” is now “%(now)s”") % words
    elif count:
        text = ngettext("Mended: %(count)s place", "Mended: %(count)s places", count) % {"count": count}
    else:
        if not mended.refused:
            messages.warning(request, _("It was mended already: nothing has changed"))
        return
    context = {"text": text, "undo": mended.undo, "one": len(mended.undo) == 1, "action_year": action_year}
    shown = render_to_string("reports/mended_message.html", context, request=request)
    messages.success(request, mark_safe(shown), extra_tags="with-action")  # noqa: S308 - the template escapes
