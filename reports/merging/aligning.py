"""Rows of three lists set beside each other: page beside base by what they say, base beside ours by what is the same.

`base` is ours as the page shows it. It may have fewer rows than ours (an empty row is no row to a reader), more (a
row of totals), or one for two of ours (a row without its first cell is joined to the one above).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.5
"""From here on two rows are the same row, edited."""
NEAR = 12
"""So many places away an edited row is looked for."""
FAR = 30
"""So many rows on either side are compared when edited rows were moved as well."""

Likeness = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of base, from and up to, that are these rows of ours. Mostly one and one."""

    base: range
    ours: range

    @property
    def is_row(self) -> bool:
        return len(self.base) == len(self.ours) == 1


def same_rows(
    base: Sequence[Hashable],
    ours: Sequence[Hashable],
    *,
    shown: Sequence[bool],
    holds: Callable[[int, int], bool] = lambda _base, _ours: False,
) -> list[Stretch]:
    """Which rows of ours the rows of base are, in order, by their keys; all rows of both are in one stretch.

    `shown` tells of each of ours whether a page has anything of it, `holds` whether a row of base holds all that one
    of ours says: where base has no row for it, it was joined to the one before.
    """
    found: list[Stretch] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, base, ours, autojunk=False).get_opcodes():
        here = [at for at in range(j1, j2) if tag == "equal" or shown[at]]
        if tag == "insert":
            for at in range(j1, j2):
                last = found[-1] if found else Stretch(range(0), range(0))
                if last.base and shown[at] and holds(last.base[-1], at):
                    found[-1] = Stretch(last.base, range(last.ours.start, at + 1))
                else:
                    found.append(Stretch(range(i1, i1), range(at, at + 1)))
        elif len(here) == i2 - i1:
            rows = dict(zip(here, range(i1, i2), strict=True))
            for at in range(j1, j2):
                mine = rows.get(at)
                empty = range(i1, i1) if mine is None else range(mine, mine + 1)
                found.append(Stretch(empty, range(at, at + 1)))
        else:
            found.append(Stretch(range(i1, i2), range(j1, j2)))
    return found


def edited_rows(page: Sequence[Hashable], base: Sequence[Hashable], alike: Likeness) -> list[int | None]:
    """For each row of the page the row of base it was, None for an added one; no row of base stands twice.

    The same rows in order come first, then edited rows in their places, then rows that were moved. `alike` says how
    alike a row of the page (by its place) and one of base are, 0 to 1.
    """
    found: list[int | None] = [None] * len(page)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, base, page, autojunk=False).get_opcodes():
        if tag == "equal":
            found[j1:j2] = range(i1, i2)
        elif tag == "replace":
            _take_alike(found, range(j1, j2), range(i1, i2), alike, NEAR)
    left: defaultdict[Hashable, list[int]] = defaultdict(list)
    taken = {each for each in found if each is not None}
    for at in range(len(base) - 1, -1, -1):
        if at not in taken:
            left[base[at]].append(at)
    for at, key in enumerate(page):
        if found[at] is None and left[key]:
            found[at] = left[key].pop()
    added = [at for at, row in enumerate(found) if row is None]
    gone = sorted(at for rows in left.values() for at in rows)
    if len(added) <= FAR and len(gone) <= FAR:
        _take_alike(found, added, gone, alike, None)
    return found


def _take_alike(
    found: list[int | None],
    page: Sequence[int],
    base: Sequence[int],
    alike: Likeness,
    near: int | None,
) -> None:
    """The rows that are most alike belong together; among those alike, the nearest."""
    ranked = sorted(
        (-likeness, abs(at - place), at, row)
        for at, row_page in enumerate(page)
        for place, row in enumerate(base)
        if (near is None or abs(at - place) <= near) and (likeness := alike(row_page, row)) >= ALIKE
    )
    taken: set[int] = set()
    for _likeness, _distance, at, row in ranked:
        if found[page[at]] is None and row not in taken:
            found[page[at]] = row
            taken.add(row)
