"""What a reader gives back: the Document it understood and a warning for each thing it could not be sure of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reports.document import Document
from reports.readers.messages import (
    REFUSALS,
    WARNINGS,
    WARNINGS_IN_SHEETS,
    WARNINGS_IN_TABLES,
    WARNINGS_ON_PAGES,
)

QUOTE_LIMIT = 160


class UnreadableFile(ValueError):
    """The file cannot be a report (empty, binary, too large, no table). `str()` is one clear English line.

    `code` and `params` say why; a `reason` among them is a sentence of its own. `said(gettext)` says it in the
    reader's language.
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        self.template = REFUSALS[code]
        super().__init__(self.template % params)

    def said(self, translate: Callable[[str], str]) -> str:
        """The line as a translator gives it."""
        params = {
            name: translate(str(value)) if name == "reason" else value for name, value in self.params.items()
        }
        return translate(self.template) % params


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the word of the field
    """One doubt of a reader. `code` begins with `read-`; `line` and `column` are 1-based in the source.

    `column` counts the cells of a table row. `lines` names every line concerned (a joined row names two).
    `params` fill the message, in pairs; `quote` is an exact part of the source, at most 160 characters.
    `place` is the number of a table and of a row in it, in files that have no lines; the message then names these.
    In a PDF both count on a page, whose number is the third; in a workbook a sheet is counted, and the third is 0.
    """

    code: str
    params: tuple[tuple[str, str | int], ...] = ()
    line: int | None = None
    column: int | None = None
    quote: str = ""
    lines: tuple[int, ...] = ()
    place: tuple[int, ...] | None = None

    @property
    def template(self) -> str:
        """The English msgid; `gettext(template) % values` says it in the reader's language."""
        if self.place is not None and self.place[2:] == (0,) and self.code in WARNINGS_IN_SHEETS:
            return WARNINGS_IN_SHEETS[self.code]
        if self.place is not None and len(self.place) > 2 and self.code in WARNINGS_ON_PAGES:
            return WARNINGS_ON_PAGES[self.code]
        if self.place is not None and self.code in WARNINGS_IN_TABLES:
            return WARNINGS_IN_TABLES[self.code]
        return WARNINGS[self.code]

    @property
    def values(self) -> Mapping[str, str | int]:
        return MappingProxyType(dict(self.params))

    @property
    def message(self) -> str:
        """What is doubtful, in English."""
        return self.template % self.values

    def as_dict(self) -> dict[str, object]:
        known: dict[str, object] = {"code": self.code, "message": self.message}
        for name in ("line", "column", "quote"):
            value = getattr(self, name)
            if value:
                known[name] = value
        if self.lines:
            known["lines"] = list(self.lines)
        if self.place is not None:
            names = ("sheet", "row") if self.place[2:] == (0,) else ("table", "row", "page")
            known |= zip(names, self.place, strict=False)
        return known


@dataclass(frozen=True, slots=True)
class Reading:
    """A Document and the warnings that came with reading it, in the order of the source.

    `places`: table and row (and page) by line, for files in which lines are only counted.
    """

    document: Document
    warnings: tuple[Warning, ...] = ()
    places: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
