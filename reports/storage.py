"""Stored bytes of reports: files under MEDIA_ROOT named by their SHA-256 (`vault.kept`), each with a row.

A file is on the disk before its row is in the database.
"""

from __future__ import annotations

from reports.models import StoredFile
from vault.kept import Damaged, exists, is_whole, keep, path_of, read

__all__ = ["Damaged", "exists", "is_whole", "path_of", "read", "store"]


def store(data: bytes, media_type: str) -> StoredFile:
    """Keep bytes and return their row. Storing the same bytes again is harmless."""
    stored, _ = StoredFile.objects.get_or_create(
        sha256=keep(data), defaults={"media_type": media_type, "size": len(data)}
    )
    return stored
