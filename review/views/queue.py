"""The auditor's queue: what waits, filters and counts, taking and accepting several at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from catalogue.models import DocumentKind
from reports.models import Version
from reports.workflow import Refused
from review.filters import filters_of
from review.forms import LONGEST
from review.lines import line
from review.queue import (
    FindingCounts,
    chosen,
    counts,
    finding_counts,
    in_tab,
    provinces_in,
    queued,
    years_in_public,
)
from review.services import take
from review.several import accept_several
from review.tallies import ON_A_PAGE, tallies

PER_PAGE = 20


class _Counted(Paginator[Version]):
    """Pages of rows that were counted already."""

    def __init__(self, rows: QuerySet[Version], per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    return queue_page(request)


def queue_page(
    request: HttpRequest, *, problem: str = "", reason: str = "", picked: list[str] | None = None
) -> HttpResponse:
    tab, filters = filters_of(request.GET)
    found = queued(request.user, filters)
    there = counts(found)
    page = _Counted(in_tab(found, tab), PER_PAGE, there[tab]).get_page(request.GET.get("page"))
    versions = list(page.object_list)
    known = tallies(versions, at_most=ON_A_PAGE)
    findings = finding_counts(versions)
    query = request.GET.copy()
    query.pop("page", None)
    without_tab = query.copy()
    without_tab.pop("tab", None)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "page": page,
        "rows": [
            {
                "listed": line(each),
                "version": each,
                "review": getattr(each, "review", None),
                "days": (today - timezone.localtime(each.published_at).date()).days,
                "tally": known.get(each.pk),
                "findings": findings.get(each.pk, FindingCounts()),
                "picked": str(each.pk) in (picked or ()),
            }
            for each in versions
        ],
        "tab": tab,
        "tabs": _tabs(there),
        "filters": filters,
        "provinces": provinces_in(request.user),
        "kinds": DocumentKind.choices,
        "years": years_in_public(),
        "query": query.urlencode(),
        "without_tab": without_tab.urlencode(),
        "problem": problem,
        "reason": reason,
        "section": "review",
    }
    return render(request, "review/queue.html", context, status=422 if problem else 200)


def _tabs(found: dict[str, int]) -> list[tuple[str, str, int]]:
    names = {"open": _("To review"), "waiting": _("Waiting for reply"), "done": _("Done")}
    return [(tab, name, found[tab]) for tab, name in names.items()]


def several(request: Any) -> HttpResponse:
    """Take the ticked versions, or accept them with one reason; each by itself, and what could not be is told."""
    back = redirect(f"{reverse('review_queue')}{'?' + request.GET.urlencode() if request.GET else ''}")
    if request.method != "POST":
        return back
    picked = request.POST.getlist("version")
    versions = chosen(request.user, picked)
    reason = request.POST.get("reason", "")[:LONGEST]
    accepting = request.POST.get("do") == "accept"
    if not versions:
        return queue_page(request, problem=_("Tick at least one report."), reason=reason)
    if accepting and not reason.strip():
        problem = _("Please give the reason of the decision.")
        return queue_page(request, problem=problem, reason=reason, picked=picked)
    if accepting:
        done, refused = accept_several(versions, reason, actor=request.user)
        said = ngettext("%(count)s report accepted", "%(count)s reports accepted", done)
    else:
        done, refused = _take_several(versions, request)
        said = ngettext("%(count)s report is yours now", "%(count)s reports are yours now", done)
    if done:
        messages.success(request, said % {"count": done})
    for version, why in refused:
        messages.warning(request, f"{line(version).municipality}: {why}")
    return back


def _take_several(versions: list[Version], request: Any) -> tuple[int, list[tuple[Version, str]]]:
    refused = []
    for version in versions:
        try:
            take(version, actor=request.user)
        except Refused as error:
            refused.append((version, str(error)))
    return len(versions) - len(refused), refused
