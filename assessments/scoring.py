"""The scoring rules of ITA: means, totals, levels and differences as pure `Decimal` functions.

Every score is a `Decimal` from 0 to 100; `None` means "not entered" and is never treated as 0.

The formula, and where it was verified:

* An *indicator* of IIT is the plain mean of its items ((89.27 + 90.00 + 98.78) / 3 = 92.68 in a published
  result of 2567). Indicators of EIT and OIT are entered, never computed: EIT mixes two collections of which
  only one is printed, and the aggregation of OIT could not be reproduced from published items.
* An *instrument* is the plain mean of its indicators, rounded half up to two decimals.
* The *total* is the weighted mean of the rounded instruments, rounded half up again. The order matters: a
  published total of 82.11 comes out as 82.10 when the instruments are not rounded first.
* The *level* follows from the total and, since 2566, from the lowest instrument.

Announced figures may differ by a hundredth; `agrees` compares with that tolerance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import groupby

from catalogue.frame import FrameBand as Band

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
TOLERANCE = CENT
"""Two figures that differ by no more than this agree: intermediate rounding is not prescribed."""

COMPUTED_FROM_ITEMS = frozenset({"IIT"})
"""Instruments whose indicator scores are the mean of their items."""


class NotComputableError(ValueError):
    """The score of this instrument's indicators is announced and cannot be computed from items."""


def round2(value: Decimal) -> Decimal:
    """Round half up to two decimals, as the announced results are."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def mean(scores: Iterable[Decimal | None]) -> Decimal | None:
    """Return the plain mean, half up to two decimals; None when any score is missing or there is none."""
    present: list[Decimal] = []
    for score in scores:
        if score is None:
            return None
        present.append(score)
    if not present:
        return None
    return round2(sum(present, Decimal(0)) / len(present))


def iit_indicator(item_scores: Sequence[Decimal | None]) -> Decimal | None:
    """Return an IIT indicator: the mean of its items, None unless every item has a score."""
    return mean(item_scores)


def indicator_score(instrument: str, item_scores: Sequence[Decimal | None]) -> Decimal | None:
    """Return the score of an indicator computed from its items.

    Raises NotComputableError for EIT and OIT, whatever the items: their indicators are entered as announced.
    """
    if instrument not in COMPUTED_FROM_ITEMS:
        raise NotComputableError(f"indicators of {instrument} are announced, not computed from items")
    return iit_indicator(item_scores)


def instrument_score(indicator_scores: Sequence[Decimal | None]) -> Decimal | None:
    """Return the mean of an instrument's indicators, None unless every indicator has a score."""
    return mean(indicator_scores)


def total_score(
    instruments: Mapping[str, Decimal | None], weights: Mapping[str, int | Decimal]
) -> Decimal | None:
    """Return the total from the instruments and their weights in percent, None when an instrument is missing.

    Raises ValueError when the weights do not add up to 100 or a score belongs to no weighted instrument.
    """
    if sum(weights.values()) != HUNDRED:
        raise ValueError(f"the weights add up to {sum(weights.values())}, not to 100")
    unknown = set(instruments) - set(weights)
    if unknown:
        raise ValueError(f"no weight for {', '.join(sorted(unknown))}")
    total = Decimal(0)
    for code, weight in weights.items():
        score = instruments.get(code)
        if score is None:
            return None
        total += round2(score) * weight
    return round2(total / HUNDRED)


@dataclass(frozen=True, slots=True)
class LevelResult:
    """The level of a total, or the levels it may have.

    `candidates` are the bands still possible, best first: exactly one when the level is provable, several
    when the scores of the instruments would decide, none when there is no total.
    """

    candidates: tuple[Band, ...]

    @property
    def provable(self) -> bool:
        return len(self.candidates) == 1

    @property
    def band(self) -> Band | None:
        """The level, or None when it is not provable."""
        return self.candidates[0] if self.provable else None

    @property
    def code(self) -> str | None:
        return self.band.code if self.band else None

    @property
    def name(self) -> str | None:
        return self.band.name if self.band else None


def level_for(
    total: Decimal | None,
    instruments: Mapping[str, Decimal | None] | None,
    bands: Iterable[Band],
    weights: Mapping[str, int | Decimal] | None = None,
) -> LevelResult:
    """Return the level of a total and the scores of its instruments (None, or None per instrument: unknown).

    Scores are compared on two decimals. A known instrument below a band's condition excludes that band even
    when the others are unknown. Unknown instruments leave several candidates, unless `weights` are given
    and the total leaves them no choice: a total of 99.00 is impossible with an instrument below 95.00.
    """
    if total is None:
        return LevelResult(())
    total = round2(total)
    lowest_possible, highest_possible = _lowest_instrument(total, instruments or {}, weights)
    candidates: list[Band] = []
    for band in sorted(bands, key=lambda band: band.order):
        if total < band.min_total:
            continue
        if band.min_each_instrument is None or lowest_possible >= band.min_each_instrument:
            candidates.append(band)
            break
        if highest_possible >= band.min_each_instrument:
            candidates.append(band)
    return LevelResult(tuple(candidates))


def _lowest_instrument(
    total: Decimal, instruments: Mapping[str, Decimal | None], weights: Mapping[str, int | Decimal] | None
) -> tuple[Decimal, Decimal]:
    """Return bounds (at least, at most) of the lowest instrument's score.

    Without weights nobody knows how many instruments there are: when all that are given are known, they are
    all.
    """
    known = {code: round2(score) for code, score in instruments.items() if score is not None}
    unknown = set(weights or instruments) - set(known)
    if known and not unknown:
        lowest = min(known.values())
        return lowest, lowest
    at_most = min([*known.values(), HUNDRED])
    if weights is None:
        return Decimal(0), at_most
    at_least = at_most
    points = total * HUNDRED
    for code in unknown:
        others = [other for other in weights if other != code]
        most = sum((known.get(other, HUNDRED) * weights[other] for other in others), Decimal(0))
        least = sum((known.get(other, Decimal(0)) * weights[other] for other in others), Decimal(0))
        slack = TOLERANCE * HUNDRED
        at_least = min(at_least, max(Decimal(0), (points - slack - most) / weights[code]))
        at_most = min(at_most, max(Decimal(0), (points + slack - least) / weights[code]))
    return at_least, at_most


def indicator_label(score: Decimal | None, bands: Iterable[Band]) -> Band | None:
    """Return the band in which agencies label a single indicator, None without a score.

    Only the cut-offs of the total count. An indicator has no instruments, so of several bands with one cut-
    off the best is meant and "ผ่าน" never occurs.
    """
    if score is None:
        return None
    ordered = sorted(bands, key=lambda band: band.order)
    best_of_each = [next(group) for _, group in groupby(ordered, key=lambda band: band.min_total)]
    return next((band for band in best_of_each if round2(score) >= band.min_total), None)


class Direction(StrEnum):
    """Which way a score went; the words in a text are compared with it."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


def difference(before: Decimal | None, now: Decimal | None) -> Decimal | None:
    """Return now − before on two decimals, None when either is missing."""
    if before is None or now is None:
        return None
    return round2(now) - round2(before)


def direction(before: Decimal | None, now: Decimal | None) -> Direction | None:
    """Return which way a score went, None when either is missing."""
    change = difference(before, now)
    if change is None:
        return None
    if change == 0:
        return Direction.SAME
    return Direction.UP if change > 0 else Direction.DOWN


class Incomparable(StrEnum):
    """Why a score has no difference to the year before."""

    NEW = "new"
    """The item continues none of the year before."""
    MERGED = "merged"
    """The item continues several items: none of their scores is its score of the year before."""
    NO_SCORE = "no-score"
    """There is no score of this year."""
    NO_SCORE_BEFORE = "no-score-before"
    """The item it continues has no score."""


@dataclass(frozen=True, slots=True)
class Predecessor:
    """An item of the year before that an item `replaces`, with its score there."""

    code: str
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score beside the year before. Either `difference` is set or `reason` says why it cannot be."""

    now: Decimal | None
    predecessors: tuple[Predecessor, ...]
    difference: Decimal | None
    direction: Direction | None
    reason: Incomparable | None

    @property
    def before(self) -> Decimal | None:
        """The one score compared with, None when there is none or there are several."""
        return self.predecessors[0].score if len(self.predecessors) == 1 else None


def compare(now: Decimal | None, predecessors: Sequence[Predecessor]) -> Comparison:
    """Compare a score with the items it continues (`replaces` in the catalogue).

    There is a difference only to exactly one predecessor. A merged item asks for more than each of its
    predecessors did, so even equal scores of them are not its own score of the year before: they are shown,
    not subtracted.
    """
    kept = tuple(predecessors)
    if not kept:
        return Comparison(now, kept, None, None, Incomparable.NEW)
    if len(kept) > 1:
        return Comparison(now, kept, None, None, Incomparable.MERGED)
    before = kept[0].score
    if now is None:
        return Comparison(now, kept, None, None, Incomparable.NO_SCORE)
    if before is None:
        return Comparison(now, kept, None, None, Incomparable.NO_SCORE_BEFORE)
    return Comparison(now, kept, difference(before, now), direction(before, now), None)


def agrees(
    announced: Decimal | None, computed: Decimal | None, tolerance: Decimal = TOLERANCE
) -> bool | None:
    """Tell whether two figures agree within a hundredth; None when there is nothing to compare."""
    if announced is None or computed is None:
        return None
    return abs(round2(announced) - round2(computed)) <= tolerance


@dataclass(frozen=True, slots=True)
class Computed:
    """What the rules make of a year's indicator scores, to stand beside the announced figures."""

    instruments: dict[str, Decimal | None]
    total: Decimal | None
    level: LevelResult


def compute(
    indicator_scores: Mapping[int, Decimal | None],
    indicators_of: Mapping[str, Sequence[int]],
    weights: Mapping[str, int | Decimal],
    bands: Iterable[Band],
) -> Computed:
    """Compute instruments, total and level from indicator scores by indicator number.

    `indicators_of` names each instrument's indicators; an indicator without an entry has no score.
    """
    instruments = {
        code: instrument_score([indicator_scores.get(no) for no in numbers])
        for code, numbers in indicators_of.items()
    }
    total = total_score(instruments, weights)
    return Computed(instruments, total, level_for(total, instruments, bands))
