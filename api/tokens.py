"""Making, knowing and revoking tokens. A token is shown once, when it is made."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from api.models import Token
from municipalities.models import Membership, Municipality, User
from municipalities.people import NotPossible
from municipalities.queries import roles_in
from municipalities.roles import Role
from trail.services import record

LONGEST = timedelta(days=366)
USED_EVERY = timedelta(minutes=5)
"""A use is written down to the next five minutes: a system that asks every second writes no row each time."""
FORM = re.compile(r"ita_(?P<key>[0-9a-f]{12})_(?P<secret>[0-9A-Za-z_-]{43})")
WRITERS = frozenset({Role.OFFICER})
"""In whose name drafts are written; the same people write them in the browser."""


@dataclass(frozen=True, slots=True)
class Made:
    """A token with its text, which nobody can read again later."""

    token: Token
    text: str


def officers_of(municipality: Municipality) -> QuerySet[User]:
    """The people in whose name a token of the municipality may act."""
    memberships = Membership.objects.valid_on().filter(municipality=municipality, role__in=WRITERS)
    return User.objects.filter(is_active=True, pk__in=memberships.values("user")).order_by("name", "pk")


@transaction.atomic
def make_token(
    municipality: Municipality,
    name: str,
    *,
    person: User,
    last_day: date,
    scores: bool,
    measures: bool,
    actor: User,
) -> Made:
    """Make a token that is valid until the end of a day. Raises NotPossible."""
    today = timezone.localdate()
    if last_day < today:
        raise NotPossible(gettext("The last day cannot be in the past."), "last_day")
    if last_day > today + LONGEST:
        raise NotPossible(gettext("A token is valid for one year at most."), "last_day")
    if not (scores or measures):
        raise NotPossible(gettext("A token must be for scores, measures or both."), "scopes")
    if not officers_of(municipality).filter(pk=person.pk).exists():
        raise NotPossible(gettext("This person is not an officer here."), "person")
    key, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    end = timezone.make_aware(datetime.combine(last_day, time(23, 59, 59)))
    token = Token.objects.create(
        municipality=municipality,
        name=" ".join(name.split()),
        key=key,
        secret_sha256=_hashed(secret),
        scores=scores,
        measures=measures,
        person=person,
        created_by=actor,
        expires_at=end,
    )
    record(
        "token-made",
        token,
        actor=actor,
        municipality=municipality,
        after={
            "name": token.name,
            "scores": scores,
            "measures": measures,
            "person": person.pk,
            "until": last_day.isoformat(),
        },
    )
    return Made(token, f"ita_{key}_{secret}")


@transaction.atomic
def revoke_token(token: Token, *, actor: User) -> None:
    """End a token at once. Revoked twice is revoked once."""
    locked = Token.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=token.pk)
    if locked.revoked_at is not None:
        return
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    record(
        "token-revoked", locked, actor=actor, municipality=locked.municipality, before={"name": locked.name}
    )


def token_of(text: str) -> Token | None:
    """The token that holds and whose person still may, by its text; the time it takes tells nothing of the secret."""
    said = FORM.fullmatch(text)
    row = (
        Token.objects.select_related("municipality", "person").filter(key=said["key"]).first()
        if said
        else None
    )
    hashed = _hashed(said["secret"] if said else text)
    if not hmac.compare_digest(hashed, row.secret_sha256 if row else _hashed("")) or row is None:
        return None
    if not row.holds or not row.person.is_active or not roles_in(row.person, row.municipality) & WRITERS:
        return None
    now = timezone.now()
    if row.used_at is None or row.used_at < now - USED_EVERY:
        Token.objects.filter(pk=row.pk).update(used_at=now)
    return row


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
