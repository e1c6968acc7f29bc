"""Municipalities from a list: handed in, looked at, written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from municipalities import uploads
from municipalities.addresses import address
from municipalities.import_rows import COLUMNS, MAX_BYTES, REQUIRED, UnreadableFileError
from municipalities.importing import ImportRefusedError
from municipalities.models import MunicipalityUpload
from municipalities.register_forms import ListForm

SHOWN = 200
"""So many rows of each sort stand on the page; of more the number is told."""
PROBLEMS_SHOWN = 1000


def hand_in(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = ListForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = uploads.keep(file.name, file.read(), _person(request))
        except UnreadableFileError as error:
            form.add_error("file", _("The file %(problem)s") % {"problem": error.problem})
        else:
            return redirect(address("municipality_upload", upload.pk))
    context = {
        "section": "system",
        "part": "municipalities",
        "form": form,
        "limit": MAX_BYTES,
        "limit_megabytes": MAX_BYTES // 1024 // 1024,
        "columns": [(name, headings[1:], name in REQUIRED) for name, headings in COLUMNS.items()],
        "waiting": MunicipalityUpload.objects.filter(applied_at=None).defer("content")[:20],
    }
    return render(request, "municipalities/upload.html", context, status=422 if form.errors else 200)


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """What the list would do, or every wrong cell; after it was written, what it did."""
    kept = get_object_or_404(MunicipalityUpload.objects.select_related("uploaded_by"), pk=pk)
    if request.method == "POST":
        try:
            uploads.write(kept, request.POST.get("seen", ""), actor=_person(request))
        except uploads.NoLongerSo as error:
            messages.warning(request, str(error))
        except ImportRefusedError:
            messages.warning(request, _("The list can no longer be written. See what is wrong below"))
        else:
            messages.success(request, _("The list is written"))
        return redirect(address("municipality_upload", pk))
    context: dict[str, Any] = {"section": "system", "part": "municipalities", "upload": kept, "shown": SHOWN}
    if kept.applied_at is None:
        try:
            context["preview"] = uploads.look(kept)
        except ImportRefusedError as error:
            context["problems"] = error.problems[:PROBLEMS_SHOWN]
            context["problem_count"] = len(error.problems)
            context["problem_rows"] = len({each.row for each in error.problems})
    return render(request, "municipalities/upload_kept.html", context)


def _person(request: HttpRequest) -> Any:
    return request.user
