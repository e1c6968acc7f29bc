"""Lists of municipalities handed in through the browser: kept, looked at, and written once somebody says so."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from municipalities.import_rows import read_content
from municipalities.importing import check_sheet, counted
from municipalities.models import District, MunicipalityUpload, Province, User
from municipalities.services import Identity, Plan, Registered, carry_out
from municipalities.telling import Difference, differences
from trail.services import record

KEPT = timedelta(days=7)
"""So long a list waits; then the next one that is handed in takes it away."""


@dataclass(frozen=True, slots=True)
class NewRow:
    row: int
    code: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    row: int
    code: str
    name: str
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class Preview:
    """What writing a list would do; `fingerprint` tells whether it still would when it is written."""

    counts: Registered
    new: list[NewRow]
    changed: list[ChangedRow]
    warnings: tuple[str, ...]
    fingerprint: str


class NoLongerSo(ValueError):
    """Since it was looked at the portal changed: writing the list would do something else now."""


def keep(filename: str, content: bytes, actor: User) -> MunicipalityUpload:
    """Keep a list that can be read. Raises UnreadableFileError."""
    read_content(filename, content)
    MunicipalityUpload.objects.filter(applied_at=None, created_at__lt=timezone.now() - KEPT).delete()
    return MunicipalityUpload.objects.create(filename=filename[:200], content=content, uploaded_by=actor)


def look(upload: MunicipalityUpload) -> Preview:
    """What the list would do today; nothing is written. Raises ImportRefusedError with every wrong cell."""
    with transaction.atomic():
        checked = check_sheet(read_content(upload.filename, bytes(upload.content)))
        preview = Preview(
            counted(checked.plan),
            [_new(each, checked.rows[each.code]) for each in checked.plan.new],
            _changed(checked.plan, dict(checked.rows)),
            checked.warnings,
            _fingerprint(checked.plan),
        )
        transaction.set_rollback(True)
    return preview


@transaction.atomic
def write(upload: MunicipalityUpload, seen: str, *, actor: User) -> MunicipalityUpload:
    """Write the list as it was looked at, all of it or nothing; twice is once.

    Raises NoLongerSo when it would do something else than `seen` (a preview's fingerprint).
    """
    locked = MunicipalityUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if locked.applied_at is not None:
        return locked
    checked = check_sheet(read_content(locked.filename, bytes(locked.content)))
    if _fingerprint(checked.plan) != seen:
        raise NoLongerSo(gettext("The list would do something else now. Look at it once more."))
    carry_out(checked.plan, actor=actor)
    locked.applied_at = timezone.now()
    locked.outcome = asdict(counted(checked.plan))
    locked.content = b""
    locked.save(update_fields=["applied_at", "outcome", "content"])
    record("municipalities-imported", locked, actor=actor, after={"file": locked.filename, **locked.outcome})
    return locked


def _new(identity: Identity, row: int) -> NewRow:
    place = [identity.district.name] if identity.district else []
    return NewRow(row, identity.code, identity.full_name, " · ".join([*place, identity.province.name]))


def _changed(plan: Plan, rows: dict[str, int]) -> list[ChangedRow]:
    provinces = dict(Province.objects.values_list("pk", "name"))
    districts = dict(District.objects.values_list("pk", "name"))
    return [
        ChangedRow(
            rows[each.identity.code],
            each.identity.code,
            each.present.full_name,
            differences(each.before, each.after, provinces, districts),
        )
        for each in plan.changes
    ]


def _fingerprint(plan: Plan) -> str:
    said = [
        [[each.code, each.row(), each.website] for each in plan.new],
        [[each.present.pk, each.before, each.after] for each in plan.changes],
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
