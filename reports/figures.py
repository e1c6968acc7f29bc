"""The figures of a report: what is stored about a year's result, and what the rules make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assessments import scoring
from assessments.models import Assessment
from assessments.models import IndicatorScore as IndicatorRow
from catalogue.frame import Frame
from catalogue.queries import kept_frame
from reports.document import Band, IndicatorScore, InstrumentScore, ItemScore, Result, YearTotal

TREND_YEARS = 5


class YearFigures:
    """One assessment with the frame of its revision, and the figures computed from it."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.frame = kept_frame(assessment.framework)
        self.items = {row.item.code.lower(): row.score for row in assessment.items.all()}
        self.indicators = {
            row.indicator.no: row.score for row in assessment.indicators.all() if row.indicator is not None
        }
        self.announced = {row.code: row.score for row in assessment.instruments.all()}

    @property
    def total(self) -> Decimal | None:
        """The announced total, else the computed one."""
        if self.assessment.total is not None:
            return self.assessment.total
        return computed(self.frame, self.indicators).total

    @property
    def level(self) -> str:
        if self.assessment.level_as_written:
            return self.assessment.level_as_written
        return level_of(self.frame, self.total, self.instruments).name or ""

    @property
    def instruments(self) -> dict[str, Decimal | None]:
        """Announced instrument scores, computed where none was announced."""
        return known_instruments(self.announced, computed(self.frame, self.indicators).instruments)


def computed(frame: Frame, indicators: Mapping[int, Decimal | None]) -> scoring.Computed:
    """What the rules make of indicator scores by number; numbers the frame does not know do not count."""
    return scoring.compute(
        indicators,
        {each.code: each.indicators for each in frame.instruments},
        weights_of(frame),
        frame.bands,
    )


def weights_of(frame: Frame) -> dict[str, int]:
    return {each.code: each.weight for each in frame.instruments}


def known_instruments(
    announced: Mapping[str, Decimal | None], computed_: Mapping[str, Decimal | None]
) -> dict[str, Decimal | None]:
    return {
        code: announced.get(code) if announced.get(code) is not None else computed_[code]
        for code in computed_
    }


def level_of(
    frame: Frame, total: Decimal | None, instruments: Mapping[str, Decimal | None]
) -> scoring.LevelResult:
    return scoring.level_for(total, instruments, frame.bands, weights_of(frame))


def stored_result(year: int, figures: Mapping[int, YearFigures]) -> Result:
    """What is stored about the result of a year, with the year before beside it; nothing computed from it yet."""
    trend = tuple(
        YearTotal(each, figures[each].total, figures[each].level)
        for each in range(year - TREND_YEARS + 1, year + 1)
        if each in figures and figures[each].total is not None
    )
    now, before = figures.get(year), figures.get(year - 1)
    if now is None:
        return Result(year=year, trend=trend)
    assessment = now.assessment
    return Result(
        year=year,
        total=assessment.total,
        total_as_written=assessment.total_as_written,
        total_before=before.total if before else None,
        level=assessment.level_as_written,
        status=assessment.status,
        instruments=tuple(
            InstrumentScore(each.code, now.announced[each.code])
            for each in now.frame.instruments
            if each.code in now.announced
        ),
        indicators=tuple(_indicator(row, before) for row in assessment.indicators.all()),
        items=_items(now, before),
        trend=trend,
    )


def _indicator(row: IndicatorRow, before: YearFigures | None) -> IndicatorScore:
    indicator = row.indicator
    return IndicatorScore(
        no=indicator.no if indicator else None,
        name=indicator.name if indicator else "",
        instrument=indicator.instrument.code if indicator else "",
        score=row.score,
        before=before.indicators.get(indicator.no) if before and indicator else None,
        no_as_written=row.no_as_written,
        name_as_written=row.name_as_written,
        instrument_as_written=row.instrument_as_written,
        score_as_written=row.score_as_written,
        level_as_written=row.level_as_written,
        extra=tuple((heading, text) for heading, text in row.extra),
        line=row.line,
    )


def _items(now: YearFigures, before: YearFigures | None) -> tuple[ItemScore, ...]:
    rows = []
    for row in now.assessment.items.all():
        codes = now.frame.item_by_code[row.item.code.lower()].replaces
        scores_before = before.items if before else {}
        predecessors = [scoring.Predecessor(code, scores_before.get(code.lower())) for code in codes]
        rows.append(
            ItemScore(
                code=row.item.code,
                title=row.item.title,
                indicator=row.item.indicator.no,
                score=row.score,
                before=scoring.compare(row.score, predecessors).before,
                before_codes=codes,
                remark=row.remark,
            )
        )
    return tuple(rows)


def with_computed(result: Result, frame: Frame | None, before: YearFigures | None = None) -> Result:
    """The result with everything that the rules make of the figures it shows, beside the instruments of the year
    before; without a frame, as it is."""
    if frame is None:
        return result
    scores = {each.no: each.score for each in result.indicators if each.no in frame.indicator_by_no}
    by_rule = computed(frame, {no: score for no, score in scores.items() if no is not None})
    announced = {each.code: each.score for each in result.instruments}
    known = known_instruments(announced, by_rule.instruments)
    total = result.total if result.total is not None else by_rule.total
    level = level_of(frame, total, known)
    return replace(
        result,
        total_computed=by_rule.total,
        level_computed=level.name or "",
        level_provable=level.provable or not level.candidates,
        instruments=_all_instruments(result, frame, by_rule, before.instruments if before else {}),
        indicators=tuple(_with_level(each, frame) for each in result.indicators),
        bands=tuple(
            Band(each.name, each.min_total, each.min_each_instrument)
            for each in sorted(frame.bands, key=lambda band: band.order)
        ),
    )


def _all_instruments(
    result: Result, frame: Frame, by_rule: scoring.Computed, before: Mapping[str, Decimal | None]
) -> tuple[InstrumentScore, ...]:
    """Every instrument of the frame in its order, once there is any figure; what a document named beyond comes last."""
    if not result.instruments and not result.indicators:
        return ()
    weights = weights_of(frame)
    named = {each.code: each for each in result.instruments}
    of_the_frame = [named.get(code, InstrumentScore(code)) for code in weights]
    beyond = [each for each in result.instruments if each.code not in weights or named[each.code] is not each]
    return tuple(
        replace(
            each,
            computed=by_rule.instruments.get(each.code),
            before=before.get(each.code) if each.before is None else each.before,
            weight=weights.get(each.code),
        )
        for each in (*of_the_frame, *beyond)
    )


def _with_level(row: IndicatorScore, frame: Frame) -> IndicatorScore:
    band = scoring.indicator_label(row.score, frame.bands)
    return replace(row, level_computed=band.name if band else "")
