"""score-mean: an indicator of IIT is not the mean of its items, or an instrument not that of its indicators.

Compared only where every part is told and none contradicts itself. Indicators of EIT and OIT cannot be computed
from printed items and are left alone (`assessments.scoring`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import COMPUTED_FROM_ITEMS, HUNDRED, TOLERANCE, round2
from catalogue.frame import Frame
from ita_portal.thai.digits import format_decimal
from reports.checks.context import Context
from reports.checks.figures_told import Figures, exact_mean, figures_by_year
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.checks.squeezed import like
from reports.checks.told_scores import Told
from reports.document import Document

CODE = "score-mean"


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Score is not the mean of its parts"),
    finds=gettext_noop(
        "An indicator of IIT is not the mean of its items, or an instrument is not the mean of its indicators."
    ),
    example="i๑๐ ๖๕.๖๑ · i๑๑ ๙๔.๔๘ · i๑๒ ๓๓.๙๐ ตัวชี้วัดที่ ๔ ๖๔.๘๐ (เฉลี่ยได้ ๖๔.๖๖)",
    fix=gettext_noop("Compare the scores with the announced result and correct the wrong one."),
)
def score_mean(document: Document, context: Context) -> Iterator[Finding]:
    for figures in figures_by_year(context):
        frame = context.frames[figures.year]
        yield from _indicators(figures, frame)
        yield from _instruments(figures, frame)


def _indicators(figures: Figures, frame: Frame) -> Iterator[Finding]:
    for indicator in frame.indicators:
        told = figures.score("indicator", indicator.no)
        if told is None or indicator.instrument not in COMPUTED_FROM_ITEMS:
            continue
        codes = [item.code.lower() for item in frame.items if item.indicator == indicator.no]
        parts = figures.scores("item", codes)
        if parts is not None and not _agrees(told, parts):
            name = gettext("Indicator %(number)s") % {"number": indicator.no}
            yield _found(told, name, list(zip(codes, parts, strict=True)))


def _instruments(figures: Figures, frame: Frame) -> Iterator[Finding]:
    for instrument in frame.instruments:
        told = figures.score("instrument", instrument.code)
        parts = figures.scores("indicator", instrument.indicators)
        if told is None or parts is None or _agrees(told, parts):
            continue
        points = exact_mean(parts) * instrument.weight / HUNDRED
        if abs(told.value - points) <= 2 * TOLERANCE:
            continue  # printed as weighted points
        names = [gettext("indicator %(number)s") % {"number": number} for number in instrument.indicators]
        yield _found(told, instrument.code, list(zip(names, parts, strict=True)))


def _agrees(told: Told, parts: list[Told]) -> bool:
    room = TOLERANCE + told.room + max((part.room for part in parts), default=Decimal(0))
    return abs(told.value - round2(exact_mean(parts))) <= room


def _found(told: Told, name: str, parts: list[tuple[str, Told]]) -> Finding:
    written = told.where.quote or format_decimal(told.value)
    mean = round2(exact_mean([part for _name, part in parts]))
    message = gettext("%(name)s is %(written)s, but the mean of its parts (%(parts)s) is %(mean)s.") % {
        "name": name,
        "written": written,
        "parts": ", ".join(f"{part} {like(written, format_decimal(each.value))}" for part, each in parts),
        "mean": like(written, format_decimal(mean)),
    }
    fix = gettext("Compare the scores with the announced result and correct the wrong one.")
    return Finding(CODE, "warning", message, fix, told.where)
