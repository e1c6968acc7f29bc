"""Files that are made for somebody and kept for a while, by their SHA-256.

They lie apart from the files that are kept for ever: the same bytes may be there too, as somebody's evidence, and a
file that goes here must not go there.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from vault.kept import checked, is_whole_at, read_at, write_whole


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash are. Raises ValueError for anything that is no SHA-256."""
    return Path(settings.MEDIA_ROOT) / "passing" / checked(sha256)


def keep(data: bytes) -> str:
    """Keep bytes until they are dropped; their SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_whole(sha256):
        write_whole(path_of(sha256), data)
    return sha256


def read(sha256: str) -> bytes:
    """The bytes, verified. Raises Damaged."""
    return read_at(path_of(sha256), sha256)


def is_whole(sha256: str) -> bool:
    """Whether the bytes are there and undamaged."""
    return bool(sha256) and is_whole_at(path_of(sha256), sha256)


def drop(sha256: str) -> None:
    """Take the bytes away; those that are gone already are gone."""
    if sha256:
        path_of(sha256).unlink(missing_ok=True)
