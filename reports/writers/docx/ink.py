"""What the parts of a Word file share while it is written: sizes, the package it goes into, the place on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from reports.word_marks import OWN_BOOKMARK
from reports.writers.docx.package import Package
from reports.writers.docx.tree import Node
from reports.writers.docx.xml import Element
from reports.writers.setting import Setting

FONT = "TH Sarabun New"
INK, SOFT, ACCENT, FALLEN = "15262B", "4A5C62", "0A5763", "7A4700"

OWN_HEADINGS = frozenset(
    {"result", "indicators", "trend", "analysis", "measures", "evidence", "remarks", "notes"}
)
"""Anchors of the headings that the portal itself writes."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where text stands: the room in twips, the style of its paragraphs, and how far they are pushed in."""

    width: int
    style: str = "ReportText"
    left: int = 0
    align: Align | None = None
    keep_next: bool = False


Handler = Callable[["Ink", Node, Place], list[Element]]


@dataclass
class Ink:
    """One writing of one document. `handlers` say by class, then by element, what becomes of a part of the page."""

    setting: Setting
    package: Package
    handlers: Mapping[str, Handler]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    bookmarks: dict[str, int] = field(default_factory=dict)
    drawings: int = 0

    @property
    def em(self) -> int:
        """The type size in twips."""
        return self.setting.layout.font_size * 20

    def half_points(self, factor: float) -> int:
        """A type size, relative to the report's, as Word counts."""
        return round(self.setting.layout.font_size * 2 * factor)

    def bookmark(self, anchor: str) -> tuple[int, str]:
        """Number and name of a place that the contents point at. Word wants a letter and at most 40 signs."""
        number = self.bookmarks.setdefault(anchor, len(self.bookmarks) + 1)
        own = anchor.removeprefix(self.setting.prefix) in OWN_HEADINGS
        return number, f"{OWN_BOOKMARK if own else '_Ref'}{number:05}"

    def handler(self, node: Node) -> Handler:
        found = next((self.handlers[name] for name in node.classes if name in self.handlers), None)
        return found or self.handlers[node.name]


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
