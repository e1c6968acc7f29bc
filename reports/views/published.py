"""Pages for everybody: each published version with its seal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from municipalities.addresses import address
from reports import storage
from reports.additions import version_parts
from reports.document import Document
from reports.files import address_of, imprint_of, pictures_of
from reports.formats.json_form import loads
from reports.models import OwnCopy, Report, StoredFile, Version
from reports.shelf import last_years_version, listed, public_versions, published_report
from reports.structured_data import report_data
from reports.views.policy import with_inline_pictures
from reports.views.stored import WRITTEN
from reports.writers.html import write_body
from reports.writers.imprint import qr_svg
from reports.years_of_results import summary_of


@require_safe
def latest(request: HttpRequest, code: str, kind: str, year: int) -> HttpResponse:
    """The newest version that is public; the newest withdrawn one when none is."""
    found = published_report(code, kind, year)
    if found is None:
        raise Http404("nothing was published here")
    report, current = found
    if code != current:
        return redirect(address("report_latest", current, kind, year), permanent=True)
    versions = list(public_versions(report))
    number = next(
        (each.number for each in versions if each.state == Version.State.PUBLIC), versions[0].number
    )
    return version(request, code, kind, year, number)


@require_safe
def version(request: HttpRequest, code: str, kind: str, year: int, number: int) -> HttpResponse:
    """A version between its seal and its history. A withdrawn one shows only why (410)."""
    found = published_report(code, kind, year)
    shown = (
        found[0].versions.exclude(state=Version.State.RESERVED).filter(number=number).first()
        if found
        else None
    )
    if found is None or shown is None:
        raise Http404("no such version")
    report, current = found
    if code != current:
        return redirect(address("report_version", current, kind, year, number), permanent=True)
    versions = list(public_versions(report))
    newest = next((each for each in versions if each.state == Version.State.PUBLIC), None)
    withdrawn = shown.state == Version.State.WITHDRAWN
    document = loads(bytes(shown.document))
    permanent = address_of(code, kind, year, number)
    context: dict[str, Any] = {
        "report": report,
        "version": shown,
        "listed": listed(shown),
        "versions": versions,
        "newest": newest,
        "compared": [each.number for each in versions if each.state == Version.State.PUBLIC][:-1],
        "last_year": last_years_version(report),
        "withdrawn": withdrawn,
        "superseded": newest is not None and newest.number > number,
        "code": code,
        "kind": kind,
        "year": year,
        "permanent": permanent,
        "qr": qr_svg(permanent),
        "scan": None if withdrawn else shown.scans.select_related("file").first(),
        "own_copy": None if withdrawn else OwnCopy.objects.filter(version=shown).first(),
        "files": [] if withdrawn else _files(shown, code, kind, year),
        "body": "" if withdrawn else _body(shown, report, document),
        "document": document,
        "parts": [] if withdrawn else version_parts(shown),
        "summary": None if withdrawn else summary_of(document),
        "section": "reports",
    }
    if not withdrawn:
        context["structured"] = report_data(shown, context["listed"], permanent, context["files"])
    response = render(request, "reports/version.html", context, status=410 if withdrawn else 200)
    patch_cache_control(response, no_cache=True)
    return with_inline_pictures(response)


def _body(shown: Version, report: Report, document: Document) -> str:
    shown.report = report
    return write_body(document, imprint=imprint_of(shown, document), images=pictures_of(document))


def _files(shown: Version, code: str, kind: str, year: int) -> list[dict[str, object]]:
    """What can be downloaded: name, address and size, the PDF first; Word and Excel are written when asked for."""
    sizes = dict(StoredFile.objects.filter(pk__in=shown.files.values()).values_list("sha256", "size"))
    names = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "html": "HTML", "json": "JSON", "csv": "CSV"}
    names["zip"] = _("Package for one's own website")
    return [
        {
            "name": label,
            "extension": extension,
            "size": sizes.get(shown.files.get(extension, ""), 0),
            "url": f"/r/{code}/{kind}/{year}/v{shown.number}.{extension}",
        }
        for extension, label in names.items()
        if extension in WRITTEN or (extension in shown.files and storage.exists(shown.files[extension]))
    ]
