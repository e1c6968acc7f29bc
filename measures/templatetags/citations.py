"""What pages say about cited scores and about rounds: which sentences can be inserted, and which are out of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.template import RequestContext

from measures.cited import Cited, CitedYear, Offer, outdated
from measures.models import Measure, MeasureProgress
from measures.progress import progress_text
from municipalities.requests import WorkRequest

register = template.Library()


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands beside one field of an open measure."""

    cited: Sequence[Cited]
    offers: Sequence[Offer]


@register.simple_tag(takes_context=True)
def citation_panel(context: RequestContext, measure: Measure, action_year: int, field: str) -> Panel:
    """The citations of a field, and the sentences that could be inserted into it."""
    year = _cited_year(context["request"], action_year)
    rows = measure.citations.select_related("item").order_by("pk")
    citations = [each for each in rows if each.field == field]
    for each in citations:
        each.measure = measure
    offers = [each for each in year.offers(measure) if field not in each.stands_in]
    return Panel(year.cited(citations), offers)


def _cited_year(request: WorkRequest, action_year: int) -> CitedYear:
    """Read once for all the panels of a page."""
    kept: CitedYear | None = getattr(request, "cited_year", None)
    if kept is None or kept.year != action_year:
        kept = CitedYear(request.municipality, action_year)
        setattr(request, "cited_year", kept)  # noqa: B010 - the request has no such attribute
    return kept


@register.simple_tag(takes_context=True)
def outdated_sentences(context: RequestContext, action_year: int) -> list[Cited]:
    """The sentences of the year whose scores are others now."""
    return outdated(context["request"].municipality, action_year)


@register.filter
def renewable(cited: Sequence[Cited]) -> list[Cited]:
    """Those that one press brings up to date."""
    return [each for each in cited if each.renewed]


@dataclass(frozen=True, slots=True)
class RoundFields:
    """One round of a measure: its name, what is stored, and who said it last."""

    code: str
    label: str
    status: str
    text: str
    row: MeasureProgress | None


@register.filter
def rounds(measure: Measure) -> list[RoundFields]:
    """Both rounds of a measure, whether anything was said of them or not."""
    rows = {each.round: each for each in measure.progress.all()}
    return [
        RoundFields(
            code,
            str(label),
            progress_text(measure, f"progress.{code}.status"),
            progress_text(measure, f"progress.{code}.text"),
            rows.get(code),
        )
        for code, label in MeasureProgress.Round.choices
    ]


@register.simple_tag
def progress_statuses() -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in MeasureProgress.Status.choices]
