"""A new year from an old one: the same parts, each linked to its predecessor and marked as not yet confirmed."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from catalogue.validation import REQUIRED_BY_KIND

FACTS: Mapping[str, tuple[str, ...]] = {
    "instruments": ("weight",),
    "indicators": ("name",),
    "sub_indicators": ("code", "title"),
    "items": ("code", "title"),
    "issues": ("title",),
    "bands": ("min_total", "min_each_instrument"),
    "document_requirements": ("item", "issues_required"),
    "components": ("text",),
    "milestones": ("name",),
}
"""What the manual of the new year has to confirm in each section."""


def carried_over(data: Mapping[str, Any], evaluation_year: int) -> dict[str, Any]:
    """The data of a year as the first draft of another one. Dates of the calendar are left empty: they are new."""
    new = copy.deepcopy(dict(data))
    old_year = data["evaluation_year"]
    origin = gettext("carried over from ITA %(year)s") % {"year": old_year}
    shift = evaluation_year - old_year
    new |= {
        "evaluation_year": evaluation_year,
        "name": data["name"].replace(str(old_year), str(evaluation_year)),
        "revision": 1,
        "revision_date": timezone.localdate().isoformat(),
        "revision_note": "",
        "source": origin,
    }
    for section in ("instruments", "indicators", "sub_indicators", "items", "issues", "milestones"):
        for row in new[section]:
            _doubt(row, section, origin)
    for band in new["rating"]["bands"]:
        _doubt(band, "bands", origin)
    for row in new["items"]:
        row["replaces"] = [row["code"]] if shift == 1 else []
        if shift == 1:
            row["unverified"] = sorted({*row["unverified"], "replaces"})
    for row in new["milestones"]:
        row["start"] = row["end"] = None
        row["unverified"] = ["name"]
    for row in new["document_requirements"]:
        _doubt(row, "document_requirements", origin)
        row[REQUIRED_BY_KIND[row["kind"]]] += shift
        row["unverified"] = sorted({*row["unverified"], REQUIRED_BY_KIND[row["kind"]]})
        for component in row["components"]:
            _doubt(component, "components", origin)
    return new


def _doubt(row: dict[str, Any], section: str, origin: str) -> None:
    marks = {*row["unverified"], *FACTS[section]}
    row["unverified"] = sorted(marks - {"replaces"})
    if "source" in row:
        row["source"] = f"{origin}; {row['source']}" if row["source"] else origin
