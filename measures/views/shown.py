"""A year's measures as lists show them: per section, each as it will print, with what the page may change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404

from assessments.grid import Figures
from assessments.queries import assessments_with_scores
from assessments.scoring import Predecessor, compare
from catalogue.frame import FrameIssue, frame_for
from catalogue.queries import frames_in_force, kept_frame
from measures.fields import ALL, DONE, PLANNED
from measures.models import Measure, Section
from measures.queries import plan_of, sections_with_measures, whole_sections, with_link_checks
from measures.steps import StepCount, step_count
from municipalities.guard import refusal
from municipalities.requests import WorkRequest

Differences = dict[str, Decimal | None]
"""How an item went from the analysed year to the year of action, by its code in lower case."""

FIELDS_OF_STEP = {"measures": ALL, "results": DONE}
"""The two lists of measures by the step they belong to, and the fields that each is about."""


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure as its printed row says it, with its number within the section."""

    measure: Measure
    number: int
    responsible: str
    items: tuple[tuple[str, Decimal | None], ...]
    first: bool
    last: bool

    @property
    def steps(self) -> StepCount:
        return step_count(self.measure)


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """The measures of one section. `issue` is the number and title to show, `section` None when it has none yet."""

    issue: FrameIssue | None
    section: Section | None
    rows: tuple[ShownMeasure, ...]

    @property
    def heading(self) -> str:
        return self.section.heading_as_written if self.section else ""

    @property
    def key(self) -> str:
        """How a form names the section as a place to move to: by its issue while it has no row of its own."""
        return (
            f"section-{self.section.pk}" if self.section else f"issue-{self.issue.no if self.issue else ''}"
        )


def list_context(request: WorkRequest, action_year: int, fields: Collection[str]) -> dict[str, Any]:
    """What all pages of measures show around them; `fields` are those that the page changes.

    `planned_locked` and `done_locked` are the reasons why plan or results are read-only; adding, moving and
    deleting (`arrangeable`) touches both.
    """
    planned = refusal(request.municipality, PLANNED, action_year=action_year) or ""
    done = refusal(request.municipality, DONE, action_year=action_year) or ""
    reason = (planned if PLANNED & set(fields) else "") or (done if DONE & set(fields) else "")
    return {
        "action_year": action_year,
        "section": "work",
        "locked": reason,
        "planned_locked": planned,
        "done_locked": done,
        "editable": request.may_write and not reason,
        "arrangeable": request.may_write and not planned and not done,
        "openable": request.may_write and not (planned and done),
    }


def groups_of_year(request: WorkRequest, action_year: int, differences: Differences) -> list[MeasureGroup]:
    """Sections in their order; issues of the year that have none yet stand where their number puts them."""
    frame = frame_for(frames_in_force(), "analysis", action_year - 1)
    plan = plan_of(request.municipality, action_year)
    sections = sections_with_measures(plan) if plan else []
    with_link_checks(sections)
    groups = [
        MeasureGroup(_issue(section), section, shown_measures(section, differences)) for section in sections
    ]
    present = {group.issue.no for group in groups if group.issue}
    requirement = frame.requirement("analysis") if frame else None
    for issue in frame.issues if frame else ():
        if issue.no in present or (requirement and issue.no not in requirement.issues_required):
            continue
        after = [index for index, group in enumerate(groups) if group.issue and group.issue.no < issue.no]
        groups.insert(after[-1] + 1 if after else 0, MeasureGroup(issue, None, ()))
    return groups


def _issue(section: Section) -> FrameIssue | None:
    return FrameIssue(section.issue.no, section.issue.title) if section.issue else None


def shown_measures(section: Section, differences: Differences) -> tuple[ShownMeasure, ...]:
    """The rows of a section that was read whole (`measures.queries.whole_sections`)."""
    found = list(section.measures.all())
    return tuple(
        ShownMeasure(
            measure=measure,
            number=number,
            responsible=measure.responsible_as_written
            or ", ".join(each.name for each in measure.responsible.all()),
            items=tuple(
                (each.item.code, differences.get(each.item.code.lower())) for each in measure.items.all()
            ),
            first=number == 1,
            last=number == len(found),
        )
        for number, measure in enumerate(found, start=1)
    )


def item_differences(request: WorkRequest, action_year: int) -> Differences:
    """How the items that were analysed went in the year of action, by the code of the analysed year."""
    stored = assessments_with_scores(request.municipality, (action_year - 1, action_year))
    if action_year not in stored:
        return {}
    now, before = Figures.of(stored[action_year]), Figures.of(stored.get(action_year - 1))
    found: Differences = {}
    for item in kept_frame(stored[action_year].framework).items:
        if len(item.replaces) == 1:
            old = item.replaces[0]
            predecessors = [Predecessor(old, before.items.get(old.lower()))]
            found[old.lower()] = compare(now.items.get(item.code.lower()), predecessors).difference
    return found


def own_measure(request: WorkRequest, action_year: int, pk: int) -> tuple[Section, Measure, int]:
    """One measure of this municipality's year with its section and number; 404 for everyone else's."""
    sections = whole_sections().filter(
        plan__municipality=request.municipality, plan__action_year=action_year, measures__pk=pk
    )
    for section in sections.select_related("plan__municipality"):
        for number, measure in enumerate(section.measures.all(), start=1):
            if measure.pk == pk:
                with_link_checks([section])
                measure.section = section
                return section, measure, number
    raise Http404("no such measure, or another municipality's")
