"""Giving and ending roles. A membership is dated and never deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from municipalities.models import Membership, Municipality, Province, User
from municipalities.roles import Role
from trail.services import record


class NotPossible(ValueError):
    """What was asked of people and roles cannot be done; the message says why, in the reader's language.

    `field` names the field of a form that it concerns.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def give_role(
    person: User,
    role: str,
    municipality: Municipality | None,
    *,
    actor: User | None,
    province: Province | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    deputises_for: User | None = None,
) -> Membership:
    """Give a person a role in a municipality, in a province or (neither) in the portal, between two days.

    Who may give which role is the access table's matter. Raises NotPossible, also when the person has the
    role on that day already.
    """
    first = valid_from or timezone.localdate()
    if valid_until is not None and valid_until < first:
        raise NotPossible(gettext("The last day cannot be before the first."), "valid_until")
    _require_deputy_rules(person, role, municipality, valid_until, deputises_for)
    User.objects.select_for_update().get(pk=person.pk)
    scope: dict[str, Any] = {
        "user": person,
        "role": role,
        "municipality": municipality,
        "province": province,
    }
    if Membership.objects.valid_on(first).filter(**scope).exists():
        raise NotPossible(
            gettext("%(person)s has this role already.") % {"person": person.get_full_name()}, "person"
        )
    membership, _created = Membership.objects.update_or_create(
        **scope,
        valid_from=first,
        defaults={"valid_until": valid_until, "deputises_for": deputises_for, "ended_at": None},
    )
    record("role-given", membership, actor=actor, municipality=municipality, after=_told(membership))
    return membership


def _require_deputy_rules(
    person: User,
    role: str,
    municipality: Municipality | None,
    valid_until: date | None,
    deputises_for: User | None,
) -> None:
    """A deputy stands in for somebody who approves here, and until a day."""
    if deputises_for is None:
        return
    if role != Role.APPROVER:
        raise NotPossible(gettext("Only an approver has a deputy."), "deputises_for")
    if deputises_for.pk == person.pk:
        raise NotPossible(gettext("Nobody deputises for themselves."), "deputises_for")
    approvers = Membership.objects.valid_on().filter(
        user=deputises_for, role=Role.APPROVER, municipality=municipality, deputises_for=None
    )
    if not approvers.exists():
        raise NotPossible(gettext("This person is not an approver here."), "deputises_for")
    if valid_until is None:
        raise NotPossible(gettext("Say until when the deputy stands in."), "valid_until")


@transaction.atomic
def end_role(
    membership: Membership,
    *,
    actor: User | None,
    last_day: date | None = None,
    action: str = "role-ended",
) -> Membership:
    """End a role: at once, or after a last day that is today or later. Ended twice is ended once.

    Raises NotPossible when the municipality would be left without an administrator by that person's own hand.
    """
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    today = timezone.localdate()
    if locked.ended_at is not None:
        return locked
    before = _told(locked)
    if last_day is None:
        locked.ended_at = timezone.now()
        locked.valid_until = max(locked.valid_from, min(today, locked.valid_until or today))
    else:
        if last_day < today:
            raise NotPossible(gettext("The last day cannot be in the past."), "last_day")
        if last_day < locked.valid_from:
            raise NotPossible(gettext("The last day cannot be before the first."), "last_day")
        locked.valid_until = last_day
    if actor is not None and actor.pk == locked.user_id and action == "role-ended":
        _require_another_administrator(locked)
    locked.save(update_fields=["valid_until", "ended_at"])
    record(action, locked, actor=actor, municipality=locked.municipality, before=before, after=_told(locked))
    return locked


def _require_another_administrator(membership: Membership) -> None:
    if membership.role not in (Role.MUNICIPALITY_ADMIN, Role.SYSTEM_ADMIN):
        return
    others = (
        Membership.objects.valid_on()
        .filter(role=membership.role, municipality=membership.municipality, user__is_active=True)
        .exclude(user=membership.user_id)
    )
    if not others.exists():
        raise NotPossible(
            gettext("You are the only administrator. Give the role to somebody else first, or hand it over.")
        )


def _told(membership: Membership) -> dict[str, object]:
    """What an event may hold: keys and dates, no name, because events are never erased."""
    return {
        "person": membership.user_id,
        "role": membership.role,
        "from": membership.valid_from.isoformat(),
        "until": membership.valid_until.isoformat() if membership.valid_until else None,
        "deputises_for": membership.deputises_for_id,
        "ended": membership.ended_at is not None,
    }
