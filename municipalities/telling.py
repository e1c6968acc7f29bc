"""What changed about a municipality, in words: kind, name, place, code and website, old and new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from municipalities.models import Kind

LABELS = {
    "code": _("Code"),
    "kind": pgettext_lazy("municipality", "Kind"),
    "name": _("Name of the municipality"),
    "province_id": _("Province"),
    "district_id": _("District"),
    "website": _("Website"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as it was and as it is; an empty text where there was or is nothing."""

    label: str
    old: str
    new: str


def differences(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    provinces: Mapping[str, str],
    districts: Mapping[str, str],
) -> list[Difference]:
    """The fields that differ, in the order of a document; names of places by their codes."""
    names = {"kind": dict(Kind.choices), "province_id": provinces, "district_id": districts}

    def said(field: str, value: Any) -> str:
        return str(names.get(field, {}).get(value, value) or "")

    return [
        Difference(str(label), said(field, before.get(field)), said(field, after.get(field)))
        for field, label in LABELS.items()
        if before.get(field) != after.get(field)
    ]
