"""Style sheets and fonts of published pages, found by the hash of their bytes, for ever."""

from __future__ import annotations

from reports import storage
from reports.models import StoredFile
from reports.writers.assets import assets

MEDIA_TYPES = {"css": "text/css; charset=utf-8", "woff2": "font/woff2", "ttf": "font/ttf"}
"""What a published page may load. Pictures stand inside the page: some stored ones are not public."""
KEPT_AS = frozenset({"text/css", "font/woff2", "font/ttf", "font/sfnt", "application/octet-stream"})


def find_asset(sha256: str, extension: str) -> tuple[bytes, str] | None:
    """The bytes and media type of an asset: of this release, or kept with a published version."""
    media_type = MEDIA_TYPES.get(extension)
    if media_type is None:
        return None
    shipped = assets().get(f"{sha256}.{extension}")
    if shipped is not None:
        return shipped, media_type
    stored = StoredFile.objects.filter(pk=sha256, media_type__in=KEPT_AS).first()
    return (storage.read(sha256), media_type) if stored else None
