"""score-total: the total is not the weighted mean of the three instruments.

The weights are the year's. Instruments count as told, else as the mean of their indicators, told or in the table.
Intermediate rounding is not prescribed, so a hundredth is allowed on every way of rounding. Where instruments are
printed as weighted points (26.26 of 30), nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import COMPUTED_FROM_ITEMS, HUNDRED, TOLERANCE, round2
from catalogue.frame import Frame
from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context
from reports.checks.figures_told import Figures, exact_mean, figures_by_year, possible_totals
from reports.checks.finding import Finding, Severity
from reports.checks.registry import check
from reports.checks.squeezed import like
from reports.checks.told_scores import Key, Told
from reports.document import Document

CODE = "score-total"


@check(
    CODE,
    severity="error",
    title=gettext_noop("Total does not follow from the instruments"),
    finds=gettext_noop("The total is not the weighted mean of IIT, EIT and OIT, or of their indicators."),
    example="IIT ๘๗.๕๓ · EIT ๘๓.๑๓ · OIT ๗๗.๒๗ คะแนนรวม ๘๔.๑๑ (ที่ถูกคือ ๘๒.๑๑)",
    fix=gettext_noop("Compare the total and its parts with the announced result and correct the wrong one."),
)
def score_total(document: Document, context: Context) -> Iterator[Finding]:
    for figures in figures_by_year(context):
        total = figures.score("total")
        frame = context.frames[figures.year]
        if total is None or not frame.instruments:
            continue
        parts, sure = _parts(figures, frame)
        if parts is None or _weighted_points(parts, frame):
            continue
        possible = possible_totals(parts, frame)
        if _fits(total, possible) or _fits(total, _with_means(figures, frame)):
            continue
        written = total.where.quote or format_decimal(total.value)
        names = ", ".join(f"{code} {like(written, format_decimal(score))}" for code, score in parts.items())
        message = gettext("ITA %(year)s: %(parts)s give the total %(right)s, not %(written)s.") % {
            "year": like(written, str(figures.year)),
            "parts": names,
            "right": like(written, format_decimal(possible[1])),
            "written": written,
        }
        fix = gettext("Compare the total and its parts with the announced result and correct the wrong one.")
        severity: Severity = "error" if sure and total.sure else "warning"
        yield Finding(CODE, severity, message, fix, total.where)


def _parts(figures: Figures, frame: Frame) -> tuple[dict[str, Decimal] | None, bool]:
    """The instruments of a year, as told, else from their indicators; and whether their year is certain."""
    parts, sure = {}, True
    for instrument in frame.instruments:
        told = figures.score("instrument", instrument.code)
        if told is not None:
            parts[instrument.code] = told.value
            sure = sure and told.sure and told.room == 0
            continue
        indicators = figures.scores("indicator", instrument.indicators)
        if indicators is None:
            return None, False
        parts[instrument.code] = exact_mean(indicators)
        sure = sure and all(each.sure and each.room == 0 for each in indicators)
    return parts, sure


def _fits(total: Told, possible: list[Decimal]) -> bool:
    return any(abs(total.value - each) <= TOLERANCE + total.room for each in possible)


def _with_means(figures: Figures, frame: Frame) -> list[Decimal]:
    """The totals when means stand for the figures that are means: a wrong one is told by `score-mean`."""
    told = dict(figures.told)
    for indicator in frame.indicators:
        key: Key = ("indicator", str(indicator.no))
        codes = [item.code.lower() for item in frame.items if item.indicator == indicator.no]
        items = figures.scores("item", codes) if indicator.instrument in COMPUTED_FROM_ITEMS else None
        if items is not None and key in told:
            told[key] = replace(told[key], value=round2(exact_mean(items)))
    for instrument in frame.instruments:
        if figures.scores("indicator", instrument.indicators) is not None:
            told.pop(("instrument", instrument.code), None)
    parts, _sure = _parts(Figures(figures.year, told), frame)
    return possible_totals(parts, frame) if parts is not None else []


def _weighted_points(parts: dict[str, Decimal], frame: Frame) -> bool:
    """Whether every instrument stays within its weight: points of 30, 30 and 40, not percent."""
    if sum(parts.values()) > HUNDRED:
        return False
    return all(parts[each.code] <= each.weight for each in frame.instruments)
