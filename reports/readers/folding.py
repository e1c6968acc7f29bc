"""Headings and titles folded to what survives retyping, PDF damage and haste, so that they can be compared."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from ita_portal.thai.celltext import plain
from ita_portal.thai.normal import squash

_TONES = re.compile("[\u0e45\u0e47-\u0e4e]")
_VOWEL_RUN = re.compile("([\u0e31\u0e34-\u0e3a])[\u0e31\u0e34-\u0e3a]+")
_SIGNS = re.compile(r"[^\w\u0e01-\u0e5b]|_")
COMPARED_LENGTH = 200


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The letters and Arabic digits of a text, lower case, without spaces, punctuation and tone marks.

    ำ counts as า (the nikhahit is the first thing a PDF loses) and of two vowels on one consonant the first
    stays, so "ลำดับ" equals "ลาดับ" and "วิธีิการ" equals "วิธีการ". Only the first characters count.
    """
    folded = squash(text[: 4 * COMPARED_LENGTH]).replace("ำ", "า")
    return _SIGNS.sub("", _VOWEL_RUN.sub(r"\1", _TONES.sub("", folded)))


def visible(cell: str) -> str:
    """What a cell shows, on one line."""
    return " ".join(plain(cell).split())


@lru_cache(maxsize=20_000)
def likeness(one: str, other: str) -> float:
    """How alike two folded texts are, 0 to 1. Long texts are never alike: the time stays bounded."""
    if one == other:
        return 1.0
    # Twice the shorter length is the most that can agree; a comparison is dear, so rule out what cannot be half alike.
    if max(len(one), len(other)) > COMPARED_LENGTH or 4 * min(len(one), len(other)) <= len(one) + len(other):
        return 0.0
    if 3 * len(set(one) & set(other)) < min(len(set(one)), len(set(other))):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.5 else 0.0
