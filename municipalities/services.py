"""The only code that writes more than one row about municipalities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from ita_portal.thai.normal import search_key, sort_key
from municipalities.models import (
    District,
    Invitation,
    Kind,
    Municipality,
    MunicipalityCode,
    MunicipalityRecord,
    Province,
    User,
)
from trail.services import event_of, record, record_all

SINCE_ALWAYS = date(1957, 10, 1)
"""The first day of a row whose real first day nobody told (1 October 2500): documents of past years find it."""
AT_ONCE = 500
"""So many rows are written by one statement."""
TOLD = ("kind", "name", "province_id", "district_id")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a municipality is from a day on: its code, kind, bare name (ทรายขาว), place and website."""

    code: str
    kind: str
    name: str
    province: Province
    district: District | None = None
    website: str = ""

    @property
    def full_name(self) -> str:
        return self.name if self.kind == Kind.SPECIAL else f"{Kind(self.kind).label}{self.name}"

    def told(self) -> dict[str, Any]:
        """What means something to people; the keys for searching and sorting follow from it."""
        return {
            "kind": self.kind,
            "name": self.name,
            "province_id": self.province.pk,
            "district_id": self.district.pk if self.district else None,
        }

    def row(self) -> dict[str, Any]:
        """The fields of a `MunicipalityRecord` that it decides, except the code."""
        place = [self.district.name] if self.district else []
        return {
            **self.told(),
            "search_text": search_key(" ".join([self.full_name, self.code, *place, self.province.name])),
            "sort_key": sort_key(self.name)[:300],
        }


class FormerCodeError(ValueError):
    """The code was replaced by another one: what it named is to be changed under its present code."""

    def __init__(self, code: str, current: str) -> None:
        super().__init__(f"{code} is a former code, now {current}")
        self.code = code
        self.current = current


@dataclass(frozen=True, slots=True)
class Registered:
    """How many municipalities were new, changed or as they were."""

    created: int
    updated: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a list says anew about a known municipality: values by field, only those that differ."""

    present: MunicipalityRecord
    identity: Identity
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def begins_a_row(self) -> bool:
        """Whether documents would show it: kind, name and place are dated, the website is not."""
        return bool(set(self.after) - {"website"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What registering identities would do, before anything is written."""

    new: list[Identity]
    changes: list[Change]
    stale: list[tuple[MunicipalityRecord, Identity]]
    """Rows whose keys for searching and sorting are made otherwise today."""
    unchanged: int


def plan_of(identities: Iterable[Identity]) -> Plan:
    """Compare identities with what is known; reads only, in three queries whatever their number.

    Codes must be unique among them. Raises FormerCodeError for a code that is no longer the present one.
    """
    wanted = {identity.code: identity for identity in identities}
    current = _current_records(wanted)
    changes, stale = [], []
    for code, present in current.items():
        identity = wanted[code]
        before = {**_told_of(present), "website": present.municipality.website}
        after = {**identity.told(), "website": identity.website or before["website"]}
        differing = [name for name in after if before[name] != after[name]]
        if differing:
            old, new = ({name: row[name] for name in differing} for row in (before, after))
            changes.append(Change(present, identity, old, new))
        elif any(getattr(present, name) != value for name, value in identity.row().items()):
            stale.append((present, identity))
    created = [identity for code, identity in wanted.items() if code not in current]
    return Plan(created, changes, stale, len(current) - len(changes))


@transaction.atomic
def register_municipalities(
    identities: Iterable[Identity], *, actor: models.Model | None = None, today: date | None = None
) -> Registered:
    """Create the municipalities that are new and bring the known ones up to date; idempotent by code.

    A change of kind, name or place begins a new dated row today, so that older documents keep what was valid then.
    Codes must be unique among the identities. Raises FormerCodeError for a code that is no longer the present one.
    """
    plan = plan_of(identities)
    carry_out(plan, actor=actor, today=today)
    return Registered(len(plan.new), len(plan.changes), plan.unchanged)


@transaction.atomic
def carry_out(plan: Plan, *, actor: models.Model | None, today: date | None = None) -> None:
    """Write what a plan says, in a few statements for thousands of municipalities."""
    _create(plan.new, actor)
    _update(plan, today or timezone.localdate(), actor)


def _current_records(wanted: Mapping[str, Identity]) -> dict[str, MunicipalityRecord]:
    """The present row of every known code. Rows are few thousand at most: read once, chosen here."""
    owners = dict(MunicipalityCode.objects.values_list("code", "municipality_id"))
    known = {code: owners[code] for code in wanted if code in owners}
    if not known:
        return {}
    records = MunicipalityRecord.objects.filter(valid_until__isnull=True)
    if transaction.get_connection().in_atomic_block:
        records = records.select_for_update(of=("self",))
    by_owner = {each.municipality_id: each for each in records.select_related("municipality").order_by("pk")}
    found: dict[str, MunicipalityRecord] = {}
    for code, owner in known.items():
        present = by_owner.get(owner)
        if present is None or present.code_id != code:
            raise FormerCodeError(code, present.code_id if present else "")
        found[code] = present
    return found


def _create(identities: list[Identity], actor: models.Model | None) -> None:
    created = Municipality.objects.bulk_create(
        (Municipality(website=each.website) for each in identities), batch_size=AT_ONCE
    )
    pairs = list(zip(created, identities, strict=True))
    MunicipalityCode.objects.bulk_create(
        (MunicipalityCode(code=identity.code, municipality=municipality) for municipality, identity in pairs),
        batch_size=AT_ONCE,
    )
    MunicipalityRecord.objects.bulk_create(
        (
            MunicipalityRecord(
                municipality=municipality, code_id=identity.code, valid_from=SINCE_ALWAYS, **identity.row()
            )
            for municipality, identity in pairs
        ),
        batch_size=AT_ONCE,
    )
    record_all(
        event_of(
            "municipality-created",
            municipality,
            actor=actor,
            municipality=municipality,
            after={"code": identity.code, **identity.told(), "website": identity.website},
        )
        for municipality, identity in pairs
    )


def _update(plan: Plan, today: date, actor: models.Model | None) -> None:
    """A row that began before today ends yesterday and another begins; one of today is written over."""
    dated = [each for each in plan.changes if each.begins_a_row]
    ending = [each for each in dated if each.present.valid_from < today]
    rewritten = [(each.present, each.identity) for each in dated if each.present.valid_from >= today]
    _rewrite([*rewritten, *plan.stale])
    for start in range(0, len(ending), AT_ONCE):
        keys = [each.present.pk for each in ending[start : start + AT_ONCE]]
        MunicipalityRecord.objects.filter(pk__in=keys).update(valid_until=today - timedelta(days=1))
    MunicipalityRecord.objects.bulk_create(
        (
            MunicipalityRecord(
                municipality=each.present.municipality,
                code_id=each.identity.code,
                valid_from=today,
                **each.identity.row(),
            )
            for each in ending
        ),
        batch_size=AT_ONCE,
    )
    moved = [each for each in plan.changes if "website" in each.after]
    for each in moved:
        each.present.municipality.website = each.after["website"]
    Municipality.objects.bulk_update([each.present.municipality for each in moved], ["website"], AT_ONCE)
    record_all(
        event_of(
            "municipality-changed",
            each.present.municipality,
            actor=actor,
            municipality=each.present.municipality,
            before=each.before,
            after=each.after,
        )
        for each in plan.changes
    )


def _rewrite(rows: list[tuple[MunicipalityRecord, Identity]]) -> None:
    for present, identity in rows:
        for name, value in identity.row().items():
            setattr(present, name, value)
    fields = ["kind", "name", "province", "district", "search_text", "sort_key"]
    MunicipalityRecord.objects.bulk_update([present for present, _identity in rows], fields, AT_ONCE)


class NotErasable(ValueError):
    """This account cannot be erased now; the message says why, in the reader's language."""


@transaction.atomic
def erase_person(person: User, *, actor: User | None = None) -> None:
    """Blank a person for good: name, addresses, sign-in; memberships end today. What they did stays in the trail.

    The event names no value: an event can never be erased. Twice is once. Raises NotErasable for oneself.
    """
    if actor is not None and actor.pk == person.pk:
        raise NotErasable(gettext("Nobody can erase their own account."))
    locked = User.objects.select_for_update().get(pk=person.pk)
    if locked.erased_at is not None:
        return
    EmailAddress.objects.filter(user=locked).delete()
    Authenticator.objects.filter(user=locked).delete()
    for session in UserSession.objects.filter(user=locked).order_by("pk"):
        session.end()
    Invitation.objects.filter(Q(used_by=locked) | Q(email=locked.email)).update(name="", email="")
    locked.memberships.valid_on().filter(valid_from__lte=timezone.localdate()).update(
        valid_until=timezone.localdate()
    )
    locked.email = f"erased-{locked.pk}@invalid.invalid"
    locked.name = locked.phone = ""
    locked.set_unusable_password()
    locked.is_active = locked.is_staff = locked.is_superuser = False
    locked.last_login = None
    locked.erased_at = timezone.now()
    locked.save()
    record("user-erased", locked, actor=actor)


def _told_of(present: MunicipalityRecord) -> dict[str, Any]:
    return {name: getattr(present, name) for name in TOLD}
