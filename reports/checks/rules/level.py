"""level: a level that its score does not have.

* The level of the total follows from the total and, since 2566, from the lowest instrument (`assessments.scoring`).
  When the instruments are unknown and would decide, that is said once, as info.
* Labels of single indicators follow the cut-offs of the total only: a habit, so a wrong one is a warning.
* Up to 2565 the levels are letters, later five words: each year is judged by its own scheme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from assessments.scoring import LevelResult, indicator_label, instrument_score, level_for
from catalogue.frame import Frame, FrameBand
from ita_portal.thai.digits import format_decimal
from ita_portal.thai.normal import squash
from reports.checks.context import Context, Text
from reports.checks.figures_told import figures_by_year
from reports.checks.finding import Finding, Severity, Where
from reports.checks.level_sentences import LevelClaim, level_claims
from reports.checks.registry import check
from reports.document import Document, IndicatorScore

CODE = "level"
_WHOLE = re.compile(r"รวม|เฉลี่ย|ทั้งหมด|total|overall", re.IGNORECASE)


@check(
    CODE,
    severity="error",
    title=gettext_noop("Level does not fit the score"),
    finds=gettext_noop(
        "The written level is not the one that the total, the instruments and the year's bands give; "
        "in the table of indicators, a label that is not the band of its score."
    ),
    example="ได้คะแนน ๘๒.๔๐ อยู่ในระดับ “ผ่านดี”",
    fix=gettext_noop("Write the level that the score has, or correct the score."),
)
def level(document: Document, context: Context) -> Iterator[Finding]:
    claims = [(text, claim) for text in context.texts for claim in level_claims(text.text)]
    told = _Told()
    for text, claim in claims:
        yield from _in_text(document, context, text, claim, told)
    yield from _of_result(document, context, claims, told)
    yield from _of_indicators(document, context)
    yield from _of_trend(document, context)


class _Told:
    """Whether it was said already that the level of the total cannot be proved."""

    def __init__(self) -> None:
        self.unproved = False


def _band(word: str, bands: tuple[FrameBand, ...]) -> FrameBand | None:
    key = squash(word).strip(".:()[]").removeprefix("ระดับ").removeprefix("เกรด")
    return next((band for band in bands if key in (squash(band.name), squash(band.code))), None)


def _names(bands: tuple[FrameBand, ...]) -> str:
    joined = gettext("” or “").join(band.name for band in bands)
    return f"“{joined}”"


def _instruments(context: Context, year: int, frame: Frame) -> dict[str, Decimal | None]:
    """The instruments of a year, in tables or sentences: as announced, else from their indicators."""
    result = context.document.result
    known: dict[str, Decimal | None] = dict.fromkeys(each.code for each in frame.instruments)
    for figures in figures_by_year(context):
        if figures.year == year:
            told = {code: figures.score("instrument", code) for code in known}
            known |= {code: each.value for code, each in told.items() if each is not None}
    if year == context.result_year:
        announced = {each.code: each.score for each in result.instruments if each.score is not None}
        indicators = {each.no: each.score for each in result.indicators}
        for each in frame.instruments:
            computed = instrument_score([indicators.get(no) for no in each.indicators])
            known[each.code] = announced.get(each.code) or known[each.code] or computed
    return known


def _possible(
    total: Decimal, frame: Frame, instruments: Mapping[str, Decimal | None] | None = None
) -> LevelResult:
    weights = {each.code: each.weight for each in frame.instruments}
    return level_for(total, instruments or dict.fromkeys(weights), frame.bands, weights)


# --- levels in sentences ---------------------------------------------------------------------------------


def _in_text(
    document: Document, context: Context, text: Text, claim: LevelClaim, told: _Told
) -> Iterator[Finding]:
    if claim.subject == "other":
        return
    year = claim.score.year or context.result_year
    is_total = _is_total(document, context, claim)
    frame = context.frame_of_result(year)
    if frame is None:
        return
    written = _band(claim.word, frame.bands)
    if written is None and not is_total and (claim.everyday or claim.score.year is None):
        # "ดีมาก" of an item is just praise; a letter without a year may belong to an older result.
        return
    instruments = _instruments(context, year, frame) if is_total and year else None
    result = _possible(claim.score.value, frame, instruments)
    where = text.at(claim.level.start, claim.level.end)
    if claim.instead and written in _possible(claim.instead.value, frame).candidates:
        return
    if written in result.candidates:
        if is_total and not result.provable and not told.unproved:
            told.unproved = True
            yield _unproved(claim.score.value, result, where)
        return
    of_whole = (
        text.where.section is None and text.where.issue is None
    )  # an opening paragraph speaks of the total
    total_like = is_total or claim.subject == "total" or (not claim.subject and of_whole)
    severity: Severity = "warning" if claim.everyday or not total_like else "error"
    yield _wrong(claim.score.value, claim.word, result, frame, where, severity)


def _is_total(document: Document, context: Context, claim: LevelClaim) -> bool:
    """Whether a claim is about the document's own overall result."""
    if claim.score.year not in (None, context.result_year):
        return False
    total = document.result.total
    return claim.score.value == total if total is not None else claim.subject == "total"


# --- levels in the fields of the result ------------------------------------------------------------------


def _of_result(
    document: Document, context: Context, claims: list[tuple[Text, LevelClaim]], told: _Told
) -> Iterator[Finding]:
    result = document.result
    frame = context.frame_of_result()
    if frame is None or result.total is None or not result.level.strip():
        return
    if any(
        claim.score.value == result.total and squash(claim.word) == squash(result.level)
        for _text, claim in claims
    ):
        return  # the field was read from a sentence that has been judged
    possible = _possible(result.total, frame, _instruments(context, context.result_year or frame.year, frame))
    where = Where(field="level", line=result.line, start=0, end=len(result.level), quote=result.level)
    if _band(result.level, frame.bands) in possible.candidates:
        if not possible.provable and not told.unproved:
            yield _unproved(result.total, possible, where)
        return
    yield _wrong(result.total, result.level, possible, frame, where, "error")


def _of_indicators(document: Document, context: Context) -> Iterator[Finding]:
    frame = context.frame_of_result()
    if frame is None:
        return
    rated = [
        each
        for each in document.result.indicators
        if each.score is not None and each.level_as_written.strip(" -–—.…")
    ]
    simple = _says_only_pass(rated, frame)
    for each in rated:
        right = indicator_label(each.score, frame.bands)
        written = _band(each.level_as_written, frame.bands)
        if (
            right is None
            or written == right
            or (written and written in _of_whole(each, context, frame))
            or (simple and right.passing and written and written.passing)
        ):
            continue
        label = each.level_as_written
        where = Where(indicator=each.no, field="level", line=each.line, start=0, end=len(label), quote=label)
        assert each.score is not None
        message = gettext("Indicator %(number)s: %(score)s is “%(right)s”, not “%(written)s”.") % {
            "number": each.no if each.no is not None else each.no_as_written or each.name,
            "score": format_decimal(each.score),
            "right": right.name,
            "written": label,
        }
        fix = gettext("Write “%(right)s”, or correct the score.") % {"right": right.name}
        yield Finding(CODE, "warning", message, fix, where, replacement=right.name)


def _of_whole(row: IndicatorScore, context: Context, frame: Frame) -> tuple[FrameBand, ...]:
    """The levels that a row of the overall score may have, below the indicators: the instruments count there."""
    if row.no is not None or row.score is None or not _WHOLE.search(squash(f"{row.no_as_written}{row.name}")):
        return ()
    return _possible(
        row.score, frame, _instruments(context, context.result_year or frame.year, frame)
    ).candidates


def _says_only_pass(rated: list[IndicatorScore], frame: Frame) -> bool:
    """Whether the table knows only passed and not passed: every passing score is labelled with the same lowest band."""
    passing = [band for band in frame.bands if band.passing]
    if len(passing) < 3:
        return False
    lowest = max(passing, key=lambda band: band.order)
    labels = [
        _band(each.level_as_written, frame.bands)
        for each in rated
        if (label := indicator_label(each.score, frame.bands)) and label.passing
    ]
    return bool(labels) and all(label == lowest for label in labels)


def _of_trend(document: Document, context: Context) -> Iterator[Finding]:
    for point in document.result.trend:
        frame = context.frame_of_result(point.year)
        if frame is None or point.total is None or not point.level.strip(" -–—"):
            continue
        own = point.year == context.result_year and point.total == document.result.total
        if own and document.result.level.strip():
            continue  # judged as the result itself
        possible = _possible(point.total, frame)
        if _band(point.level, frame.bands) not in possible.candidates:
            where = Where(
                field="trend", item=str(point.year), start=0, end=len(point.level), quote=point.level
            )
            yield _wrong(point.total, point.level, possible, frame, where, "error", point.year)


# --- findings --------------------------------------------------------------------------------------------


def _wrong(
    total: Decimal,
    written: str,
    possible: LevelResult,
    frame: Frame,
    where: Where,
    severity: Severity,
    year: int | None = None,
) -> Finding:
    values = {
        "score": format_decimal(total),
        "right": _names(possible.candidates),
        "written": written,
        "year": year or frame.year,
        "levels": _names(frame.bands),
    }
    if _band(written, frame.bands) is None:
        message = gettext(
            "“%(written)s” is no level of ITA %(year)s; %(score)s is %(right)s. The levels are %(levels)s."
        )
    else:
        message = gettext("In ITA %(year)s %(score)s is %(right)s, not “%(written)s”.")
    fix = gettext("Write %(right)s, or correct the score.") % values
    replacement = possible.name if possible.provable else None
    return Finding(CODE, severity, message % values, fix, where, replacement)


def _unproved(total: Decimal, possible: LevelResult, where: Where) -> Finding:
    message = gettext(
        "Whether %(score)s is %(levels)s depends on the lowest of IIT, EIT and OIT, whose scores are not given."
    ) % {"score": format_decimal(total), "levels": _names(possible.candidates)}
    fix = gettext("Give the scores of the three instruments.")
    return Finding(CODE, "info", message, fix, where)
