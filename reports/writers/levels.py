"""Levels in words: the badge, and why a level is what it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports.document import Band, InstrumentScore, Result
from reports.writers.charts import arrow, figure_of, level_sign
from reports.writers.markup import Markup, element
from reports.writers.setting import Setting
from reports.writers.wording import LEVELS


def badge(name: str, *, large: bool = False) -> Markup | None:
    """The level with its sign; a name of another scale (A, B, …) has no sign and no colour."""
    if not name:
        return None
    strength = LEVELS.index(name) + 1 if name in LEVELS else 0
    classes = f"lv lv-{strength or 'letter'}{' lv-lg' if large else ''}"
    return element("span", level_sign(strength) if strength else None, name, class_=classes)


def difference(setting: Setting, value: Decimal | None) -> Markup:
    """A difference with arrow and sign, and the word for those who do not see the arrow."""
    if value is None:
        return element("span", "–", class_="df df-same")
    if not value:
        return element("span", setting.score(value), class_="df df-same")
    up = value > 0
    word = setting.words.risen if up else setting.words.fallen
    return element(
        "span",
        arrow("up" if up else "down"),
        None if setting.paper else element("span", word, " ", class_="vh"),
        setting.score(value, signed=True),
        class_=f"df df-{'up' if up else 'down'}",
    )


def why(setting: Setting, result: Result) -> str:
    """Why the result has its level, from the total and the instruments; "" without a level or a total."""
    total = result.total if result.total is not None else result.total_computed
    level = result.level or result.level_computed
    if total is None or not level:
        return ""
    band = next((each for each in result.bands if each.name == level), None)
    if band is None or not _reached(band, total, result.instruments):
        return _why_plain(setting, result, level, total)
    words = setting.words
    lower = result.bands.index(band)
    shown = setting.score(total)
    if not band.min_total and lower:
        limit = setting.score(result.bands[lower - 1].min_total)
        return words.why_lowest_band.format(level=level, total=shown, minimum=limit)
    said = words.why_bands.format(level=level, total=shown, minimum=setting.score(band.min_total))
    if band.min_each_instrument is not None:
        said += words.why_each.format(minimum=setting.score(band.min_each_instrument))
    return said + (_why_not_higher(setting, result.bands[lower - 1], total, result) if lower else "")


def _why_not_higher(setting: Setting, higher: Band, total: Decimal, result: Result) -> str:
    words = setting.words
    limit = higher.min_each_instrument
    weakest = _weakest(result.instruments)
    if total >= higher.min_total and limit is not None and weakest is not None and weakest[1] < limit:
        return words.why_not_each.format(
            instrument=weakest[0],
            score=setting.score(weakest[1]),
            minimum=setting.score(limit),
            level=higher.name,
        )
    pattern = words.why_not_higher if limit is None else words.why_not_higher_each
    return pattern.format(level=higher.name, minimum=setting.score(higher.min_total))


def _why_plain(setting: Setting, result: Result, level: str, total: Decimal) -> str:
    words = setting.words
    said = words.why_plain.format(level=level, total=setting.score(total))
    weakest = _weakest(result.instruments)
    if weakest is not None:
        said += words.why_weakest.format(instrument=weakest[0], score=setting.score(weakest[1]))
    return said


def _reached(band: Band, total: Decimal, instruments: Sequence[InstrumentScore]) -> bool:
    """Whether the figures at hand carry this level; a level that was merely written is not explained."""
    if total < band.min_total:
        return False
    if band.min_each_instrument is None:
        return True
    scores = [figure_of(each) for each in instruments]
    return bool(scores) and all(score is not None and score >= band.min_each_instrument for score in scores)


def _weakest(instruments: Sequence[InstrumentScore]) -> tuple[str, Decimal] | None:
    """The lowest instrument when all are known."""
    scores = [(each.code, figure_of(each)) for each in instruments]
    known = [(code, score) for code, score in scores if score is not None]
    return min(known, key=lambda each: each[1]) if known and len(known) == len(scores) else None
