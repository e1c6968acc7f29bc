"""Files that are made for somebody and kept for a while, by their SHA-256.

They lie apart from the files that are kept for ever: the same bytes may be there too, as somebody's evidence, and a
file that goes here must not go there.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from vault.kept import Damaged, write_whole


def path_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "passing" / sha256


def keep(data: bytes) -> str:
    """Keep bytes until they are dropped; their SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_whole(sha256):
        write_whole(path_of(sha256), data)
    return sha256


def read(sha256: str) -> bytes:
    """The bytes, verified. Raises Damaged."""
    try:
        data = path_of(sha256).read_bytes()
    except OSError as error:
        raise Damaged(gettext("The stored file %(sha256)s is missing.") % {"sha256": sha256}) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(gettext("The stored file %(sha256)s is damaged.") % {"sha256": sha256})
    return data


def is_whole(sha256: str) -> bool:
    try:
        read(sha256)
    except Damaged:
        return False
    return True


def drop(sha256: str) -> None:
    """Take the bytes away; those that are gone already are gone."""
    if sha256:
        path_of(sha256).unlink(missing_ok=True)
