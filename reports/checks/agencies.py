"""Local administrations named in a text: whose name it is, how sure that is, and in which role it stands there.

A name ends where the sentence goes on; Thai writes no space there. The own name decides first, then the names of
the country's places, then words that names begin with. What may be an ordinary word is not taken for a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ita_portal.thai.words import is_word, words
from reports.checks.agency_words import (
    EVERYDAY,
    FOLLOWING,
    GUESTS,
    MORPHEMES,
    NEVER,
    OWNER_BEFORE,
    PLACE_BEFORE,
    SUBJECT_AFTER,
    WITH_OTHERS,
)
from reports.checks.place_names import distance, places_at
from reports.checks.squeezed import Squeezed, squeeze

Role = Literal["own", "other", "with"]

KINDS = {
    "sao": r"องค์การบริหารส่วนตำบล|อ\.?บ\.?ต\.?",
    "pao": r"องค์การบริหารส่วนจังหวัด|อ\.?บ\.?จ\.?",
    "city": r"(?:เทศบาล|เทศมนตรี)นคร|ทน\.",
    "town": r"(?:เทศบาล|เทศมนตรี)เมือง|ทม\.",
    "subdistrict": r"(?:เทศบาล|เทศมนตรี)ตำบล|ทต\.",
    "": r"เทศบาล",
}
_KIND = re.compile(
    "|".join(rf"(?P<{kind or 'any'}>{pattern})" for kind, pattern in KINDS.items()) + r"(?![ะ-ฺ็-๎])"
)
_SHORT = re.compile(r"อ\.?บ\.?[ตจ]\Z")
_NOT_KIND = re.compile(r"[ะ-ฺ็-๎]")
_BEFORE_SHORT = tuple("ของ ใน กับ โดย ที่ และ หรือ ปลัด นายก สภา พนักงาน สมาชิก ประกาศ สำนักงาน จาก ว่า".split())
_LETTERS = re.compile(r"[ก-๎]+")
_LONGEST = 26
_AROUND = 60
"""Squeezed characters before a name in which it is said who it is."""
_NEAR = {4: 1, 5: 1}
"""Letters that a misspelt own name of so many letters may differ in; 2 from six letters on."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A local administration's name that is not the own one, at `text[start:end]` with its kind.

    `name_start` begins the name alone. `near`: it is the own name but for one or two letters. `sure`: the name is
    that of a place. `role` is "own" where the text speaks of the agency itself, "with" where of a joint work.
    """

    start: int
    end: int
    name_start: int
    kind: str
    name: str
    near: bool
    sure: bool
    role: Role


@lru_cache(maxsize=4096)
def mentions(text: str, own: str, own_kind: str) -> tuple[Mention, ...]:
    """Every other local administration that a text names; `own` is the bare own name, "" when it is not known."""
    if "ท" not in text and "บ" not in text:
        return ()  # every kind has one of them, also where spaces tear it apart
    squeezed = squeeze(text)
    own = re.sub(r"\s", "", own)
    found = []
    for match in _KIND.finditer(squeezed.squeezed):
        kind = match.lastgroup or ""
        kind = "" if kind == "any" else kind
        if _SHORT.search(match[0]) and not _stands_alone(squeezed, match):
            continue
        named = _name(squeezed, match.end(), own, same_kind=kind in ("", own_kind))
        if named is None or (kind == "" and not named.near and (not named.sure or is_word(named.name))):
            continue
        start, end = squeezed.span(match.start(), match.end() + len(named.name))
        name_start = squeezed.span(match.end(), match.end() + 1)[0]
        role = _role(squeezed, match.start(), match.end() + len(named.name))
        found.append(Mention(start, end, name_start, kind, named.name, named.near, named.sure, role))
    return tuple(found)


def _stands_alone(squeezed: Squeezed, match: re.Match[str]) -> bool:
    """Whether an abbreviation without its dot is one: ชอบตรง and สอบตก are not."""
    start = squeezed.span(match.start(), match.start() + 1)[0]
    before = squeezed.original[start - 1 : start]
    return not _LETTERS.match(before) or squeezed.squeezed[: match.start()].endswith(_BEFORE_SHORT)


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    near: bool
    sure: bool


def _name(squeezed: Squeezed, at: int, own: str, *, same_kind: bool) -> _Name | None:
    """The name at a place of the squeezed text; None when there is none or when it is the own one."""
    match = _LETTERS.match(squeezed.squeezed, at, at + 2 * _LONGEST)
    if match is None:
        return None
    rest = match[0]
    for word in ("นคร", "เมือง"):  # เทศบาลนครปฐม is the own one of นครปฐม, whatever its kind
        if own.startswith(word) and squeezed.squeezed[:at].endswith(word) and (word + rest).startswith(own):
            return None

    def ends(length: int) -> bool:
        tail = rest[length:]
        return not tail or tail.startswith(FOLLOWING) or _gap(squeezed, at + length)

    known = [place for place in places_at(rest) if place not in EVERYDAY and ends(len(place))]
    if own and rest.startswith(own):
        longer = [place for place in known if len(place) > len(own)]
        if not longer or ends(len(own)):
            return None
        return _Name(longer[0], near=False, sure=True)
    if words_first := [len(word) for word in NEVER if rest.startswith(word)]:
        known = [place for place in known if len(place) > max(words_first) or _gap(squeezed, at + len(place))]
        if not known:
            return None
    if same_kind and (near := _near(rest, own, ends)):
        return _Name(near, near=True, sure=False)
    if known:
        return _Name(known[0], near=False, sure=True)
    return _unknown(rest, ends)


def _near(rest: str, own: str, ends) -> str:  # type: ignore[no-untyped-def]
    """The beginning of `rest` that is the own name but for a letter or two."""
    limit = _NEAR.get(len(own), 2 if len(own) > 5 else 0)
    best = ""
    fewest = limit + 1
    for length in range(max(3, len(own) - limit), min(len(rest), len(own) + limit) + 1):
        if _NOT_KIND.match(rest[length : length + 1]) or not ends(length):
            continue
        letters = distance(rest[:length], own, limit)
        if letters < fewest:
            best, fewest = rest[:length], letters
    return best


def _unknown(rest: str, ends) -> _Name | None:  # type: ignore[no-untyped-def]
    """A name that is no place of the country but begins like one."""
    length = 0
    for word in words(rest[: 2 * _LONGEST]):
        if length and (word.text in FOLLOWING or ends(length)):
            break
        if not length and word.text not in MORPHEMES:
            return None
        length += len(word.text)
    if length < 4 or length > _LONGEST or not ends(length):
        return None
    return _Name(rest[:length], near=False, sure=False)


def _gap(squeezed: Squeezed, at: int) -> bool:
    """Whether white space or the end of the text stands before this place of the squeezed text."""
    if at >= len(squeezed.squeezed):
        return True
    return squeezed.span(at - 1, at)[1] < squeezed.span(at, at + 1)[0]


def _role(squeezed: Squeezed, start: int, end: int) -> Role:
    text = squeezed.squeezed
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + 30].partition("\n")[0]
    if WITH_OTHERS.search(before) or WITH_OTHERS.search(after):
        return "with"
    if PLACE_BEFORE.search(before) or GUESTS.search(before[-20:]) or GUESTS.match(after):
        return "other"
    if OWNER_BEFORE.search(before):
        return "own"
    begins = start == 0 or text[start - 1] == "\n" or _gap(squeezed, start)
    return "own" if begins and (not after or SUBJECT_AFTER.match(after)) else "other"
