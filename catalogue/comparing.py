"""Two frameworks side by side, and which items of one seem to continue which of the other. Pure functions on data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from catalogue.parts import KEYS, Data, Row
from ita_portal.thai.normal import squash

Kind = Literal["added", "removed", "changed"]
UNSEEN = frozenset({"source", "unverified", "components_source", "replaces", "order"})
"""Keys that say where a fact is from, not what is asked."""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of items between two years. `befores` has several where items were merged."""

    befores: tuple[Row, ...]
    after: Row | None
    recoded: bool = False
    renamed: bool = False
    doubtful: bool = False

    @property
    def kind(self) -> str:
        if self.after is None:
            return "removed"
        if not self.befores:
            return "added"
        if len(self.befores) > 1:
            return "merged"
        return "recoded" if self.recoded else "renamed" if self.renamed else "same"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a part that differs."""

    section: str
    key: str
    kind: Kind
    field: str = ""
    before: Any = None
    after: Any = None


def item_changes(before: Data, after: Data, *, same_year: bool) -> list[ItemChange]:
    """Items of two years by their links; of two revisions of a year, or of years that lie apart, by their codes."""
    old = {row["code"].lower(): row for row in before["items"]}
    adjacent = after["evaluation_year"] - before["evaluation_year"] == 1
    changes, continued = [], set()
    for row in after["items"]:
        codes = row["replaces"] if adjacent and not same_year else [row["code"]]
        befores = tuple(old[code.lower()] for code in codes if code.lower() in old)
        continued |= {each["code"] for each in befores}
        changes.append(
            ItemChange(
                befores,
                row,
                recoded=any(each["code"] != row["code"] for each in befores),
                renamed=any(squash(each["title"]) != squash(row["title"]) for each in befores),
                doubtful="replaces" in row["unverified"],
            )
        )
    gone = [ItemChange((row,), None) for row in before["items"] if row["code"] not in continued]
    return changes + gone


def part_changes(before: Data, after: Data) -> list[FieldChange]:
    """What differs in everything but the items: weights, names, bands, issues, requirements, dates."""
    found: list[FieldChange] = []
    for section in KEYS:
        if section == "items":
            continue
        found += _section_changes(section, _by_key(before, section), _by_key(after, section))
    if before["rating"]["scheme"] != after["rating"]["scheme"]:
        schemes = before["rating"]["scheme"], after["rating"]["scheme"]
        found.append(FieldChange("framework", "", "changed", "scheme", *schemes))
    return found


def _by_key(data: Data, section: str) -> dict[str, Row]:
    rows = data["rating"]["bands"] if section == "bands" else data[section]
    return {str(row[KEYS[section]]): row for row in rows}


def _section_changes(section: str, old: dict[str, Row], new: dict[str, Row]) -> Iterator[FieldChange]:
    for key in old.keys() - new.keys():
        yield FieldChange(section, key, "removed", before=_name(old[key]))
    for key, row in new.items():
        if key not in old:
            yield FieldChange(section, key, "added", after=_name(row))
            continue
        for field in row:
            if field in UNSEEN or field == "components":
                continue
            if row[field] != old[key].get(field):
                yield FieldChange(section, key, "changed", field, old[key].get(field), row[field])
        if "components" in row:
            texts = [
                "\n".join(part["text"] for part in each.get("components", ())) for each in (old[key], row)
            ]
            if texts[0] != texts[1]:
                yield FieldChange(section, key, "changed", "components", *texts)


def _name(row: Row) -> str:
    return str(row.get("name") or row.get("title") or row.get("item") or "")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item of the year before that an item seems to continue. `likeness` 0–100."""

    code: str
    title: str
    predecessor: str
    predecessor_title: str
    likeness: int


LIKELY = 62
"""From this likeness on a pair is worth showing."""


def suggested_links(before: Data, after: Data) -> list[Suggestion]:
    """For every item without a link, the best match by title within the same instrument, best first.

    Items of the year before that are continued already are not offered.
    """
    taken = {code.lower() for row in after["items"] for code in row["replaces"]}
    free = [(row, _normal(row["title"])) for row in before["items"] if row["code"].lower() not in taken]
    found = []
    for row in after["items"]:
        if row["replaces"]:
            continue
        wanted = [_normal(title) for title in (row["title"], *row["aliases"])]
        same = [each for each in free if each[0]["code"][0].lower() == row["code"][0].lower()]
        best = max(
            ((_likeness(wanted, title), each) for each, title in same), key=lambda pair: pair[0], default=None
        )
        if best is not None and best[0] >= LIKELY:
            found.append(Suggestion(row["code"], row["title"], best[1]["code"], best[1]["title"], best[0]))
    return sorted(found, key=lambda each: -each.likeness)


def _likeness(wanted: list[str], title: str) -> int:
    return max(round(100 * SequenceMatcher(None, each, title, autojunk=False).ratio()) for each in wanted)


def _normal(title: str) -> str:
    """A title without spaces, dots, and the year in it."""
    return re.sub(r"(?:ปี|พ\.?ศ\.?)?\d{4}", "", squash(title))


def with_links(data: Data, links: dict[str, list[str]]) -> Data:
    """The data with these links confirmed: item → items of the year before."""
    for row in data["items"]:
        if row["code"] in links:
            row["replaces"] = [*row["replaces"], *(c for c in links[row["code"]] if c not in row["replaces"])]
            row["unverified"] = sorted({*row["unverified"], "replaces"})
    return data
