"""The register of municipalities for system admins: found by what people type, each with its history."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from municipalities.models import Municipality, MunicipalityCode, MunicipalityRecord
from municipalities.searching import named_like


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the register is searched for; an empty text is no wish."""

    text: str = ""
    province: str = ""
    kind: str = ""


def found(wanted: Wanted) -> QuerySet[MunicipalityRecord]:
    """Each municipality once, by its latest row; a former name or code finds it too."""
    rows = MunicipalityRecord.objects.latest_of_each().select_related("province", "district")
    if wanted.text:
        rows = rows.filter(municipality__in=named_like(wanted.text).values("municipality"))
    if wanted.province:
        rows = rows.filter(province=wanted.province)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    return rows.order_by("sort_key", "pk")


@dataclass(frozen=True, slots=True)
class History:
    """A municipality through its names: the rows, the latest first, its codes, and whom it follows or who follows."""

    municipality: Municipality
    rows: list[MunicipalityRecord]
    codes: list[str]
    predecessors: list[Municipality]
    successors: list[Municipality]

    @property
    def latest(self) -> MunicipalityRecord:
        return self.rows[0]

    @property
    def is_merged(self) -> bool:
        return self.latest.valid_until is not None

    @property
    def former_codes(self) -> list[str]:
        return [each for each in self.codes if each != self.latest.code_id]


def history_of(municipality: Municipality) -> History:
    """In a fixed number of queries. A municipality always has a row: the one it was entered with."""
    rows = MunicipalityRecord.objects.filter(municipality=municipality).select_related("province", "district")
    codes = MunicipalityCode.objects.filter(municipality=municipality).order_by("code")
    return History(
        municipality,
        list(rows.order_by("-valid_from")),
        list(codes.values_list("code", flat=True)),
        list(municipality.succeeds.prefetch_related("records").order_by("pk")),
        list(municipality.succeeded_by.prefetch_related("records").order_by("pk")),
    )
