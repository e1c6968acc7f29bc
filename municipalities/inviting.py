"""Invitations: a link that gives a role, by e-mail or on paper. Each use, renewal and refusal is one event."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from municipalities.models import Invitation, Membership, Municipality, Province, User
from municipalities.people import NotPossible, end_role, give_role
from municipalities.roles import Role
from trail.services import record

VALID_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with the secret of its link, which nobody can read again later."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(
    role: str,
    *,
    actor: User | None,
    municipality: Municipality | None = None,
    provinces: Collection[Province] = (),
    email: str = "",
    name: str = "",
    deputises_for: User | None = None,
    valid_until: date | None = None,
    takes_over: Membership | None = None,
) -> Invited:
    """Make an invitation, to a role in several provinces at once if need be; who gets its link is the caller's matter.

    Raises NotPossible when the address has the role here, or an invitation to it that still holds.
    """
    email = email.strip().lower()
    if email:
        _require_new(email, role, municipality, provinces)
    if deputises_for is not None and role != Role.APPROVER:
        raise NotPossible(gettext("Only an approver has a deputy."), "deputises_for")
    if deputises_for is not None and valid_until is None:
        raise NotPossible(gettext("Say until when the deputy stands in."), "valid_until")
    if valid_until is not None and valid_until < timezone.localdate():
        raise NotPossible(gettext("The last day cannot be in the past."), "valid_until")
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        email=email,
        name=name.strip(),
        role=role,
        municipality=municipality,
        province=next(iter(provinces), None),
        deputises_for=deputises_for,
        valid_until=valid_until,
        takes_over=takes_over,
        token_hash=_hashed(token),
        created_by=actor,
        expires_at=timezone.now() + VALID_FOR,
    )
    invitation.further_provinces.set(list(provinces)[1:])
    record("invitation-made", invitation, actor=actor, municipality=municipality, after=_told(invitation))
    return Invited(invitation, token)


@transaction.atomic
def renew(invitation: Invitation, *, actor: User | None) -> Invited:
    """Another link for the same invitation; the one before no longer works. Raises NotPossible when it is over."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.state in ("used", "revoked"):
        raise NotPossible(gettext("This invitation was used or taken back. Make a new one."))
    token = secrets.token_urlsafe(24)
    locked.token_hash = _hashed(token)
    locked.expires_at = timezone.now() + VALID_FOR
    locked.save(update_fields=["token_hash", "expires_at"])
    record("invitation-renewed", locked, actor=actor, municipality=locked.municipality, after=_told(locked))
    return Invited(locked, token)


@transaction.atomic
def revoke(invitation: Invitation, *, actor: User | None) -> None:
    """Take an invitation back; twice is once. One that was used stays as it is: raises NotPossible."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.revoked_at:
        return
    if locked.used_at:
        raise NotPossible(gettext("This invitation was used already. End the role instead."))
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    record("invitation-revoked", locked, actor=actor, municipality=locked.municipality, after=_told(locked))


@transaction.atomic
def hand_over(
    membership: Membership, *, actor: User | None, email: str, name: str, last_day: date | None
) -> Invited:
    """Somebody leaves: their role ends, at once or after a last day, and another person is invited to it."""
    if membership.municipality is None:
        raise NotPossible(gettext("This role is not given by a municipality."))
    if email.strip().lower() == membership.user.email:
        raise NotPossible(gettext("This is the person who leaves."), "email")
    end_role(membership, actor=actor, last_day=last_day, action="role-handed-over")
    return invite(
        membership.role,
        actor=actor,
        municipality=membership.municipality,
        email=email,
        name=name,
        deputises_for=membership.deputises_for,
        valid_until=membership.valid_until if membership.deputises_for else None,
        takes_over=membership,
    )


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link stands for, in whatever state; None for a link that nobody made."""
    found = Invitation.objects.filter(token_hash=_hashed(token))
    return found.select_related("province", "created_by").prefetch_related("municipality__records").first()


@transaction.atomic
def accept(
    invitation: Invitation, *, person: User | None = None, email: str = "", name: str = "", password: str = ""
) -> User:
    """Use an invitation, once: for a person who has an account, or for a new account with a password.

    Raises NotPossible when it cannot be used any more, or when the address belongs to somebody already.
    """
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.state != "open":
        raise NotPossible(gettext("This link cannot be used any more."))
    if person is None:
        person = _new_account(locked.email or email, name or locked.name, password)
    elif locked.email and person.email != locked.email:
        raise NotPossible(gettext("This invitation is for another address."))
    locked.used_at, locked.used_by = timezone.now(), person
    locked.save(update_fields=["used_at", "used_by"])
    municipality = locked.municipality
    record("invitation-accepted", locked, actor=person, municipality=municipality, after=_told(locked))
    for province in _not_yet_held(person, locked):
        give_role(
            person,
            locked.role,
            municipality,
            province=province,
            actor=locked.created_by,
            valid_until=locked.valid_until,
            deputises_for=locked.deputises_for,
        )
    return person


def _not_yet_held(person: User, invitation: Invitation) -> list[Province | None]:
    """The provinces in which the role is new to the person; all of them when it is new in none, so that it is said."""
    provinces = invitation.provinces
    if not provinces:
        return [None]
    held = Membership.objects.valid_on().filter(user=person, role=invitation.role, province__in=provinces)
    known = set(held.values_list("province", flat=True))
    return [each for each in provinces if each.pk not in known] or list(provinces)


def account_exists(email: str) -> bool:
    return bool(email) and User.objects.filter(email__iexact=email).exists()


def _new_account(email: str, name: str, password: str) -> User:
    taken = NotPossible(
        gettext("This address has an account already. Sign in with it and open the link again."), "email"
    )
    if account_exists(email):
        raise taken
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, name=name.strip())
    except IntegrityError as error:
        raise taken from error


def _require_new(
    email: str, role: str, municipality: Municipality | None, provinces: Collection[Province]
) -> None:
    held = Membership.objects.valid_on().filter(user__email=email, role=role, municipality=municipality)
    waiting = Invitation.objects.filter(
        email=email,
        role=role,
        municipality=municipality,
        used_at=None,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    )
    if provinces:
        there = Q(province__in=provinces) | Q(further_provinces__in=provinces)
        held, waiting = held.filter(province__in=provinces), waiting.filter(there)
    else:
        held, waiting = held.filter(province=None), waiting.filter(province=None)
    if held.exists():
        raise NotPossible(gettext("This person has the role already."), "email")
    if waiting.exists():
        raise NotPossible(
            gettext("This address was invited already. Its link can be renewed in the list."), "email"
        )


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _told(invitation: Invitation) -> dict[str, object]:
    """What an event may hold: no name and no address, because events are never erased."""
    return {
        "role": invitation.role,
        "provinces": [each.pk for each in invitation.provinces],
        "expires": invitation.expires_at.isoformat(timespec="minutes"),
        "takes_over": invitation.takes_over_id,
    }
