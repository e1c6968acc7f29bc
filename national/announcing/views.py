"""Announced results from a list: handed in, looked at, written by the worker while the page tells how far it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from assessments.announced import Differing
from catalogue.queries import frames_in_force
from municipalities.addresses import address
from municipalities.guard import ReadOnly
from municipalities.import_rows import MAX_BYTES, MAX_ROWS, UnreadableFileError
from municipalities.requests import WorkRequest
from national.announcing import taking, uploads
from national.announcing.columns import HEADINGS, LABELS, label_of
from national.announcing.forms import AnnouncementForm
from national.announcing.models import ScoreUpload
from national.announcing.sheets import XLSX_TYPE, template, wrong_rows
from national.announcing.table import unpacked

PROBLEMS_SHOWN = 20
WAITING_SHOWN = 20
HEADINGS_SHOWN = 5


def announce(request: HttpRequest) -> HttpResponse:
    """Hand in a list."""
    posted = request.method == "POST"
    form = AnnouncementForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = uploads.keep(file.name, file.read(), form.defaults(), actor=_person(request))
        except UnreadableFileError as error:
            form.add_error("file", _("The file %(problem)s") % {"problem": error.problem})
        else:
            return redirect(address("announced", upload.pk))
    years = sorted(frames_in_force(), reverse=True)
    context = {
        **_frame(request),
        "form": form,
        "limit": MAX_BYTES,
        "limit_megabytes": MAX_BYTES // 1024 // 1024,
        "limit_rows": f"{MAX_ROWS:,}",
        "columns": [(LABELS[key], _some(headings)) for key, headings in HEADINGS.items()],
        "years": years,
        "lists": _own(request)[:WAITING_SHOWN],
    }
    return render(request, "national/announce.html", context, status=422 if form.errors else 200)


def announced(request: HttpRequest, pk: int) -> HttpResponse:
    """What a list would do; then how far it is written; then what it did."""
    upload = _found(request, pk)
    if request.method == "POST" and upload.confirmed_at is not None:
        uploads.go_on(upload)
        return redirect(address("announced", pk))
    if request.method == "POST":
        confirmed = uploads.confirm(upload, actor=_person(request))
        if confirmed.confirmed_at is None:
            messages.warning(request, _("The list has no row that can be used"))
        return redirect(address("announced", pk))
    context: dict[str, Any] = {**_frame(request), "upload": upload, "state": _state(upload)}
    if upload.confirmed_at is None:
        preview = uploads.look(upload, _person(request))
        context |= {
            "preview": preview,
            "errors": preview.checked.errors[:PROBLEMS_SHOWN],
            "warnings": preview.checked.warnings[:PROBLEMS_SHOWN],
            "says_something": preview.counts.created + preview.counts.changed > 0,
        }
        return render(request, "national/announced_preview.html", context)
    listed = upload.outcome.get("differences", [])
    context["differences"] = [{**each, "label": label_of(each["key"])} for each in listed[: uploads.SHOWN]]
    context["has_rows"] = bool(upload.table)
    context["stuck"] = uploads.is_stuck(upload)
    return render(request, "national/announced_written.html", context)


@require_GET
def state(request: HttpRequest, pk: int) -> JsonResponse:
    return JsonResponse(_state(_found(request, pk)))


@require_GET
def errors(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows to be mended, as they were, each with what is wrong."""
    upload = _found(request, pk)
    found = uploads.checked(upload, upload.confirmed_by or _person(request))
    if found is None:
        raise Http404("its rows are no longer kept")
    content = wrong_rows(unpacked(bytes(upload.table)), found)
    return _workbook(content, f"announced-to-mend-{upload.pk}.xlsx")


@require_GET
def blank(request: HttpRequest, year: int) -> HttpResponse:
    """The template of a year."""
    frame = frames_in_force().get(year)
    if frame is None:
        raise Http404("the catalogue has no such year")
    return _workbook(template(frame), f"ita-results-{year}.xlsx")


@require_POST
def take(request: WorkRequest, code: str, action_year: int, assessed_year: int) -> HttpResponse:
    """An officer takes announced figures into the own scores."""
    if assessed_year not in (action_year - 1, action_year):
        raise Http404("not a result of this year of work")
    chosen = request.POST.getlist("figure")
    taken: list[Differing] = []
    try:
        taken = taking.take(request.municipality, assessed_year, chosen, actor=request.user)
    except ReadOnly as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(count)s announced figure taken", "%(count)s announced figures taken", len(taken))
        if taken:
            messages.success(request, said % {"count": len(taken)})
        else:
            messages.warning(request, _("Nothing was changed"))
    place = taken[0].field if len(taken) == 1 else ""
    return redirect(address("scores_of_year", request.code, action_year, assessed_year, fragment=place))


def _some(headings: Collection[str]) -> list[str]:
    """Enough Thai headings to go by, and the first English one."""
    thai = [each for each in headings if not each.isascii()]
    return [*thai[:HEADINGS_SHOWN], next(each for each in headings if each.isascii())]


def _state(upload: ScoreUpload) -> dict[str, Any]:
    done = upload.outcome.get("done", 0)
    return {
        "ended": upload.finished_at is not None,
        "done": done,
        "rows": upload.rows,
        "label": _("%(done)s of %(rows)s rows") % {"done": f"{done:,}", "rows": f"{upload.rows:,}"},
    }


def _own(request: HttpRequest) -> Any:
    """A coordinator's lists are the coordinator's own; a system admin sees all. Their rows are read when needed."""
    found = ScoreUpload.objects.select_related("uploaded_by", "confirmed_by").defer("table")
    person = _person(request)
    return found if uploads.limits_of(person) is None else found.filter(uploaded_by=person)


def _found(request: HttpRequest, pk: int) -> ScoreUpload:
    found: ScoreUpload | None = _own(request).filter(pk=pk).first()
    if found is None:
        raise Http404("no such list, or another person's")
    return found


def _frame(request: HttpRequest) -> dict[str, Any]:
    everywhere = uploads.limits_of(_person(request)) is None
    return {"section": "system" if everywhere else "province", "part": "announced", "everywhere": everywhere}


def _workbook(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=XLSX_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _person(request: HttpRequest) -> Any:
    return request.user
