"""Events as lines that read: who, what, where, with what changed; alike ones of one person told as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from audit.changes import changes_of
from audit.whereabouts import Whereabouts
from municipalities.telling import Difference
from reports.event_words import KEY_EVENTS, Told, told
from reports.models import Report
from trail.models import Event

PLACES_NAMED = 4
CHANGES_SHOWN = 60
"""So many changes of one line are shown; of more the number is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field, with the place when the line is about several."""

    place: str
    label: str
    old: str
    new: str


@dataclass(slots=True)
class Line:
    """One or several events alike. `count` is how many, `since` when the first of them was."""

    first: Told
    actor: int | None
    since: datetime
    count: int = 1
    places: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    version: int | None = None
    where: Whereabouts | None = None
    """The municipality, on pages that tell of several."""

    @property
    def lasted(self) -> bool:
        """Whether the first and the last of them were at different minutes."""
        return self.since.replace(second=0, microsecond=0) != self.first.at.replace(second=0, microsecond=0)

    @property
    def places_named(self) -> str:
        return " · ".join(self.places[:PLACES_NAMED])

    @property
    def places_more(self) -> int:
        return max(0, len(self.places) - PLACES_NAMED)

    @property
    def changes_shown(self) -> list[Change]:
        return self.changes[:CHANGES_SHOWN]

    @property
    def changes_more(self) -> int:
        return max(0, len(self.changes) - CHANGES_SHOWN)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    lines: list[Line]


def lines_of(events: Sequence[Event], *, join: bool = True, of: Report | None = None) -> list[Line]:
    """The events, newest first, as lines; with `join` those that follow each other and are alike become one.

    In the story `of` a report its own name is not told again with each of its events.
    """
    words, changes = told(events), changes_of(events)
    found: list[Line] = []
    previous: Event | None = None
    for event in events:
        if join and previous is not None and _alike(previous, event):
            line = found[-1]
            line.count += 1
            line.since = event.at
        else:
            line = Line(words[event.pk], event.actor_id, event.at)
            version = event.after.get("version")
            line.version = version if isinstance(version, int) else None
            found.append(line)
        place = words[event.pk].place
        own = of is not None and (event.subject_type, event.subject_id) == ("reports.report", of.pk)
        if place and not own and place not in line.places:
            line.places.append(place)
        line.changes.extend(_change(place, each) for each in changes[event.pk])
        previous = event
    return found


def by_day(lines: Iterable[Line]) -> Iterator[Day]:
    """Lines grouped by the day in Thailand, as they come."""
    for day, found in groupby(lines, key=lambda each: timezone.localtime(each.first.at).date()):
        yield Day(day, list(found))


def _alike(one: Event, other: Event) -> bool:
    return (
        one.action == other.action
        and one.actor_id == other.actor_id
        and one.action not in KEY_EVENTS
        and not one.comment
        and not other.comment
        and timezone.localtime(one.at).date() == timezone.localtime(other.at).date()
    )


def _change(place: str, difference: Difference) -> Change:
    return Change(place, difference.label, difference.old, difference.new)
