"""Everything that happened to one report: its own events, its reviews, and the work on what it prints."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, Q, QuerySet

from assessments.models import AnalysisRow, Assessment
from measures.models import Measure, Plan, Section
from reports.models import Report
from trail.models import Event

SEEN_FROM_OUTSIDE = (
    "report-submitted", "report-approved", "report-published", "report-amended", "version-withdrawn",
    "waiver-requested", "waiver-granted", "scan-added", "own-copy-entered",
)  # fmt: skip
"""What an auditor reads beside the review. A return and its remarks are between officer and approver."""

MADE_PUBLIC = ("report-published", "version-withdrawn", "scan-added", "own-copy-entered")


def story_of(report: Report, *, with_work: bool, internal: bool) -> QuerySet[Event]:
    """The events of a report, newest first, for its municipality; with the assessors' own when `internal`."""
    wanted = _about(report)
    if with_work:
        wanted |= _work(report)
    if not internal:
        wanted &= Q(municipality_id=report.municipality_id)
    return Event.objects.filter(wanted).order_by("-pk")


def story_for_auditors(report: Report) -> QuerySet[Event]:
    """From outside: the reviews, and the report as far as it is public. A draft that is being made stays unseen."""
    own = Event.objects.filter(_about(report))
    last = own.filter(action__in=MADE_PUBLIC).aggregate(last=Max("pk"))["last"] or 0
    seen = Q(action__startswith="review-") | Q(action__in=SEEN_FROM_OUTSIDE, pk__lte=last)
    return own.filter(seen).order_by("-pk")


def _about(report: Report) -> Q:
    return Q(subject_type="reports.report", subject_id=report.pk)


def _work(report: Report) -> Q:
    """The scores and analyses that an analysis prints, the plan and measures that both do; deleted ones too."""
    plans = Plan.objects.filter(municipality=report.municipality_id, action_year=report.action_year)
    sections = list(Section.objects.filter(plan__in=plans).values_list("pk", flat=True))
    measures = list(Measure.objects.filter(section__in=sections).values_list("pk", flat=True))
    work = (
        _of("measures.plan", list(plans.values_list("pk", flat=True)))
        | _of("measures.section", sections)
        | _of("measures.measure", measures)
        | Q(action="measure-deleted", before__section__in=sections)
        | Q(subject_type="measures.evidence", after__measure__in=measures)
        | Q(subject_type="measures.evidence", before__measure_id__in=measures)
    )
    if report.kind == "analysis":
        found = Assessment.objects.filter(
            municipality=report.municipality_id, assessed_year=report.assessed_year
        )
        assessments = list(found.values_list("pk", flat=True))
        rows = AnalysisRow.objects.filter(assessment__in=assessments)
        work |= _of("assessments.assessment", assessments)
        work |= Q(action="analysis-deleted", before__assessment__in=assessments)
        work |= _of("assessments.analysisrow", list(rows.values_list("pk", flat=True)))
    return work & Q(municipality_id=report.municipality_id)


def _of(subject: str, keys: list[Any]) -> Q:
    return Q(subject_type=subject, subject_id__in=keys)
