"""place: a district that its province does not have, or another district or province in the own address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.normal import squash
from municipalities import places
from reports.checks.context import Context
from reports.checks.finding import Finding, Where
from reports.checks.place_names import distance, places_at
from reports.checks.registry import check
from reports.checks.squeezed import Squeezed, squeeze
from reports.checks.texts import Text
from reports.document import Document

CODE = "place"
_NAME = r"[ก-๎]{2,24}?"
_PROVINCE = r"(?:จังหวัด|จ\.)"
_PAIR = re.compile(rf"(?:อำเภอ|อ\.)(?P<district>{_NAME}){_PROVINCE}(?P<province>[ก-๎]{{2,24}})")
_OWN_DISTRICT = r"(?:ตำบล[ก-๎]{2,20}?)?(?:อำเภอ|อ\.)(?P<district>[ก-๎]{2,24})"
_BETWEEN = r"[,\n]?(?:เลขที่[0-9/]+)?(?:หมู่(?:ที่)?[0-9]{1,2})?(?:(?:ตำบล|ต\.)[ก-๎]{2,20})?[,\n]?"
"""What an address has between the name and the district."""
_AROUND = 90
_MISSPELT = 2


@check(
    CODE,
    severity="error",
    title=gettext_noop("Wrong district or province"),
    finds=gettext_noop(
        "A district that the province beside it does not have, or another district or province behind the own name."
    ),
    example="เทศบาลตำบลบ้านตัวอย่าง อำเภอเมืองตรัง จังหวัดกระบี่",
    fix=gettext_noop("Write the district and province as they are registered."),
)
def place(document: Document, context: Context) -> Iterator[Finding]:
    own = document.municipality
    told = False
    for text in context.texts:
        if "อำเภอ" in text.text or "อ." in text.text:
            for each in _addresses(text, document):
                told = True
                yield each
    if told or not own.district or not own.province or places.find_province(own.province) is None:
        return
    if not places.district_in_province(own.district, own.province):
        yield _not_in(own.district, own.province, Where(field="municipality"))


def _addresses(text: Text, document: Document) -> Iterator[Finding]:
    squeezed = squeeze(text.text)
    judged: list[int] = []
    for match in _PAIR.finditer(squeezed.squeezed):
        judged.append(match.start("district"))
        district, province = match["district"], _province(match["province"])
        if province is None:
            continue
        if places.district_in_province(district, province):
            if _own_address(squeezed, match.start(), document):
                yield from _another(squeezed, text, match, province, document)
        elif places.districts_named(district) or _nearest(district, province):
            start, end = squeezed.span(match.start("district"), match.end("district"))
            yield _not_in(district, province, text.at(start, end))
    yield from _districts_alone(squeezed, text, document, judged)


def _districts_alone(
    squeezed: Squeezed, text: Text, document: Document, judged: list[int]
) -> Iterator[Finding]:
    """Another district right behind the own name, without a province."""
    own = document.municipality
    if not own.district or not own.name:
        return
    name = re.escape(own.name.replace(" ", ""))
    for match in re.finditer(rf"{name}{_OWN_DISTRICT}", squeezed.squeezed):
        at, rest = match.start("district"), match["district"]
        if at in judged or rest.startswith((squash(own.district), "เมือง")):
            continue
        named = next((each for each in places_at(rest) if places.districts_named(each)), "")
        if named:
            start, end = squeezed.span(at, at + len(named))
            yield _other_district(named, document, text.at(start, end))


def _another(
    squeezed: Squeezed, text: Text, match: re.Match[str], province: str, document: Document
) -> Iterator[Finding]:
    """What differs in the own address from where the municipality lies."""
    own = document.municipality
    if own.province and squash(own.province) != squash(province):
        start, end = squeezed.span(match.start("province"), match.start("province") + len(squash(province)))
        values = {"written": province, "own": own.province}
        message = gettext("The municipality lies in จังหวัด%(own)s, not in จังหวัด%(written)s.") % values
        fix = gettext("Write จังหวัด%(own)s.") % values
        yield Finding(CODE, "error", message, fix, text.at(start, end), replacement=own.province)
    elif own.district and own.province and not _same_district(match["district"], own.district, province):
        start, end = squeezed.span(match.start("district"), match.end("district"))
        yield _other_district(match["district"], document, text.at(start, end))


def _other_district(written: str, document: Document, where: Where) -> Finding:
    values = {"written": written, "own": document.municipality.district}
    message = gettext("The municipality lies in อำเภอ%(own)s, not in อำเภอ%(written)s.") % values
    fix = gettext("Write อำเภอ%(own)s.") % values
    return Finding(CODE, "error", message, fix, where, replacement=document.municipality.district)


def _own_address(squeezed: Squeezed, start: int, document: Document) -> bool:
    """Whether an address is the own one: it stands right behind the own name."""
    name = document.municipality.name.replace(" ", "")
    before = squeezed.squeezed[max(0, start - _AROUND) : start]
    return bool(name) and re.search(rf"{re.escape(name)}{_BETWEEN}\Z", before) is not None


def _not_in(district: str, province: str, where: Where) -> Finding:
    values = {"district": district, "province": province}
    message = gettext("จังหวัด%(province)s has no อำเภอ%(district)s.") % values
    fix = gettext("Write the district and province as they are registered.")
    near = _nearest(district, province)
    elsewhere = ", ".join(each.province.name for each in places.districts_named(district)[:3])
    if near:
        fix = gettext("Probably อำเภอ%(near)s is meant.") % {"near": near}
    elif elsewhere:
        fix = gettext("A district of this name lies in %(provinces)s.") % {"provinces": elsewhere}
    return Finding(
        CODE, "error", message, fix, where, replacement=near if near and where.start is not None else None
    )


@lru_cache(maxsize=512)
def _nearest(district: str, province: str) -> str:
    """The only district of the province whose name differs by a letter or two."""
    if len(district) <= _MISSPELT + 2:
        return ""
    near = [
        each.name
        for each in places.districts(province)
        if distance(squash(each.name), squash(district), _MISSPELT) <= _MISSPELT
    ]
    return near[0] if len(near) == 1 else ""


def _same_district(one: str, other: str, province: str) -> bool:
    first, second = places.find_district(one, province), places.find_district(other, province)
    return first is None or second is None or first == second


@lru_cache(maxsize=512)
def _province(rest: str) -> str | None:
    """The province that a text begins with; None when it begins with none."""
    for name in places_at(rest):
        if (found := places.find_province(name)) is not None:
            return found.name
    return None
