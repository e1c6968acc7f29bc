"""Check a report file: anybody drops one and reads at once what is wrong with it. The file is kept nowhere."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalogue.models import DocumentKind
from ita_portal.thai.digits import parse_number
from reports.file_check import LARGEST, NotChecked, check_file, years
from reports.views.verify import FORM_AROUND_A_FILE, InMemory

_MEGABYTE = 1_048_576
LONGEST_NAME = 200


class OneReport(InMemory):
    largest = LARGEST


@csrf_exempt  # nothing is changed and nobody's rights are used; a visitor has no cookie to check against
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; with a file what the checks say of it as well."""
    context: dict[str, Any] = {
        "limit": LARGEST,
        "limit_megabytes": LARGEST // _MEGABYTE,
        "kinds": DocumentKind.choices,
        "years": years(),
        "errors": dict.fromkeys(("file", "kind", "year", "name"), ""),
        "kind": "",
        "year": None,
        "name": "",
        "checked": None,
        "section": "check-file",
    }
    status = 200
    if request.method == "POST":
        try:
            _check(request, context)
        except NotChecked as refused:
            context["errors"][refused.field] = str(refused)
            status = refused.status
    response = render(request, "reports/file_check.html", context, status=status)
    if request.method == "POST":
        add_never_cache_headers(response)
    return response


def _check(request: HttpRequest, context: dict[str, Any]) -> None:
    if not ratelimit.consume(request, action="check"):
        raise NotChecked(_("Too many files were checked from here. Please wait a minute"), status=429)
    too_large = NotChecked(
        _("The file is larger than %(limit)s MB") % {"limit": LARGEST // _MEGABYTE}, status=413
    )
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + FORM_AROUND_A_FILE:
        raise too_large
    handler = OneReport(request)
    request.upload_handlers = [handler]
    chosen = request.FILES.get("file")
    if handler.too_large:
        raise too_large
    kind, name = request.POST.get("kind", ""), request.POST.get("name", "")[:LONGEST_NAME]
    year = parse_number(request.POST.get("year", ""))
    context |= {"kind": kind, "year": year, "name": name}
    if chosen is None or not chosen.size:
        raise NotChecked(_("Choose a file first; an empty one cannot be checked"))
    if kind not in ("", *DocumentKind.values):
        raise NotChecked(_("Choose one of the kinds in the list"), "kind")
    if request.POST.get("year") and year not in context["years"]:
        raise NotChecked(_("Choose one of the years in the list"), "year")
    context["checked"] = check_file(chosen.read(), kind=kind, year=year, name=name)
    context["filename"] = chosen.name
