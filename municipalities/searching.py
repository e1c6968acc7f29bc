"""Finding municipalities by what people type: a part of a name, a place or a code, with the usual abbreviations."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from ita_portal.thai.normal import search_key
from municipalities.models import Kind, MunicipalityRecord

MOST_WORDS = 8
_ABBREVIATIONS = {
    "อบต": Kind.SAO,
    "อบจ": Kind.PAO,
    "ทต": Kind.SUBDISTRICT,
    "ทม": Kind.TOWN,
    "ทน": Kind.CITY,
}
_SHORT = re.compile(r"(?:^|(?<=\s))(?:(อบต|อบจ)\.?|(ทต|ทม|ทน)\.)\s*")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
"""PostgreSQL takes no NUL in a text."""
_PLACE_WORD = re.compile(r"(?:^|(?<=\s))(?:จังหวัด|อำเภอ|จ\.|อ\.)\s*(?=\S)")
"""Words before a place: the rows that are searched hold the bare names."""


def words_of(text: str) -> list[str]:
    """What has to stand in a row, each word somewhere: `อบต.ทรายขาว จ.กระบี่` is three words without their dots."""
    key = _PLACE_WORD.sub("", search_key(_CONTROL.sub(" ", text[:200])))
    key = _SHORT.sub(lambda match: f"{Kind(_ABBREVIATIONS[match[1] or match[2]]).label} ", key)
    return list(dict.fromkeys(search_key(key).split()))[:MOST_WORDS]


def named_like(text: str) -> QuerySet[MunicipalityRecord]:
    """The dated rows, former ones too, that hold every word of a text. `contains` finds the same on every database."""
    found = MunicipalityRecord.objects.all()
    for word in words_of(text):
        found = found.filter(search_text__contains=word)
    return found
