"""What paragraph styles say about structure: headings and numbering. Their looks say nothing about the text."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reports.readers.word.names import attribute, child, name_of, number, value

_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    name: str
    outline: int | None
    instance: str | None
    level: int | None


class Styles:
    """The styles of a file, each with what it takes from the one it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default = ""
        for each in root if root is not None else ():
            if name_of(each) != "style" or attribute(each, "type") not in ("paragraph", None):
                continue
            key = attribute(each, "styleId") or ""
            if attribute(each, "default") in ("1", "true"):
                self.default = key
            properties = child(each, "pPr")
            outline, level = value(properties, "outlineLvl"), value(properties, "numPr", "ilvl")
            self._styles[key] = _Style(
                value(each, "basedOn") or "",
                (value(each, "name") or "").lower(),
                number(outline, 9) if outline is not None else None,
                value(properties, "numPr", "numId"),
                number(level) if level is not None else None,
            )

    def _chain(self, key: str) -> list[tuple[str, _Style]]:
        found: list[tuple[str, _Style]] = []
        while key in self._styles and len(found) < _LONGEST_CHAIN:
            found.append((key, self._styles[key]))
            key = self._styles[key].based_on
        return found

    def heading_level(self, key: str) -> int:
        """1 to 6 for a heading or a title, else 0."""
        for _, style in self._chain(key or self.default):
            if style.outline is not None:
                return min(style.outline + 1, 6) if 0 <= style.outline < 9 else 0
            if style.name == "title":
                return 1
            if style.name.startswith("heading "):
                return min(max(number(style.name[8:], 1), 1), 6)
        return 0

    def numbering(self, key: str) -> tuple[str, str, int | None] | None:
        """The list that a style belongs to: the style that says so, the list, and the level if it is named."""
        for name, style in self._chain(key or self.default):
            if style.instance is not None:
                return name, style.instance, style.level
        return None
