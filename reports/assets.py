"""Style sheets, fonts and images of published pages, found by the hash of their bytes, for ever."""

from __future__ import annotations

import mimetypes
from functools import cache

from reports import storage
from reports.models import StoredFile
from reports.writers.assets import assets

MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
"""What a published page may load. Anything else is no asset, whatever its hash."""


@cache
def _shipped() -> dict[str, bytes]:
    """The writer's own assets by file name `<sha256>.<ext>`."""
    return dict(assets())


def find_asset(sha256: str, extension: str) -> tuple[bytes, str] | None:
    """The bytes and media type of an asset: of this release, or kept with a published version."""
    media_type = MEDIA_TYPES.get(extension)
    if media_type is None:
        return None
    shipped = _shipped().get(f"{sha256}.{extension}")
    if shipped is not None:
        return shipped, media_type
    stored = StoredFile.objects.filter(pk=sha256).first()
    if stored is None or mimetypes.guess_extension(stored.media_type.split(";")[0]) in (
        None,
        ".html",
        ".pdf",
        ".json",
    ):
        return None
    return storage.read(sha256), media_type
