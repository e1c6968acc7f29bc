"""Pages of events: newest first, continued behind the last one seen, so that new events shift nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from trail.models import Event


@dataclass(frozen=True, slots=True)
class EventPage:
    events: list[Event]
    older: int | None
    """The key behind which the next page goes on; None on the last."""
    is_first: bool


def page_of(events: QuerySet[Event], before: str, size: int) -> EventPage:
    """The newest `size` events, older than the one whose key `before` writes; nonsense means from the newest."""
    behind = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = list((events if behind is None else events.filter(pk__lt=behind))[: size + 1])
    shown = found[:size]
    return EventPage(shown, shown[-1].pk if len(found) > size else None, behind is None)
