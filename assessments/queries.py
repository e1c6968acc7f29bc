"""Reading what was scored."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from assessments.models import AnalysisItem, AnalysisRow, Assessment, IndicatorScore, ItemScore
from municipalities.models import Municipality


def assessment_of(municipality: Municipality, assessed_year: int) -> Assessment | None:
    """The assessment of a year without its scores, None when there is none."""
    found = Assessment.objects.filter(municipality=municipality, assessed_year=assessed_year)
    return found.select_related("framework", "municipality").first()


def assessments_with_scores(municipality: Municipality, years: Collection[int]) -> dict[int, Assessment]:
    """Assessments by year with framework, instruments, indicators and items, in five queries."""
    found = (
        Assessment.objects.filter(municipality=municipality, assessed_year__in=years)
        .select_related("framework")
        .prefetch_related(
            "instruments",
            Prefetch("indicators", IndicatorScore.objects.select_related("indicator__instrument")),
            Prefetch("items", ItemScore.objects.select_related("item__indicator")),
        )
        .order_by("assessed_year")
    )
    return {each.assessed_year: each for each in found}


def analysis_rows(municipality: Municipality, assessed_year: int) -> QuerySet[AnalysisRow]:
    """The analysis of a year in its order, with issues and items, in two queries."""
    return (
        AnalysisRow.objects.filter(
            assessment__municipality=municipality, assessment__assessed_year=assessed_year
        )
        .select_related("issue")
        .prefetch_related(Prefetch("items", AnalysisItem.objects.select_related("item")))
        .order_by("position", "pk")
    )
