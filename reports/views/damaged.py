"""The answer where stored bytes are missing or not the ones that were stored: 503, and the log tells the operator."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER = "3600"
"""Seconds: somebody has to bring the bytes back from a backup."""

log = structlog.get_logger(__name__)


def cannot_be_read(
    request: HttpRequest, sha256: str, *, section: str, back: str = "", again: bool = False
) -> HttpResponse:
    """`back` is where the same content can still be read, or with `again` where it can be made anew."""
    log.error("stored_file_damaged", sha256=sha256)
    context = {"section": section, "back": back, "again": again}
    response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response
