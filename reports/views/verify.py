"""Is this file a published one? Anybody may ask; the file is looked at in memory and kept nowhere."""

from __future__ import annotations

import io
from typing import Any

from allauth.core import ratelimit
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reports.shelf import listed
from reports.verifying import LARGEST, SCAN, Match, NoHash, Verdict, verify, verify_hash

FORM_AROUND_A_FILE = 64 * 1024
"""Bytes of a request beside its file."""


class InMemory(FileUploadHandler):
    """Takes one file into memory up to `largest`; a larger one is not read to its end. No temporary file."""

    largest = LARGEST

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.parts: list[bytes] = []
        self.size = 0
        self.too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.size += len(raw_data)
        if self.size > self.largest:
            self.parts.clear()
            self.too_large = True
            raise StopUpload
        self.parts.append(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        data = io.BytesIO(b"".join(self.parts))
        self.parts.clear()
        return InMemoryUploadedFile(
            data, self.field_name, self.file_name, self.content_type or "", file_size, self.charset
        )


@csrf_exempt  # nothing is changed and nobody's rights are used; a visitor has no cookie to check against
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; with a file or `?hash=` the verdict as well."""
    context: dict[str, Any] = {
        "limit": LARGEST,
        "limit_megabytes": LARGEST // 1_048_576,
        "typed": request.GET.get("hash", "")[:200],
        "file_error": "",
        "hash_error": "",
        "verdict": None,
        "section": "verify",
    }
    status = 200
    asked = request.method == "POST" or "hash" in request.GET
    if request.method == "POST":
        status = _look_at_file(request, context)
    elif asked:
        status = _look_at_hash(context)
    response = render(request, "reports/public_verify.html", context, status=status)
    if asked:
        add_never_cache_headers(response)
    return response


def _look_at_file(request: HttpRequest, context: dict[str, Any]) -> int:
    if not ratelimit.consume(request, action="verify"):
        context["file_error"] = _("Too many files were looked at from here. Please wait a minute")
        return 429
    handler = InMemory(request)
    too_large = _("The file is larger than %(limit)s MB") % {"limit": LARGEST // 1_048_576}
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + FORM_AROUND_A_FILE:
        context["file_error"] = too_large
        return 413
    request.upload_handlers = [handler]
    chosen = request.FILES.get("file")
    if handler.too_large:
        context["file_error"] = too_large
        return 413
    if chosen is None or not chosen.size:
        context["file_error"] = _("Choose a file first; an empty one cannot be verified")
        return 400
    context["filename"] = chosen.name
    _tell(context, verify(chosen.read()))
    return 200


def _look_at_hash(context: dict[str, Any]) -> int:
    try:
        _tell(context, verify_hash(context["typed"]))
    except NoHash:
        context["hash_error"] = _("A hash has 64 digits and letters a to f; its first 16 are enough")
        return 400
    return 200


def _tell(context: dict[str, Any], verdict: Verdict) -> None:
    context["verdict"] = verdict
    context["matches"] = [_told(match) for match in verdict.matches]


def _told(match: Match) -> dict[str, Any]:
    version, line = match.version, listed(match.version)
    current = getattr(version.report, "listed", None)
    withdrawn = version.state == version.State.WITHDRAWN
    return {
        "match": match,
        "version": version,
        "listed": line,
        "withdrawn": withdrawn,
        "replaced_by": current.number if current and current.number > version.number else None,
        "name": _("Signed scan") if match.extension == SCAN else match.extension.upper(),
    }
