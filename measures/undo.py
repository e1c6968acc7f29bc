"""Taking back what was done to measures: one deletion, or a whole table pasted, replaced or taken over.

The event of such an act keeps the rows that it deleted and names those it made. Undoing a batch is a batch again,
so it can be undone too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from ita_portal.thai.celltext import plain
from measures.fields import ALL, stored_fields
from measures.keeping import as_deleted, kept_rows, put_back, seals
from measures.models import Measure, Plan, Section
from measures.services import add_section
from municipalities.guard import require_writable
from municipalities.models import Municipality, User
from trail.models import Event
from trail.ordering import write_order
from trail.services import record

BATCHES = ("measures-pasted", "measures-taken-over", "measures-undone")
"""Events of acts on many measures at once."""


class NotUndone(Exception):
    """Undoing would destroy work: `measures` are the titles of those that were changed since."""

    def __init__(self, measures: Sequence[str]) -> None:
        super().__init__(", ".join(measures))
        self.measures = list(measures)


def own_event(
    municipality: Municipality, action_year: int, pk: int, actions: Collection[str] = BATCHES
) -> Event | None:
    """An event that can be undone, when it is one of this municipality's year."""
    event = Event.objects.filter(pk=pk, municipality_id=municipality.pk, action__in=actions).first()
    if event is None:
        return None
    plans = Plan.objects.filter(municipality=municipality, action_year=action_year)
    return event if plans.filter(pk=_plan_of(event)).exists() else None


@transaction.atomic
def restore_measure(event: Event, *, actor: User | None = None) -> Measure:
    """Bring a deleted measure back, with all that belonged to it, at its place. Twice is once.

    Raises ReadOnly while a report in approval holds the plan.
    """
    if event.action != "measure-deleted" or "rows" not in event.before:
        raise ValueError("not the event of a deletion that kept its rows")
    plan = _held(event)
    there = Measure.objects.filter(pk=event.subject_id or 0, section__plan=plan).first()
    if there is not None:
        return there
    restored = _put_back(plan, event.before, actor)[0]
    record(
        "measure-restored",
        restored,
        actor=actor,
        municipality=plan.municipality,
        after={**stored_fields(restored), "deletion": event.pk},
    )
    return restored


def record_batch(
    action: str,
    plan: Plan,
    made: Collection[int],
    deleted: Sequence[Mapping[str, Any]],
    *,
    actor: User | None = None,
    after: Mapping[str, Any] | None = None,
) -> Event:
    """The one event of an act that made and deleted measures. Call it before the deletion is carried out."""
    return record(
        action,
        plan,
        actor=actor,
        municipality=plan.municipality,
        before=as_deleted(plan, deleted),
        after={**(after or {}), "made": list(made), "seals": seals(kept_rows(made))},
    )


@transaction.atomic
def undo_batch(event: Event, *, actor: User | None = None) -> Event | None:
    """Take back a paste or a take-over: what it made goes, what it replaced returns.

    None when it was undone before. Raises NotUndone when somebody has worked on one of its measures since,
    ReadOnly while a report in approval holds the plan.
    """
    if event.action not in BATCHES:
        raise ValueError("not the event of a batch")
    plan = _held(event)
    if is_undone(event):
        return None
    made = Measure.objects.filter(pk__in=event.after["made"], section__plan=plan).order_by("position", "pk")
    rows = kept_rows([each.pk for each in made])
    now = seals(rows)
    worked_on = [each for each in made if now[str(each.pk)] != event.after["seals"].get(str(each.pk))]
    if worked_on:
        raise NotUndone([plain(each.title)[:60] or f"#{each.pk}" for each in worked_on])
    before = as_deleted(plan, rows)
    sections = {each.section_id for each in made}
    made.delete()
    for section in Section.objects.filter(pk__in=sections):
        write_order(list(section.measures.order_by("position", "pk")))
    restored = [each.pk for each in _put_back(plan, event.before, actor)]
    return record(
        "measures-undone",
        plan,
        actor=actor,
        municipality=plan.municipality,
        before=before,
        after={"undone": event.pk, "made": restored, "seals": seals(kept_rows(restored))},
    )


def is_undone(event: Event) -> bool:
    """Whether a batch was taken back already."""
    undone = Event.objects.filter(
        action="measures-undone", subject_type=event.subject_type, subject_id=event.subject_id
    )
    return undone.filter(after__undone=event.pk).exists()


def _plan_of(event: Event) -> int:
    """Key of the plan; 0 for an event that does not tell it."""
    return int(event.before.get("plan", 0))


def _held(event: Event) -> Plan:
    """The event's plan, locked and open for writing."""
    plans = Plan.objects.select_for_update(of=("self",)).select_related("municipality")
    plan = plans.get(pk=_plan_of(event))
    require_writable(plan.municipality, ALL, action_year=plan.action_year)
    return plan


def _put_back(plan: Plan, kept: Mapping[str, Any], actor: User | None) -> list[Measure]:
    """Write the kept measures at the places they had among those that are there now."""
    sections = {
        int(pk): _section(plan, int(pk), issue, heading, actor)
        for pk, (issue, heading) in kept["sections"].items()
    }
    orders = {each.pk: list(each.measures.order_by("position", "pk")) for each in {*sections.values()}}
    made = put_back(kept["rows"], {pk: each.pk for pk, each in sections.items()})
    for measure in sorted(made, key=lambda each: (each.position, each.pk)):
        order = orders[measure.section_id]
        order.insert(min(measure.position, len(order)), measure)
    for order in orders.values():
        write_order(order)
    return made


def _section(plan: Plan, pk: int, issue: int | None, heading: str, actor: User | None) -> Section:
    """The section a measure stood in; when it is gone, that of its issue or one with its heading."""
    found = plan.sections.filter(pk=pk).first()
    if found is None and issue is None:
        found = plan.sections.filter(issue=None, heading_as_written=heading).first()
    return found or add_section(plan, issue=issue, heading=heading, actor=actor)
