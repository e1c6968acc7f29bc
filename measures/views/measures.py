"""The two lists of a year's measures: what is planned and what came of it, per issue, as they will print."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from assessments.grid import Figures
from assessments.queries import assessments_with_scores
from assessments.scoring import Predecessor, compare
from catalogue.frame import Frame, FrameIssue, frame_for
from catalogue.queries import frames_in_force, kept_frame
from measures.fields import ALL, DONE
from measures.models import Measure, Section
from measures.queries import plan_of, sections_with_measures, whole_sections
from municipalities.guard import refusal
from municipalities.requests import WorkRequest


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure as its printed row says it, with its number within the section."""

    measure: Measure
    number: int
    responsible: str
    items: tuple[tuple[str, Any], ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """The measures of one section. `issue` is the number and title to show, `section` None when it has none yet."""

    issue: FrameIssue | None
    section: Section | None
    rows: tuple[ShownMeasure, ...]

    @property
    def heading(self) -> str:
        return self.section.heading_as_written if self.section else ""


def list_context(request: WorkRequest, action_year: int, fields: Collection[str]) -> dict[str, Any]:
    """What all pages of measures show around them; `fields` are those that the page changes."""
    reason = refusal(request.municipality, fields, action_year=action_year)
    return {
        "action_year": action_year,
        "section": "work",
        "locked": reason or "",
        "editable": request.may_write and not reason,
    }


def measures(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    return _list(request, action_year, "measures", ALL)


def results(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    return _list(request, action_year, "results", DONE)


def _list(request: WorkRequest, action_year: int, step: str, fields: Collection[str]) -> HttpResponse:
    frame = frame_for(frames_in_force(), "analysis", action_year - 1)
    plan = plan_of(request.municipality, action_year)
    sections = sections_with_measures(plan) if plan else []
    context = {
        **list_context(request, action_year, fields),
        "groups": _groups(sections, frame, _differences(request, action_year)),
        "measure_count": sum(len(section.measures.all()) for section in sections),
        "step": step,
    }
    return render(request, f"measures/{step}.html", context)


def _groups(sections: list[Section], frame: Frame | None, differences: dict[str, Any]) -> list[MeasureGroup]:
    """Sections in their order; issues of the year that have none yet stand where their number puts them."""
    groups = [
        MeasureGroup(
            FrameIssue(section.issue.no, section.issue.title) if section.issue else None,
            section,
            _rows(section, differences),
        )
        for section in sections
    ]
    present = {group.issue.no for group in groups if group.issue}
    requirement = frame.requirement("analysis") if frame else None
    for issue in frame.issues if frame else ():
        if issue.no in present or (requirement and issue.no not in requirement.issues_required):
            continue
        after = [index for index, group in enumerate(groups) if group.issue and group.issue.no < issue.no]
        groups.insert(after[-1] + 1 if after else 0, MeasureGroup(issue, None, ()))
    return groups


def _rows(section: Section, differences: dict[str, Any]) -> tuple[ShownMeasure, ...]:
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


def _differences(request: WorkRequest, action_year: int) -> dict[str, Any]:
    """How the items that were analysed went in the year of action, by the code of the analysed year."""
    stored = assessments_with_scores(request.municipality, (action_year - 1, action_year))
    if action_year not in stored:
        return {}
    now, before = Figures.of(stored[action_year]), Figures.of(stored.get(action_year - 1))
    found = {}
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
                measure.section = section
                return section, measure, number
    raise Http404("no such measure, or another municipality's")
