"""Stored bytes: every file under MEDIA_ROOT is named by its SHA-256 and never changes.

`ab/abcdef…`: the first two digits are a folder. A file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Damaged(Exception):
    """The stored bytes are missing or are not the ones that were stored; the message is for people."""


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash are kept. Raises ValueError for anything that is no SHA-256."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / checked(sha256)


def checked(sha256: str) -> str:
    """The name of a file, as it is. Raises ValueError for anything that is no SHA-256."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return sha256


def keep(data: bytes) -> str:
    """Keep bytes and return their SHA-256. Keeping the same bytes again is harmless. Raises Damaged."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if not is_whole_at(path, sha256):
        write_whole(path, data)
        if not is_whole_at(path, sha256):
            raise Damaged(gettext("The file %(path)s could not be written whole.") % {"path": path})
    return sha256


def read(sha256: str) -> bytes:
    """The bytes with this hash, verified. Raises Damaged."""
    return read_at(path_of(sha256), sha256)


def read_at(path: Path, sha256: str) -> bytes:
    """The bytes of a file of the portal, verified by the hash it was stored under. Raises Damaged."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Damaged(gettext("The stored file %(sha256)s is missing.") % {"sha256": sha256}) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(gettext("The stored file %(sha256)s is damaged.") % {"sha256": sha256})
    return data


def exists(sha256: str) -> bool:
    """Whether bytes are kept under this hash (by name; `read` verifies them)."""
    return bool(_SHA256.fullmatch(sha256)) and path_of(sha256).is_file()


def is_whole(sha256: str) -> bool:
    """Whether the bytes with this hash are kept and undamaged: they are read for it."""
    return bool(_SHA256.fullmatch(sha256)) and is_whole_at(path_of(sha256), sha256)


def is_whole_at(path: Path, sha256: str) -> bool:
    """Whether a file has the bytes of this hash: it is read for it."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def write_whole(path: Path, data: bytes) -> None:
    """Written aside, flushed to the disk and renamed; the folder too, so that the name survives a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as draft:
        try:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(0o640)
            Path(draft.name).replace(path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
