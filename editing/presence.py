"""Who else has a page of the same year open, in which field, and what they saved since the last look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from editing.history import Subject
from editing.models import FieldRevision, Presence
from municipalities.models import Municipality, User

HERE = timedelta(seconds=45)
"""Somebody who gave no sign of life for so long is not there any more; pages look every 15 seconds."""
OVERLAP = timedelta(seconds=5)
"""A transaction that began before the last look may have ended after it."""
MOST = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody else, with the field they are in, if they are in one."""

    name: str
    subject: str
    field: str


def note_presence(
    municipality: Municipality, action_year: int, user: User, session: str, *, subject: str, field: str
) -> None:
    """A page is open, and its reader is in this field (or in none)."""
    now = timezone.now()
    Presence.objects.update_or_create(
        user=user,
        session=session,
        defaults={
            "municipality": municipality,
            "action_year": action_year,
            "subject": subject,
            "field": field,
            "seen_at": now,
        },
    )
    Presence.objects.filter(municipality=municipality, seen_at__lt=now - 4 * HERE).delete()


def forget_presence(user: User, session: str) -> None:
    """The page was closed."""
    Presence.objects.filter(user=user, session=session).delete()


def others_here(municipality: Municipality, action_year: int, session: str, *, user: User) -> list[Person]:
    """The other pages of the same year, one entry for each field somebody is in; `user` is told of own ones."""
    rows = (
        Presence.objects.filter(
            municipality=municipality, action_year=action_year, seen_at__gte=timezone.now() - HERE
        )
        .exclude(session=session)
        .select_related("user")
        .order_by("user__name", "pk")
    )
    own = gettext("yourself in another window")
    return list(
        dict.fromkeys(
            Person(own if each.user_id == user.pk else str(each.user), each.subject, each.field)
            for each in rows
        )
    )


def changed_since(
    municipality: Municipality, since: datetime, session: str
) -> dict[tuple[Subject, str], FieldRevision]:
    """The newest text of each field that another page saved since then."""
    rows = (
        FieldRevision.objects.filter(municipality=municipality, saved_at__gte=since - OVERLAP)
        .exclude(session=session, session__gt="")
        .select_related("actor")
        .order_by("pk")[:MOST]
    )
    return {(Subject(each.subject_type, each.subject_id), each.field): each for each in rows}
