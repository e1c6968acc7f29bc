"""Everything the parts of a report need to know while they are written: layout, words, digits, headings so far."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Literal

from ita_portal.thai.celltext import plain
from ita_portal.thai.dates import format_date
from ita_portal.thai.digits import format_decimal, in_digits
from reports.document import Document
from reports.layouts import Layout
from reports.writers.imprint import Imprint
from reports.writers.markup import Child, Markup, element
from reports.writers.wording import Wording, agency_name, wording

RUNNING_LIMIT = 72
"""Characters of a heading that fit into the running head of a page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    anchor: str
    text: str
    level: int


@dataclass
class Setting:
    """One writing of one document; collects its headings for the contents.

    `own_layout` is whether the document prints in its own layout, with its headings as written. `top` is the
    level of the report's title: 1 on a page of its own, 2 within a page of the portal.
    """

    document: Document
    layout: Layout
    own_layout: bool = True
    medium: Literal["screen", "paper"] = "screen"
    imprint: Imprint | None = None
    images: Mapping[str, str] = field(default_factory=dict)
    prefix: str = "r-"
    top: int = 1
    entries: list[Entry] = field(default_factory=list)
    depth: int = 1

    @classmethod
    def of(
        cls,
        document: Document,
        layout: Layout | None = None,
        *,
        medium: Literal["screen", "paper"] = "screen",
        imprint: Imprint | None = None,
        images: Mapping[str, str] | None = None,
        top: int = 1,
    ) -> Setting:
        """The setting of a document, in its own layout unless another is given."""
        return cls(
            document, layout or document.layout, layout is None, medium, imprint, images or {}, top=top
        )

    @property
    def words(self) -> Wording:
        return wording(self.layout.language)

    @property
    def paper(self) -> bool:
        return self.medium == "paper"

    @property
    def agency(self) -> str:
        return agency_name(self.document.municipality, self.words)

    def digits(self, value: object) -> str:
        """A number that the portal keeps (not one that was typed) in the layout's digits."""
        return in_digits(str(value), self.layout.digits)

    def score(self, value: Decimal | None, *, signed: bool = False) -> str:
        return format_decimal(value, self.layout.digits, signed=signed)

    def date(self, value: date) -> str:
        if self.layout.language.lower().startswith("en"):
            return self.digits(f"{value.day} {value:%B} {value.year}")
        return format_date(value, digits=self.layout.digits)

    def heading(
        self,
        level: int,
        *children: Child,
        name: str,
        class_: str = "",
        listed: bool = True,
        running: bool = False,
    ) -> Markup:
        """A heading with an anchor. `level` 2 is a main part; `listed` puts it into the contents.

        No level of the page is left out, whatever levels the text of an imported document has.
        """
        anchor = f"{self.prefix}{name}"
        written = visible(element("span", *children))
        if listed:
            self.entries.append(Entry(anchor, written, level))
        self.depth = min(level, self.depth + 1)
        return element(
            f"h{min(self.depth + self.top - 1, 6)}",
            *children,
            id=anchor,
            class_=f"head-{level} {class_}".strip(),
            data_running=self.running(written) if running else None,
        )

    def entry(self, level: int, title: Child, *, name: str) -> str:
        """The anchor of a title that is no heading (a row across a table), which the contents list like one."""
        anchor = f"{self.prefix}{name}"
        self.entries.append(Entry(anchor, visible(element("span", title)), level))
        return anchor

    def running(self, title: str) -> str | None:
        """What stands at the head of the pages from here on; nothing on a screen."""
        return shortened(title) if self.paper else None


def visible(markup: str) -> str:
    """The text of a piece of markup, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def shortened(value: str, limit: int = RUNNING_LIMIT) -> str:
    """A text cut to fit one line, never between a letter and its marks."""
    line = " ".join(plain(value).split())
    if len(line) <= limit:
        return line
    end = limit
    while end and not line[end].isalnum():
        end -= 1
    return line[:end].rstrip() + "…"
