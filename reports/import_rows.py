"""All rows of a year of work as an import may change them: the plan, the scores and the report, with what belongs.

What belongs to a row is what would be deleted with it, whatever table that stands in.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from assessments.models import Assessment
from measures.keeping import as_json
from measures.models import Plan
from municipalities.models import Municipality
from reports.models import Report

Row = Mapping[str, Any]
"""A database row as JSON: `model`, `pk`, `fields`."""
Key = tuple[str, int]
"""Model label and primary key of a row."""

ROOTS = (Assessment, Plan)
_UNSEALED = frozenset({"updated_at", "position"})
"""What changes about a row without anybody having worked on it."""


def rows_of_year(
    municipality: Municipality, years: Collection[int], report: tuple[str, int]
) -> dict[Key, Row]:
    """The rows of the plans and assessments of some years and of one report (kind, key year), parents first."""
    plans = Plan.objects.filter(municipality=municipality, action_year__in=years)
    assessments = Assessment.objects.filter(municipality=municipality, assessed_year__in=years)
    kind, key_year = report
    reports = Report.objects.filter(municipality=municipality, kind=kind, key_year=key_year)
    return {
        **_with_belongings(Assessment, assessments.values_list("pk", flat=True)),
        **_with_belongings(Plan, plans.values_list("pk", flat=True)),
        **_as_rows(reports),
    }


def belongings(keys: Iterable[Key]) -> set[Key]:
    """These rows and everything that would be deleted with them."""
    wanted: dict[str, set[int]] = {}
    for label, pk in keys:
        wanted.setdefault(label, set()).add(pk)
    found: set[Key] = set()
    for label in [*wanted]:
        model = _model(label)
        if model is Report:
            found |= {(label, pk) for pk in wanted[label]}
        else:
            found |= set(_with_belongings(model, wanted[label]))
    return found


def seal(row: Row) -> str:
    """A fingerprint of what a row says: it differs once somebody worked on it."""
    fields = {name: value for name, value in row["fields"].items() if name not in _UNSEALED}
    return sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:20]


def parents_first(keys: Iterable[Key]) -> list[Key]:
    """Rows in an order in which each comes after those it belongs to."""
    order = {each._meta.label_lower: number for number, each in enumerate(_models_in_order())}
    return sorted(keys, key=lambda key: (order[key[0]], key[1]))


def _with_belongings(root: type[models.Model], keys: Iterable[int]) -> dict[Key, Row]:
    known: dict[type[models.Model], set[int]] = {root: set(keys)}
    found: dict[Key, Row] = {}
    for model in _models_of(root):
        conditions = Q(pk__in=known.get(model, set()))
        for parent, field in _owners(model):
            if known.get(parent):
                conditions |= Q(**{f"{field}__in": known[parent]})
        rows = _as_rows(model._base_manager.filter(conditions).order_by("pk"))
        known.setdefault(model, set()).update(pk for _label, pk in rows)
        found |= rows
    return found


def _as_rows(queryset: models.QuerySet[Any]) -> dict[Key, Row]:
    return {(row["model"], row["pk"]): row for row in as_json(queryset)}


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def _children(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for relation in model._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            yield relation.related_model


def _owners(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE:
            yield field.remote_field.model, field.name


def _models_of(root: type[models.Model]) -> list[type[models.Model]]:
    """The root's model and all that belong to it, each after every one that it belongs to."""
    depths: dict[type[models.Model], int] = {root: 0}
    waiting = [root]
    while waiting:
        model = waiting.pop()
        for child in _children(model):
            if depths.get(child, -1) < depths[model] + 1:
                depths[child] = depths[model] + 1
                waiting.append(child)
    return sorted(depths, key=lambda each: (depths[each], each._meta.label_lower))


def _models_in_order() -> list[type[models.Model]]:
    return [*(each for root in ROOTS for each in _models_of(root)), Report]
