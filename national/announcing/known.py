"""The municipalities of a list: found by every code they ever had, and told apart by name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ita_portal.thai.dates import fiscal_year_range
from ita_portal.thai.normal import nfc, squash
from municipalities.importing import KIND_WORDS, NAME_PREFIX
from municipalities.models import Municipality, MunicipalityCode, MunicipalityRecord

_PLACE = re.compile(r"\s+(?:อำเภอ|อ\.|จังหวัด|จ\.).*$")
LONGEST_CHAIN = 5
"""Mergers that follow one another."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as somebody wrote it: bare, and the kind its prefix tells, "" without one."""

    bare: str
    kind: str

    @classmethod
    def written(cls, text: str) -> Name:
        whole = _PLACE.sub("", " ".join(nfc(text).split()))
        prefix = NAME_PREFIX.match(whole)
        bare = whole[prefix.end() :] if prefix else whole
        return cls(squash(bare), KIND_WORDS[squash(prefix[1]).replace(".", "")] if prefix else "")


class Known:
    """Every municipality with its codes and dated names, read in three queries."""

    def __init__(self) -> None:
        self.owner_of = dict(MunicipalityCode.objects.order_by("pk").values_list("code", "municipality"))
        self.records: dict[int, list[MunicipalityRecord]] = defaultdict(list)
        for record in MunicipalityRecord.objects.order_by("valid_from", "pk"):
            self.records[record.municipality_id].append(record)
        through = Municipality.succeeds.through
        self.successors: dict[int, list[int]] = defaultdict(list)
        for new, old in through.objects.order_by("pk").values_list("from_municipality", "to_municipality"):
            self.successors[old].append(new)

    def owner(self, code: str, year: int) -> int | None:
        """Whose result of an assessed year a code tells, None for a code that nobody ever had.

        A municipality that ended before the fiscal year did is told by the one that took it over.
        """
        found = self.owner_of.get(code)
        end = fiscal_year_range(year)[1]
        for _step in range(LONGEST_CHAIN):
            if found is None:
                return None
            last = self.latest(found)
            successors = self.successors.get(found, [])
            if last is None or last.valid_until is None or last.valid_until >= end or len(successors) != 1:
                break
            found = successors[0]
        return found

    def latest(self, municipality: int) -> MunicipalityRecord | None:
        records = self.records.get(municipality)
        return records[-1] if records else None

    def name(self, municipality: int) -> str:
        record = self.latest(municipality)
        return record.full_name if record else f"#{municipality}"

    def provinces(self, municipality: int) -> set[str]:
        """The province of today, or the last one."""
        record = self.latest(municipality)
        return {record.province_id} if record else set()

    def is_called(self, municipality: int, text: str) -> bool:
        """Whether a municipality has or ever had this name; a prefix must fit its kind of then."""
        name = Name.written(text)
        return any(
            squash(record.name) == name.bare and name.kind in ("", record.kind)
            for record in self.records.get(municipality, [])
        )

    @cached_property
    def province_names(self) -> dict[str, str]:
        from municipalities.models import Province

        return dict(Province.objects.order_by("pk").values_list("pk", "name"))
