"""Every text a field ever had. Services that write fields call `keep` inside their own transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from editing.models import FieldRevision
from municipalities.models import Municipality, User

SESSION_PAUSE = timedelta(minutes=10)
"""After so long without a save the next one begins a new revision."""
SESSION_LENGTH = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Subject:
    """The row that a field belongs to: its kind ("measure") and key."""

    kind: str
    pk: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One save of a page that saves as one types: the page's random name and the number of the save."""

    session: str
    sequence: int = 0


def keep(
    subject: Subject,
    municipality: Municipality,
    changes: Mapping[str, tuple[str, str]],
    *,
    actor: User | None,
    edit: Edit | None = None,
) -> bool:
    """Keep the texts of changed fields, (before, after) by field. Returns whether an editing session begins.

    Saves of one page in one field are one revision until the person pauses; any other write is one of its own.
    """
    now = timezone.now()
    latest = latest_of(subject, changes) if edit else {}
    fresh = []
    for field, (before, after) in changes.items():
        last = latest.get(field)
        if edit and last is not None and _goes_on(last, actor, edit, now):
            last.text, last.sequence, last.saved_at = after, edit.sequence, now
            last.save(update_fields=["text", "sequence", "saved_at"])
            continue
        fresh.append(
            FieldRevision(
                municipality=municipality,
                subject_type=subject.kind,
                subject_id=subject.pk,
                field=field,
                before=before,
                text=after,
                actor=actor,
                session=edit.session if edit else "",
                sequence=edit.sequence if edit else 0,
                began_at=now,
                saved_at=now,
            )
        )
    FieldRevision.objects.bulk_create(fresh)
    return bool(fresh)


def _goes_on(last: FieldRevision, actor: User | None, edit: Edit, now: datetime) -> bool:
    return (
        last.session == edit.session
        and last.actor_id == (actor.pk if actor else None)
        and now - last.saved_at < SESSION_PAUSE
        and now - last.began_at < SESSION_LENGTH
    )


def latest_of(subject: Subject, fields: Collection[str]) -> dict[str, FieldRevision]:
    """The newest revision of each field that has one."""
    rows = FieldRevision.objects.filter(
        subject_type=subject.kind, subject_id=subject.pk, field__in=list(fields)
    )
    newest = rows.order_by().values("field").annotate(newest=Max("pk")).values("newest")
    return {each.field: each for each in FieldRevision.objects.filter(pk__in=newest).select_related("actor")}


def revisions(subject: Subject, field: str) -> QuerySet[FieldRevision]:
    """All texts of a field, the newest first, with who wrote them."""
    return FieldRevision.objects.filter(
        subject_type=subject.kind, subject_id=subject.pk, field=field
    ).select_related("actor")
