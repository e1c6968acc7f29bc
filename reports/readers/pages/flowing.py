"""Lines that a page broke, made whole: Thai without a space inside a word, a new line where the writer began one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.labels import match_label
from ita_portal.thai.words import HALF, make_word, words
from reports.readers.joining import join
from reports.readers.pages.lines import Line
from reports.readers.responsible import is_unit, split_responsible

_CENTRED = 4.0
"""Points by which both ends of a line may be differently far from the edges."""
_SLACK = 0.35
"""Of the height of a letter: so much nearer to the edge is no room for another word."""
_LITTLE = 1.5
_AMPLE = 4.5
"""Of the height of a letter: less room than little is no sign, more than ample always is."""
_HANGING = 0.4
_APART = 1.45
"""Lines that are so many times further apart than the others of a text are not one paragraph."""
_LOOKED_AT = 40
_LONGEST_NAME = 40
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\Z", re.IGNORECASE)
_ASCII_WORD = re.compile(r"[!-~]+")
_THAI_END = re.compile("[\u0e01-\u0e4e]\\Z")
_THAI_START = re.compile("[\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e40-\u0e45]")
_NO_SPACE_AFTER = re.compile(r"[/(\[“‘–-]\Z")
_NO_SPACE_BEFORE = re.compile(r"[)\]”’,.;:?!/ฯ%]")
ITEM = re.compile(r"(?:[iIeEoO][0-9๐-๙]{1,2}|1[๐-๙]{1,2}|[๐0][๐-๙]{2})[ .)]")
"""The code of an item, also mistyped: each begins a line of its own."""
_LAST_FIGURE = re.compile(r"[0-9๐-๙]+(?:\.[0-9๐-๙]*)?\Z")
_FIRST_FIGURE = re.compile(r"\.?[0-9๐-๙]+(?:\.[0-9๐-๙]+)?")
_WHOLE = re.compile(r"(?:[0-9]{1,2}|100)\.[0-9]{2}|25[0-9]{2}")
_FIGURE = re.compile(r"(?=.*[0-9๐-๙])[a-zA-Z0-9๐-๙.,()%+\- –]+")
_BULLET_ONLY = re.compile(r"[•\-–▪●○\uf0b7]\Z")


@dataclass(frozen=True, slots=True)
class Edges:
    """Where text may begin and must end."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one or several lines that stood below each other. `gap`: more room than usual is above it."""

    text: str
    lines: tuple[Line, ...]
    gap: bool = False


def passages(lines: Sequence[Line], edges: Edges) -> list[Passage]:
    """The paragraphs of lines in their order."""
    if not lines:
        return []
    steps = [after.base - before.base for before, after in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    items = ITEM.match(lines[0].text) is not None
    hangs = any(_is_item(before) and _is_further_in(after, before) for before, after in pairwise(lines))
    groups: list[tuple[list[Line], bool]] = [([lines[0]], False)]
    for (before, after), step in zip(pairwise(lines), steps, strict=True):
        group = groups[-1][0]
        apart = step > _APART * max(min(usual, 2 * after.size), after.size)
        hanging = _is_item(group[0]) and _is_further_in(after, group[0])
        if (
            apart
            or _is_item(after)
            or (items and ITEM.match(after.text))
            or (hangs and _is_item(group[0]) and not hanging)
            or not _goes_on(before, after, edges, hanging=hanging)
        ):
            groups.append(([after], apart))
        else:
            group.append(after)
    return [Passage(joined(group), tuple(group), gap) for group, gap in groups]


def _is_item(line: Line) -> bool:
    return match_label(line.text) is not None or bool(_BULLET_ONLY.match(line.text))


def _is_further_in(line: Line, item: Line) -> bool:
    return line.left > item.left + _HANGING * line.size


def joined(lines: Sequence[Line]) -> str:
    """The text of lines of one paragraph."""
    text = lines[0].text
    for before, after in pairwise(lines):
        text += _between(before, after) + after.text
    return text


def _goes_on(before: Line, after: Line, edges: Edges, *, hanging: bool) -> bool:
    """Whether a line was only broken because its next word had no room.

    Programs differ in where they break Thai, so that some room may be left: the words decide then, or that a line
    hangs below the text of its item.
    """
    if _is_cut_figure(before, after):
        return True
    if (after.bold and not before.bold) or (_FIGURE.fullmatch(before.text) and _FIGURE.fullmatch(after.text)):
        return False
    gap_left, gap_right = before.left - edges.left, edges.right - before.right
    room = gap_right
    if gap_left > _CENTRED and abs(gap_left - gap_right) < _CENTRED:
        room = gap_left + gap_right
    slack = _SLACK * before.size
    if room <= slack:
        return True
    space = slack if before.spaced or not _is_thai(before, after) else 0.0
    left_over = (room - after.width_of(_first_word(after.text)) - space) / before.size
    if left_over < _SLACK:
        return True
    return left_over < _AMPLE and (left_over < _LITTLE or hanging or belong(before.text, after.text))


def belong(before: str, after: str) -> bool:
    """Whether the words of two lines are one sentence, or even one word."""
    if "\n" not in join(before, after, page_break=False):
        return True
    return make_word(before[-HALF:], after[:HALF])


def _first_word(text: str) -> int:
    """How many letters a line begins with that are never broken."""
    word = _ASCII_WORD.match(text)
    if word is not None:
        return len(word[0])
    length = 0
    for word_found in words(text[:_LOOKED_AT]):
        if length and not word_found.text.strip():
            break
        length += len(word_found.text)
        if word_found.known or not word_found.text.strip():
            break
    return length


def _between(before: Line, after: Line) -> str:
    """What stands between two lines of a paragraph: nothing inside Thai text, a space between other words."""
    if _ADDRESS.search(before.text) and not before.spaced and _ASCII_WORD.match(after.text):
        return ""
    if before.spaced:
        return " "
    if _is_cut_figure(before, after):
        return ""
    if _are_units(before.text, after.text):
        return " "
    if _is_thai(before, after) or _NO_SPACE_AFTER.search(before.text) or _NO_SPACE_BEFORE.match(after.text):
        return ""
    return " "


def _is_cut_figure(before: Line, after: Line) -> bool:
    """Whether a score or a year had no room on its line."""
    left, right = _LAST_FIGURE.search(before.text), _FIRST_FIGURE.match(after.text)
    if left is None or right is None or _WHOLE.fullmatch(to_arabic(left[0])):
        return False
    return bool(_WHOLE.fullmatch(to_arabic(left[0] + right[0])))


def _are_units(before: str, after: str) -> bool:
    """Whether two lines list units and positions, and the second begins with one of its own."""
    names = (*before.split(), *after.split())
    if not all(len(name) <= _LONGEST_NAME and is_unit(name) for name in names):
        return False
    return split_responsible(f"{before} {after}") == split_responsible(before) + split_responsible(after)


def _is_thai(before: Line, after: Line) -> bool:
    return bool(_THAI_END.search(before.text) and _THAI_START.match(after.text)) and not before.text.endswith(
        "ๆ"
    )
