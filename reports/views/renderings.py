"""PDFs of drafts: asked for, waited for, fetched. The worker makes them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from municipalities.addresses import address
from municipalities.requests import WorkRequest
from reports import storage
from reports.models import Rendering
from reports.services import request_rendering
from reports.views.damaged import cannot_be_read
from reports.views.documents import own_report

FILES = {"report": "draft", "memo": "memo"}
"""What the file is called by its form."""


def _own(request: WorkRequest, action_year: int, kind: str, pk: int) -> Rendering:
    report = own_report(request, kind, action_year)
    return get_object_or_404(Rendering.objects.select_related("file"), pk=pk, report=report)


def ask(request: WorkRequest, code: str, action_year: int, kind: str) -> HttpResponse:
    if request.method != "POST":
        return redirect(address("report", request.code, action_year, kind))
    form = Rendering.Form.MEMO if request.POST.get("form") == "memo" else Rendering.Form.REPORT
    rendering = request_rendering(own_report(request, kind, action_year), actor=request.user, form=form)
    return redirect(address("rendering", request.code, action_year, kind, rendering.pk))


def progress(request: WorkRequest, code: str, action_year: int, kind: str, pk: int) -> HttpResponse:
    """How far the PDF is; without scripts the page asks again by itself."""
    rendering = _own(request, action_year, kind, pk)
    context = {
        "action_year": action_year,
        "kind": kind,
        "rendering": rendering,
        "waiting": rendering.state in ("queued", "running"),
        "step": "publication",
        "section": "work",
    }
    return render(request, "reports/rendering.html", context)


def state(request: WorkRequest, code: str, action_year: int, kind: str, pk: int) -> HttpResponse:
    """The state for the page's script, and where to go when it has ended."""
    rendering = _own(request, action_year, kind, pk)
    body = {
        "state": rendering.state,
        "label": str(rendering.get_state_display()),
        "ended": rendering.state in ("done", "failed"),
    }
    return JsonResponse(body, headers={"Cache-Control": "no-store"})


def file(
    request: WorkRequest, code: str, action_year: int, kind: str, pk: int
) -> HttpResponse | FileResponse:
    rendering = _own(request, action_year, kind, pk)
    if rendering.file is None:
        raise Http404("this PDF is not there yet")
    try:
        data = storage.read(rendering.file.sha256)
    except storage.Damaged:
        back = address("report", request.code, action_year, kind)
        return cannot_be_read(request, rendering.file.sha256, section="work", back=back, again=True)
    name = f"{kind}-{rendering.report.key_year}-{request.code}-{FILES[rendering.form]}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=rendering.file.media_type, headers=headers)
