"""Believable results: most pass, a few per cent do not, disclosure has many full scores, and the country gets better.

Shares to be near (results of 2568 as announced: 94 % of all agencies passed, nearly five hundred municipalities did
not): excellent a fifth, good a half, just passed a quarter, failed one in sixteen.
"""

from __future__ import annotations

import random
from decimal import Decimal

from assessments.scoring import instrument_score, round2, total_score
from catalogue.frame import Frame
from national.results import Figures

MEAN = {"IIT": 92.6, "EIT": 91.2, "OIT": 95.8}
WIDTH = {"IIT": 4.0, "EIT": 4.6, "OIT": 4.6}
BETTER_EACH_YEAR = 0.9
NEWEST = 2568


def result(code: str, province: str, year: int, frame: Frame) -> Figures:
    """The figures of a municipality in a year; they follow from each other by the rules of that year."""
    strength = random.Random(f"strength {code}").gauss(0, 0.75)
    there = random.Random(f"province {province}").gauss(0, 0.25)
    rng = random.Random(f"result {code} {year}")
    quality = strength + there + rng.gauss(0, 0.5)
    if rng.random() < 0.05:
        quality -= abs(rng.gauss(2.2, 1.4))  # a year in which something went wrong
    indicators: dict[int, Decimal] = {}
    instruments: dict[str, Decimal] = {}
    for instrument in frame.instruments:
        mean = MEAN.get(instrument.code, 90.0) + BETTER_EACH_YEAR * (year - NEWEST)
        level = mean + WIDTH.get(instrument.code, 4.5) * quality + rng.gauss(0, 2.6)
        for no in instrument.indicators:
            indicators[no] = _score(level + rng.gauss(0, 2.2))
        score = instrument_score([indicators[no] for no in instrument.indicators])
        if score is not None:
            instruments[instrument.code] = score
    weights = {each.code: each.weight for each in frame.instruments}
    return Figures(total_score(instruments, weights), "", instruments, indicators)


def _score(value: float) -> Decimal:
    return round2(Decimal(str(min(100.0, max(12.0, value)))))
