"""The queue as a workbook: the button, how far it is, and the file. Another person's is not there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from municipalities.addresses import address
from reports.views.damaged import cannot_be_read
from review.export_models import QueueExport
from review.exports import UNDER_WAY, ask
from review.forms import FilterForm
from review.sheets import XLSX_TYPE
from vault import passing
from vault.kept import Damaged


def export(request: Any) -> HttpResponse:
    """Asked for with the button, with the filters of the queue in its address."""
    query = _filters(request)
    if request.method != "POST":
        return redirect(_queue(query))
    return redirect(address("review_export_made", ask(request.user, query, get_language() or "th").pk))


@require_safe
def made(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; without scripts the page asks again by itself."""
    found = _own(request, pk)
    context = {
        "asked": found,
        "waiting": found.state in UNDER_WAY,
        "back": _queue(found.query),
        "back_label": gettext("Back to the queue"),
        "section": "review",
    }
    response = render(request, "review/export.html", context)
    add_never_cache_headers(response)
    return response


@require_safe
def state(request: HttpRequest, pk: int) -> JsonResponse:
    found = _own(request, pk)
    body = {
        "state": found.state,
        "label": str(found.get_state_display()),
        "ended": found.state not in UNDER_WAY,
    }
    return JsonResponse(body, headers={"Cache-Control": "no-store"})


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    if not found.file_sha256:
        raise Http404("this workbook is not there yet")
    try:
        data = passing.read(found.file_sha256)
    except Damaged:
        back = _queue(found.query)
        return cannot_be_read(request, found.file_sha256, section="review", back=back, again=True)
    day = timezone.localdate(found.asked_at)
    headers = {
        "Content-Disposition": f'attachment; filename="review-{day:%Y-%m-%d}.xlsx"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(data, content_type=XLSX_TYPE, headers=headers)


def _own(request: Any, pk: int) -> QueueExport:
    return get_object_or_404(QueueExport, pk=pk, person=request.user)


def _filters(request: HttpRequest) -> str:
    """Only what the queue knows, so that the same filters are the same question."""
    query = request.GET.copy()
    for name in [*query]:
        if name not in FilterForm.base_fields or name == "tab" or not query[name]:
            del query[name]
    return query.urlencode()


def _queue(query: str) -> str:
    return address("review_queue", **QueryDict(query).dict())
