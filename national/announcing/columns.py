"""Which column of a list of results is which, by its heading in Thai or English, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from catalogue.frame import Frame
from ita_portal.thai.normal import squash
from municipalities.import_rows import COLUMNS as OF_MUNICIPALITIES
from municipalities.import_rows import UnreadableFileError
from national.announcing.table import Table

ROW, WRONG = _("row of the list"), _("what is wrong")
"""Columns that the sheet of wrong rows adds; when it comes back they say nothing."""
INSTRUMENTS = ("IIT", "EIT", "OIT")
HEADINGS: dict[str, tuple[str, ...]] = {
    "code": OF_MUNICIPALITIES["code"],
    "name": ("name of the municipality", *OF_MUNICIPALITIES["name"]),
    "year": (
        "year", "assessed year", "fiscal year", "ปี", "ปี พ.ศ.", "ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", "ปีที่ประเมิน",
        "ปีประเมิน", "ปีการประเมิน",
    ),
    "total": (
        "total", "score", "total score", "ITA", "ITA score", "คะแนนรวม", "คะแนน", "คะแนน ITA", "คะแนนรวม ITA",
        "ผลคะแนน", "ผลคะแนน ITA", "ผลคะแนนรวม", "ค่าคะแนน", "ค่าคะแนน ITA", "คะแนนเฉลี่ย", "คะแนนภาพรวม",
        "คะแนนผลการประเมิน",
    ),
    "level": (
        "level", "rating", "rating level", "ระดับ", "ระดับผลการประเมิน", "ผลการประเมิน", "ระดับผลการประเมิน ITA",
        "ผลการประเมินระดับ", "ระดับคะแนน",
    ),
    "status": ("status", "status of the figures", "สถานะของตัวเลข", "สถานะ", "สถานะผล", "สถานะคะแนน", "สถานะของคะแนน"),
    "source": ("source", "source of the figures", "แหล่งที่มาของตัวเลข", "แหล่งที่มา", "ที่มา", "แหล่งข้อมูล"),
    "announced_on": (
        "announced on", "announced date", "date", "วันที่ประกาศ", "ประกาศเมื่อวันที่", "วันที่", "วันประกาศ", "ประกาศเมื่อ",
    ),
}  # fmt: skip
"""Headings by which a column is known (spaces, dots, brackets and case do not count)."""
LABELS = {
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name of the municipality"),
    "year": gettext_lazy("Assessed year"),
    "total": gettext_lazy("Total score"),
    "level": gettext_lazy("Level"),
    "status": gettext_lazy("Status of the figures"),
    "source": gettext_lazy("Source of the figures"),
    "announced_on": gettext_lazy("Announced on"),
}


def label_of(key: str) -> str:
    """A figure in words: "Total score", "indicator 3", "i1"."""
    if key.isdigit():
        return gettext("indicator %(no)s") % {"no": key}
    return str(LABELS.get(key, key))


_SAYS_NOTHING = (
    *OF_MUNICIPALITIES["kind"], *OF_MUNICIPALITIES["province"], *OF_MUNICIPALITIES["district"], "ลำดับ", "ลำดับที่",
    "ที่", "ภาค", "ตำบล", "เขต", "อันดับ",
)  # fmt: skip
_SCORE = re.compile(r"^(?:ผลคะแนน|ค่าคะแนน|คะแนนเฉลี่ย|คะแนน|score)(?=.)")
_INDICATOR = re.compile(r"^(?:ตัวชี้วัดที่|ตัวชี้วัด|ตชว|indicator)?(?P<no>[0-9]{1,2})(?P<name>[^0-9].*)?$")
_ITEM = re.compile(r"^(?:ข้อ|item)?(?P<code>[ieo][0-9]{1,2})(?:[^0-9].*)?$")
_INSTRUMENT = re.compile(r"^(?:แบบวัด|เครื่องมือ)?(?P<code>iit|eit|oit)(?:score|คะแนน|[0-9]+คะแนน|[0-9]+)?$")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
LONGEST, LONGEST_SHOWN = 300, 100
"""Characters of a heading that is understood, and that is shown."""
SEARCHED = 20
"""So many rows may stand above the headings."""
FEWEST = 2
"""Two-row headings have at least so many known ones in their lower row."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds, "" for one that says nothing; `headings` as they are written."""

    keys: tuple[str, ...]
    headings: tuple[str, ...]
    unknown: tuple[str, ...]
    first: int
    """The first row below the headings, counted from 0."""

    def heading(self, key: str) -> str:
        """How the list itself calls a column; our own word for one that it does not have."""
        if key in self.keys:
            return self.headings[self.keys.index(key)]
        return label_of(key)


def columns_of(table: Table, frames: Mapping[int, Frame]) -> Columns:
    """Find the headings of a list. Raises UnreadableFileError when a column is missing or there twice."""
    if not any(map(any, table.lines)):
        raise UnreadableFileError(gettext("is empty"))
    names = _indicator_names(frames.values())
    top = [
        (number, [_key(cell, names) for cell in line]) for number, line in enumerate(table.lines[:SEARCHED])
    ]
    found = next(((number, keys) for number, keys in top if "code" in keys), None)
    if found is None:
        raise UnreadableFileError(
            gettext("the first rows have no column %(columns)s") % {"columns": _named("code")}
        )
    first, keys = found
    headings = list(table.lines[first])
    first = _with_lower_row(table, first, keys, headings, names)
    _check(keys)
    headings = [" ".join(heading.split())[:LONGEST_SHOWN] for heading in headings]
    unknown = [
        heading
        for heading, key in zip(headings, keys, strict=True)
        if heading and not key and not _silent(heading)
    ]
    return Columns(tuple(keys), tuple(headings), tuple(unknown), first)


def _with_lower_row(
    table: Table, first: int, keys: list[str], headings: list[str], names: Mapping[str, str]
) -> int:
    """Take in a second row of headings, and say where the figures begin."""
    below = table.lines[first + 1] if first + 1 < len(table.lines) else ()
    lower = [_key(cell, names) for cell in below]
    place = keys.index("code")
    if (place < len(below) and below[place]) or len([key for key in lower if key]) < FEWEST:
        return first + 1
    missing = len(lower) - len(keys)
    keys += [""] * missing
    headings += [""] * missing
    for column, key in enumerate(lower):
        if key:
            keys[column], headings[column] = key, below[column]
    return first + 2


def _check(keys: Iterable[str]) -> None:
    found = [key for key in keys if key]
    twice = next((key for key in found if found.count(key) > 1), None)
    if twice:
        raise UnreadableFileError(gettext("column %(column)s is there twice") % {"column": twice})
    if not any(_is_figure(key) for key in found):
        raise UnreadableFileError(
            gettext("the first rows have no column %(columns)s") % {"columns": _named("total")}
        )


def _is_figure(key: str) -> bool:
    return key == "total" or key == "level" or key in INSTRUMENTS or key[-1:].isdigit()


def _named(key: str) -> str:
    thai = next(heading for heading in HEADINGS[key] if not heading.isascii())
    return f"{key} ({thai})"


@cache
def _known() -> dict[str, str]:
    return {_bare(heading): key for key, headings in HEADINGS.items() for heading in headings}


def _silent(heading: str) -> bool:
    said = {_bare(each) for each in _SAYS_NOTHING} | {_bare(gettext(each)) for each in (ROW, WRONG)}
    return _bare(heading) in said | {_bare(each) for each in (ROW, WRONG)}


def _bare(text: str) -> str:
    return re.sub(r"[().:%/\[\]]", "", squash(text))


def _indicator_names(frames: Iterable[Frame]) -> dict[str, str]:
    """Names of indicators by their number, without those that were another number's in another year."""
    names: dict[str, set[str]] = {}
    for frame in frames:
        for each in frame.indicators:
            for name in (each.name, *each.aliases):
                names.setdefault(_bare(name), set()).add(str(each.no))
    return {name: next(iter(numbers)) for name, numbers in names.items() if len(numbers) == 1}


def _key(heading: str, names: Mapping[str, str]) -> str:
    """The key of a column by the keys of `AnnouncedFigures`, "" when nobody knows the heading."""
    if len(heading) > LONGEST:
        return ""
    return _key_of(_bare(heading), names) or _key_of(_bare(_IN_BRACKETS.sub("", heading)), names)


def _key_of(bare: str, names: Mapping[str, str]) -> str:
    if bare in _known():
        return _known()[bare]
    bare = _SCORE.sub("", bare)
    if bare in names:
        return names[bare]
    if found := _INSTRUMENT.fullmatch(bare):
        return found["code"].upper()
    if found := _INDICATOR.fullmatch(bare):
        name, number = found["name"], str(int(found["no"]))
        return number if not name or names.get(name) == number else ""
    if found := _ITEM.fullmatch(bare):
        return f"{found['code'][0]}{int(found['code'][1:])}"
    in_words = "แบบวัด" in bare and any(bare.endswith(code.lower()) for code in INSTRUMENTS)
    return bare[-3:].upper() if in_words else ""
