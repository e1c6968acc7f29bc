"""The shipped places as rows: provinces and districts (tambons are only looked up, in `places`)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from ita_portal.thai.normal import sort_key
from municipalities import places
from municipalities.models import District, Province


@dataclass(frozen=True, slots=True)
class PlacesLoaded:
    """How many rows there are now, and how many of them were written."""

    provinces: int
    districts: int
    written: int


@transaction.atomic
def load_places() -> PlacesLoaded:
    """Write the provinces and districts that are missing or differ; loading again writes nothing."""
    provinces = {each.code: each for each in places.provinces()}
    districts = {each.code: each for code in provinces for each in places.districts(code)}
    known_provinces = dict(Province.objects.values_list("code", "name"))
    known_districts = dict(District.objects.values_list("code", "name"))
    new_provinces = [
        Province(code=code, name=each.name, sort_key=sort_key(each.name))
        for code, each in provinces.items()
        if known_provinces.get(code) != each.name
    ]
    new_districts = [
        District(code=code, name=each.name, province_id=each.province.code, sort_key=sort_key(each.name))
        for code, each in districts.items()
        if known_districts.get(code) != each.name
    ]
    Province.objects.bulk_create(
        new_provinces, update_conflicts=True, unique_fields=["code"], update_fields=["name", "sort_key"]
    )
    District.objects.bulk_create(
        new_districts,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "sort_key", "province"],
    )
    return PlacesLoaded(len(provinces), len(districts), len(new_provinces) + len(new_districts))
