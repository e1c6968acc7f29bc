"""Who signs: the holders of a municipality's offices and those acting for them, between two days.

A published version keeps the names it was published with; these rows decide only what is printed next.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from municipalities.models import Executive, Municipality, User
from municipalities.people import NotPossible
from trail.services import record

FIELDS = ("office", "name", "position", "acting_for", "valid_from", "valid_until")


@transaction.atomic
def add_signatory(municipality: Municipality, values: dict[str, Any], *, actor: User | None) -> Executive:
    """Enter who holds an office or acts in it. A new holder ends the time of the present one the day before.

    Raises NotPossible when another holder's time would overlap.
    """
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    row = Executive(municipality=municipality, **{name: values[name] for name in FIELDS})
    _require_order(row)
    if not row.acting_for:
        _end_predecessor(row, actor)
        _require_no_other_holder(row)
    row.save()
    record("signatory-added", row, actor=actor, municipality=municipality, after=_told(row))
    return row


@transaction.atomic
def change_signatory(signatory: Executive, values: dict[str, Any], *, actor: User | None) -> Executive:
    """Mend what is stored of a signatory. Raises NotPossible as `add_signatory` does."""
    Municipality.objects.select_for_update().get(pk=signatory.municipality_id)
    row = Executive.objects.get(pk=signatory.pk)
    before = _told(row)
    for name in FIELDS:
        setattr(row, name, values[name])
    _require_order(row)
    if not row.acting_for:
        _require_no_other_holder(row)
    if (after := _told(row)) != before:
        row.save()
        record(
            "signatory-changed", row, actor=actor, municipality=row.municipality, before=before, after=after
        )
    return row


@transaction.atomic
def remove_signatory(signatory: Executive, *, actor: User | None) -> None:
    """Take out a row that was entered by mistake; the event keeps what it said."""
    row = Executive.objects.select_for_update().filter(pk=signatory.pk).first()
    if row is None:
        return
    record("signatory-removed", row, actor=actor, municipality=row.municipality, before=_told(row))
    row.delete()


def _require_order(row: Executive) -> None:
    if row.valid_until is not None and row.valid_until < row.valid_from:
        raise NotPossible(gettext("The last day cannot be before the first."), "valid_until")


def _holders(row: Executive) -> Any:
    same_office = Executive.objects.filter(municipality=row.municipality_id, office=row.office, acting_for="")
    return same_office.exclude(pk=row.pk).order_by("valid_from", "pk")


def _end_predecessor(row: Executive, actor: User | None) -> None:
    present = _holders(row).filter(valid_until=None, valid_from__lt=row.valid_from).last()
    if present is None:
        return
    before = _told(present)
    present.valid_until = row.valid_from - timedelta(days=1)
    present.save(update_fields=["valid_until"])
    record(
        "signatory-changed",
        present,
        actor=actor,
        municipality=row.municipality,
        before=before,
        after=_told(present),
    )


def _require_no_other_holder(row: Executive) -> None:
    overlapping = (
        _holders(row)
        .filter(valid_from__lte=row.valid_until or date.max)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=row.valid_from))
    )
    other = overlapping.first()
    if other is not None:
        raise NotPossible(
            gettext(
                "%(name)s holds this office in these days. End that time first, or say for whom this one acts."
            )
            % {"name": other.name},
            "valid_from",
        )


def _told(row: Executive) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
