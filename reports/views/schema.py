"""The JSON Schema of reports, where other systems find it."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from reports.document import FORMAT
from reports.formats.schema import MEDIA_TYPE, schema
from reports.views.policy import with_policy
from reports.views.stored import FOR_AN_HOUR, NOTHING


@require_safe
def report(request: HttpRequest, form: int) -> HttpResponse:
    """The schema of one format of a report's JSON: its address stays, and within a format only fields are added."""
    if form != FORMAT:
        raise Http404("no such format")
    data, etag = _written()
    headers = {"ETag": etag, "Cache-Control": FOR_AN_HOUR, "Access-Control-Allow-Origin": "*"}
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers=headers)
    return with_policy(HttpResponse(data, content_type=MEDIA_TYPE, headers=headers), NOTHING)


@cache
def _written() -> tuple[bytes, str]:
    data = (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode()
    return data, f'"{hashlib.sha256(data).hexdigest()}"'
