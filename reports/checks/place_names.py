"""Names of places, to tell where a municipality's name ends in a language without spaces."""

from __future__ import annotations

from functools import cache

from ita_portal.thai.normal import squash
from municipalities import places


@cache
def place_names() -> frozenset[str]:
    """Every province, district and tambon, without white space; most municipalities are named after one."""
    names: set[str] = set()
    for province in places.provinces():
        names.add(squash(province.name))
        for district in places.districts(province.code):
            names.add(squash(district.name))
            names.update(squash(tambon.name) for tambon in places.tambons(district.code, province.code))
    return frozenset(name for name in names if len(name) >= 3)


@cache
def _longest() -> int:
    return max(map(len, place_names()))


def places_at(text: str) -> list[str]:
    """The names of places that a text without spaces begins with, the longest first."""
    names = place_names()
    return [text[:end] for end in range(min(_longest(), len(text)), 2, -1) if text[:end] in names]


def distance(one: str, other: str, limit: int) -> int:
    """Letters to insert, delete or change to make one text the other; `limit + 1` when there are more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, there in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != there)))
        if min(now) > limit:
            return limit + 1
        before = now
    return before[-1]
