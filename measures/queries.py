"""Reading what is planned and done."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from measures.link_checks import checks_of
from measures.models import Measure, MeasureItem, Plan, Section
from municipalities.models import Municipality


def plan_of(municipality: Municipality, action_year: int) -> Plan | None:
    """The plan of a fiscal year (B.E.), None when there is none."""
    found = Plan.objects.filter(municipality=municipality, action_year=action_year)
    return found.select_related("municipality").first()


def sections_with_measures(plan: Plan) -> list[Section]:
    """The sections of a plan with their issues and whole measures, in order, in six queries."""
    return list(whole_sections().filter(plan=plan))


def whole_sections() -> QuerySet[Section]:
    """Sections with issues and whole measures, in order."""
    measures = Measure.objects.prefetch_related(
        "responsible",
        Prefetch("items", MeasureItem.objects.select_related("item")),
        "evidence",
        "progress",
    ).order_by("position", "pk")
    return (
        Section.objects.select_related("issue")
        .prefetch_related(Prefetch("measures", measures))
        .order_by("position", "pk")
    )


def with_link_checks(sections: Iterable[Section]) -> None:
    """Tell every piece of evidence of whole sections what is known about its address, in one query."""
    evidence = [
        each for section in sections for measure in section.measures.all() for each in measure.evidence.all()
    ]
    known = checks_of({each.url for each in evidence})
    for each in evidence:
        each.link_check = known.get(each.url)


def measure_count(plan: Plan) -> int:
    return Measure.objects.filter(section__plan=plan).count()
