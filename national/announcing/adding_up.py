"""Whether announced figures add up by the rules of their year. Those that do not are kept, and told."""

from __future__ import annotations

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


def disagreements(scores: Scores, level: str, frame: Frame) -> Iterator[tuple[str, str]]:
    """The key of each figure that the others contradict, and what they say."""
    weights = {each.code: each.weight for each in frame.instruments}
    instruments = {code: scores.get(code) for code in weights}
    computed = total_score(instruments, weights)
    if agrees(scores.get("total"), computed) is False:
        yield "total", _differs(scores["total"], computed, gettext("the weighted instruments"))
    for instrument in frame.instruments:
        mean = instrument_score([scores.get(str(no)) for no in instrument.indicators])
        if agrees(scores.get(instrument.code), mean) is False:
            yield (
                instrument.code,
                _differs(scores[instrument.code], mean, gettext("the mean of its indicators")),
            )
    yield from _indicators(scores, frame)
    if level:
        yield from _level(scores.get("total"), instruments, weights, level, frame)


def band_named(level: str, frame: Frame) -> FrameBand | None:
    """The band that a level as somebody wrote it means."""
    written = squash(level)
    return next((band for band in frame.bands if written in {squash(band.name), squash(band.code)}), None)


def _indicators(scores: Scores, frame: Frame) -> Iterator[tuple[str, str]]:
    for indicator in frame.indicators:
        key = str(indicator.no)
        if indicator.instrument not in COMPUTED_FROM_ITEMS or key not in scores:
            continue
        items = [scores.get(each.code) for each in frame.items if each.indicator == indicator.no]
        mean = indicator_score(indicator.instrument, items)
        if agrees(scores[key], mean) is False:
            yield key, _differs(scores[key], mean, gettext("the mean of its items"))


def _level(
    total: Decimal | None,
    instruments: Mapping[str, Decimal | None],
    weights: Mapping[str, int],
    level: str,
    frame: Frame,
) -> Iterator[tuple[str, str]]:
    named = band_named(level, frame)
    if named is None:
        names = ", ".join(band.name for band in sorted(frame.bands, key=lambda band: band.order))
        yield (
            "level",
            gettext("%(level)s is no level of %(year)s: %(levels)s")
            % {"level": level, "year": frame.year, "levels": names},
        )
        return
    possible = level_for(total, instruments, frame.bands, weights).candidates
    if possible and named not in possible:
        by_rule = " / ".join(band.name for band in possible)
        yield (
            "level",
            gettext("%(level)s does not follow from the scores, which make it %(by_rule)s")
            % {"level": level, "by_rule": by_rule},
        )


def _differs(announced: Decimal, computed: Decimal | None, by: str) -> str:
    return gettext("%(announced)s is not %(computed)s, as %(by)s make it") % {
        "announced": announced,
        "computed": computed,
        "by": by,
    }
