"""Many measures added in one act: a pasted table, or what is taken over from another year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from ita_portal.thai.celltext import clean
from ita_portal.thai.periods import Period
from measures.fields import ALL, TEXTS
from measures.keeping import kept_rows
from measures.models import Measure, MeasureItem, Plan, ResponsibleUnit, Section
from measures.undo import record_batch
from municipalities.guard import require_writable
from municipalities.models import Department, User
from trail.models import Event
from trail.ordering import write_order


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What a measure will say. `items` are keys of catalogue items, `extra` pairs (heading, text)."""

    texts: Mapping[str, str]
    responsible: tuple[str, ...] = ()
    responsible_as_written: str = ""
    period: Period = field(default_factory=lambda: Period(""))
    items: tuple[int, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Measures for one section."""

    section: Section
    measures: tuple[NewMeasure, ...]


class PlanHasChanged(Exception):
    """What is to be replaced is not what the person was shown."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Someone has changed these measures in the meantime. Look at what will be replaced again."
            )
        )


def present_state(sections: Iterable[Section]) -> str:
    """The measures of these sections with their versions, to be shown again when they are to be replaced."""
    rows = Measure.objects.filter(section__in=[each.pk for each in sections if each.pk]).order_by("pk")
    return ",".join(f"{pk}.{version}" for pk, version in rows.values_list("pk", "version"))


def already_done(plan: Plan, action: str, token: str) -> Event | None:
    """The event of the same act, when its form was sent twice."""
    if not token:
        return None
    done = Event.objects.filter(action=action, subject_type="measures.plan", subject_id=plan.pk)
    return done.filter(after__token=token).first()


@transaction.atomic
def add_batch(
    plan: Plan,
    groups: Sequence[Group],
    *,
    action: str,
    actor: User | None = None,
    replacing: str | None = None,
    token: str = "",
    after: Mapping[str, Any] | None = None,
) -> Event:
    """Add the measures below those that are there, in a few queries whatever their number; one event.

    With `replacing` (a `present_state`) the measures of these sections go first: the event keeps them. The same
    `token` a second time does nothing. Raises PlanHasChanged, and ReadOnly while a report in approval holds
    the plan. `after` is told by the event; its `made` are in the order of the groups.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=plan.pk)
    require_writable(plan.municipality, ALL, action_year=plan.action_year)
    if found := already_done(plan, action, token):
        return found
    sections = {each.section.pk: each.section for each in groups}
    going: list[int] = []
    if replacing is not None:
        if present_state(sections.values()) != replacing:
            raise PlanHasChanged
        going = list(Measure.objects.filter(section__in=sections).values_list("pk", flat=True))
    kept = kept_rows(going)
    made = _create(plan, groups)
    event = record_batch(
        action,
        plan,
        [each.pk for each in made],
        kept,
        actor=actor,
        after={**(after or {}), "token": token},
    )
    Measure.objects.filter(pk__in=going).delete()
    if going:
        for section in sections.values():
            write_order(list(section.measures.order_by("position", "pk")))
    return event


def _create(plan: Plan, groups: Sequence[Group]) -> list[Measure]:
    headings = _headings(plan)
    last = {
        each.pk: len(each.measures.all())
        for each in plan.sections.filter(pk__in=[one.section.pk for one in groups]).prefetch_related(
            "measures"
        )
    }
    wanted: list[tuple[Section, int, NewMeasure]] = []
    for group in groups:
        for each in group.measures:
            wanted.append((group.section, last[group.section.pk], aligned(each, headings)))
            last[group.section.pk] += 1
    rows = Measure.objects.bulk_create(_row(*each) for each in wanted)
    pairs = [(row, each) for row, (_section, _position, each) in zip(rows, wanted, strict=True)]
    departments = {each.name: each for each in Department.objects.filter(municipality=plan.municipality_id)}
    ResponsibleUnit.objects.bulk_create(unit for pair in pairs for unit in _units(*pair, departments))
    MeasureItem.objects.bulk_create(
        MeasureItem(measure=row, item_id=item, position=position)
        for row, each in pairs
        for position, item in enumerate(each.items)
    )
    return rows


def _row(section: Section, position: int, each: NewMeasure) -> Measure:
    in_order = not (each.period.start and each.period.end and each.period.start > each.period.end)
    return Measure(
        section=section,
        position=position,
        responsible_as_written=clean(each.responsible_as_written),
        period_text=clean(each.period.text),
        period_start=each.period.start if in_order else None,
        period_end=each.period.end if in_order else None,
        period_style=each.period.style if in_order else "text",
        extra=[list(pair) for pair in each.extra],
        **{name: clean(each.texts.get(name, "")) for name in TEXTS},
    )


def _units(
    row: Measure, each: NewMeasure, departments: Mapping[str, Department]
) -> Iterator[ResponsibleUnit]:
    names = dict.fromkeys(name for name in map(clean, each.responsible) if name)
    for position, name in enumerate(names):
        yield ResponsibleUnit(measure=row, position=position, name=name, department=departments.get(name))


def _headings(plan: Plan) -> list[str]:
    """The further columns of a plan, by their place."""
    headings: list[str] = []
    for extra in Measure.objects.filter(section__plan=plan).exclude(extra=[]).values_list("extra", flat=True):
        headings += [heading for heading, _text in extra[len(headings) :]]
    return headings


def aligned(each: NewMeasure, headings: list[str]) -> NewMeasure:
    """The measure with its further columns at the places that these have in the plan; new ones come last.

    A layout prints a further column by its place.
    """
    if not any(text for _heading, text in each.extra):
        return replace(each, extra=())
    texts: dict[int, list[Any]] = {}
    for heading, text in ((clean(heading), clean(text)) for heading, text in each.extra):
        place = next((at for at, known in enumerate(headings) if known == heading and at not in texts), None)
        if place is None:
            headings.append(heading)
            place = len(headings) - 1
        texts[place] = [heading, text]
    return replace(
        each, extra=tuple(tuple(texts.get(at, (headings[at], ""))) for at in range(max(texts) + 1))
    )
