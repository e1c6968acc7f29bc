"""Which columns a table of measures has, and what stands in every cell: no layout ever hides text.

A field that says something but has no column goes, with its name before it, under the nearest column. What is
decided here holds for every format: HTML, PDF, Word and Excel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.document import Document, Heading, Measure, Section
from reports.layouts import FIELDS, Column, Layout
from reports.writers.markup import Markup, element
from reports.writers.wording import Wording

NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "number": ("title", "procedure"),
    "title": ("procedure", "output", "outcome"),
    "procedure": ("title", "output", "outcome"),
    "output": ("outcome", "procedure", "suggestion", "title"),
    "outcome": ("output", "suggestion", "procedure", "title"),
    "suggestion": ("outcome", "output", "follow_up", "procedure", "title"),
    "follow_up": ("procedure", "output", "outcome", "period", "title"),
    "responsible": ("period", "title", "procedure"),
    "period": ("responsible", "procedure", "title"),
    "extra": ("follow_up", "suggestion", "outcome", "output", "procedure", "title"),
}
"""Where the text of a field goes that has no column: the first of these that is one."""

EXTRA_WIDTH, ISSUE_WIDTH = 10, 16
LEAST_SHARE = 9.5
"""Percent of a landscape page that a long Thai word needs at 16 pt."""

NUMBERS = frozenset({"number", "no", "score"})


@dataclass(frozen=True, slots=True)
class Line:
    """A cell text, with the name of its field before it when it is a guest in another field's column."""

    text: str
    label: str = ""


Cell = tuple[Line, ...]


def columns_for(document: Document, section: Section, layout: Layout, own_layout: bool) -> tuple[Column, ...]:
    """The columns of a section's table.

    In its own layout a document has its headings as written; a column that named the issue, and columns that fit
    no field, stay columns. In a layout that somebody chose for it, the layout alone decides.
    """
    columns = layout.columns or (Column("title", ""),)
    if not own_layout:
        return columns
    written = {each.field: each.text for each in headings_in_force(document, section)}
    if "issue" in written and not layout.has_column("issue"):
        place = list(written).index("issue")
        columns = (*columns[:place], Column("issue", written["issue"], ISSUE_WIDTH), *columns[place:])
    named = tuple(
        Column(each.field, written.get(each.field, each.heading), each.width)
        if written.get(each.field)
        else each
        for each in columns
    )
    present = {each.field for each in columns}
    added = tuple(
        Column(each.field, each.text, EXTRA_WIDTH)
        for each in section.headings
        if each.field.startswith("extra:") and each.field not in present
    )
    if not written:
        return (*named, *added)
    # A section without measures may stand under headings of none of these fields: a table has columns all the same.
    return tuple(each for each in (*named, *added) if _is_used(each, section, written)) or named


def _is_used(column: Column, section: Section, written: dict[str, str]) -> bool:
    """Whether a section has a column: under a heading that was written for it, or with something in it."""
    return column.field in written or any(
        measure.text(column.field).strip() or any(each.field == column.field for each in measure.headings)
        for measure in section.measures
    )


def headings_in_force(document: Document, section: Section) -> tuple[Heading, ...]:
    """The headings as written above a section: its own, or those of the table it continues."""
    if section.headings:
        return section.headings
    above: tuple[Heading, ...] = ()
    for each in document.sections:
        if each is section:
            break
        above = each.headings or above
        for measure in each.measures:
            above = measure.headings or above
    return above


def cells_of(
    measure: Measure, columns: tuple[Column, ...], headings: dict[str, str], words: Wording, number: str = ""
) -> list[Cell]:
    """What stands in each cell of a measure's row, in the order of the columns.

    `headings` are the headings in force by field; `number` is the number to print where none was written.
    """
    fields = [column.field for column in columns]
    cells: list[list[Line]] = [[] for _ in columns]
    for position, column in enumerate(columns):
        value = _column_text(measure, column, number)
        if value:
            cells[position].append(Line(value))
    for name in FIELDS:
        value = measure.text(name)
        if value and name not in fields and name != "number":
            cells[nearest(name, fields)].append(Line(value, headings.get(name) or words.fields[name]))
    for position, (heading, value) in enumerate(measure.extra):
        if value and not _has_extra_column(measure, columns, position):
            cells[nearest("extra", fields)].append(Line(value, heading))
    return [tuple(each) for each in cells]


def nearest(field: str, columns: list[str]) -> int:
    """The position of the column that takes in a field without one."""
    for neighbour in NEIGHBOURS.get(field, ()):
        if neighbour in columns:
            return columns.index(neighbour)
    return max((position for position, name in enumerate(columns) if name != "number"), default=0)


def shares(columns: Sequence[Column]) -> list[int]:
    """The widths of columns in whole percent, together exactly 100.

    A column of words is wide enough for a long one ("งบประมาณ"), as far as there are not too many columns; what it
    needs for that comes from the wider ones.
    """
    whole = sum(each.width for each in columns) or 1
    wanted = [100 * each.width / whole for each in columns]
    least = min(LEAST_SHARE, 92 / len(columns))
    narrow = {n for n, each in enumerate(columns) if each.field not in NUMBERS and wanted[n] < least}
    lent = sum(least - wanted[n] for n in narrow)
    rich = sum(max(0.0, share - least) for n, share in enumerate(wanted) if n not in narrow) or 1.0
    parts = [
        max(1, round(least if n in narrow else share - lent * max(0.0, share - least) / rich))
        for n, share in enumerate(wanted)
    ]
    widest = parts.index(max(parts))
    parts[widest] += 100 - sum(parts)
    return parts


def column_group(columns: Sequence[Column]) -> Markup:
    """The widths as classes, because a page holds no inline style."""
    return element("colgroup", (element("col", class_=f"w-{max(1, share)}") for share in shares(columns)))


def header_cells(headings: tuple[Heading, ...], columns: tuple[Column, ...]) -> list[str]:
    """A header row as written, cell by cell; a heading without a column stands under its field's nearest one."""
    fields = [column.field for column in columns]
    cells: list[list[str]] = [[] for _ in columns]
    for each in headings:
        field = each.field
        position = fields.index(field) if field in fields else nearest(field.split(":")[0], fields)
        cells[position].append(each.text)
    return ["\n".join(text for text in texts if text) for texts in cells]


def _column_text(measure: Measure, column: Column, number: str) -> str:
    if column.field == "number":
        return measure.number_as_written or number
    if column.field == "issue":
        return ""
    if not column.field.startswith("extra:"):
        return measure.text(column.field)
    position = int(column.field.removeprefix("extra:"))
    return measure.text(column.field) if _has_extra_column(measure, (column,), position) else ""


def _has_extra_column(measure: Measure, columns: tuple[Column, ...], position: int) -> bool:
    """Whether the extra column of this position is there and is about the same thing."""
    if position >= len(measure.extra):
        return False
    heading = measure.extra[position][0]
    return any(
        column.field == f"extra:{position}"
        and (not heading or not column.heading or _same(column.heading, heading))
        for column in columns
    )


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
