"""The result of three readings: scores that were edited on the page, and what was true only of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.document import IndicatorScore, InstrumentScore, ItemScore, Result
from reports.merging.fields import SCORES, merged
from reports.merging.rows import Ways, share, weave


def merged_result(page: Result, base: Result, ours: Result) -> Result:
    """The result; its running text is brought together elsewhere and stays as it is in ours."""
    if replace(page, before=()) == replace(base, before=()):
        return ours
    if page.year != base.year:
        return merged(page, base, ours, before=ours.before)
    indicators = _indicators(page.indicators, base.indicators, ours.indicators)
    items = _items(page.items, base.items, ours.items)
    instruments = _instruments(page.instruments, base.instruments, ours.instruments)
    lowered = _changed(indicators, ours.indicators)
    scores = bool(lowered) or bool(_scores(page.items).items() - _scores(base.items).items())
    if lowered:
        known = {each.no for each in lowered} - {None}
        items = tuple(replace(each, score=None) if each.indicator in known else each for each in items)
    if scores:
        of = {each.instrument for each in lowered}
        instruments = tuple(
            replace(each, computed=None) if not of or each.code in of or "" in of else each
            for each in instruments
        )
    found = merged(
        page,
        base,
        ours,
        edited=(SCORES,) if scores else (),
        indicators=indicators,
        items=items,
        instruments=instruments,
        before=ours.before,
    )
    if page.trend == base.trend and (found.total, found.level) != (ours.total, ours.level):
        trend = tuple(each for each in found.trend if each.year != found.year)
        found = replace(found, trend=trend)
    return found


def _changed(indicators: Sequence[IndicatorScore], ours: Sequence[IndicatorScore]) -> list[IndicatorScore]:
    """The indicators of ours whose score is not what it was, or which are gone."""
    left = [(each.no, each.score) for each in indicators]
    return [each for each in ours if (each.no, each.score) not in left]


def _name_of(row: IndicatorScore) -> object:
    return row.no if row.no is not None else (row.name_as_written or row.name)


INDICATORS: Ways[IndicatorScore] = Ways(
    says=lambda row: replace(row, line=None),
    name=lambda row: row.no if row.no is not None else f"{row.name_as_written} {row.score}",
    alike=lambda page, base: max(
        float(_name_of(page) == _name_of(base)),
        share(
            (page.name_as_written, page.score, page.before), (base.name_as_written, base.score, base.before)
        ),
    ),
    merge=merged,
    added=lambda row: replace(row, line=None),
)


def _indicators(
    page: Sequence[IndicatorScore], base: Sequence[IndicatorScore], ours: Sequence[IndicatorScore]
) -> tuple[IndicatorScore, ...]:
    """The rows of the table; that of the total, which no indicator of ours is, says the total and no more."""
    known = {_name_of(each) for each in ours}
    own = [each for each in base if each.no is None and _name_of(each) not in known]
    names = {_name_of(each) for each in own}

    def rows(all_of_them: Sequence[IndicatorScore]) -> list[IndicatorScore]:
        return [each for each in all_of_them if each.no is not None or _name_of(each) not in names]

    woven, _was = weave(rows(page), rows(base), ours, INDICATORS)
    return tuple(each.row for each in woven)


def _items(
    page: Sequence[ItemScore], base: Sequence[ItemScore], ours: Sequence[ItemScore]
) -> tuple[ItemScore, ...]:
    """Ours, with the scores that the page changed or added; the page shows only those of its analysis."""
    if page == base:
        return tuple(ours)
    then = {each.code.lower(): each for each in base}
    now = {each.code.lower(): each for each in page}
    known = {each.code.lower() for each in ours}
    both = {code: (now[code], then[code]) for code in now.keys() & then.keys()}
    kept = [merged(*both[each.code.lower()], each) if each.code.lower() in both else each for each in ours]
    return (*kept, *(each for each in page if each.code.lower() not in known | then.keys()))


def _scores(items: Sequence[ItemScore]) -> dict[str, object]:
    return {each.code.lower(): each.score for each in items}


def _instruments(
    page: Sequence[InstrumentScore], base: Sequence[InstrumentScore], ours: Sequence[InstrumentScore]
) -> tuple[InstrumentScore, ...]:
    if page == base:
        return tuple(ours)
    then, now = {each.code: each for each in base}, {each.code: each for each in page}
    kept = [
        merged(now[each.code], then[each.code], each)
        if each.code in now and each.code in then
        else now.get(each.code, each)
        for each in ours
        if each.code in now or each.code not in then
    ]
    known = {each.code for each in ours}
    return (*kept, *(each for each in page if each.code not in known))
