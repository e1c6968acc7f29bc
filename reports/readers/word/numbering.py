"""The labels that Word counts itself, as they show on paper: ๑. ก. (1) 1.2 iv) •"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ita_portal.thai.digits import to_thai
from reports.readers.word.names import attribute, child, is_on, name_of, number, value

LEVELS = 9
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile("%([1-9])")
_LARGEST = 30_000


def _letters(count: int, alphabet: str) -> str:
    """ก … ฮ, then กก …: a letter is repeated each time the alphabet begins again."""
    if count < 1:
        return str(count)
    rounds, place = divmod(count - 1, len(alphabet))
    return alphabet[place] * min(rounds + 1, 5)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        while 0 < worth <= count <= 4_000:
            written += letters
            count -= worth
    return written or str(count)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "thaiNumbers": lambda count: to_thai(str(count)),
    "thaiLetters": lambda count: _letters(count, _THAI_LETTERS),
    "lowerLetter": lambda count: _letters(count, _LATIN_LETTERS),
    "upperLetter": lambda count: _letters(count, _LATIN_LETTERS.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "numberInDash": lambda count: f"- {count} -",
    "none": lambda _: "",
}
"""How a count is written; every other format is written in Arabic digits."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    arabic: bool = False
    restart: int | None = None
    paragraph_style: str = ""


@dataclass(slots=True)
class _Counted:
    """The counts of one list: every list instance of the same definition goes on counting, unless it restarts."""

    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """Counts the paragraphs of lists in the order in which they are asked for."""

    def __init__(self, root: Element | None) -> None:
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._instances: dict[str, str] = {}
        self._own_levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counted: dict[str, _Counted] = {}
        for each in root if root is not None else ():
            if name_of(each) == "abstractNum":
                levels = {
                    number(attribute(lvl, "ilvl")): _level(lvl) for lvl in each if name_of(lvl) == "lvl"
                }
                self._definitions[attribute(each, "abstractNumId") or ""] = levels
            elif name_of(each) == "num":
                self._read_instance(each)

    def _read_instance(self, element: Element) -> None:
        key = attribute(element, "numId") or ""
        self._instances[key] = value(element, "abstractNumId") or ""
        for override in element:
            if name_of(override) != "lvlOverride":
                continue
            at = number(attribute(override, "ilvl"))
            own = child(override, "lvl")
            if own is not None:
                self._own_levels.setdefault(key, {})[at] = _level(own)
            start = value(override, "startOverride")
            if start is not None:
                self._starts.setdefault(key, {})[at] = number(start, 1)

    def level_of_style(self, instance: str, style: str) -> int:
        """The level that a list gives to the paragraphs of a style."""
        levels = self._definitions.get(self._instances.get(instance, ""), {})
        return next((at for at, each in levels.items() if each.paragraph_style == style), 0)

    def label(self, instance: str, level: int) -> str | None:
        """The label of the next paragraph of a list at a level (0 outermost); None when there is no such list."""
        definition = self._instances.get(instance)
        if definition is None or not 0 <= level < LEVELS:
            return None
        own = self._level(instance, level)
        counted = self._counted.setdefault(definition, _Counted())
        starts = self._starts.get(instance, {})
        if level in starts:
            counted.counts[level] = starts.pop(level) - 1
        before = counted.counts[level]
        counted.counts[level] = min((before if before is not None else own.start - 1) + 1, _LARGEST)
        for deeper in range(level + 1, LEVELS):
            restart = self._level(instance, deeper).restart
            if restart is None or restart > level:
                counted.counts[deeper] = None
        if own.style == "bullet":
            return own.text.strip() or "•"
        return _PLACE.sub(lambda found: self._shown(instance, counted, own, int(found[1]) - 1), own.text)

    def _shown(self, instance: str, counted: _Counted, own: _Level, level: int) -> str:
        shown = self._level(instance, level)
        count = counted.counts[level]
        if own.arabic:
            return str(count if count is not None else shown.start)
        return FORMATS.get(shown.style, str)(count if count is not None else shown.start)

    def _level(self, instance: str, level: int) -> _Level:
        own = self._own_levels.get(instance, {}).get(level)
        return own or self._definitions.get(self._instances.get(instance, ""), {}).get(level, _Level())


def _level(element: Element) -> _Level:
    restart = value(element, "lvlRestart")
    return _Level(
        number(value(element, "start"), 1),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        is_on(element, "isLgl"),
        number(restart) if restart is not None else None,
        value(element, "pStyle") or "",
    )
