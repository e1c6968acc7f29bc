"""White space that runs down between columns: where no letter stands on any line of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ita_portal.thai.digits import to_arabic
from reports.readers.pages.content import Letter
from reports.readers.pages.lines import Line, Piece

_SPACE = 0.3
"""Of the height of a letter: narrower white space parts words, not columns."""
_WIDE = 0.6
_HANGING = 2.0
_NUMBERS = 3.0
"""Heights of a letter that the column of the numbers of rows is wide at most."""
_FAR = 1e6
_LABEL = re.compile(r"\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[•▪●○\uf0b7–-]")

Gap = tuple[float, float]
"""White space from left to right; that beside the text goes as far as anything."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters of a line without wide space between them. `at` is their place in the order of writing."""

    left: float
    right: float
    at: tuple[int, int]
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.letters).strip()


@dataclass(frozen=True, slots=True)
class Spaced:
    """A line as its words and the white space around them. `wide`: how many wide gaps are between its words."""

    line: Line
    words: tuple[Word, ...]
    gaps: tuple[Gap, ...]
    wide: int

    @property
    def base(self) -> float:
        return self.line.base

    @property
    def size(self) -> float:
        return self.line.size


def is_label(text: str) -> bool:
    """Whether it begins an item of a list: no count of rows, whose column has a heading."""
    return bool(_LABEL.fullmatch(to_arabic(text)))


def is_wide(line: Spaced, gap: Gap) -> bool:
    return gap[1] - gap[0] >= _WIDE * line.size


def all_spaced(lines: Sequence[Line]) -> list[Spaced]:
    """The lines of a page."""
    left = min((line.left for line in lines), default=0.0)
    return [spaced(line, left) for line in lines]


def spaced(line: Line, margin: float) -> Spaced:
    """A line whose page begins at the margin: further in, the number of an item belongs to its text."""
    words = sorted((word for piece in line.pieces for word in _words(piece)), key=lambda word: word.left)
    ends: list[Gap] = []
    begins = False
    for word in words:
        room = _HANGING if begins else _SPACE
        alone = not ends or word.left - ends[-1][1] >= _WIDE * line.size
        if ends and word.left - ends[-1][1] < room * line.size:
            ends[-1] = ends[-1][0], max(ends[-1][1], word.right)
        else:
            ends.append((word.left, word.right))
        begins = alone and word.left > margin + _NUMBERS * line.size and is_label(word.text)
    inner = [(before[1], after[0]) for before, after in pairwise(ends)]
    wide = sum(right - left >= _WIDE * line.size for left, right in inner)
    return Spaced(line, tuple(words), ((-_FAR, ends[0][0]), *inner, (ends[-1][1], _FAR)), wide)


def _words(piece: Piece) -> Iterable[Word]:
    run: list[int] = []
    right = 0.0
    for number, each in enumerate(piece.letters):
        if not each.text.strip():
            continue
        if run and each.left - right >= _SPACE * each.size:
            yield _word(piece, run, number, right)
            run = []
        right = max(right, each.right) if run else each.right
        run.append(number)
    if run:
        yield _word(piece, run, len(piece.letters), right)


def _word(piece: Piece, run: Sequence[int], end: int, right: float) -> Word:
    letters = tuple(piece.letters[run[0] : end])
    return Word(letters[0].left, right, (piece.at, run[0]), letters)


def met(one: Sequence[Gap], other: Sequence[Gap], least: float) -> tuple[Gap, ...]:
    """The white space that two lines share, where it is at least so wide."""
    shared: list[Gap] = []
    at = beside = 0
    while at < len(one) and beside < len(other):
        left, right = max(one[at][0], other[beside][0]), min(one[at][1], other[beside][1])
        if right - left >= least:
            shared.append((left, right))
        if one[at][1] < other[beside][1]:
            at += 1
        else:
            beside += 1
    return tuple(shared)


def least_of(line: Spaced) -> float:
    return _SPACE * line.size


def lost(before: Sequence[Gap], after: Sequence[Gap]) -> list[Gap]:
    """The valleys of which nothing is left."""
    return [
        (left, right)
        for left, right in before
        if not any(left <= start and end <= right for start, end in after)
    ]


def is_parted(line: Spaced, valley: Gap) -> bool:
    """Whether a line has words on both sides of a valley and none in it."""
    left, right = valley
    return line.words[0].left < left and line.words[-1].right > right and not is_crossed(line, valley)


def proofs(line: Spaced, valleys: Sequence[Gap]) -> list[bool]:
    """For each valley: whether a line has words in the columns on both sides of it."""
    if any(is_crossed(line, valley) for valley in valleys):
        crossed = [is_crossed(line, valley) for valley in valleys]
        valleys = [valley for valley, over in zip(valleys, crossed, strict=True) if not over]
        inner = iter(proofs(line, valleys))
        return [False if over else next(inner) for over in crossed]
    filled = {sum(left <= word.left for left, _ in valleys) for word in line.words}
    return [{column, column + 1} <= filled for column in range(len(valleys))]


def is_crossed(line: Spaced, valley: Gap) -> bool:
    left, right = valley
    return any(word.left < right and word.right > left for word in line.words)


def around(valleys: Sequence[Gap]) -> tuple[Gap, ...]:
    """Valleys with the white space on both sides of the table."""
    return ((-_FAR, valleys[0][0]), *valleys, (valleys[-1][1], _FAR))
