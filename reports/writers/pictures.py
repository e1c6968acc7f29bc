"""Stored pictures as `data:` addresses, when they are what a report may hold."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

LIMIT = 512 * 1024
"""Bytes of one picture; an emblem has a few kilobytes."""

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


def data_addresses(images: Mapping[str, bytes] | None) -> dict[str, str]:
    """Addresses by SHA-256 of the PNG and JPEG pictures that are small enough; others are left out.

    An SVG may hold scripts, so none is taken from outside.
    """
    found = {}
    for name, data in (images or {}).items():
        media_type = next((each for start, each in _SIGNATURES.items() if data.startswith(start)), None)
        if media_type and len(data) <= LIMIT:
            found[name] = f"data:{media_type};base64,{b64encode(data).decode()}"
    return found
