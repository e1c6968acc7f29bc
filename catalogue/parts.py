"""The parts of a framework's data by name and key, and the data with one part changed, added, moved or taken away.

Pure functions: each returns new data and leaves the old as it was. A part is named by its section and its key, the
code or number by which people know it; a component by its document and its number there (`results-2`). A code that
changes is changed wherever the framework refers to it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from catalogue.shape import Problem

Row = dict[str, Any]
Data = dict[str, Any]


class UnknownPart(LookupError):
    """There is no such section, or no part with this key in it."""


class PartInUse(Exception):
    """Other parts hang on this one; the message says which."""


KEYS = {
    "instruments": "code",
    "indicators": "no",
    "sub_indicators": "code",
    "items": "code",
    "issues": "no",
    "bands": "code",
    "document_requirements": "kind",
    "milestones": "code",
}
"""The key by which the rows of a section are known."""
COMPONENTS = "components"
HEAD = "framework"
"""Name, revision, source, scheme and notes: what the framework says of itself."""
HEAD_KEYS = ("name", "revision_date", "revision_note", "source", "notes", "unverified")
SECTIONS = (HEAD, *KEYS, COMPONENTS)
MOVABLE = frozenset({"sub_indicators", "items", "bands", COMPONENTS, "milestones"})
"""Sections whose order is a choice; the others stand by their number."""


def rows_of(data: Data, section: str, key: str = "") -> list[Row]:
    """The list that holds the rows of a section; of the components, that of the document `key` begins with."""
    if section == COMPONENTS:
        kind = key.rpartition("-")[0] or key
        found = [each for each in data["document_requirements"] if each["kind"] == kind]
        if not found:
            raise UnknownPart(key)
        rows: list[Row] = found[0]["components"]
        return rows
    if section == "bands":
        bands: list[Row] = data["rating"]["bands"]
        return bands
    if section not in KEYS:
        raise UnknownPart(section)
    listed: list[Row] = data[section]
    return listed


def index_of(data: Data, section: str, key: str) -> int:
    rows = rows_of(data, section, key)
    if section == COMPONENTS:
        number = key.rpartition("-")[2]
        if re.fullmatch(r"[1-9][0-9]{0,2}", number) and int(number) <= len(rows):
            return int(number) - 1
        raise UnknownPart(key)
    name = KEYS[section]
    for index, row in enumerate(rows):
        if str(row[name]) == key:
            return index
    raise UnknownPart(key)


def row_of(data: Data, section: str, key: str) -> Row:
    """A part's own values. Raises UnknownPart."""
    if section == HEAD:
        return {name: data[name] for name in HEAD_KEYS} | {
            "scheme": data["rating"]["scheme"],
            "scheme_source": data["rating"]["source"],
        }
    return rows_of(data, section, key)[index_of(data, section, key)]


def key_of(section: str, row: Mapping[str, Any]) -> str:
    return str(row[KEYS[section]])


def with_row(data: Data, section: str, key: str, row: Row) -> Data:
    """The data with this part's values replaced; references follow a code that changed."""
    new = copy.deepcopy(data)
    if section == HEAD:
        new |= {name: row[name] for name in HEAD_KEYS if name in row}
        new["rating"]["scheme"] = row["scheme"]
        new["rating"]["source"] = row["scheme_source"]
        return new
    index = index_of(new, section, key)
    old = rows_of(new, section, key)[index]
    rows_of(new, section, key)[index] = copy.deepcopy(row)
    if section in KEYS and row[KEYS[section]] != old[KEYS[section]]:
        _rename(new, section, old[KEYS[section]], row[KEYS[section]])
    return _in_order(new)


def with_new_row(data: Data, section: str, row: Row, under: str = "") -> Data:
    """The data with one part more, behind its siblings; `under` names the document of a component."""
    new = copy.deepcopy(data)
    rows = rows_of(new, section, under)
    siblings = [index for index, each in enumerate(rows) if _beside(section, each, row)]
    rows.insert(siblings[-1] + 1 if siblings else len(rows), copy.deepcopy(row))
    return _in_order(new)


def without_row(data: Data, section: str, key: str) -> Data:
    """The data without this part. Raises PartInUse when others hang on it, UnknownPart when it is not there."""
    new = copy.deepcopy(data)
    index = index_of(new, section, key)
    row = rows_of(new, section, key)[index]
    _refuse_when_used(new, section, row)
    del rows_of(new, section, key)[index]
    if section == "issues":
        for each in (*new["items"], *new["document_requirements"]):
            name = "issues" if "issues" in each else "issues_required"
            each[name] = [no for no in each[name] if no != row["no"]]
    if section == "sub_indicators":
        for each in new["items"]:
            if each["sub_indicator"] == row["code"]:
                each["sub_indicator"] = None
    return _in_order(new)


def moved(data: Data, section: str, key: str, *, up: bool) -> Data:
    """The data with this part before its previous or behind its next sibling; at an end, unchanged."""
    if section not in MOVABLE:
        raise UnknownPart(section)
    new = copy.deepcopy(data)
    rows, index = rows_of(new, section, key), index_of(new, section, key)
    order = range(index - 1, -1, -1) if up else range(index + 1, len(rows))
    other = next((each for each in order if _beside(section, rows[each], rows[index])), None)
    if other is not None:
        rows[index], rows[other] = rows[other], rows[index]
    return _in_order(new)


def _beside(section: str, one: Row, other: Row) -> bool:
    """Whether two rows of a section stand under the same parent."""
    parents = {"items": ("indicator", "sub_indicator"), "sub_indicators": ("indicator",)}.get(section, ())
    return all(one[name] == other[name] for name in parents)


def _in_order(data: Data) -> Data:
    """Numbered parts stand by their number; bands are numbered as they stand."""
    data["indicators"].sort(key=lambda row: row["no"])
    data["issues"].sort(key=lambda row: row["no"])
    for number, band in enumerate(data["rating"]["bands"], start=1):
        band["order"] = number
    return data


def _rename(data: Data, section: str, old: Any, new: Any) -> None:
    referring: dict[str, tuple[tuple[str, str], ...]] = {
        "instruments": (("indicators", "instrument"),),
        "indicators": (("items", "indicator"), ("sub_indicators", "indicator")),
        "sub_indicators": (("items", "sub_indicator"),),
        "items": (("document_requirements", "item"),),
    }
    for where, name in referring.get(section, ()):
        for row in data[where]:
            if row[name] == old:
                row[name] = new
    if section == "issues":
        for row in data["items"]:
            row["issues"] = [new if no == old else no for no in row["issues"]]
        for row in data["document_requirements"]:
            row["issues_required"] = [new if no == old else no for no in row["issues_required"]]


def _refuse_when_used(data: Data, section: str, row: Row) -> None:
    count = 0
    if section == "instruments":
        count = sum(each["instrument"] == row["code"] for each in data["indicators"])
        text = ngettext(
            "It still has %(count)s indicator. Delete that first.",
            "It still has %(count)s indicators. Delete them first.",
            count,
        )
    elif section == "indicators":
        count = sum(each["indicator"] == row["no"] for each in (*data["items"], *data["sub_indicators"]))
        text = ngettext(
            "It still has %(count)s item or sub-indicator. Move or delete that first.",
            "It still has %(count)s items or sub-indicators. Move or delete them first.",
            count,
        )
    elif section == "items":
        count = sum(each["item"] == row["code"] for each in data["document_requirements"])
        text = gettext("A document requirement asks for this item. Let it ask for another first.")
    if count:
        raise PartInUse(text % {"count": count} if "%(count)s" in text else text)


_PLACE = re.compile(r"\$\.(?:rating\.)?(\w+)(?:\[(\d+)\])?(?:\.components\[(\d+)\])?(?:\.(\w+))?")


def place_of(data: Data, problem: Problem) -> tuple[str, str, str]:
    """The section, key and field a problem's path speaks of; key and field may be empty."""
    found = _PLACE.match(problem.path)
    section, index, component, field = found.groups() if found else ("", None, None, None)
    if section not in KEYS:
        return HEAD, "", section if section in HEAD_KEYS else ""
    if index is None:
        return section, "", field or ""
    rows = rows_of(data, section)
    if int(index) >= len(rows):
        return section, "", field or ""
    key = key_of(section, rows[int(index)])
    if component is not None:
        return COMPONENTS, f"{key}-{int(component) + 1}", field or ""
    return section, key, field or ""
