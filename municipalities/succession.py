"""How a municipality goes on as something else: another kind, code or name from a day on, or as part of another.

Its own number stays, so its reports, people and history stay with it; every code it ever had keeps answering.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from municipalities.models import (
    Municipality,
    MunicipalityCode,
    MunicipalityRecord,
    User,
)
from municipalities.people import NotPossible
from municipalities.services import TOLD, Identity
from trail.services import record


@transaction.atomic
def become(
    municipality: Municipality, identity: Identity, since: date, *, reason: str, actor: User | None
) -> MunicipalityRecord:
    """Go on as `identity` from a day: a new dated row, or the present one corrected when it began that day.

    Raises NotPossible, with the field of the form that it is about.
    """
    present = _present(municipality)
    require_becoming(present, identity, since)
    _require_reason(reason)
    before = _told(present)
    MunicipalityCode.objects.get_or_create(code=identity.code, defaults={"municipality": municipality})
    if since > present.valid_from:
        present.valid_until = since - timedelta(days=1)
        present.save(update_fields=["valid_until"])
        present = MunicipalityRecord(municipality=municipality, valid_from=since)
    present.code_id = identity.code
    for name, value in identity.row().items():
        setattr(present, name, value)
    present.save()
    record(
        "municipality-became",
        municipality,
        actor=actor,
        municipality=municipality,
        before=before,
        after={**_told(present), "since": since.isoformat()},
        comment=reason.strip(),
    )
    return present


def require_becoming(present: MunicipalityRecord, identity: Identity, since: date) -> None:
    """Raise NotPossible when a municipality cannot be `identity` from this day."""
    _require_day(since)
    if since < present.valid_from:
        raise NotPossible(gettext("Its present name began later. Choose that day or a later one."), "since")
    owner = MunicipalityCode.objects.filter(code=identity.code).first()
    if owner is not None and owner.municipality_id != present.municipality_id:
        raise NotPossible(
            gettext("Another municipality has this code. Use “merged into another” to join the two."), "code"
        )
    row = identity.row()
    if present.code_id == identity.code and all(getattr(present, name) == row[name] for name in TOLD):
        raise NotPossible(gettext("This is what it is already."), "name")


@transaction.atomic
def merge(
    municipality: Municipality, into: Municipality, since: date, *, reason: str, actor: User | None
) -> None:
    """End a municipality the day before `since`: from then on it is part of `into`, which succeeds it.

    Its reports stay under its codes and its people keep their roles, so that what was begun can be finished.
    """
    for each in (
        Municipality.objects.select_for_update().filter(pk__in=[municipality.pk, into.pk]).order_by("pk")
    ):
        _present(each)
    present = _present(municipality)
    require_merging(present, into, since)
    _require_reason(reason)
    present.valid_until = since - timedelta(days=1)
    present.save(update_fields=["valid_until"])
    into.succeeds.add(municipality)
    into_code = _present(into).code_id
    record(
        "municipality-merged",
        municipality,
        actor=actor,
        municipality=municipality,
        before={"code": present.code_id},
        after={"into": into_code, "since": since.isoformat()},
        comment=reason.strip(),
    )
    record(
        "municipality-took-over",
        into,
        actor=actor,
        municipality=into,
        after={"from": present.code_id, "since": since.isoformat()},
        comment=reason.strip(),
    )


def require_merging(present: MunicipalityRecord, into: Municipality, since: date) -> None:
    """Raise NotPossible when a municipality cannot go into another from this day."""
    _require_day(since)
    if into.pk == present.municipality_id:
        raise NotPossible(gettext("A municipality cannot be merged into itself."), "into")
    other = into.record_on()
    if other is None or other.valid_until is not None:
        raise NotPossible(gettext("That municipality was merged into another one itself."), "into")
    if since <= present.valid_from:
        raise NotPossible(
            gettext("Its present name began on that day or later. Choose a later day."), "since"
        )


@transaction.atomic
def part(municipality: Municipality, *, reason: str, actor: User | None) -> None:
    """Take a merger back that was recorded by mistake: the municipality goes on as if it had never ended."""
    rows = MunicipalityRecord.objects.select_for_update(of=("self",)).filter(municipality=municipality)
    last = rows.order_by("-valid_from").first()
    if last is None or last.valid_until is None:
        raise NotPossible(gettext("This municipality was not merged into another one."))
    _require_reason(reason)
    successors = list(municipality.succeeded_by.order_by("pk"))
    until, last.valid_until = last.valid_until, None
    last.save(update_fields=["valid_until"])
    municipality.succeeded_by.clear()
    for each in (municipality, *successors):
        record(
            "municipality-parted",
            each,
            actor=actor,
            municipality=each,
            before={"until": until.isoformat()},
            after={"code": last.code_id},
            comment=reason.strip(),
        )


def present_record(municipality: Municipality) -> MunicipalityRecord | None:
    """The row without an end; None for a municipality that was merged into another."""
    rows = MunicipalityRecord.objects.select_related("province", "district", "municipality")
    return rows.filter(municipality=municipality, valid_until=None).first()


def _present(municipality: Municipality) -> MunicipalityRecord:
    rows = MunicipalityRecord.objects.select_for_update(of=("self",))
    present = rows.filter(municipality=municipality, valid_until=None).first()
    if present is None:
        raise NotPossible(gettext("This municipality was merged into another one; it changes no more."))
    return present


def _require_day(since: date) -> None:
    if since > timezone.localdate():
        raise NotPossible(gettext("That day has not come yet. Record it on the day or later."), "since")


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise NotPossible(gettext("Say why, for instance the announcement and its date."), "reason")


def _told(present: MunicipalityRecord) -> dict[str, Any]:
    return {"code": present.code_id, **{name: getattr(present, name) for name in TOLD}}
