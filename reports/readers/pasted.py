"""A pasted table read as measures, under columns that a person may choose.

What the recogniser makes of the header is the proposal; the choices of the page (`Choices`) win over it. Sections,
torn rows, numbering that ran on and periods are read as in a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalogue.frame import FrameIssue
from ita_portal.thai.celltext import plain
from reports.document import Measure
from reports.readers.assembly import block_of
from reports.readers.doubts import Doubts
from reports.readers.folding import fold, visible
from reports.readers.freezing import measure_of
from reports.readers.grid import Element, Paragraph, Row
from reports.readers.guessing import guessed_fields
from reports.readers.headers import Header, find_header
from reports.readers.html_tables import grid_from_html
from reports.readers.issues import Issues
from reports.readers.joining import known_text
from reports.readers.marks import find_marks
from reports.readers.measures import MeasureTables, SectionDraft
from reports.readers.plain_table import grid_from_plain_table
from reports.readers.reading import Warning  # noqa: A004 - the word of the field
from reports.readers.tables import Table, cut
from reports.readers.titles import titles_are_issues

FIELDS = (
    "number", "title", "procedure", "output", "outcome", "suggestion", "follow_up", "responsible", "period", "issue",
)  # fmt: skip
EXTRA, IGNORE = "extra", "ignore"
CHOICES = (IGNORE, *FIELDS, EXTRA)
"""What a column may hold: a field, a further column of its own, or nothing that is taken."""

MOST_HEADS = 3
MOST_ROWS = 500
MOST_BYTES = 1024 * 1024
MOST_CELLS = 20_000
"""Far more than tables have: what is beyond it would only take time."""


_CELL = re.compile("<t[dhr]|<table", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose, by shape: a field per column, and how many rows are headings."""

    fields: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    heads: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shape:
    """Tables with the same columns: their headings, what each column will be, and a sample of what stands in it."""

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    heads: int
    samples: tuple[str, ...]
    tables: int
    rows: int


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A measure as it will be, with the warnings about its rows."""

    measure: Measure
    warnings: tuple[Warning, ...]

    @property
    def line(self) -> int:
        return self.measure.source_lines[0]


@dataclass(frozen=True, slots=True)
class PastedGroup:
    """Measures under one heading; `issue` when it is one of the year's."""

    heading: str
    issue: int | None
    rows: tuple[PastedRow, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """All that was pasted: what becomes measures, and the texts that do not."""

    shapes: tuple[Shape, ...]
    groups: tuple[PastedGroup, ...]
    left_out: tuple[str, ...]
    warnings: tuple[Warning, ...]


def grid_of(html: str, text: str) -> tuple[Element, ...]:
    """The pasted HTML when it has a table, else the text."""
    grid = grid_from_html(html) if html.strip() else ()
    return grid if any(isinstance(each, Row) for each in grid) else grid_from_plain_table(text)


def cell_count(html: str, text: str) -> int:
    """At least as many cells or lines as there are, counted without reading them."""
    return max(len(_CELL.findall(html)), text.count("\t"), text.count("\n"))


def row_count(grid: Sequence[Element]) -> int:
    return sum(isinstance(each, Row) for each in grid)


def read_pasted(
    grid: Sequence[Element],
    issues: Sequence[FrameIssue],
    action_year: int,
    choices: Choices | None = None,
) -> Pasted:
    """Read a grid under the choices; without any, as the recogniser proposes."""
    return _Reader(grid, Issues(tuple(issues)), action_year, choices or Choices()).read()


@dataclass(slots=True)
class _Own:
    """A table with the rows above it that are its headings; `raw` has both."""

    table: Table
    raw: tuple[Row, ...]
    heads: int


class _Reader:
    def __init__(self, grid: Sequence[Element], issues: Issues, action_year: int, choices: Choices) -> None:
        self.grid = grid
        self.issues = issues
        self.action_year = action_year
        self.choices = choices
        self.doubts = Doubts()
        self.parts = cut(grid, issues.is_heading, self.doubts)
        self.shape_of: dict[tuple[str, ...], int] = {}
        self.shapes: list[Shape] = []
        self.left_out: list[str] = []

    def read(self) -> Pasted:
        placed: list[Paragraph | Table] = []
        for part in self.parts:
            if isinstance(part, Paragraph):
                placed.append(part)
            elif (mapped := self._mapped(part)) is not None:
                placed.append(mapped)
        sections = self._sections(placed)
        groups = [group for section in sections if (group := self._group(section)).rows]
        said = {warning for group in groups for row in group.rows for warning in row.warnings}
        warnings = tuple(each for each in self.doubts.sorted() if each not in said)
        return Pasted(tuple(self.shapes), tuple(groups), tuple(self.left_out), warnings)

    # --- columns ---

    def _own(self, table: Table) -> _Own:
        if table.header is None or table.continues:
            return _Own(table, table.rows, 0)
        lines = set(table.header.lines)
        heads = tuple(each for each in self.grid if isinstance(each, Row) and each.line in lines)
        return _Own(table, (*heads, *table.rows), len(heads))

    def _mapped(self, table: Table) -> Table | None:
        """The table under the chosen columns; None when nothing of it is taken."""
        own = self._own(table)
        key = self._key(table)
        new = key not in self.shape_of
        number = self.shape_of.setdefault(key, len(self.shape_of))
        heads = own.heads if table.continues else self._heads(number, own)
        header = table.header if heads == own.heads else self._header_of(own.raw[:heads])
        rows = own.raw[heads:]
        width = max(header.width if header else 0, *(_width(row) for row in own.raw))
        texts = [*(header.texts if header else ()), *[""] * width][:width]
        fields = self._fields(number, header, rows, width)
        if new:
            self.shapes.append(
                Shape(tuple(map(visible, texts)), fields, heads, _samples(rows, width), 1, len(rows))
            )
        else:
            shape = self.shapes[number]
            self.shapes[number] = replace(shape, tables=shape.tables + 1, rows=shape.rows + len(rows))
            fields = (*shape.fields, *[IGNORE] * width)[:width]
        taken = list(
            dict.fromkeys(
                (name, at) if name == EXTRA else (name, 0) for at, name in enumerate(fields) if name != IGNORE
            )
        )
        if not taken:
            self.left_out += [" ".join(visible(cell) for cell in row.cells if cell.strip()) for row in rows]
            return None
        places = [
            [at for at, name in enumerate(fields) if name == wanted and (name != EXTRA or at == where)]
            for wanted, where in taken
        ]
        lines = (
            header.lines if header is not None and header.lines else (rows[0].line if rows else table.line,)
        )
        return replace(
            table,
            header=Header(
                "measures",
                tuple(name for name, _ in taken),
                tuple("\n".join(texts[at] for at in each if texts[at]) for each in places),
                lines,
            ),
            rows=tuple(moved for row in rows if (moved := self._moved(row, places)) is not None),
        )

    def _key(self, table: Table) -> tuple[str, ...]:
        if table.header is not None:
            return ("headed", str(len(table.header.lines)), *map(fold, table.header.texts))
        return ("bare", str(max(_width(row) for row in table.rows)))

    def _heads(self, number: int, own: _Own) -> int:
        """Of tables with the same columns the first decides, so that the form says it for all."""
        decided = self.shapes[number].heads if number < len(self.shapes) else None
        wanted = self.choices.heads.get(number, own.heads) if decided is None else decided
        return min(max(wanted, 0), MOST_HEADS, max(len(own.raw) - 1, 0))

    def _header_of(self, rows: Sequence[Row]) -> Header | None:
        """The rows that a person says are headings, as one header; of kind "" when it is not recognised."""
        if not rows:
            return None
        width = max(len(row.cells) for row in rows)
        texts = tuple(
            "\n".join(
                dict.fromkeys(row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].strip())
            )
            for at in range(width)
        )
        lines = tuple(row.line for row in rows)
        found = find_header(Row(rows[0].line, texts), (), self.issues.is_heading)
        if found is not None:
            return replace(found[0], lines=lines)
        return Header("", (EXTRA,) * width, texts, lines)

    def _fields(self, number: int, header: Header | None, rows: Sequence[Row], width: int) -> tuple[str, ...]:
        if header is None or not header.kind:
            proposed = guessed_fields(rows, width)
        elif header.kind != "measures":
            proposed = [IGNORE] * width
        else:
            proposed = [
                name if name in FIELDS else IGNORE if name == "blank" else EXTRA for name in header.fields
            ]
            proposed += [EXTRA] * (width - len(proposed))
        chosen = self.choices.fields.get(number, {})
        return tuple(
            chosen[at] if chosen.get(at) in CHOICES else name for at, name in enumerate(proposed[:width])
        )

    def _moved(self, row: Row, places: Sequence[Sequence[int]]) -> Row | None:
        """The row with its cells under the taken columns; an issue's heading stays, wherever it stood."""
        cells = [
            "\n".join(row.cells[at] for at in each if at < len(row.cells) and row.cells[at].strip())
            for each in places
        ]
        filled = {row.cells[at] for at in row.filled}
        if len(filled) == 1 and self.issues.is_heading(next(iter(filled))):
            cells = [next(iter(filled)), *[""] * (len(places) - 1)]
        if not any(cell.strip() for cell in cells):
            return None
        return Row(row.line, tuple(cells), row.table, row.gap, row.number)

    # --- rows ---

    def _sections(self, parts: Sequence[Paragraph | Table]) -> list[SectionDraft]:
        tables = [part for part in parts if isinstance(part, Table)]
        paragraphs = [block_of(part) for part in parts if isinstance(part, Paragraph)]
        headed = bool(find_marks(paragraphs, self.issues))
        self.reader = MeasureTables(
            self.issues,
            self.doubts,
            titles_are_issues=titles_are_issues(tables, self.issues, headed=headed),
            known=known_text(cell for each in self.grid if isinstance(each, Row) for cell in each.cells),
        )
        pending: list[Paragraph] = []
        for part in parts:
            if isinstance(part, Paragraph):
                pending.append(part)
                continue
            self._headings(pending)
            pending = []
            self.reader.read(part)
        self.left_out += [plain(each.text) for each in pending]
        return self.reader.finish()

    def _headings(self, paragraphs: Sequence[Paragraph]) -> None:
        marks = {
            mark.position: mark for mark in find_marks([block_of(each) for each in paragraphs], self.issues)
        }
        for position, paragraph in enumerate(paragraphs):
            if position in marks:
                self.reader.begin_section(marks[position].heading, paragraph.line)
            else:
                self.left_out.append(plain(paragraph.text))

    def _group(self, section: SectionDraft) -> PastedGroup:
        self.left_out += [plain(block.text) for block in (*section.before, *section.after) if block.text]
        extras = self.reader.extras.headings
        measures = [
            measure_of(draft, extras, self.action_year, (), self.doubts) for draft in section.measures
        ]
        found = self.doubts.sorted()
        rows = tuple(
            PastedRow(each, tuple(warning for warning in found if warning.line in each.source_lines))
            for each in measures
        )
        return PastedGroup(section.heading.text if section.heading else "", section.issue, rows)


def _width(row: Row) -> int:
    return row.filled[-1] + 1 if row.filled else 0


def _samples(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    """The first thing that stands in each column."""
    return tuple(
        next((visible(row.cells[at]) for row in rows if len(row.filled) > 1 and at in row.filled), "")
        for at in range(width)
    )
