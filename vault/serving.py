"""Kept files handed out so that they can do nothing: a browser shows pictures and PDFs and saves everything else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header, parse_etags

from vault.kinds import KINDS

FOREVER = "public, max-age=31536000, immutable"
NEVER = "private, no-store"
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"
_SANDBOX = f"{_NOTHING}; sandbox"
"""Browsers show no PDF inside a sandbox; its own viewer is one."""


def handed_out(
    request: HttpRequest, data: bytes, sha256: str, media_type: str, name: str, *, cache: str = NEVER
) -> HttpResponse:
    """A file with headers that let it be seen or saved and nothing else. `name` is what it is saved as."""
    kind = KINDS.get(media_type)
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": cache,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Content-Security-Policy": _NOTHING if kind and kind.extension == "pdf" else _SANDBOX,
        "Content-Disposition": content_disposition_header(not (kind and kind.shown), name) or "attachment",
    }
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if cache != NEVER and (headers["ETag"] in known or "*" in known):
        response = HttpResponse(status=304, headers=headers)
    else:
        response = HttpResponse(
            data, content_type=media_type if kind else "application/octet-stream", headers=headers
        )
    response._csp_exempt = True  # type: ignore[attr-defined]
    return response
