"""Fields that stand under their name in another field's cell, taken out of it again.

A layout without a column for a field prints it in the nearest one, below a line with its name. The page then says
nothing in the field itself, and both in the cell; once somebody edited the cell, it is divided at these names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ita_portal.thai.celltext import plain
from ita_portal.thai.periods import parse_period
from reports.document import MEASURE_TEXT_FIELDS, Measure

FIELDS = ("title", "procedure", "responsible", "period", "output", "outcome", "suggestion", "follow_up")


def bare(text: str) -> str:
    """A text as it is compared between what we hold and what a reader made of it: without spaces and marks."""
    return "".join(plain(text).split())


def divided(page: Measure, base: Measure, ours: Measure, fiscal_year: int | None) -> tuple[Measure, Measure]:
    """The measures of page and base with every guest in its own field, where base's cell can be divided."""
    guests = {
        name: bare(ours.text(name))
        for name in FIELDS
        if ours.text(name).strip() and not base.text(name).strip() and not page.text(name).strip()
    }
    guests |= {
        f"extra:{at}": bare(text)
        for at, (_heading, text) in enumerate(ours.extra)
        if text.strip() and not base.extra and not page.extra
    }
    if not guests:
        return page, base
    for host in MEASURE_TEXT_FIELDS:
        if page.text(host) != base.text(host):
            page, base = _divided_cell(host, guests, page, base, ours, fiscal_year)
    return page, base


def _divided_cell(
    host: str, guests: dict[str, str], page: Measure, base: Measure, ours: Measure, fiscal_year: int | None
) -> tuple[Measure, Measure]:
    lines = base.text(host).split("\n")
    own = bare(ours.text(host))
    start = next((n for n in range(len(lines) + 1) if bare("\n".join(lines[:n])) == own), None)
    if start is None or start == len(lines):
        return page, base
    named = _names(lines[start:], guests)
    if named is None:
        return page, base
    written = page.text(host).split("\n")
    places: list[tuple[int, str]] = []
    for name, label in named:
        found = [at for at, line in enumerate(written) if bare(line) == bare(label)]
        if len(found) == 1 and (not places or found[0] > places[-1][0]):
            places.append((found[0], name))
    ends = [*(at for at, _name in places[1:]), len(written)][: len(places)]
    first = places[0][0] if places else len(written)
    page = _with(page, host, "\n".join(written[:first]), fiscal_year, ours)
    base = _with(base, host, "\n".join(lines[:start]), fiscal_year, ours)
    for name in {name for name, _label in named} - {name for _at, name in places}:
        page = _with(page, name, "", fiscal_year, ours)
    for (at, name), end in zip(places, ends, strict=True):
        page = _with(page, name, "\n".join(written[at + 1 : end]), fiscal_year, ours)
    return page, _as_ours(base, [name for name, _label in named], ours)


def _names(lines: list[str], guests: dict[str, str]) -> list[tuple[str, str]] | None:
    """The guests in these lines, each with the line that names it; None when that is not what the lines are."""
    found: list[tuple[str, str]] = []
    left = dict(guests)
    while lines:
        label, rest = lines[0], lines[1:]
        fits = (
            (name, n) for name, text in left.items() for n in range(1, len(rest) + 1)
            if bare("\n".join(rest[:n])) == text
        )  # fmt: skip
        match = next(fits, None)
        if match is None:
            return None
        name, count = match
        del left[name]
        found.append((name, label))
        lines = rest[count:]
    return found


def _with(measure: Measure, name: str, text: str, fiscal_year: int | None, ours: Measure) -> Measure:
    """A measure with a field's text: as in ours when it says the same."""
    if name.startswith("extra:"):
        at = int(name.removeprefix("extra:"))
        extra = [*(measure.extra or ours.extra)]
        extra[at] = (ours.extra[at][0], ours.extra[at][1] if bare(text) == bare(ours.extra[at][1]) else text)
        return replace(measure, extra=tuple(extra))
    values: dict[str, Any] = {name: text}
    if bare(text) == bare(ours.text(name)):
        values = {name: getattr(ours, name)}
        if name == "responsible":
            values["responsible_as_written"] = ours.responsible_as_written
    elif name == "responsible":
        values = {"responsible": (), "responsible_as_written": text}
    elif name == "period":
        values = {"period": replace(parse_period(plain(text), fiscal_year), text=text)}
    return replace(measure, **values)


def _as_ours(base: Measure, names: list[str], ours: Measure) -> Measure:
    """What base says in the fields that were taken out is what ours says."""
    for name in names:
        if name.startswith("extra:"):
            base = replace(base, extra=ours.extra)
        elif name == "responsible":
            base = replace(
                base, responsible=ours.responsible, responsible_as_written=ours.responsible_as_written
            )
        else:
            base = replace(base, **{name: getattr(ours, name)})
    return base
