"""Where the programming interface stands, and how its addresses are made."""

from __future__ import annotations

from django.conf import settings

ROOT = "/api/v1/"
DOCS = f"{ROOT}docs"
PRIVATE = f"{ROOT}own/"
"""Drafts of a municipality, for its own systems: every address below it asks for a token."""
MOST_BYTES = 1024 * 1024
"""Of a request's body: a whole year of scores with remarks is a tenth of it."""


def is_api(path: str) -> bool:
    """Whether a program is answered there; the page that describes the interface is one of the portal's."""
    return path.startswith(ROOT) and path != DOCS


def is_private(path: str) -> bool:
    return path.startswith(PRIVATE)


def absolute(path: str) -> str:
    """An address that works from everywhere, as the published documents print it."""
    return f"{settings.SITE_URL}{path}"
