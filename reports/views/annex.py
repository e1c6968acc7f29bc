"""Files of public evidence, by the hash of their bytes, as long as the version that lists them is not withdrawn."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports import storage
from reports.annex import public_file
from reports.formats.json_form import loads
from reports.models import Version
from reports.shelf import published_report
from reports.views.damaged import cannot_be_read
from vault.serving import FOREVER, handed_out


@require_safe
def file(
    request: HttpRequest, code: str, kind: str, year: str, number: str, sha256: str, extension: str
) -> HttpResponse:
    """The bytes, 410 with the reason when the version was withdrawn, 404 for what it does not list as public."""
    found = published_report(code, kind, int(year))
    versions = found[0].versions.exclude(state=Version.State.RESERVED) if found else None
    version = versions.filter(number=int(number)).first() if versions is not None else None
    listed = public_file(loads(bytes(version.document)), sha256, extension) if version else None
    if found is None or version is None or listed is None:
        raise Http404("no such file of this version")
    report, current = found
    if current != code:
        route = {"code": current, "kind": kind, "year": year, "number": number}
        wanted = {**route, "sha256": sha256, "extension": extension}
        return redirect(reverse("report_evidence", kwargs=wanted), permanent=True)
    if version.state == Version.State.WITHDRAWN:
        context = {"version": version, "report": report, "section": "reports", "code": code}
        return render(request, "410.html", context, status=410)
    name, evidence = listed
    try:
        data = storage.read(sha256)
    except storage.Damaged:
        back = reverse("report_version", args=(code, kind, int(year), int(number)))
        return cannot_be_read(request, sha256, section="reports", back=back)
    return handed_out(request, data, sha256, evidence.media_type, name, cache=FOREVER)
