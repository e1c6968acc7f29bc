"""The scan of the signed paper beside a published version, for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports import storage
from reports.models import Version
from reports.shelf import published_report
from reports.views.damaged import cannot_be_read
from reports.views.policy import with_policy
from reports.views.stored import PAGE
from vault.serving import handed_out

NOT_FOR_EVER = "public, max-age=3600"
"""A better scan takes the place of this one at the same address."""


@require_safe
def file(request: HttpRequest, code: str, kind: str, year: str, number: str, extension: str) -> HttpResponse:
    """The newest scan of a version; 410 with the reason when the version was withdrawn."""
    found = published_report(code, kind, int(year))
    version = None
    if found is not None:
        rows = found[0].versions.exclude(state=Version.State.RESERVED).defer("document")
        version = rows.filter(number=int(number)).first()
    scan = version.scans.select_related("file").first() if version is not None else None
    if found is None or version is None or scan is None or scan.extension != extension:
        raise Http404("no such scan")
    if found[1] != code:
        route = {"code": found[1], "kind": kind, "year": year, "number": number, "extension": extension}
        return redirect(reverse("report_signed", kwargs=route), permanent=True)
    if version.state == Version.State.WITHDRAWN:
        context = {"version": version, "report": found[0], "section": "reports", "code": code}
        return with_policy(render(request, "410.html", context, status=410), PAGE)
    try:
        data = storage.read(scan.file_id)
    except storage.Damaged:
        back = reverse("report_version", args=(code, kind, int(year), int(number)))
        return with_policy(cannot_be_read(request, scan.file_id, section="reports", back=back), PAGE)
    name = f"{kind}-{year}-{code}-v{number}-signed.{extension}"
    return handed_out(request, data, scan.file_id, scan.file.media_type, name, cache=NOT_FOR_EVER)
