"""Provinces, districts and tambons of Thailand: lookups that forgive how people write them.

The data (`municipalities/data/places.json`, official codes) is read once, at the first question. Names are
given with or without their prefix (จังหวัด/จ., อำเภอ/อ./เขต, ตำบล/ต./แขวง), with any spacing, and
"อำเภอเมือง" means the capital district of its province (เมืองขอนแก่น in ขอนแก่น).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ita_portal.thai.normal import squash

DATA = Path(__file__).parent / "data" / "places.json"

_PROVINCE_PREFIX = re.compile(r"^(จังหวัด|จว\.|จ\.)")
_DISTRICT_PREFIX = re.compile(r"^(กิ่งอำเภอ|กิ่งอ\.|อำเภอ|อ\.|เขต)")
_TAMBON_PREFIX = re.compile(r"^(ตำบล|ต\.|แขวง)")
_PROVINCE_MENTION = re.compile(r"(?:จังหวัด|จ\.)\s*(?P<rest>[ก-๙]+)")
_SHORT_PROVINCES = {
    "กทม": "กรุงเทพมหานคร",
    "กรุงเทพ": "กรุงเทพมหานคร",
    "อยุธยา": "พระนครศรีอยุธยา",
}


@dataclass(frozen=True, slots=True)
class Province:
    """A province (จังหวัด); `code` has two digits."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class District:
    """A district (อำเภอ, in Bangkok เขต); `code` has four digits, the first two are the province's."""

    code: str
    name: str
    province: Province


@dataclass(frozen=True, slots=True)
class Tambon:
    """A tambon (ตำบล, in Bangkok แขวง); `code` has six digits, the first four are the district's."""

    code: str
    name: str
    district: District


@dataclass(frozen=True, slots=True)
class _Places:
    provinces: tuple[Province, ...]
    districts: Mapping[str, tuple[District, ...]]
    """By province code."""
    tambons: Mapping[str, tuple[Tambon, ...]]
    """By district code."""
    other_spellings: Mapping[str, str]
    """Squashed other spelling → squashed name."""


@cache
def _places() -> _Places:
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    provinces: list[Province] = []
    districts: dict[str, tuple[District, ...]] = {}
    tambons: dict[str, tuple[Tambon, ...]] = {}
    for row in data["provinces"]:
        province = Province(row["code"], row["name"])
        provinces.append(province)
        districts[province.code] = tuple(District(code, name, province) for code, name, _ in row["districts"])
        for district, (code, _, names) in zip(districts[province.code], row["districts"], strict=True):
            tambons[code] = tuple(Tambon(code + end, name, district) for end, name in names.items())
    spellings = {squash(other): squash(name) for other, name in data["other_spellings"].items()}
    return _Places(tuple(provinces), districts, tambons, spellings)


def _bare(text: str, prefix: re.Pattern[str]) -> str:
    """The name alone, squashed: without prefix, spaces, dashes and ฯ."""
    name = prefix.sub("", squash(text)).strip(".ฯ")
    return _places().other_spellings.get(name, name)


@cache
def _province_by_name() -> dict[str, Province]:
    by_name = {squash(province.name): province for province in _places().provinces}
    return by_name | {short: by_name[squash(name)] for short, name in _SHORT_PROVINCES.items()}


@cache
def _district_by_name(province_code: str) -> dict[str, District]:
    found = {squash(district.name): district for district in _places().districts[province_code]}
    for capital in list(found.values()):
        province_name = capital.province.name
        if capital.name in (province_name, f"เมือง{province_name}"):
            found.setdefault("เมือง", capital)
            found.setdefault(squash(f"เมือง{province_name}"), capital)
    return found


def provinces() -> tuple[Province, ...]:
    """Return all 77 provinces in the order of their codes."""
    return _places().provinces


def find_province(text: str) -> Province | None:
    """Return the province that a name, a two-digit code or a running text names, None when it names none.

    A running text must say จังหวัด or จ. before the name; the first known name counts.
    """
    bare = _bare(text, _PROVINCE_PREFIX)
    by_name = _province_by_name()
    if bare in by_name:
        return by_name[bare]
    for province in provinces():
        if province.code == bare:
            return province
    for mention in _PROVINCE_MENTION.finditer(text):
        rest = squash(mention["rest"])
        fitting = [name for name in by_name if rest.startswith(name)]
        if fitting:
            return by_name[max(fitting, key=len)]
    return None


def districts(province: str) -> tuple[District, ...]:
    """Return the districts of a province by its name or code; none for an unknown province."""
    found = find_province(province)
    return _places().districts[found.code] if found else ()


def find_district(district: str, province: str) -> District | None:
    """Return a district of a province by their names or codes, None when there is no such district there."""
    found = find_province(province)
    if found is None:
        return None
    bare = _bare(district, _DISTRICT_PREFIX)
    by_name = _district_by_name(found.code)
    if bare in by_name:
        return by_name[bare]
    return next((each for each in by_name.values() if each.code == bare), None)


def district_in_province(district: str, province: str) -> bool:
    """Tell whether a province has a district of that name ("อำเภอเมือง" is its capital district)."""
    return find_district(district, province) is not None


def districts_named(district: str) -> tuple[District, ...]:
    """Return every district of that name, whatever its province: where a misplaced one may belong."""
    found = (find_district(district, province.code) for province in provinces())
    return tuple(each for each in found if each is not None)


def tambons(district: str, province: str) -> tuple[Tambon, ...]:
    """Return the tambons of a district by the names or codes of both; none for an unknown district."""
    found = find_district(district, province)
    return _places().tambons[found.code] if found else ()


def find_tambon(tambon: str, district: str, province: str) -> Tambon | None:
    """Return a tambon of a district, None when there is no such tambon there."""
    bare = _bare(tambon, _TAMBON_PREFIX)
    return next((each for each in tambons(district, province) if squash(each.name) == bare), None)
