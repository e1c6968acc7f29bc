"""Lists of rows brought together: in the order of the page, each row with what ours knows of it beside."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reports.merging.aligning import Stretch, edited_rows, same_rows

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Woven(Generic[Row]):
    """A row of the outcome; `page` and `ours` are its places there, None where it is not.

    `unpaired`: the page edited it among rows that base reads in another way than ours has them, so nothing of ours
    could be set beside it.
    """

    row: Row
    page: int | None
    ours: int | None
    unpaired: bool = False


@dataclass(frozen=True, slots=True)
class Ways(Generic[Row]):
    """How rows of one kind are told apart.

    `says` is all that a row of a page says, `name` what makes it the same row in base and in ours; `shown`, whether a
    page has anything of it, and `holds`, whether a row of base has all that one of ours says. `alike`: how alike a row
    of the page and one of base are. `merge` gets a row of the page, of base and of ours, `added` makes a row of the
    page one of the report.
    """

    says: Callable[[Row], Hashable]
    name: Callable[[Row], Hashable]
    alike: Callable[[Row, Row], float]
    merge: Callable[[Row, Row, Row], Row]
    added: Callable[[Row], Row]
    shown: Callable[[Row], bool] = lambda _row: True
    holds: Callable[[Row, Row], bool] = lambda _base, _ours: False


def weave(
    page: Sequence[Row], base: Sequence[Row], ours: Sequence[Row], ways: Ways[Row]
) -> tuple[list[Woven[Row]], list[int | None]]:
    """The rows, and for each row of the page the row of base it was.

    Rows of ours that the page never showed stay behind the row they follow. Where base is not ours row by row, the
    page's rows are taken as soon as one of them was edited: nothing is said twice, and nothing that is shown is lost.
    """
    was = edited_rows(
        [ways.says(each) for each in page],
        [ways.says(each) for each in base],
        lambda at, row: ways.alike(page[at], base[row]),
    )
    stretches = same_rows(
        [ways.name(each) for each in base],
        [ways.name(each) for each in ours],
        shown=[ways.shown(each) for each in ours],
        holds=lambda row, mine: ways.holds(base[row], ours[mine]),
    )
    of_row = {row: stretch for stretch in stretches for row in stretch.base}
    woven: list[Woven[Row]] = []
    for at, row in enumerate(page):
        place = was[at]
        stretch = of_row[place] if place is not None else None
        if place is None or stretch is None:
            woven.append(Woven(ways.added(row), at, None))
        elif stretch.is_row:
            mine = stretch.ours.start
            woven.append(Woven(ways.merge(row, base[place], ours[mine]), at, mine))
        elif _untouched(stretch, at - (place - stretch.base.start), page, base, was, ways):
            if place == stretch.base.start:
                woven += [Woven(ours[mine], at, mine) for mine in stretch.ours]
        else:
            woven.append(Woven(ways.added(row), at, None, unpaired=bool(stretch.ours)))
    _put_back(woven, ours, stretches)
    return woven, was


def _untouched(
    stretch: Stretch,
    start: int,
    page: Sequence[Row],
    base: Sequence[Row],
    was: Sequence[int | None],
    ways: Ways[Row],
) -> bool:
    """Whether all rows of a stretch stand on the page as they were, from this place on."""
    end = start + len(stretch.base)
    if start < 0 or end > len(page):
        return False
    return all(
        was[at] == row and ways.says(page[at]) == ways.says(base[row])
        for at, row in zip(range(start, end), stretch.base, strict=True)
    )


def _put_back(woven: list[Woven[Row]], ours: Sequence[Row], stretches: Sequence[Stretch]) -> None:
    for mine in (at for each in stretches if not each.base for at in each.ours):
        before = [place for place, each in enumerate(woven) if each.ours is not None and each.ours < mine]
        nearest = max(before, key=lambda place: woven[place].ours or 0, default=-1)
        woven.insert(nearest + 1, Woven(ours[mine], None, mine))


def share(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """The share of cells that are the same, of those that say anything."""
    filled = [(left, right) for left, right in zip(one, other, strict=False) if left or right]
    return sum(left == right for left, right in filled) / len(filled) if filled else 0.0
