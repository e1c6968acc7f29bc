"""Which municipality an event belongs to, by its present name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from municipalities.models import MunicipalityRecord
from trail.models import Event


@dataclass(frozen=True, slots=True)
class Whereabouts:
    code: str
    name: str
    province: str


def whereabouts_of(events: Iterable[Event]) -> dict[int, Whereabouts]:
    """The municipalities of events by their number, in one query."""
    numbers = {each.municipality_id for each in events if each.municipality_id is not None}
    found = MunicipalityRecord.objects.latest_of_each().filter(municipality__in=numbers)
    return {
        each.municipality_id: Whereabouts(each.code_id, each.full_name, each.province.name)
        for each in found.select_related("province").order_by("pk")
    }
