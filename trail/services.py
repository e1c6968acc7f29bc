"""Writing events. Every service that changes something calls `record` inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from trail.models import Event

_way: ContextVar[str] = ContextVar("way", default="")


@contextmanager
def by_way_of(way: str) -> Iterator[None]:
    """Events without a comment of their own say that they came this way: through another system, in whose name."""
    before = _way.set(way)
    try:
        yield
    finally:
        _way.reset(before)


def record(
    action: str,
    subject: models.Model | None = None,
    *,
    actor: models.Model | None = None,
    municipality: models.Model | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    comment: str = "",
) -> Event:
    """Append one event. `before` and `after` are reduced to the keys in which they differ."""
    event = event_of(
        action, subject, actor=actor, municipality=municipality, before=before, after=after, comment=comment
    )
    event.save(force_insert=True)
    return event


def event_of(
    action: str,
    subject: models.Model | None = None,
    *,
    actor: models.Model | None = None,
    municipality: models.Model | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    comment: str = "",
) -> Event:
    """An event that is not stored yet: thousands of them are appended at once by `record_all`."""
    old, new = dict(before or {}), dict(after or {})
    same = {key for key in old.keys() & new.keys() if old[key] == new[key]}
    return Event(
        action=action,
        actor_id=actor.pk if actor is not None else None,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        municipality_id=municipality.pk if municipality is not None else None,
        before={key: value for key, value in old.items() if key not in same},
        after={key: value for key, value in new.items() if key not in same},
        comment=comment or _way.get(),
    )


def record_all(events: Iterable[Event]) -> None:
    """Append many events of one transaction, in their order."""
    Event.objects.bulk_create(events, batch_size=500)
