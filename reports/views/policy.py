"""Content security policies that differ from the portal's own, set on one answer (django-csp's own attributes)."""

from __future__ import annotations

from django.http import HttpResponse


def with_inline_pictures(response: HttpResponse) -> HttpResponse:
    """For a page that shows a report: its emblem and pictures stand in it as `data:` addresses."""
    response._csp_update = {"img-src": ["data:"]}  # type: ignore[attr-defined]
    return response


def with_policy(response: HttpResponse, policy: str) -> HttpResponse:
    """For stored bytes: this policy instead of the portal's."""
    response._csp_exempt = True  # type: ignore[attr-defined]
    response.headers["Content-Security-Policy"] = policy
    return response
