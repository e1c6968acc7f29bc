"""Taking over measures of an earlier year: what is planned again, without last year's results.

Texts, units, steps and further columns are copied; output, outcome, suggestion and evidence are not. Items follow
the catalogue (`replaces`) to this year's codes, periods move by the years between. Years in the texts stay as they
are: `measures.year_review` points them out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from catalogue.frame import Frame, FrameIssue, frame_for
from catalogue.models import Item
from catalogue.queries import frames_in_force
from editing.texts import text_hash
from ita_portal.thai.celltext import clean, plain
from ita_portal.thai.normal import search_key
from ita_portal.thai.periods import Period, parse_period
from ita_portal.thai.year_mentions import find_years, moved_years, without_years
from measures.batches import Group, NewMeasure, add_batch
from measures.fields import items_of_plan
from measures.models import Measure, Plan, Section
from measures.queries import plan_of, whole_sections
from measures.services import add_section, get_or_create_plan
from municipalities.models import Municipality, User
from trail.models import Event

ACTION = "measures-taken-over"
TEXTS = ("title", "procedure", "follow_up")


@dataclass(frozen=True, slots=True)
class Offered:
    """A measure of the earlier year as it would be copied. `lost`: codes of items without a successor."""

    source: Measure
    copy: NewMeasure
    lost: tuple[str, ...]
    is_there: bool
    period_stays: bool

    @property
    def title(self) -> str:
        return plain(self.source.title)


@dataclass(frozen=True, slots=True)
class OfferedGroup:
    """The measures of one section, and the issue of this year that they go to (None: none)."""

    section: Section
    issue: FrameIssue | None
    measures: tuple[Offered, ...]

    @property
    def renamed(self) -> bool:
        """Whether the issue was called otherwise then."""
        before = self.section.issue
        return bool(before and self.issue and search_key(before.title) != search_key(self.issue.title))


def source_plan(municipality: Municipality, action_year: int) -> Plan | None:
    """The plan of the latest year before this one that has measures."""
    plans = Plan.objects.filter(municipality=municipality, action_year__lt=action_year)
    return plans.filter(sections__measures__isnull=False).order_by("-action_year").distinct().first()


def offered(source: Plan, action_year: int) -> list[OfferedGroup]:
    """Everything that can be taken over, in a few queries whatever its number."""
    frame = frame_for(frames_in_force(), "analysis", action_year - 1)
    issues = frame.issues if frame else ()
    successors = _Successors(source.action_year, action_year)
    present = _present(source.municipality, action_year)
    taken = _taken(source.municipality, action_year)
    groups = []
    for section in whole_sections().filter(plan=source):
        issue = _issue_now(section, issues)
        key = _place(issue.no if issue else None, section.heading_as_written)
        there = present.get(key, frozenset())
        measures = tuple(
            _offered(each, source, action_year, successors, is_there=each.pk in taken or _name(each) in there)
            for each in section.measures.all()
        )
        if measures:
            groups.append(OfferedGroup(section, issue, measures))
    return groups


@transaction.atomic
def take_over(
    municipality: Municipality, action_year: int, chosen: Collection[int], *, actor: User
) -> Event | None:
    """Copy the chosen measures of the source plan; those that are there already are left alone.

    One transaction, one event, None when nothing is left to copy. Raises NoFramework, and ReadOnly while a
    report in approval holds the plan.
    """
    source = source_plan(municipality, action_year)
    if source is None:
        return None
    plan = get_or_create_plan(municipality, action_year, actor=actor)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    groups: list[Group] = []
    taken: list[Offered] = []
    for group in offered(source, action_year):
        wanted = [each for each in group.measures if each.source.pk in chosen and not each.is_there]
        if wanted:
            groups.append(Group(_section(plan, group, actor), tuple(each.copy for each in wanted)))
            taken += wanted
    if not groups:
        return None
    told = {
        "source": source.action_year,
        "sources": [each.source.pk for each in taken],
        "lost": [list(each.lost) for each in taken],
        "said": [_hashes(each.copy) for each in taken],
    }
    return add_batch(plan, groups, action=ACTION, actor=actor, after=told)


def _hashes(copy: NewMeasure) -> dict[str, str]:
    """Fingerprints of the copied texts that name a year: a text is as it came while they agree."""
    said = {**copy.texts, "period": copy.period.text}
    return {name: text_hash(clean(text)) for name, text in said.items() if find_years(text)}


def _section(plan: Plan, group: OfferedGroup, actor: User) -> Section:
    heading = group.section.heading_as_written
    if group.issue:
        return add_section(plan, issue=group.issue.no, actor=actor)
    flat = plan.sections.filter(issue=None, heading_as_written=heading).order_by("position", "pk").first()
    return flat or add_section(plan, heading=heading, actor=actor)


def _issue_now(section: Section, issues: Sequence[FrameIssue]) -> FrameIssue | None:
    """This year's issue of the same title, else of the same number."""
    if section.issue is None:
        return None
    title = search_key(section.issue.title)
    named = next((each for each in issues if search_key(each.title) == title), None)
    return named or next((each for each in issues if each.no == section.issue.no), None)


def _place(issue: int | None, heading: str) -> str:
    return str(issue) if issue is not None else f"heading {search_key(heading)}"


def _present(municipality: Municipality, action_year: int) -> dict[str, frozenset[str]]:
    """What this year's plan has already: the titles of its measures, by section."""
    plan = plan_of(municipality, action_year)
    found: dict[str, frozenset[str]] = {}
    for section in whole_sections().filter(plan=plan) if plan else ():
        key = _place(section.issue.no if section.issue else None, section.heading_as_written)
        names = {_name(each) for each in section.measures.all()} - {""}
        found[key] = found.get(key, frozenset()) | names
    return found


def _name(measure: Measure) -> str:
    """What a measure is known by: its title, or its steps when it has none. Years do not count."""
    return search_key(without_years(plain(measure.title).strip() or plain(measure.procedure)))


def _taken(municipality: Municipality, action_year: int) -> set[int]:
    """Measures whose copies, however they are called by now, are in this year's plan."""
    copies = {
        made: source for event in events_of(municipality, action_year) for made, source in pairs_of(event)
    }
    there = Measure.objects.filter(pk__in=copies, section__plan__municipality=municipality)
    return {copies[pk] for pk in there.values_list("pk", flat=True)}


def events_of(municipality: Municipality, action_year: int) -> list[Event]:
    """The take-overs into this year's plan."""
    plan = plan_of(municipality, action_year)
    if plan is None:
        return []
    return list(Event.objects.filter(action=ACTION, subject_type="measures.plan", subject_id=plan.pk))


def pairs_of(event: Event) -> list[tuple[int, int]]:
    """Each copy that a take-over made, with the measure it was made from."""
    return list(zip(event.after["made"], event.after["sources"], strict=True))


def _offered(
    source: Measure, plan: Plan, action_year: int, successors: _Successors, *, is_there: bool
) -> Offered:
    items, lost = successors.of([each.item.code for each in source.items.all()])
    period = moved_period(_period(source), plan.action_year, action_year)
    copy = NewMeasure(
        texts={name: getattr(source, name) for name in TEXTS},
        responsible=tuple(each.name for each in source.responsible.all()),
        responsible_as_written=source.responsible_as_written,
        period=period,
        items=items,
        extra=tuple((heading, text) for heading, text in source.extra),
    )
    stays = period.style == "text" and bool(find_years(plain(period.text)))
    return Offered(source, copy, lost, is_there, stays)


def _period(measure: Measure) -> Period:
    return Period(
        measure.period_text,
        measure.period_start,
        measure.period_end,
        measure.period_style,  # type: ignore[arg-type]
    )


def moved_period(period: Period, from_year: int, to_year: int) -> Period:
    """A period of one fiscal year in another one.

    When its words are understood, the years in them move with its days; else they stay as they are, without days.
    """
    by = to_year - from_year
    days = (_moved(period.start, by), _moved(period.end, by))
    text = moved_years(period.text, by)
    read = parse_period(" ".join(plain(text).split()), to_year)
    if (
        period.style != "text"
        and read.style == period.style
        and all(map(_same_day, days, (read.start, read.end)))
    ):
        return Period(text, read.start, read.end, period.style)
    if not period.text.strip() and any(days):
        return Period("", *days, period.style)
    return Period(period.text)


def _same_day(one: date | None, other: date | None) -> bool:
    """Whether two ends agree; the last of February may differ by a day."""
    if one is None or other is None:
        return one is other
    return abs((one - other).days) <= (1 if one.month == 2 else 0)


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class _Successors:
    """Items of one plan's year followed to another's, year by year."""

    def __init__(self, from_year: int, to_year: int) -> None:
        self.items: Mapping[str, Item] = items_of_plan(to_year)
        frames = frames_in_force()
        first, last = _frame_year(frames, from_year), _frame_year(frames, to_year)
        self.frames = [frames[year] for year in range(first + 1, last + 1) if year in frames]

    def of(self, codes: Sequence[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The keys of this year's items, and the codes that have none."""
        found: dict[int, None] = {}
        lost = []
        for code in codes:
            now = {code.lower()}
            for frame in self.frames:
                now = {
                    item.code.lower()
                    for item in frame.items
                    if now & {each.lower() for each in item.replaces}
                }
            keys = [self.items[each].pk for each in sorted(now) if each in self.items]
            found.update(dict.fromkeys(keys))
            if not keys:
                lost.append(code)
        return tuple(found), tuple(lost)


def _frame_year(frames: Mapping[int, Frame], action_year: int) -> int:
    """The year whose items the measures of an action year answer."""
    return action_year - 1 if action_year - 1 in frames else action_year
