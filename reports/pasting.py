"""From a pasted table to measures: what the preview shows is exactly what is saved."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext

from catalogue.frame import FrameIssue, frame_for
from catalogue.queries import frames_in_force
from ita_portal.thai.celltext import plain
from ita_portal.thai.dates import fiscal_year_range
from ita_portal.thai.digits import to_arabic
from ita_portal.thai.numerals import numeral
from measures.batches import Group, NewMeasure, add_batch, present_state
from measures.models import Plan, Section
from measures.queries import plan_of, whole_sections
from measures.services import add_section, get_or_create_plan
from municipalities.models import Municipality, User
from reports.document import MEASURE_TEXT_FIELDS, Measure
from reports.readers.grid import Element
from reports.readers.pasted import (
    MOST_BYTES,
    MOST_CELLS,
    MOST_ROWS,
    Choices,
    Pasted,
    PastedRow,
    cell_count,
    grid_of,
    read_pasted,
    row_count,
)
from reports.readers.reading import Warning  # noqa: A004 - the word of the field
from reports.writers.limits import CELL_LIMIT
from trail.models import Event

ACTION = "measures-pasted"
SKIP = "skip"
_ONLY_A_NUMBER = re.compile(r"\s*\(?[0-9]{1,3}[.)]?\s*")
_TOLD_BY_THE_FORM = ("read-column-unknown", "read-column-twice")


class NotPasted(ValueError):
    """What was pasted cannot be taken; the message says why and what to do."""


class NotAsShown(ValueError):
    """The choices are not those that the preview was made with."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the clipboard held: HTML when it had any, and the plain text."""

    html: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose on the preview: columns, the target of each group, rows left out, add or replace."""

    choices: Choices
    targets: Mapping[int, str]
    skipped: frozenset[int] = frozenset()
    replace: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A measure as it will be saved. `lines` are its places in what was pasted, `line` the first of them."""

    line: int
    lines: tuple[int, ...]
    measure: NewMeasure
    warnings: tuple[str, ...]
    skipped: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Measures under one heading, with the section they will go to (`targets_of`)."""

    key: int
    heading: str
    target: str
    rows: tuple[ShownRow, ...]

    @property
    def taken(self) -> tuple[NewMeasure, ...]:
        return () if self.target == SKIP else tuple(row.measure for row in self.rows if not row.skipped)


@dataclass(frozen=True, slots=True)
class Going:
    """The measures of one section that a replacement takes away."""

    place: str
    titles: tuple[str, ...]
    evidence: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything the page shows. `mark` tells one preview from another, `replacing` is what would go."""

    pasted: Pasted
    groups: tuple[ShownGroup, ...]
    warnings: tuple[str, ...]
    going: tuple[Going, ...]
    replacing: str
    mark: str
    replace: bool

    @property
    def count(self) -> int:
        return sum(len(group.taken) for group in self.groups)


def issues_of(action_year: int) -> tuple[FrameIssue, ...]:
    """The issues that a plan of this year treats."""
    frame = frame_for(frames_in_force(), "analysis", action_year - 1)
    if frame is None:
        return ()
    requirement = frame.requirement("analysis")
    asked = requirement.issues_required if requirement else ()
    return tuple(each for each in frame.issues if not asked or each.no in asked)


def targets_of(municipality: Municipality, action_year: int) -> list[tuple[str, str]]:
    """Where measures can go: (value, words)."""
    plan = plan_of(municipality, action_year)
    flat = plan.sections.filter(issue=None).order_by("position", "pk") if plan else ()
    issues = [(f"issue-{each.no}", f"{numeral(each.no)}. {each.title}") for each in issues_of(action_year)]
    sections = [(f"section-{each.pk}", each.heading_as_written) for each in flat if each.heading_as_written]
    return [*issues, *sections, ("none", gettext("without an issue")), (SKIP, gettext("do not take these"))]


def grid_to_read(source: Source) -> tuple[Element, ...]:
    """The rows of what was pasted. Raises NotPasted for what is too large or has no table."""
    size = max(len(source.html.encode()), len(source.text.encode()))
    if size > MOST_BYTES:
        raise NotPasted(
            gettext("This is %(size)s MB; at most %(most)s MB can be pasted at once. Paste it in parts.")
            % {"size": f"{size / 1024**2:.1f}", "most": MOST_BYTES // 1024**2}
        )
    if cell_count(source.html, source.text) > MOST_CELLS:
        raise NotPasted(gettext("The table has too many cells to be pasted at once. Paste it in parts."))
    grid = grid_of(source.html, source.text)
    rows = row_count(grid)
    if rows > MOST_ROWS:
        raise NotPasted(
            gettext("The table has %(rows)s rows; at most %(most)s can be pasted at once. Paste it in parts.")
            % {"rows": rows, "most": MOST_ROWS}
        )
    if not rows:
        raise NotPasted(gettext("There is no table in it. Select the whole table and copy it again."))
    return grid


def preview(
    municipality: Municipality, action_year: int, grid: Sequence[Element], wish: Wish, *, target: str = ""
) -> Preview:
    """What saving would do. `target` is for groups that name no issue of the year."""
    issues = issues_of(action_year)
    pasted = read_pasted(grid, issues, action_year, wish.choices)
    known = [value for value, _words in targets_of(municipality, action_year)]
    groups = []
    for group in pasted.groups:
        key = group.rows[0].line
        proposed = f"issue-{group.issue}" if group.issue else target
        wanted = wish.targets.get(key, proposed)
        rows = tuple(_shown(row, action_year, skipped=row.line in wish.skipped) for row in group.rows)
        groups.append(ShownGroup(key, plain(group.heading), wanted if wanted in known else "none", rows))
    sections = _sections_there(municipality, action_year, groups) if wish.replace else []
    return Preview(
        pasted=pasted,
        groups=tuple(groups),
        warnings=tuple(dict.fromkeys(map(_words, filter(_is_told, pasted.warnings)))),
        going=tuple(_going(each, issues) for each in sections if each.measures.all()),
        replacing=present_state(sections),
        mark=_mark(pasted, groups, replace=wish.replace),
        replace=wish.replace,
    )


@transaction.atomic
def save_pasted(
    municipality: Municipality,
    action_year: int,
    grid: Sequence[Element],
    wish: Wish,
    *,
    target: str = "",
    mark: str,
    replacing: str = "",
    token: str = "",
    actor: User,
) -> Event:
    """Save what the preview with this `mark` showed, in one transaction with one event.

    Raises NotAsShown when the choices have changed since, PlanHasChanged when what would go has, NotPasted when
    no row is left, ReadOnly while a report in approval holds the plan.
    """
    shown = preview(municipality, action_year, grid, wish, target=target)
    if shown.mark != mark:
        raise NotAsShown
    if not shown.count:
        raise NotPasted(gettext("No row is left to save."))
    plan = get_or_create_plan(municipality, action_year, actor=actor)
    groups = [
        Group(_section(plan, group.target, actor), group.taken) for group in shown.groups if group.taken
    ]
    return add_batch(
        plan, groups, action=ACTION, actor=actor, replacing=replacing if wish.replace else None, token=token
    )


def _shown(row: PastedRow, action_year: int, *, skipped: bool) -> ShownRow:
    warnings = [_words(each) for each in row.warnings if _is_told(each)]
    measure = row.measure
    first, last = fiscal_year_range(action_year)
    if not plain(measure.title).strip():
        warnings.append(gettext("The measure has no name."))
    period = measure.period
    if period.start and period.end and period.start > period.end:
        warnings.append(gettext("The period ends before it begins: it is kept as text only."))
    elif (period.end and period.end < first) or (period.start and period.start > last):
        warnings.append(gettext("The period is not in fiscal year %(year)s.") % {"year": action_year})
    for name in MEASURE_TEXT_FIELDS:
        length = len(getattr(measure, name))
        if length > CELL_LIMIT:
            warnings.append(
                gettext("One cell has %(length)s characters; more than %(most)s cannot be printed.")
                % {"length": f"{length:,}", "most": f"{CELL_LIMIT:,}"}
            )
    return ShownRow(row.line, measure.source_lines, new_measure(measure), tuple(warnings), skipped)


def new_measure(measure: Measure) -> NewMeasure:
    """A measure as read, to be saved. A mere number is left out: the plan numbers by itself."""
    number = measure.number_as_written
    counts = _ONLY_A_NUMBER.fullmatch(to_arabic(number))
    return NewMeasure(
        texts={
            **{name: getattr(measure, name) for name in MEASURE_TEXT_FIELDS},
            "number_as_written": "" if counts else number,
        },
        responsible=measure.responsible,
        responsible_as_written=measure.responsible_as_written,
        period=measure.period,
        extra=measure.extra,
    )


def _is_told(warning: Warning) -> bool:
    return warning.code not in _TOLD_BY_THE_FORM


def _words(warning: Warning) -> str:
    return gettext(warning.template) % warning.values


def _sections_there(
    municipality: Municipality, action_year: int, groups: Sequence[ShownGroup]
) -> list[Section]:
    """The sections that stand already where the groups will go."""
    plan = plan_of(municipality, action_year)
    wanted = {group.target for group in groups if group.taken}
    if plan is None:
        return []
    found = []
    flat_is_taken = False
    for section in whole_sections().filter(plan=plan):
        names = {f"issue-{section.issue.no}"} if section.issue else {f"section-{section.pk}"}
        if section.issue is None and not flat_is_taken:
            names.add("none")
            flat_is_taken = True
        if names & wanted:
            found.append(section)
    return found


def _section(plan: Plan, target: str, actor: User) -> Section:
    kind, _dash, number = target.partition("-")
    if kind == "issue":
        return add_section(plan, issue=int(number), actor=actor)
    flat = plan.sections.filter(issue=None).order_by("position", "pk")
    if kind == "section" and (found := flat.filter(pk=int(number)).first()):
        return found
    return flat.first() or add_section(plan, actor=actor)


def _going(section: Section, issues: Sequence[FrameIssue]) -> Going:
    measures = section.measures.all()
    place = section.heading_as_written or gettext("without an issue")
    if section.issue:
        title = next((each.title for each in issues if each.no == section.issue.no), section.issue.title)
        place = f"{numeral(section.issue.no)}. {title}"
    return Going(
        place,
        tuple(plain(each.title) or "–" for each in measures),
        sum(len(each.evidence.all()) for each in measures),
    )


def _mark(pasted: Pasted, groups: Sequence[ShownGroup], *, replace: bool) -> str:
    """What the page shows, rows and all, as a short name."""
    said = {
        "shapes": [asdict(each) for each in pasted.shapes],
        "groups": [
            [each.key, each.target, [[row.line, asdict(row.measure)] for row in each.rows]] for each in groups
        ],
        "replace": replace,
    }
    return sha256(json.dumps(said, ensure_ascii=False, default=str).encode()).hexdigest()[:20]
