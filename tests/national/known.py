"""Municipalities with a known result, many at a time."""

from __future__ import annotations

from decimal import Decimal

from municipalities.models import District, Municipality, MunicipalityRecord, Province
from municipalities.services import Identity, register_municipalities
from national.results import Announced, Figures, keep_announced


def municipalities(count: int, *, province: Province, kind: str = "subdistrict", first: int = 0) -> list[int]:
    """The keys of so many new municipalities of a province, in the order of their codes."""
    district, _created = District.objects.get_or_create(
        code=f"{province.code}01", defaults={"province": province, "name": "เมือง", "sort_key": "เมือง"}
    )
    codes = [f"{province.code}5{number:05}" for number in range(first, first + count)]
    register_municipalities([Identity(code, kind, f"บ้านที่{code}", province, district) for code in codes])
    found = MunicipalityRecord.objects.filter(code__in=codes).order_by("code")
    return list(found.values_list("municipality", flat=True))


def figures(total: str | None, **scores: str) -> Figures:
    """Figures with a total; `IIT="90.00"` is an instrument, `i9="88.00"` the indicator 9, `level` as written."""
    level = scores.pop("level", "")
    return Figures(
        Decimal(total) if total is not None else None,
        level,
        {code: Decimal(score) for code, score in scores.items() if code.isupper()},
        {int(code[1:]): Decimal(score) for code, score in scores.items() if code.startswith("i")},
    )


def announce(year: int, results: dict[int, Figures]) -> None:
    keep_announced(year, [Announced(key, each, "final", "ประกาศผล") for key, each in results.items()])


def code_of(key: int) -> str:
    record = Municipality.objects.get(pk=key).record_on()
    assert record is not None
    return record.code_id
