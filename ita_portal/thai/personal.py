"""What in a text belongs to a person: citizens' ID numbers, phone numbers, bank account numbers.

Numbers are found with Arabic and Thai digits. An ID number counts only when its check digit is right (the rule of
the civil registration: thirteen digits, the last is 11 minus the weighted sum modulo 11), so that budget figures
and document numbers are not taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ita_portal.thai.digits import to_arabic

Personal = Literal["id-number", "mobile", "account"]


@dataclass(frozen=True, slots=True)
class FoundPersonal:
    """Something personal at `text[start:end]`."""

    kind: Personal
    start: int
    end: int


_EDGE_BEFORE, _EDGE_AFTER = r"(?<![0-9.,/_-])", r"(?![0-9]|[.,/_-][0-9])"
_ID = re.compile(_EDGE_BEFORE + r"[1-8](?:[ -]?[0-9]){12}" + _EDGE_AFTER)
_MOBILE = re.compile(r"(?<![0-9.,/_])(?<![0-9]-)(?:\+66[ -]?|0)[689](?:[ -]?[0-9]){8}" + _EDGE_AFTER)
_ACCOUNT = re.compile(
    r"(?:บัญชี|พร้อมเพย์|account)[^0-9\n]{0,60}?(?P<number>[0-9](?:[ -]?[0-9]){9,14})" + _EDGE_AFTER,
    re.IGNORECASE,
)
_ACCOUNT_FORM = re.compile(_EDGE_BEFORE + r"(?P<number>[0-9]{3}-[0-9]-[0-9]{5}-[0-9])" + _EDGE_AFTER)


def find_personal(text: str) -> list[FoundPersonal]:
    """Everything personal in a text, in its order; nothing is counted twice."""
    read = to_arabic(text)
    found: list[FoundPersonal] = []
    for each in sorted(_candidates(read), key=lambda one: one.start):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return found


def is_id_number(digits: str) -> bool:
    """Whether thirteen digits are a citizen's ID number by their check digit."""
    if not re.fullmatch(r"[1-8][0-9]{12}", digits):
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, range(13, 1, -1), strict=False))
    return (11 - weighted % 11) % 10 == int(digits[12])


def _candidates(text: str) -> Iterator[FoundPersonal]:
    for match in _ID.finditer(text):
        if is_id_number(re.sub(r"[ -]", "", match[0])):
            yield FoundPersonal("id-number", match.start(), match.end())
    for match in _MOBILE.finditer(text):
        yield FoundPersonal("mobile", match.start(), match.end())
    for pattern in (_ACCOUNT, _ACCOUNT_FORM):
        for match in pattern.finditer(text):
            yield FoundPersonal("account", match.start("number"), match.end("number"))
