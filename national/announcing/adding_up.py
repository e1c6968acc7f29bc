"""Whether announced figures add up by the rules of their year. Those that do not are kept, and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext

from assessments.scoring import (
    COMPUTED_FROM_ITEMS,
    agrees,
    indicator_score,
    instrument_score,
    level_for,
    total_score,
)
from catalogue.frame import Frame, FrameBand
from ita_portal.thai.normal import squash

Scores = Mapping[str, Decimal]
"""By the keys of `AnnouncedFigures`."""


class Rules:
    """The rules of one year, laid out once for thousands of rows."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.weights = {each.code: each.weight for each in frame.instruments}
        self.items_of: dict[int, list[str]] = defaultdict(list)
        for item in frame.items:
            self.items_of[item.indicator].append(item.code)
        self.bands: dict[str, FrameBand] = {
            squash(name): band for band in frame.bands for name in (band.code, band.name)
        }
        self._bands: dict[str, FrameBand | None] = {}
        self.keys: dict[str, str] = {
            **{code: code for code in ("total", *self.weights)},
            **{str(each.no): str(each.no) for each in frame.indicators},
            **{code: item.code for code, item in frame.item_by_code.items()},
        }
        """The figures of the year, by the keys that columns have."""

    def band_named(self, level: str) -> FrameBand | None:
        """The band that a level as somebody wrote it means."""
        if level not in self._bands:
            self._bands[level] = self.bands.get(squash(level))
        return self._bands[level]

    def disagreements(self, scores: Scores, level: str) -> Iterator[tuple[str, str]]:
        """The key of each figure that the others contradict, and what they say."""
        instruments = {code: scores.get(code) for code in self.weights}
        computed = total_score(instruments, self.weights)
        if agrees(scores.get("total"), computed) is False:
            yield "total", _differs(scores["total"], computed, gettext("the weighted instruments"))
        for instrument in self.frame.instruments:
            mean = instrument_score([scores.get(str(no)) for no in instrument.indicators])
            if agrees(scores.get(instrument.code), mean) is False:
                by = gettext("the mean of its indicators")
                yield instrument.code, _differs(scores[instrument.code], mean, by)
        yield from self._indicators(scores)
        if level:
            yield from self._level(scores.get("total"), instruments, level)

    def _indicators(self, scores: Scores) -> Iterator[tuple[str, str]]:
        for indicator in self.frame.indicators:
            key = str(indicator.no)
            if indicator.instrument not in COMPUTED_FROM_ITEMS or key not in scores:
                continue
            items = [scores.get(code) for code in self.items_of[indicator.no]]
            mean = indicator_score(indicator.instrument, items)
            if agrees(scores[key], mean) is False:
                yield key, _differs(scores[key], mean, gettext("the mean of its items"))

    def _level(
        self, total: Decimal | None, instruments: Mapping[str, Decimal | None], level: str
    ) -> Iterator[tuple[str, str]]:
        frame, named = self.frame, self.band_named(level)
        if named is None:
            names = ", ".join(band.name for band in sorted(frame.bands, key=lambda band: band.order))
            said = {"level": level, "year": frame.year, "levels": names}
            yield "level", gettext("%(level)s is no level of %(year)s: %(levels)s") % said
            return
        possible = level_for(total, instruments, frame.bands, self.weights).candidates
        if possible and named not in possible:
            said = {"level": level, "by_rule": " / ".join(band.name for band in possible)}
            yield (
                "level",
                gettext("%(level)s does not follow from the scores, which make it %(by_rule)s") % said,
            )


def _differs(announced: Decimal, computed: Decimal | None, by: str) -> str:
    return gettext("%(announced)s is not %(computed)s, as %(by)s make it") % {
        "announced": announced,
        "computed": computed,
        "by": by,
    }
