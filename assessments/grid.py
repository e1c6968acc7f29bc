"""The score grid: the items of a year's framework with this year's score, the year before and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from assessments import scoring
from assessments.grid_rows import Grid, IndicatorRow, InstrumentRow, ItemRow, SubGroup
from assessments.models import Assessment
from catalogue.frame import Frame, FrameIndicator, FrameInstrument, FrameItem
from catalogue.models import SubIndicator
from editing.texts import text_hash
from ita_portal.thai.digits import format_decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """What is stored of one assessment, by code or number."""

    items: Mapping[str, Decimal | None] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[int, Decimal | None] = field(default_factory=dict)
    instruments: Mapping[str, Decimal | None] = field(default_factory=dict)
    total: Decimal | None = None
    level: str = ""

    @classmethod
    def of(cls, assessment: Assessment | None) -> Figures:
        """From an assessment with prefetched scores (`queries.assessments_with_scores`); empty without one."""
        if assessment is None:
            return cls()
        return cls(
            items={row.item.code.lower(): row.score for row in assessment.items.all()},
            remarks={row.item.code.lower(): row.remark for row in assessment.items.all()},
            indicators={row.indicator.no: row.score for row in assessment.indicators.all() if row.indicator},
            instruments={row.code: row.score for row in assessment.instruments.all()},
            total=assessment.total,
            level=assessment.level_as_written,
        )


class GridBuilder:
    """Puts a grid together. `typed` and `problems` are by the keys of `services.save_scores`, after a refusal."""

    def __init__(
        self,
        frame: Frame,
        now: Figures,
        before: Figures,
        before_frame: Frame | None,
        typed: Mapping[str, str] | None = None,
        problems: Mapping[str, str] | None = None,
    ) -> None:
        self.frame = frame
        self.now = now
        self.before = before
        self.typed = typed or {}
        self.problems = problems or {}
        self.computed = self._compute(frame, now)
        self.computed_before = self._compute(before_frame, before) if before_frame else None

    @staticmethod
    def _compute(frame: Frame, figures: Figures) -> scoring.Computed:
        return scoring.compute(
            {each.no: indicator_of(frame, figures, each) for each in frame.indicators},
            {each.code: each.indicators for each in frame.instruments},
            {each.code: each.weight for each in frame.instruments},
            frame.bands,
        )

    def grid(self, sub_titles: Mapping[str, str]) -> Grid:
        instruments = tuple(self._instrument(each, sub_titles) for each in self.frame.instruments)
        known = {
            each.code: self.computed.instruments[each.code]
            if self.computed.instruments[each.code] is not None
            else self.now.instruments.get(each.code)
            for each in self.frame.instruments
        }
        total = self.now.total if self.now.total is not None else self.computed.total
        weights = {each.code: each.weight for each in self.frame.instruments}
        # The level stands beside the computed total, so it is the level of that; announced figures step in
        # where there is nothing to compute from.
        by_rule = self.computed.total if self.computed.total is not None else self.now.total
        level = scoring.level_for(by_rule, known, self.frame.bands, weights)
        total_before = self._before_total()
        return Grid(
            year=self.frame.year,
            instruments=instruments,
            total=self._shown("total", self.now.total),
            total_base=base_of(self.now.total),
            total_computed=self.computed.total,
            total_before=total_before,
            total_difference=scoring.difference(total_before, total),
            total_disagrees=scoring.agrees(self.now.total, self.computed.total) is False,
            level=self.now.level,
            level_computed=level.name or "",
            level_candidates=tuple(band.name for band in level.candidates),
            levels=tuple(band.name for band in sorted(self.frame.bands, key=lambda band: band.order)),
            level_samples=tuple(band.name for band in self.frame.bands),
            empty=tuple(_empty_fields(instruments)),
            total_problem=self.problems.get("total", ""),
        )

    def _before_total(self) -> Decimal | None:
        if self.before.total is not None:
            return self.before.total
        return self.computed_before.total if self.computed_before else None

    def _before_instrument(self, code: str) -> Decimal | None:
        announced = self.before.instruments.get(code)
        if announced is not None or self.computed_before is None:
            return announced
        return self.computed_before.instruments.get(code)

    def _instrument(self, instrument: FrameInstrument, sub_titles: Mapping[str, str]) -> InstrumentRow:
        computed = self.computed.instruments[instrument.code]
        announced = self.now.instruments.get(instrument.code)
        before = self._before_instrument(instrument.code)
        return InstrumentRow(
            code=instrument.code,
            name=instrument.name,
            weight=instrument.weight,
            announced=self._shown(instrument.code, announced),
            base=base_of(announced),
            computed=computed,
            before=before,
            difference=scoring.difference(before, computed if computed is not None else announced),
            disagrees=scoring.agrees(announced, computed) is False,
            indicators=tuple(
                self._indicator(each, sub_titles)
                for each in self.frame.indicators
                if each.instrument == instrument.code
            ),
            problem=self.problems.get(instrument.code, ""),
        )

    def _indicator(self, indicator: FrameIndicator, sub_titles: Mapping[str, str]) -> IndicatorRow:
        score = self.now.indicators.get(indicator.no)
        before = self.before.indicators.get(indicator.no)
        known = indicator_of(self.frame, self.now, indicator)
        items = [each for each in self.frame.items if each.indicator == indicator.no]
        return IndicatorRow(
            no=indicator.no,
            name=indicator.name,
            typed=self._shown(str(indicator.no), score),
            base=base_of(score),
            score=score,
            before=before,
            before_typed=self._shown(f"before-{indicator.no}", before),
            before_base=base_of(before),
            difference=scoring.difference(before, known),
            computed=mean_of_items(self.frame, self.now, indicator),
            groups=tuple(
                SubGroup(sub_titles.get(code, code), tuple(self._item(each.code) for each in group))
                for code, group in groupby(items, key=lambda each: each.sub_indicator)
            ),
            problem=self.problems.get(str(indicator.no), ""),
            before_problem=self.problems.get(f"before-{indicator.no}", ""),
        )

    def _item(self, code: str) -> ItemRow:
        item = self.frame.item_by_code[code.lower()]
        score = self.now.items.get(code.lower())
        predecessors = [
            scoring.Predecessor(each, self.before.items.get(each.lower())) for each in item.replaces
        ]
        comparison = scoring.compare(score, predecessors)
        before_code = self._before_code(item)
        remark = self.now.remarks.get(code.lower(), "")
        return ItemRow(
            code=code,
            title=item.title,
            typed=self._shown(code, score),
            base=base_of(score),
            score=score,
            before=comparison.before,
            before_code=before_code,
            before_codes=item.replaces,
            before_typed=self._shown(f"before-{before_code}", comparison.before),
            before_base=base_of(comparison.before),
            difference=comparison.difference,
            remark=self.typed.get(f"{code}.remark", remark),
            remark_base=text_hash(remark),
            problem=self.problems.get(code, ""),
            before_problem=self.problems.get(f"before-{before_code}", ""),
        )

    def _before_code(self, item: FrameItem) -> str:
        """The one item of the year before; where two items continue it, the first is where it is typed."""
        if len(item.replaces) != 1:
            return ""
        first = next(each for each in self.frame.items if each.replaces == item.replaces)
        return item.replaces[0] if first is item else ""

    def _shown(self, key: str, stored: Decimal | None) -> str:
        """What stands in the field: a refused value as it was typed, else the stored one."""
        if key in self.problems and key in self.typed:
            return self.typed[key]
        return format_decimal(stored)


def base_of(score: Decimal | None) -> str:
    return text_hash(format_decimal(score))


def mean_of_items(frame: Frame, figures: Figures, indicator: FrameIndicator) -> Decimal | None:
    """What the rules make of an indicator's items; None where they do not, and while an item has no score."""
    if indicator.instrument not in scoring.COMPUTED_FROM_ITEMS:
        return None
    items = [each for each in frame.items if each.indicator == indicator.no]
    return scoring.indicator_score(
        indicator.instrument, [figures.items.get(each.code.lower()) for each in items]
    )


def indicator_of(frame: Frame, figures: Figures, indicator: FrameIndicator) -> Decimal | None:
    """An indicator's score as entered, else the mean of its items where the rules compute it from them."""
    entered = figures.indicators.get(indicator.no)
    return entered if entered is not None else mean_of_items(frame, figures, indicator)


def _empty_fields(instruments: Iterable[InstrumentRow]) -> Iterator[str]:
    for instrument in instruments:
        for indicator in instrument.indicators:
            if indicator.score is None and indicator.computed is None:
                yield f"indicator-{indicator.no}"
            for group in indicator.groups:
                yield from (f"score-{item.code}" for item in group.items if item.score is None)


def sub_indicator_titles(framework_id: int) -> dict[str, str]:
    """Titles of a framework's sub-indicators by code: "9.1" → "9.1 ข้อมูลพื้นฐาน"."""
    rows = SubIndicator.objects.filter(framework=framework_id).order_by("position")
    return {each.code: f"{each.code} {each.title}" for each in rows}
