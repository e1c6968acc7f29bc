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
from trail.services import record

SINCE_ALWAYS = date(1957, 10, 1)
"""The first day of a row whose real first day nobody told (1 October 2500): documents of past years find it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a municipality is from a day on: its code, kind, bare name (ทรายขาว), place and website."""

    code: str
    kind: str
    name: str
    province: Province
    district: District | None = None
    website: str = ""

    def row(self) -> dict[str, Any]:
        """The fields of a `MunicipalityRecord` that it decides, except the code."""
        place = [self.district.name] if self.district else []
        full_name = self.name if self.kind == Kind.SPECIAL else f"{Kind(self.kind).label}{self.name}"
        return {
            "kind": self.kind,
            "name": self.name,
            "province_id": self.province.pk,
            "district_id": self.district.pk if self.district else None,
            "search_text": search_key(" ".join([full_name, self.code, *place, self.province.name])),
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


@transaction.atomic
def register_municipalities(
    identities: Iterable[Identity], *, actor: models.Model | None = None, today: date | None = None
) -> Registered:
    """Create the municipalities that are new and bring the known ones up to date; idempotent by code.

    A change of kind, name or place begins a new dated row today, so that older documents keep what was valid then.
    Codes must be unique among the identities. Raises FormerCodeError for a code that is no longer the present one.
    """
    wanted = {identity.code: identity for identity in identities}
    today = today or timezone.localdate()
    current = _current_records(wanted)
    new = [identity for code, identity in wanted.items() if code not in current]
    _create(new, actor)
    updated = sum(_update(current[code], wanted[code], today, actor) for code in current)
    return Registered(len(new), updated, len(current) - updated)


def _current_records(wanted: Mapping[str, Identity]) -> dict[str, MunicipalityRecord]:
    """The present row of every known code. Rows are few thousand at most: read once, chosen here."""
    owners = dict(MunicipalityCode.objects.values_list("code", "municipality_id"))
    known = {code: owners[code] for code in wanted if code in owners}
    if not known:
        return {}
    records = MunicipalityRecord.objects.select_for_update(of=("self",)).filter(valid_until__isnull=True)
    by_owner = {each.municipality_id: each for each in records.select_related("municipality").order_by("pk")}
    found: dict[str, MunicipalityRecord] = {}
    for code, owner in known.items():
        present = by_owner.get(owner)
        if present is None or present.code_id != code:
            raise FormerCodeError(code, present.code_id if present else "")
        found[code] = present
    return found


def _create(identities: list[Identity], actor: models.Model | None) -> None:
    created = Municipality.objects.bulk_create(Municipality(website=each.website) for each in identities)
    pairs = list(zip(created, identities, strict=True))
    MunicipalityCode.objects.bulk_create(
        MunicipalityCode(code=identity.code, municipality=municipality) for municipality, identity in pairs
    )
    MunicipalityRecord.objects.bulk_create(
        MunicipalityRecord(
            municipality=municipality, code_id=identity.code, valid_from=SINCE_ALWAYS, **identity.row()
        )
        for municipality, identity in pairs
    )
    for municipality, identity in pairs:
        record(
            "municipality-created",
            municipality,
            actor=actor,
            municipality=municipality,
            after={"code": identity.code, **_told(identity.row()), "website": identity.website},
        )


def _update(present: MunicipalityRecord, identity: Identity, today: date, actor: models.Model | None) -> bool:
    """Bring one municipality up to date; tell whether anything changed. An empty website keeps the known one."""
    municipality = present.municipality
    row = identity.row()
    before = {name: getattr(present, name) for name in row}
    website = identity.website or municipality.website
    if before == row and website == municipality.website:
        return False
    if _told(before) != _told(row) and present.valid_from < today:
        present.valid_until = today - timedelta(days=1)
        present.save(update_fields=["valid_until"])
        present = MunicipalityRecord(municipality=municipality, code_id=identity.code, valid_from=today)
    for name, value in row.items():
        setattr(present, name, value)
    present.save()
    record(
        "municipality-changed",
        municipality,
        actor=actor,
        municipality=municipality,
        before={**_told(before), "website": municipality.website},
        after={**_told(row), "website": website},
    )
    municipality.website = website
    municipality.save(update_fields=["website"])
    return True


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


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """What of a row means something to people; the keys for searching and sorting follow from it."""
    return {name: row[name] for name in ("kind", "name", "province_id", "district_id")}
