"""What one Document says otherwise than another: measures, texts and figures, each with both sayings.

A measure is found again by its title within its issue, then by its place when the titles are alike. Figures of the
same ITA year are compared item by item; those of two years also by
item where one follows a single other one (the catalogue's `replaces`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal

from ita_portal.thai.celltext import plain
from reports.document import AnalysisRow, Block, Document, ItemScore, Measure

ALIKE = 0.6
"""Two titles of which so much is the same belong to one measure that was renamed."""
MEASURE_FIELDS = (
    "title", "procedure", "output", "outcome", "suggestion", "follow_up", "responsible", "period",
)  # fmt: skip

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Said:
    """A field as it was and as it is; "" where it says nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure that came, went or says something else. `section` and `number` count from 1 where it stands."""

    kind: Kind
    issue: int | None
    section: int
    number: int
    title: str
    fields: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text outside the measures: the title, an analysis of an issue, running text by its place."""

    place: str
    issue: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A score. `name` is "total", "level", an item's code or an indicator's number."""

    kind: Literal["total", "level", "indicator", "item"]
    name: str
    before: str
    after: str

    @property
    def difference(self) -> Decimal | None:
        """By how much a score rose; None where one of the two is missing, and for a level."""
        if self.kind == "level" or not self.before or not self.after:
            return None
        return Decimal(self.after) - Decimal(self.before)


@dataclass(frozen=True, slots=True)
class Differences:
    measures: tuple[MeasureChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.measures or self.texts or self.figures)

    def count(self, kind: Kind) -> int:
        return sum(each.kind == kind for each in self.measures)

    @property
    def added(self) -> int:
        return self.count("added")

    @property
    def removed(self) -> int:
        return self.count("removed")

    @property
    def changed(self) -> int:
        return self.count("changed")


def differences(before: Document, after: Document) -> Differences:
    """What `after` says otherwise than `before`, in the order of `after`; what went stands at its issue's end."""
    return Differences(
        tuple(_measures(before, after)), tuple(_texts(before, after)), tuple(_figures(before, after))
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    issue: int | None
    section: int
    number: int
    measure: Measure


def _placed(document: Document) -> list[_Placed]:
    return [
        _Placed(section.issue, position, number, measure)
        for position, section in enumerate(document.sections, start=1)
        for number, measure in enumerate(section.measures, start=1)
    ]


def _measures(before: Document, after: Document) -> Iterator[MeasureChange]:
    old, new = _placed(before), _placed(after)
    for issue in dict.fromkeys(each.issue for each in (*new, *old)):
        was = [each for each in old if each.issue == issue]
        now = [each for each in new if each.issue == issue]
        pairs = _pairs(was, now)
        for position, each in enumerate(now):
            source = pairs.get(position)
            fields = _said(was[source].measure if source is not None else None, each.measure)
            if source is None:
                yield _change("added", each, fields)
            elif fields:
                yield _change("changed", each, fields)
        taken = set(pairs.values())
        for position, each in enumerate(was):
            if position not in taken:
                yield _change("removed", each, _said(each.measure, None))


def _change(kind: Kind, placed: _Placed, fields: tuple[Said, ...]) -> MeasureChange:
    title = " ".join(plain(placed.measure.title).split())
    return MeasureChange(kind, placed.issue, placed.section, placed.number, title, fields)


def _pairs(was: list[_Placed], now: list[_Placed]) -> dict[int, int]:
    """Positions in `was` by positions in `now`: the same title first, then the most alike."""
    pairs: dict[int, int] = {}
    left = list(range(len(was)))
    for position, each in enumerate(now):
        same = next((at for at in left if _key(was[at]) == _key(each)), None)
        if same is not None:
            pairs[position] = same
            left.remove(same)
    for position, each in enumerate(now):
        if position in pairs:
            continue
        best = max(left, key=lambda at: _alike(was[at], each), default=None)
        if best is not None and _alike(was[best], each) >= ALIKE:
            pairs[position] = best
            left.remove(best)
    return pairs


def _key(placed: _Placed) -> str:
    return "".join(plain(placed.measure.title).split())


def _alike(one: _Placed, other: _Placed) -> float:
    return SequenceMatcher(None, _key(one)[:300], _key(other)[:300], autojunk=False).ratio()


def _said(before: Measure | None, after: Measure | None) -> tuple[Said, ...]:
    found = []
    for field in MEASURE_FIELDS:
        old, new = (plain(each.text(field)).strip() if each else "" for each in (before, after))
        if old != new:
            found.append(Said(field, old, new))
    return tuple(found)


def _texts(before: Document, after: Document) -> Iterator[TextChange]:
    yield from _text("title", None, before.title, after.title)
    yield from _text("before", None, _running(before.before), _running(after.before))
    old, new = _remarks(before.analysis), _remarks(after.analysis)
    for issue in dict.fromkeys((*new, *old)):
        yield from _text("remark", issue, old.get(issue, ""), new.get(issue, ""))
    yield from _text("after", None, _running(before.after), _running(after.after))


def _text(place: str, issue: int | None, before: str, after: str) -> Iterator[TextChange]:
    before, after = plain(before).strip(), plain(after).strip()
    if before != after:
        yield TextChange(place, issue, before, after)


def _running(blocks: Iterable[Block]) -> str:
    return "\n".join(each.text for each in blocks if each.text)


def _remarks(rows: Iterable[AnalysisRow]) -> dict[int | None, str]:
    """All that is written under an issue, one row below the other."""
    found: dict[int | None, list[str]] = {}
    for row in rows:
        found.setdefault(row.issue, []).append(row.remark)
    return {issue: "\n".join(texts) for issue, texts in found.items()}


def _figures(before: Document, after: Document) -> Iterator[Figure]:
    old, new = before.result, after.result
    yield from _figure("total", "", old.total, new.total)
    if old.level != new.level:
        yield Figure("level", "", old.level, new.level)
    yield from _by_name(
        "indicator",
        {str(each.no): each.score for each in old.indicators if each.no is not None},
        {str(each.no): each.score for each in new.indicators if each.no is not None},
    )
    if _year(before) == _year(after):
        yield from _by_name(
            "item",
            {each.code: each.score for each in old.items},
            {each.code: each.score for each in new.items},
        )
    else:
        scores = {each.code: each.score for each in old.items}
        followed = {each.code: scores[each.before_codes[0]] for each in new.items if _one(each, scores)}
        yield from _by_name(
            "item", followed, {each.code: each.score for each in new.items if each.code in followed}
        )


def _one(item: ItemScore, scores: dict[str, Decimal | None]) -> bool:
    """Whether the item follows a single one of the year before that was scored."""
    return len(item.before_codes) == 1 and item.before_codes[0] in scores


def _year(document: Document) -> int | None:
    return document.result.year or document.key_year


def _by_name(
    kind: Literal["indicator", "item"], old: dict[str, Decimal | None], new: dict[str, Decimal | None]
) -> Iterator[Figure]:
    for name in dict.fromkeys((*new, *old)):
        yield from _figure(kind, name, old.get(name), new.get(name))


def _figure(
    kind: Literal["total", "indicator", "item"], name: str, old: Decimal | None, new: Decimal | None
) -> Iterator[Figure]:
    if old != new:
        yield Figure(kind, name, _written(old), _written(new))


def _written(score: Decimal | None) -> str:
    return "" if score is None else f"{score:.2f}"
