"""The rows of a table without ruling lines: which lines of a column are one cell, and which cells one row.

Most programs write a page cell by cell: what follows in the file on the next line of the same column is the same cell,
wherever in its row the cell stands. Where a page is written line by line, numbers, room between the lines and
broken words tell the rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ita_portal.thai.digits import to_arabic
from reports.readers.pages.flowing import Edges, passages
from reports.readers.pages.lines import Piece, lines_of
from reports.readers.pages.valleys import Gap, Spaced, Word

_NUMBER = re.compile(r"\(?[0-9]{1,3}\)?[.)]?")
_NUMBERED = 0.6
"""The part of the lines of a column of numbers that hold one."""
_NEXT = 3.3
"""Heights of a letter between two lines of one cell at most; one of them may be blank."""
_GROWN = 1.25
"""So many times the usual distance of lines is the distance of two rows."""
_WIDE = 0.6
_HEAD_LINES = 4


@dataclass(frozen=True, slots=True)
class Text:
    """What one line holds in one column, or in several that it runs across."""

    line: int
    first: int
    last: int
    words: tuple[Word, ...]

    @property
    def at(self) -> tuple[int, int]:
        return self.words[0].at

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def is_number(self) -> bool:
        return bool(_NUMBER.fullmatch(to_arabic(self.text)))


@dataclass(slots=True)
class Part:
    """Lines of one column that belong together."""

    texts: list[Text]

    @property
    def top(self) -> int:
        return self.texts[0].line

    @property
    def bottom(self) -> int:
        return self.texts[-1].line


def texts_of(lines: Sequence[Spaced], valleys: Sequence[Gap]) -> list[Text]:
    """The texts of every line, from left to right."""
    middles = [(left + right) / 2 for left, right in valleys]
    return [text for number, line in enumerate(lines) for text in _texts(number, line, middles)]


def _texts(number: int, line: Spaced, middles: Sequence[float]) -> Iterator[Text]:
    groups: list[tuple[int, int, list[Word]]] = []
    for word in line.words:
        first = sum(at <= word.left for at in middles)
        last = max(sum(at < word.right for at in middles), first)
        if groups and (
            first <= groups[-1][1] or (_crosses(groups[-1], first, last) and _near(groups[-1][2], word, line))
        ):
            before = groups[-1]
            groups[-1] = before[0], max(before[1], last), [*before[2], word]
        else:
            groups.append((first, last, [word]))
    for first, last, words in groups:
        yield Text(number, first, last, tuple(sorted(words, key=lambda each: each.at)))


def _crosses(group: tuple[int, int, list[Word]], first: int, last: int) -> bool:
    return group[0] < group[1] or first < last


def _near(words: Sequence[Word], word: Word, line: Spaced) -> bool:
    return word.left - max(each.right for each in words) < _WIDE * line.size


def is_by_cells(texts: Sequence[Text]) -> bool:
    """Whether what was written later stands higher somewhere."""
    written = sorted(texts, key=lambda text: text.at)
    return any(after.line < before.line for before, after in pairwise(written))


def rows_of(
    lines: Sequence[Spaced],
    texts: Sequence[Text],
    columns: Sequence[float],
    cuts: Sequence[bool],
    *,
    by_cells: bool,
) -> list[tuple[int, int]]:
    """The first and the last line of each row. `cuts`: for each line, whether a line or a shade begins above it."""
    numbers = _column_of_numbers(texts)
    passing = {text.line for text in texts if text.first < text.last}
    if by_cells:
        written = sorted((text for text in texts if text.line not in passing), key=lambda text: text.at)
        rows = _by_cells(lines, written, passing, numbers, cuts)
    else:
        rows = _by_lines(lines, texts, passing, numbers, columns, cuts)
    return _head_joined(rows, texts)


def _column_of_numbers(texts: Sequence[Text]) -> int | None:
    by_column: dict[int, list[Text]] = defaultdict(list)
    for text in texts:
        if text.first == text.last:
            by_column[text.first].append(text)
    for column, found in sorted(by_column.items()):
        heads = {each.text for each in found[:2]}
        numbers = sum(each.is_number for each in found)
        others = sum(not each.is_number and each.text not in heads for each in found)
        if numbers and numbers >= _NUMBERED * (numbers + others):
            return column
    return None


def _by_cells(
    lines: Sequence[Spaced],
    written: Sequence[Text],
    passing: set[int],
    numbers: int | None,
    cuts: Sequence[bool],
) -> list[tuple[int, int]]:
    parts: list[Part] = []
    for text in written:
        part = parts[-1] if parts else None
        if part is not None and _belongs(lines, part.texts[-1], text, numbers, passing, cuts):
            part.texts.append(text)
        else:
            parts.append(Part([text]))
    rows: list[tuple[int, int]] = [(line, line) for line in passing]
    current: list[Part] = []
    for part in sorted(parts, key=lambda each: (each.top, each.bottom)):
        if current and part.top > max(each.bottom for each in current):
            rows += _parted_by_numbers(lines, current, numbers)
            current = []
        current.append(part)
    if current:
        rows += _parted_by_numbers(lines, current, numbers)
    return sorted(rows)


def _belongs(
    lines: Sequence[Spaced],
    before: Text,
    text: Text,
    numbers: int | None,
    passing: set[int],
    cuts: Sequence[bool],
) -> bool:
    """Whether a text is the next line of the cell that was written just before it."""
    if (text.first, text.last) != (before.first, before.last) or text.line < before.line:
        return False
    if text.line == before.line:
        return True
    between = range(before.line + 1, text.line + 1)
    far = lines[text.line].base - lines[before.line].base
    return not (
        (text.first == numbers and text.is_number)
        or far > _NEXT * lines[text.line].size
        or any(cuts[line] or line in passing for line in between)
    )


def _parted_by_numbers(
    lines: Sequence[Spaced], parts: Sequence[Part], numbers: int | None
) -> list[tuple[int, int]]:
    """Rows that hang together by a cell written in one go with the one below, parted where they are counted."""
    top, bottom = min(part.top for part in parts), max(part.bottom for part in parts)
    counted = sorted(part.top for part in parts if part.texts[0].first == numbers and part.texts[0].is_number)
    if len(counted) < 2:
        return [(top, bottom)]
    if counted[0] == top:
        begins = counted
    elif counted[-1] == bottom:
        begins = [top, *(line + 1 for line in counted[:-1])]
    else:
        begins = [top, *(_widest(lines, before, after) for before, after in pairwise(counted))]
    return [(begin, end - 1) for begin, end in zip(begins, [*begins[1:], bottom + 1], strict=True)]


def _widest(lines: Sequence[Spaced], before: int, after: int) -> int:
    """The line above which there is most room, between two lines."""
    return max(range(before + 1, after + 1), key=lambda line: lines[line].base - lines[line - 1].base)


def _by_lines(
    lines: Sequence[Spaced],
    texts: Sequence[Text],
    passing: set[int],
    numbers: int | None,
    columns: Sequence[float],
    cuts: Sequence[bool],
) -> list[tuple[int, int]]:
    held: list[dict[int, Text]] = [{} for _ in lines]
    for text in texts:
        held[text.line][text.first] = text
    steps = [after.base - before.base for before, after in pairwise(lines)]
    usual = min(steps, default=0.0)
    rows: list[tuple[int, int]] = []
    for number in range(len(lines)):
        begins = (
            number == 0
            or cuts[number]
            or number in passing
            or number - 1 in passing
            or _begins(held[number - 1], held[number], steps[number - 1] > _GROWN * usual, numbers, columns)
        )
        if begins:
            rows.append((number, number))
        else:
            rows[-1] = rows[-1][0], number
    return rows


def _begins(
    above: dict[int, Text], here: dict[int, Text], apart: bool, numbers: int | None, columns: Sequence[float]
) -> bool:
    """Whether a row begins on a line, where the file does not say which lines are a cell."""
    if numbers is not None:
        number = here.get(numbers)
        return number is not None and number.is_number
    if apart or not here.keys() <= above.keys():
        return True
    on = sum(_goes_on(above[column], text, columns) for column, text in here.items())
    return 2 * on < len(here)


def _goes_on(above: Text, text: Text, columns: Sequence[float]) -> bool:
    lines = [
        line
        for each in (above, text)
        for line in lines_of([Piece(list(word.letters)) for word in each.words])
    ]
    room = min(lines[0].left - columns[text.first], 4.0)
    edges = Edges(columns[text.first] + room, columns[text.last + 1] - room)
    return len(passages(lines, edges)) == 1


def _head_joined(rows: list[tuple[int, int]], texts: Sequence[Text]) -> list[tuple[int, int]]:
    """The first rows as one while they fill different columns: the parts of a head that stand higher and lower."""
    rows = list(rows)
    while len(rows) > 2 and rows[0][1] < _HEAD_LINES:
        upper, lower = (
            {
                column
                for text in texts
                if first <= text.line <= last
                for column in range(text.first, text.last + 1)
            }
            for first, last in rows[:2]
        )
        if upper & lower:
            break
        rows[:2] = [(rows[0][0], rows[1][1])]
    return rows
