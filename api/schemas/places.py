"""Provinces and municipalities as programs see them."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import Field

from api.schemas.base import Address, Code, Day, FullName, Kind, Line, Paged, told

KindName = Literal["city", "town", "subdistrict", "sao", "pao", "special"]


class Province(Schema):
    model_config = told(_("A province (จังหวัด)."))

    code: str = Field(description=_("Official code, two digits."), examples=["40"])
    name: str = Field(description=_("Name in Thai."), examples=["ขอนแก่น"])


class District(Schema):
    model_config = told(_("A district (อำเภอ)."))

    code: str = Field(description=_("Official code, four digits."), examples=["4001"])
    name: str = Field(description=_("Name in Thai."), examples=["เมืองขอนแก่น"])


class Municipality(Schema):
    model_config = told(_("A local administration as it is known today."))

    code: Code
    kind: Kind
    name: str = Field(description=_("Bare name, without its kind."), examples=["ทรายขาว"])
    full_name: FullName
    province: Province
    district: District | None
    exists: bool = Field(
        description=_("False for one that was merged into another; the row then says what it was last.")
    )
    url: Address


class DatedName(Schema):
    model_config = told(_("What a municipality was called between two days, both included."))

    code: str = Field(description=_("The code of that time; it still finds the municipality."))
    kind: Kind
    full_name: FullName
    province: Province
    district: District | None
    valid_from: Day
    valid_until: Day = Field(description=_("Last day, null while it holds."))


class MunicipalityWithPast(Municipality):
    model_config = told(_("A local administration with all its names and codes."))

    website: str = Field(description=_("Its own website, empty when not known."))
    codes: list[str] = Field(description=_("Every code it ever had; each of them works in every address."))
    history: list[DatedName] = Field(description=_("Its names, the oldest first."))
    succeeds: list[str] = Field(description=_("Codes of the municipalities it came from."))
    succeeded_by: list[str] = Field(description=_("Codes of the municipalities it was merged into."))


class Municipalities(Paged):
    q: Line | None = Field(
        None,
        max_length=200,
        description=_("Words of a name, place or code, former ones too: “ทรายขาว กระบี่”."),
    )
    province: Line | None = Field(None, max_length=2, description=_("Code of the province, two digits."))
    kind: KindName | None = Field(None, description=_("Only this kind."))
    order: Literal["name", "code", "-name", "-code"] = Field(
        "name", description=_("What to sort by; with a minus sign downwards.")
    )
