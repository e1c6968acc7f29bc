"""Who did what last in each of the five steps of a year's work."""

from __future__ import annotations

from django.db.models import Q

from measures.fields import DONE
from reports.progress import Cycle
from trail.models import Event

RESULT_FIELDS = sorted(DONE | {"progress"})
"""Changing one of these fields of a measure is work on the results, anything else work on the plan."""


def last_events(cycle: Cycle) -> dict[str, Event]:
    """The newest event of each step by the step's key, one query per step; nothing for a step not begun."""
    of_here = Event.objects.filter(municipality_id=cycle.municipality.pk).order_by("-pk")
    found = {key: of_here.filter(of_step).first() for key, of_step in _steps(cycle).items()}
    return {key: event for key, event in found.items() if event is not None}


def _steps(cycle: Cycle) -> dict[str, Q]:
    assessments = [
        each.pk
        for year, each in cycle.assessments.items()
        if year in (cycle.analysed_year, cycle.action_year)
    ]
    sections = [each.pk for each in cycle.sections]
    measures = [measure.pk for _section, _number, measure in cycle.measures]
    plan = Q(subject_type="measures.plan", subject_id=cycle.plan.pk if cycle.plan else None)
    of_measures = Q(subject_type="measures.measure", subject_id__in=measures)
    on_results = Q(after__has_any_keys=RESULT_FIELDS)
    for name in RESULT_FIELDS:  # while a page saves as one types, an event tells only which fields
        on_results |= Q(after__fields__icontains=f'"{name}')
    return {
        "scores": Q(subject_type="assessments.assessment", subject_id__in=assessments)
        | _imported(cycle, "analysis"),
        "analysis": Q(
            subject_type="assessments.analysisrow", subject_id__in=[each.pk for each in cycle.analysis]
        )
        | _imported(cycle, "analysis"),
        "measures": plan
        | Q(subject_type="measures.section", subject_id__in=sections)
        | (of_measures & (~on_results | Q(action="measure-added")))
        | Q(action="measure-deleted", before__section__in=sections)
        | _imported(cycle, "analysis", "results"),
        "results": (of_measures & on_results)
        | Q(subject_type="measures.evidence", after__measure__in=measures)
        | Q(subject_type="measures.evidence", before__measure_id__in=measures)
        | _evidence_of_items(cycle)
        | _imported(cycle, "results"),
        "publication": Q(
            subject_type="reports.report", subject_id__in=[each.pk for each in cycle.reports.values()]
        ),
    }


def _evidence_of_items(cycle: Cycle) -> Q:
    plan = cycle.plan.pk if cycle.plan else 0
    return Q(subject_type="measures.evidence") & (Q(after__plan=plan) | Q(before__plan=plan))


def _imported(cycle: Cycle, *kinds: str) -> Q:
    """An import fills the steps whose fields its document prints."""
    reports = [cycle.reports[kind].pk for kind in kinds if kind in cycle.reports]
    return Q(action="report-imported", subject_type="reports.report", subject_id__in=reports)
