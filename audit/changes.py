"""What an event changed, in words: each field with what stood there and what stands there now."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ita_portal.thai.celltext import plain
from municipalities.models import District, Kind, Province
from municipalities.queries import person_names
from municipalities.roles import Role
from municipalities.telling import LABELS as OF_A_MUNICIPALITY
from municipalities.telling import Difference, differences
from reports.event_places import ITEM
from reports.models import DocumentKind
from reports.places import field_name
from review.models import ComponentDecision, ReviewFinding
from trail.models import Event

LABELS = {
    "title": _("Title"),
    "document_number": _("Document number"),
    "document_date": _("Date of the document"),
    "label": _("Layout"),
    "name": _("Name"),
    "position": _("Position"),
    "office": _("Office"),
    "acting_for": _("Acting for"),
    "valid_from": _("From"),
    "valid_until": _("Until"),
    "url": _("Address"),
    "is_public": _("Public"),
    "place": _("Place"),
    "message": _("Mistake"),
    "text": _("Remark"),
    "reason": _("Reason"),
    "severity": _("Severity"),
    "verdict": _("Decision"),
    "component": _("Component"),
    "finding": _("Finding no."),
    "lead": _("Lead"),
    "second": _("Second assessor"),
    "role": _("Role"),
    "person": _("Person"),
    "province": _("Province"),
    "provinces": _("Provinces"),
    "from": _("From"),
    "until": _("Until"),
    "deputises_for": _("Stands in for"),
    "since": _("From"),
    "into": _("Merged into"),
    "file": _("File"),
    "filename": _("File"),
    "framework": _("Catalogue"),
    "action_year": _("Fiscal year"),
    "assessed_year": _("Assessed year"),
    "kind": _("Kind of document"),
    "level": _("Level"),
    "total": _("Total"),
    "status": _("Status"),
    "source": _("Source"),
    "announced_on": _("Announced"),
    "email": _("E-mail"),
    "website": _("Website"),
}
"""Fields by the keys of events; a key that is neither here nor a field of a document says nothing to a reader."""

PERSONS = frozenset({"person", "lead", "second", "deputises_for"})
NUMBER = re.compile(r"[0-9]{1,2}")
LONGEST = 400
"""So much of a text is told; the whole stands in the history of its field."""


def changes_of(events: Collection[Event]) -> dict[int, list[Difference]]:
    """The changes of each event by its key, in three queries whatever their number."""
    mentioned = {
        value
        for each in events
        for said in (each.before, each.after)
        for key, value in said.items()
        if key in PERSONS and isinstance(value, int)
    }
    words = _Words(
        person_names(mentioned),
        dict(Province.objects.values_list("pk", "name")),
        dict(District.objects.values_list("pk", "name")) if any(map(_is_of_a_municipality, events)) else {},
    )
    return {each.pk: words.changes(each) for each in events}


def _is_of_a_municipality(event: Event) -> bool:
    return event.subject_type == "municipalities.municipality"


class _Words:
    def __init__(
        self, persons: Mapping[int, str], provinces: Mapping[str, str], districts: Mapping[str, str]
    ) -> None:
        self.persons = persons
        self.provinces = provinces
        self.districts = districts
        self.values: dict[str, Mapping[Any, Any]] = {
            "role": dict(Role.choices),
            "severity": dict(ReviewFinding.Severity.choices),
            "verdict": dict(ComponentDecision.Verdict.choices),
            "kind": {**dict(DocumentKind.choices), **dict(Kind.choices)},
            "province": provinces,
            **dict.fromkeys(PERSONS, persons),
        }

    def changes(self, event: Event) -> list[Difference]:
        found: list[Difference] = []
        of_a_municipality = _is_of_a_municipality(event)
        if of_a_municipality:
            found = differences(event.before, event.after, self.provinces, self.districts)
        for key in dict.fromkeys((*event.before, *event.after)):
            if of_a_municipality and key in OF_A_MUNICIPALITY:
                continue
            label = _label(key, event.action)
            old, new = self.said(key, event.before.get(key)), self.said(key, event.after.get(key))
            if label and old != new:
                found.append(Difference(label, old, new))
        return found

    def said(self, key: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if key == "provinces" and isinstance(value, list):
            return ", ".join(self.provinces.get(str(each), "") for each in value)
        if isinstance(value, list):
            return ", ".join(str(each) for each in value if isinstance(each, str | int))[:LONGEST]
        if isinstance(value, dict):
            return ""
        known = self.values.get(key, {})
        if key in PERSONS:
            return known.get(value, "")
        text = plain(str(known.get(value, value)))
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _label(key: str, action: str) -> str:
    """The name of a field; an item by its code, an indicator by its number."""
    if action in ("scores-saved", "scores-announced"):
        found = ITEM.fullmatch(key)
        if found:
            return found["code"]
        if NUMBER.fullmatch(key):
            return gettext("indicator %(no)s") % {"no": key}
    if action.startswith(("measure", "analysis", "progress", "citation")):
        return field_name(key)
    return str(LABELS.get(key, ""))
