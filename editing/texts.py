"""Texts of fields compared: a short name for a text, so that a page can say what it started from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def text_hash(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a field's canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Beside:
    """The text that is stored in a field, beside the one that somebody typed without knowing it."""

    stored: str
    typed: str
