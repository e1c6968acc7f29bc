"""The rows of evidence, of a measure or of an item of the year: each service asks the guard and tells the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext

from catalogue.models import Item
from ita_portal.thai.celltext import clean
from measures.link_addresses import require_address
from measures.models import Evidence, Measure, Plan
from municipalities.guard import require_writable
from municipalities.models import User
from trail.services import record

EVIDENCE_FIELDS = ("title", "url", "sha256", "media_type", "is_public")
FILE_FIELDS = ("filename", "size", "personal")
"""What is told of a stored file besides."""


@dataclass(frozen=True, slots=True)
class ItemOfPlan:
    """An item of the ITA year in which a plan is carried out; None where the catalogue does not have it."""

    plan: Plan
    item: Item | None


Holder = Measure | ItemOfPlan
"""What a piece of evidence is of."""


@transaction.atomic
def add_evidence(
    holder: Holder,
    *,
    title: str,
    url: str = "",
    sha256: str = "",
    media_type: str = "",
    is_public: bool = False,
    actor: User | None = None,
    **of_file: Any,
) -> Evidence:
    """Add a link, or a stored file by its SHA-256, to a measure or an item. Private unless said.

    `of_file` are FILE_FIELDS.
    """
    plan = _held(holder)
    _require_writable(plan)
    last = _siblings(holder).aggregate(last=Max("position"))["last"]
    evidence = Evidence(**_reference(holder), position=0 if last is None else last + 1, **of_file)
    values = {"title": title, "url": url, "sha256": sha256, "media_type": media_type, "is_public": is_public}
    _set(evidence, values)
    _require_nothing_personal(evidence)
    evidence.save()
    record(
        "evidence-added", evidence, actor=actor, municipality=plan.municipality,
        after={**_told(evidence), **values, **of_file},
    )  # fmt: skip
    return evidence


@transaction.atomic
def update_evidence(evidence: Evidence, fields: Mapping[str, Any], *, actor: User | None = None) -> Evidence:
    """Save title, address or publicity of a piece of evidence."""
    plan = _held(_holder(evidence))
    _require_writable(plan)
    locked = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    before = {name: getattr(locked, name) for name in fields}
    _set(locked, fields)
    _require_nothing_personal(locked)
    after = {name: getattr(locked, name) for name in fields}
    if before != after:
        locked.save()
        record(
            "evidence-saved", locked, actor=actor, municipality=plan.municipality,
            before={**_told(locked), **before}, after={**_told(locked), **after},
        )  # fmt: skip
    return locked


@transaction.atomic
def delete_evidence(evidence: Evidence, *, actor: User | None = None) -> None:
    """Remove a piece of evidence; the stored file stays for what was published with it."""
    plan = _held(_holder(evidence))
    _require_writable(plan)
    said = {name: getattr(evidence, name) for name in ("measure_id", *EVIDENCE_FIELDS, *FILE_FIELDS)}
    record(
        "evidence-deleted", evidence, actor=actor, municipality=plan.municipality,
        before={**_told(evidence), **said},
    )  # fmt: skip
    evidence.delete()


def require_evidence_writable(holder: Holder) -> None:
    """Ask the guard before a file is read and kept for nothing. Raises ReadOnly."""
    _require_writable(_plan(holder))


def code_of_evidence(evidence: Evidence) -> str:
    """The item of a piece of evidence, "" for a measure's."""
    return evidence.item.code if evidence.item else evidence.item_as_written


def _plan(holder: Holder) -> Plan:
    return holder.section.plan if isinstance(holder, Measure) else holder.plan


def _holder(evidence: Evidence) -> Holder:
    if evidence.measure is not None:
        return evidence.measure
    assert evidence.plan is not None  # by a constraint of the table
    return ItemOfPlan(evidence.plan, evidence.item)


def _held(holder: Holder) -> Plan:
    """The year's work, with the measure or the whole plan locked."""
    if isinstance(holder, Measure):
        rows = Measure.objects.select_for_update(of=("self",))
        return rows.select_related("section__plan__municipality").get(pk=holder.pk).section.plan
    plans = Plan.objects.select_for_update(of=("self",))
    return plans.select_related("municipality").get(pk=holder.plan.pk)


def _require_writable(plan: Plan) -> None:
    require_writable(plan.municipality, ("evidence",), action_year=plan.action_year)


def _siblings(holder: Holder) -> QuerySet[Evidence]:
    return Evidence.objects.filter(**_reference(holder)).order_by()


def _reference(holder: Holder) -> dict[str, Any]:
    if isinstance(holder, Measure):
        return {"measure": holder}
    return {"plan": holder.plan, "item": holder.item}


def _told(evidence: Evidence) -> dict[str, Any]:
    """How an event names what the evidence is of."""
    if evidence.measure_id is not None:
        return {"measure": evidence.measure_id}
    return {"plan": evidence.plan_id, "item": code_of_evidence(evidence)}


def _set(evidence: Evidence, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if name not in EVIDENCE_FIELDS:
            raise ValidationError(f"evidence has no {name}")
        setattr(
            evidence, name, value if name == "is_public" else clean(value or "").replace("\n", " ").strip()
        )
    if not evidence.title:
        evidence.title = evidence.url
    if not evidence.url and not evidence.sha256:
        raise ValidationError({"url": gettext("Evidence needs an address or a file.")})
    if evidence.url:
        try:
            require_address(evidence.url)
        except ValidationError as error:
            raise ValidationError({"url": error.messages}) from error


def _require_nothing_personal(evidence: Evidence) -> None:
    """A public file shows nobody's ID number: what was published stays readable for years."""
    if evidence.is_public and "id-number" in evidence.personal:
        reason = gettext(
            "This file holds a citizen's 13-digit ID number: it stays private. "
            "Blacken the number, save the file anew and add it again to make it public."
        )
        raise ValidationError({"is_public": reason})
