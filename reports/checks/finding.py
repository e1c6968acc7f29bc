"""What a check says: a finding with a stable code, a severity, a place and a way to mend it (design §10)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from dataclasses import field as stored
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
QUOTE_LIMIT = 160

Path = tuple[str | int, ...]
"""The way to a value in the Document: names of fields and positions in tuples, both from the root."""


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a finding; parts that do not apply stay None.

    `section` and `measure` count from 1, `measure` within its section; `issue` is an issue's number; `item` and
    `indicator` are catalogue codes and numbers; `field` is a field of the Document; `line` is the source line of
    a file, `table` and `row` count in files that have tables instead, in a PDF on their `page`; `start` and `end`
    are character offsets within the field's text; `quote` is an exact substring of it.
    """

    section: int | None = None
    issue: int | None = None
    measure: int | None = None
    item: str | None = None
    indicator: int | None = None
    field: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    table: int | None = None
    row: int | None = None
    page: int | None = None
    path: Path | None = stored(default=None, compare=False)
    """The very text of the Document that is meant, where several have the same name; not told to other tools."""

    def as_dict(self) -> dict[str, str | int]:
        """The parts that apply, the quote cut to 160 characters."""
        present = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "path"}
        if self.quote is not None:
            present["quote"] = self.quote[:QUOTE_LIMIT]
        return {name: value for name, value in present.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or doubt. `message` says what is wrong with the numbers in it, `fix` how to mend it.

    Both are in the language active when the check ran. `replacement`, when not None, is the only right text for
    the range `where.start:where.end` of the field.
    """

    code: str
    severity: Severity
    message: str
    fix: str = ""
    where: Where = stored(default_factory=Where)
    replacement: str | None = None
    url: str = ""
    """Address of a page of the portal that the message speaks of."""

    def as_dict(self) -> dict[str, object]:
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "fix": self.fix,
            "where": self.where.as_dict(),
        }
