"""What a reader gives back: the Document it understood and a warning for each thing it could not be sure of."""

from __future__ import annotations

from dataclasses import dataclass

from reports.document import Document


class UnreadableFile(ValueError):
    """The file cannot be a report (empty, binary, too large, no table). The message is one clear line."""


@dataclass(frozen=True, slots=True)
class Warning:
    """One doubt of a reader. `code` begins with `read-`; `line` and `column` are 1-based in the source.

    `column` counts the cells of a table row. `lines` names every line concerned (a joined row names two).
    """

    code: str
    message: str
    line: int | None = None
    column: int | None = None
    quote: str = ""
    lines: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, object]:
        known: dict[str, object] = {"code": self.code, "message": self.message}
        for name in ("line", "column", "quote"):
            value = getattr(self, name)
            if value:
                known[name] = value
        if self.lines:
            known["lines"] = list(self.lines)
        return known


@dataclass(frozen=True, slots=True)
class Reading:
    """A Document and the warnings that came with reading it, in the order of the source."""

    document: Document
    warnings: tuple[Warning, ...] = ()
