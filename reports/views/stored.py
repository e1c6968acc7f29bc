"""Stored bytes of published versions and of what they show: never change, can be kept for ever, in parts too."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports import storage
from reports.assets import find_asset
from reports.document import FORMAT
from reports.files import (
    CSV_TYPE,
    DOCX_TYPE,
    HTML_TYPE,
    JSON_TYPE,
    PDF_TYPE,
    XLSX_TYPE,
    ZIP_TYPE,
    published_docx,
    published_xlsx,
)
from reports.formats.schema import MEDIA_TYPE
from reports.formats.schema import address_of as schema_of
from reports.models import Version
from reports.package import package
from reports.shelf import published_report
from reports.views.damaged import cannot_be_read
from reports.views.policy import with_policy

FOREVER = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"
"""For what is written anew when it is asked for: a later portal may write it better."""

TYPES = {
    "html": HTML_TYPE,
    "pdf": PDF_TYPE,
    "json": JSON_TYPE,
    "csv": CSV_TYPE,
    "docx": DOCX_TYPE,
    "xlsx": XLSX_TYPE,
    "zip": ZIP_TYPE,
}
WRITTEN: Final[Mapping[str, Callable[[Version], bytes]]] = {
    "docx": lambda version: published_docx(version).data,
    "xlsx": lambda version: published_xlsx(version).data,
    "zip": package,
}
"""Files that are not stored but written from the frozen Document and what is stored."""

POLICIES = {
    "html": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *",
}
"""The page may stand within a municipality's own: it holds nothing to press but links."""
PAGE = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; frame-ancestors 'none'"
PAGE_IN_PAGES = PAGE.replace("frame-ancestors 'none'", "frame-ancestors *")
"""Why a version was withdrawn is also read where a municipality shows it within its own page."""
NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For what is no page: should a browser take it for one, it may do nothing."""
SCHEMA = schema_of(FORMAT)
"""The schema of the JSON files, which all have the one format that there is."""
RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})")


@require_safe
def file(request: HttpRequest, code: str, kind: str, year: str, number: str, extension: str) -> HttpResponse:
    """The bytes of a version as they were published, or its Word or Excel file; 410 with the reason when withdrawn."""
    found = published_report(code, kind, int(year))
    version = None
    if found is not None:
        rows = found[0].versions.exclude(state=Version.State.RESERVED).defer("document")
        version = rows.filter(number=int(number)).first()
    if found is None or version is None or extension not in {*WRITTEN, *version.files}:
        raise Http404("no such file")
    if found[1] != code:
        route = {"code": found[1], "kind": kind, "year": year, "number": number, "extension": extension}
        return redirect(reverse("report_file", kwargs=route), permanent=True)
    if version.state == Version.State.WITHDRAWN:
        context = {"version": version, "report": found[0], "section": "reports", "code": code}
        response = render(request, "410.html", context, status=410)
        framed = extension == "html"
        response.headers["Content-Security-Policy"] = PAGE_IN_PAGES if framed else PAGE
        response.xframe_options_exempt = framed
        return response
    name = f"{kind}-{year}-{code}-v{number}.{extension}"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    if extension == "json":
        headers["Link"] = f'<{SCHEMA}>; rel="describedby"; type="{MEDIA_TYPE}"'
    try:
        data = _bytes_of(version, extension)
    except storage.Damaged:
        back = reverse("report_version", args=(code, kind, int(year), int(number)))
        sha256 = version.files.get(extension, version.document_sha256)
        return with_policy(cannot_be_read(request, sha256, section="reports", back=back), PAGE)
    sha256 = version.files.get(extension) or hashlib.sha256(data).hexdigest()
    response = _ranged(request, data, sha256, TYPES[extension], headers)
    if extension in WRITTEN:
        response.headers["Cache-Control"] = FOR_AN_HOUR
    response.xframe_options_exempt = extension == "html"
    return with_policy(response, POLICIES.get(extension, NOTHING))


def _bytes_of(version: Version, extension: str) -> bytes:
    """A stored file, or one to write; the JSON is in the database as well. Raises Damaged."""
    if extension in WRITTEN:
        return WRITTEN[extension](version)
    sha256 = version.files[extension]
    try:
        return storage.read(sha256)
    except storage.Damaged:
        document = bytes(version.document) if extension == "json" else b""
        if hashlib.sha256(document).hexdigest() == sha256:
            return document
        raise


@require_safe
def asset(request: HttpRequest, sha256: str, extension: str) -> HttpResponse:
    """A style sheet, font or image of published pages, by the hash of its bytes."""
    try:
        found = find_asset(sha256, extension)
    except storage.Damaged:
        return with_policy(cannot_be_read(request, sha256, section="reports"), PAGE)
    if found is None:
        raise Http404("no such asset")
    data, media_type = found
    headers = {"Access-Control-Allow-Origin": "*"}
    return with_policy(_ranged(request, data, sha256, media_type, headers), NOTHING)


def _ranged(
    request: HttpRequest, data: bytes, sha256: str, media_type: str, headers: dict[str, str]
) -> HttpResponse:
    """The whole, a part of it (206), nothing new (304), or an impossible part (416)."""
    etag = f'"{sha256}"'
    headers = {**headers, "ETag": etag, "Cache-Control": FOREVER, "Accept-Ranges": "bytes"}
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in known or "*" in known:
        return HttpResponse(status=304, headers=headers)
    wanted = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) == etag and (match := RANGE.fullmatch(wanted)):
        bounds = _bounds(match["first"], match["last"], len(data))
        if bounds is None:
            headers["Content-Range"] = f"bytes */{len(data)}"
            return HttpResponse(_("There is no such part."), status=416, headers=headers)
        first, last = bounds
        headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
        return HttpResponse(data[first : last + 1], status=206, content_type=media_type, headers=headers)
    return HttpResponse(data, content_type=media_type, headers=headers)


def _bounds(first: str, last: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a range header, both included; None when it lies outside."""
    if not first:
        count = min(int(last), size) if last else 0
        return (size - count, size - 1) if count else None
    begin, end = int(first), min(int(last), size - 1) if last else size - 1
    return (begin, end) if begin <= end else None
