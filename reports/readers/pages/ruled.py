"""The tables of a page: cells between ruling lines, those without a line between them as one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.readers.pages.drawn import Rule

NEAR = 3.0
"""Points: lines that are nearer mean the same; a line that ends nearer to another touches it."""
_LONG = 6.0
_COVERED = 0.55
"""The part of a cell's side that must be drawn to part it from its neighbour."""
TABLE_LIMIT = 20_000
"""Cells of one page's table; a finer net is a drawing."""
RULES_OF_A_PAGE = 1_500


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: where it is on the page, and the rows of its table that it covers."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    rows: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table of one page. `columns` are where its lines down are, from the left; `rows` those across."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: tuple[Box, ...]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]


@dataclass(slots=True)
class _Line:
    at: float
    start: float
    end: float


def tables_of(rules: Sequence[Rule]) -> list[Ruled]:
    """The tables of a page from top to bottom; a frame around one cell is one too."""
    across = merged(rule for rule in rules if rule.way == "across")
    down = merged(rule for rule in rules if rule.way == "down")
    if len(across) + len(down) > RULES_OF_A_PAGE:
        return []
    tables = [table for group in _touching(across, down) if (table := _table(*group)) is not None]
    outer = [table for table in tables if not any(_inside(table, other) for other in tables)]
    return sorted(outer, key=lambda table: (table.top, table.columns[0]))


def _inside(table: Ruled, other: Ruled) -> bool:
    return (
        table is not other
        and other.top <= table.top
        and table.bottom <= other.bottom
        and other.columns[0] <= table.columns[0]
        and table.columns[-1] <= other.columns[-1]
        and len(other.boxes) > 1
    )


def merged(rules: Iterable[Rule]) -> list[_Line]:
    """Lines on the same place that touch as one."""
    lines: list[_Line] = []
    for place, group in _clusters(sorted(rules, key=lambda rule: rule.at)):
        current: _Line | None = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if current is not None and rule.start <= current.end + NEAR:
                current.end = max(current.end, rule.end)
            else:
                current = _Line(place, rule.start, rule.end)
                lines.append(current)
    return [line for line in lines if line.end - line.start >= _LONG]


def _clusters(rules: list[Rule]) -> Iterator[tuple[float, list[Rule]]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > NEAR / 2:
            yield sum(each.at for each in group) / len(group), group
            group = []
        group.append(rule)
    if group:
        yield sum(each.at for each in group) / len(group), group


def _touching(across: list[_Line], down: list[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """The lines that hang together."""
    parents = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    order = sorted(range(len(down)), key=lambda at: down[at].at)
    places = [down[at].at for at in order]
    for number, line in enumerate(across):
        first = bisect_left(places, line.start - NEAR)
        last = bisect_right(places, line.end + NEAR)
        for at in order[first:last]:
            if down[at].start - NEAR <= line.at <= down[at].end + NEAR:
                parents[root(len(across) + at)] = root(number)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for number, line in enumerate(across):
        groups[root(number)][0].append(line)
    for number, line in enumerate(down):
        groups[root(len(across) + number)][1].append(line)
    return iter(groups.values())


def _table(across: list[_Line], down: list[_Line]) -> Ruled | None:
    if not across or not down:
        return None
    columns = _places([*(line.at for line in down), *_ends(across)])
    rows = _places([*(line.at for line in across), *_ends(down)])
    wide, high = len(columns) - 1, len(rows) - 1
    if wide < 1 or high < 1 or wide * high > TABLE_LIMIT:
        return None
    right_of = _drawn(down, columns, rows)
    below = _drawn(across, rows, columns)
    boxes = []
    taken = [[False] * wide for _ in range(high)]
    for row in range(high):
        for column in range(wide):
            if taken[row][column]:
                continue
            last = column
            while last + 1 < wide and not taken[row][last + 1] and not right_of[last + 1][row]:
                last += 1
            end = row
            while end + 1 < high and _open_below(right_of, below, taken, end, column, last):
                end += 1
            for each in range(row, end + 1):
                taken[each][column : last + 1] = [True] * (last + 1 - column)
            boxes.append(
                Box(columns[column], rows[row], columns[last + 1], rows[end + 1], row, end + 1 - row)
            )
    return Ruled(tuple(columns), tuple(rows), tuple(boxes))


def _open_below(
    right_of: list[list[bool]],
    below: list[list[bool]],
    taken: list[list[bool]],
    row: int,
    first: int,
    last: int,
) -> bool:
    """Whether a cell goes on in the next row: no line under it, none that would divide it there."""
    columns = range(first, last + 1)
    return not (
        any(below[row + 1][column] for column in columns)
        or any(right_of[column + 1][row + 1] for column in columns[:-1])
        or any(taken[row + 1][column] for column in columns)
    )


def _ends(lines: list[_Line]) -> list[float]:
    """Where a table without an outer line ends."""
    return [min(line.start for line in lines), max(line.end for line in lines)]


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _drawn(lines: list[_Line], at: list[float], along: list[float]) -> list[list[bool]]:
    """For every place of `at` and every stretch of `along`: whether a line is drawn there. The outermost are."""
    covered = [[0.0] * (len(along) - 1) for _ in at]
    for line in lines:
        place = min(range(len(at)), key=lambda index: abs(at[index] - line.at))
        first = max(bisect_right(along, line.start) - 1, 0)
        for stretch in range(first, len(along) - 1):
            if along[stretch] >= line.end:
                break
            covered[place][stretch] += min(line.end, along[stretch + 1]) - max(line.start, along[stretch])
    return [
        [
            place in (0, len(at) - 1) or part >= _COVERED * (along[stretch + 1] - along[stretch])
            for stretch, part in enumerate(row)
        ]
        for place, row in enumerate(covered)
    ]
