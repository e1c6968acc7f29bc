"""Letters as lines: those that stand on one line, from left to right, with the spaces that are seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from reports.readers.pages.content import Letter
from reports.readers.pages.letters import MARKS, letter, mended

_SAME_LINE = 0.42
"""Of the height of a letter: what stands higher or lower is on another line."""
_SPACE = 0.24
_WIDE = 2.5
"""So many times the usual distance of letters is a space in a line that is spread out."""
_PIECE = 0.9
_FAR = 2.5
_OVERLAP = 0.5
_BACK = 6
"""Pieces back in which the letter of a mark is looked for."""
_MARK = re.compile(f"[{MARKS}]")
_CARRIES = re.compile("[ก-ฮ]")
_THAI = re.compile("[\u0e01-\u0e4e]")


@dataclass(slots=True)
class Piece:
    """Letters that were written one after the other on one line. `at` is its place in the order of writing."""

    letters: list[Letter] = field(default_factory=list)
    at: int = 0

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return max(each.right for each in self.letters[-3:])

    @property
    def base(self) -> float:
        return self.letters[0].base

    @property
    def size(self) -> float:
        return self.letters[0].size

    @property
    def blank(self) -> bool:
        return all(not each.text.strip() for each in self.letters)


@dataclass(slots=True)
class Line:
    """A line of text with the place of its beginning and end; `starts` is where each of its letters begins.

    `spaced`: a space stands at its end. `parts` is its text where wide gaps part it. `pieces` is what it is made of.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    starts: tuple[float, ...] = ()
    spaced: bool = False
    bold: bool = False
    parts: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()

    def width_of(self, count: int) -> float:
        """The width of its first letters."""
        return (self.starts[count] if count < len(self.starts) else self.right) - self.left


def pieces_of(letters: Sequence[Letter]) -> list[Piece]:
    """The letters in pieces; a letter printed twice to look bold is there once."""
    pieces: list[Piece] = []
    for each in letters:
        text = letter(each.text)
        if pieces:
            piece = pieces[-1]
            last = piece.letters[-1]
            if text == last.text and abs(each.left - last.left) < 0.1 * each.size and _level(each, last):
                continue
            if _MARK.match(text):
                if abs(each.base - last.base) < each.size and _near(each, last):
                    right = max(each.right, last.right)
                    piece.letters.append(Letter(text, each.left, right, last.base, last.size, last.bold))
                    continue
                if _late(text, each, pieces[-_BACK:]):
                    continue
            if _level(each, last) and -_OVERLAP * each.size < each.left - last.right < _PIECE * each.size:
                piece.letters.append(Letter(text, each.left, each.right, each.base, each.size, each.bold))
                continue
        first = Letter(text, each.left, each.right, each.base, each.size, each.bold)
        pieces.append(Piece([first], len(pieces)))
    return pieces


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of pieces that belong together, from top to bottom."""
    groups: list[list[Piece]] = []
    for piece in sorted((each for each in pieces if not each.blank), key=lambda each: each.base):
        if groups and abs(piece.base - _base(groups[-1])) < _SAME_LINE * _height([piece, *groups[-1]]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    lines = [_line(sorted(group, key=lambda each: each.left)) for group in groups]
    return [line for line in lines if line.text]


def _base(group: list[Piece]) -> float:
    """The line that the largest letters of a group stand on."""
    return max(group, key=lambda each: (each.size, len(each.letters))).base


def _height(pieces: Iterable[Piece]) -> float:
    return max(each.size for each in pieces)


def _level(one: Letter, other: Letter) -> bool:
    return abs(one.base - other.base) < _SAME_LINE * max(one.size, other.size)


def _near(mark: Letter, last: Letter) -> bool:
    return last.left - 0.6 * mark.size < mark.left < last.right + 0.6 * mark.size


def _late(text: str, mark: Letter, pieces: Iterable[Piece]) -> bool:
    """Set a mark that was written after other letters behind the letter that it is drawn at."""
    for piece in pieces:
        for at, each in enumerate(piece.letters):
            if (
                each.left - 0.1 * each.size <= mark.ink <= each.right + 0.1 * each.size
                and abs(mark.base - each.base) < each.size
                and _CARRIES.match(each.text)
            ):
                at += 1
                while at < len(piece.letters) and _MARK.match(piece.letters[at].text):
                    at += 1
                right = piece.letters[at - 1].right
                piece.letters.insert(at, Letter(text, right, right, each.base, each.size, each.bold))
                return True
    return False


def _line(pieces: list[Piece]) -> Line:
    """One line: real spaces, and those that are only seen as distance."""
    letters = _once(pieces)
    wide = _wide(letters)
    texts: list[str] = []
    starts: list[float] = []
    before: Letter | None = None
    for each in letters:
        blank = not each.text.strip()
        if before is not None and not blank and texts[-1] != " ":
            distance = each.left - before.right
            limit = wide if _THAI.match(each.text) and _THAI.match(before.text) else _SPACE
            if distance > limit * each.size and not _MARK.match(each.text):
                texts.append(" ")
                starts.append(before.right)
        if blank and (not texts or texts[-1] == " "):
            continue
        texts.append(" " if blank else each.text)
        starts.append(each.left)
        if not blank:
            before = each
    spaced = bool(texts) and texts[-1] == " "
    text = mended("".join(texts)).rstrip()
    first, end = letters[0], max(each.right for each in letters if each.text.strip())
    return Line(
        text,
        next(each.left for each in letters if each.text.strip()),
        end,
        first.base,
        max(each.size for each in letters),
        tuple(starts) if len(text) == len("".join(texts).rstrip()) else _spread(text, first.left, end),
        spaced,
        all(each.bold for each in letters if each.text.strip()),
        tuple(_parts(pieces)),
        tuple(pieces),
    )


def _parts(pieces: list[Piece]) -> Iterator[str]:
    """The texts of pieces that stand far from each other."""
    text = ""
    end = pieces[0].left
    for piece in pieces:
        if text and piece.left - end > _FAR * piece.size:
            yield text
            text = ""
        text += "".join(each.text for each in piece.letters)
        end = max(end, piece.right)
    yield text


def _once(pieces: list[Piece]) -> list[Letter]:
    """The letters of pieces in their order; a piece printed twice in one place counts once."""
    letters: list[Letter] = []
    seen: set[tuple[str, int, int]] = set()
    for piece in pieces:
        key = ("".join(each.text for each in piece.letters), round(piece.left), round(piece.base))
        if key not in seen:
            seen.add(key)
            letters.extend(piece.letters)
    while letters and not letters[0].text.strip():
        letters.pop(0)
    return letters


def _wide(letters: list[Letter]) -> float:
    """The distance between two Thai letters, of their size, that is a space."""
    distances = [
        (after.left - before.right) / after.size
        for before, after in pairwise(letters)
        if _THAI.match(before.text) and _THAI.match(after.text) and not _MARK.match(after.text)
    ]
    usual = median(distances) if distances else 0.0
    return max(_SPACE, _WIDE * usual)


def _spread(text: str, left: float, right: float) -> tuple[float, ...]:
    """Where letters would begin if all were as wide as each other."""
    step = (right - left) / max(len(text), 1)
    return tuple(left + step * at for at in range(len(text)))
