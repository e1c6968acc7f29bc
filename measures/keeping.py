"""Measures as rows that an event keeps, so that what was deleted can come back as it was.

A measure is kept with everything that would be deleted with it, whatever table that stands in. It comes back
under its own key, so that its history and the addresses that name it stay true.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from measures.models import Measure, Plan, Section

Row = Mapping[str, Any]
"""A database row as JSON: `model`, `pk`, `fields`."""

MEASURE = Measure._meta.label_lower

_PLACE = frozenset({"section", "position", "updated_at"})
"""What may change about a measure without anybody having worked on it."""


def kept_rows(measures: Collection[int]) -> list[dict[str, Any]]:
    """The rows of these measures and of what belongs to them; one query a table, whatever their number."""
    kept = list(Measure.objects.filter(pk__in=measures).order_by("section_id", "position", "pk"))
    rows: list[models.Model] = [*kept]
    for relation in _relations():
        belonging = relation.related_model._base_manager
        rows += belonging.filter(**{f"{relation.field.name}__in": kept}).order_by("pk")
    return as_json(rows)


def as_json(rows: Iterable[models.Model]) -> list[dict[str, Any]]:
    """Rows as JSON, from which they come back exactly as they are."""
    return list(json.loads(serializers.serialize("json", rows, cls=_Exact)))


class _Exact(DjangoJSONEncoder):
    """Moments to the microsecond; JavaScript's have milliseconds only."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def as_deleted(plan: Plan, rows: Sequence[Row]) -> dict[str, Any]:
    """What the event of a deletion keeps: the rows, and the sections they stood in."""
    numbers = {row["fields"]["section"] for row in rows if row["model"] == MEASURE}
    sections = Section.objects.filter(pk__in=numbers).select_related("issue")
    return {
        "plan": plan.pk,
        "rows": list(rows),
        "sections": {
            str(each.pk): [each.issue.no if each.issue else None, each.heading_as_written]
            for each in sections
        },
    }


def seals(rows: Sequence[Row]) -> dict[str, str]:
    """A fingerprint per measure of all it says, by its key as text: it differs once somebody worked on it."""
    owner = {relation.related_model._meta.label_lower: relation.field.name for relation in _relations()}
    said: dict[str, list[object]] = {}
    for row in rows:
        is_measure = row["model"] == MEASURE
        key = row["pk"] if is_measure else row["fields"][owner[row["model"]]]
        fields = {name: value for name, value in row["fields"].items() if name not in _PLACE}
        kept = fields if is_measure else {**fields, "position": row["fields"].get("position")}
        said.setdefault(str(key), []).append([row["model"], row["pk"], kept])
    return {key: _digest(value) for key, value in said.items()}


def put_back(rows: Sequence[Row], section: Mapping[int, int]) -> list[Measure]:
    """Write kept rows again. `section` tells the section for each one that the rows name.

    A reference to something that is gone meanwhile is emptied; where it cannot be, its row stays out.
    """
    made = []
    keys = [row["pk"] for row in rows if row["model"] == MEASURE]
    if Measure.objects.filter(pk__in=keys).exists():
        raise ValueError("a measure that is there cannot come back")
    for row in _without_gone_references(rows):
        if row["model"] == MEASURE:
            row["fields"]["section"] = section[row["fields"]["section"]]
        for found in serializers.deserialize("python", [row]):
            found.save()
            if isinstance(found.object, Measure):
                made.append(found.object)
    return made


def _relations() -> list[Any]:
    """What is deleted with a measure: everything that points at one."""
    return [each for each in Measure._meta.related_objects if each.on_delete is models.CASCADE]


def _digest(value: object) -> str:
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:20]


def _without_gone_references(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    present = _present(rows)
    for row in rows:
        fields = dict(row["fields"])
        complete = True
        for field in _references(row["model"]):  # a row may be older than one of its columns
            if fields.get(field.name) in present.get((row["model"], field.name), ()):
                continue
            fields[field.name] = None
            complete = complete and field.null
        if complete:
            yield {**row, "fields": fields}


def _present(rows: Sequence[Row]) -> dict[tuple[str, str], set[Any]]:
    """Which of the rows' references still lead somewhere; those to the measures themselves and sections do."""
    wanted: dict[tuple[str, str], set[Any]] = {}
    for row in rows:
        for field in _references(row["model"]):
            wanted.setdefault((row["model"], field.name), set()).add(row["fields"].get(field.name))
    for (model, name), keys in wanted.items():
        target = cast("type[models.Model]", apps.get_model(model)._meta.get_field(name).related_model)
        if target not in (Measure, Section):
            keys &= set(target._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    return wanted


def _references(model: str) -> list[models.ForeignKey[Any, Any]]:
    fields = apps.get_model(model)._meta.concrete_fields
    return [each for each in fields if isinstance(each, models.ForeignKey)]
