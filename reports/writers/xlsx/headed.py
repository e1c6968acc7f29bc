"""Tables with column headings as written and further columns: indicators, analysis, measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports.document import Heading
from reports.layouts import Column
from reports.workbook.derived import headings_of_row, headings_shown
from reports.workbook.fields import EXTRA, Field
from reports.workbook.values import NOTHING, listed
from reports.writers.xlsx.sheet import Row, Sheet
from reports.writers.xlsx.tables import Pen, Written, add_rows, begin_table, header_cells

Pairs = tuple[tuple[str, str], ...]
EXTRA_WIDTH = 20
LEAST_WIDTH = 11
PAGE_WIDTH = 160
"""Widths of the columns of a page together, so that its type is not printed too small."""


@dataclass
class Kept:
    """Headings as written that a header row cannot show as they are; they stand in a table of their own."""

    rows: list[Written] = field(default_factory=list)
    count: int = 0

    def mark(self, word: str, headings: Sequence[Heading], as_shown: Sequence[Heading]) -> str:
        """What a header row is; with a reference to its headings where it does not show them."""
        if tuple(headings) == tuple(as_shown):
            return word
        self.count += 1
        self.rows += [
            Written({"ref": f"H{self.count}", "text": each.text, "field": each.field}) for each in headings
        ] or [Written({"ref": f"H{self.count}", "text": "", "field": ""})]
        return f"{word} ref=H{self.count}"


@dataclass(frozen=True, slots=True)
class Headed:
    """The columns of such a table, with the headings that they have when nothing else was written."""

    name: str
    columns: tuple[Field, ...]
    layout_names: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [each.written for each in self.columns]

    @property
    def defaults(self) -> list[str]:
        return [each.heading for each in self.columns]

    def begin(self, sheet: Sheet, headings: Sequence[Heading], kept: Kept) -> tuple[int, list[str]]:
        """The number of the header row, and what it says."""
        written = {each.field: each.text for each in headings}
        texts = [
            written.get(each.written) or each.heading if each.written else each.heading
            for each in self.columns
        ]
        as_shown = headings_shown(self.names, texts, self.defaults, self.layout_names)
        return begin_table(
            sheet, self.name, self.columns, texts, kept.mark("head", headings, as_shown)
        ), texts

    def again(self, sheet: Sheet, headings: Sequence[Heading], kept: Kept, force: list[str]) -> list[str]:
        """A header row amid the table; what holds from there on."""
        written = {each.field: each.text for each in headings}
        texts = [written.get(each.written, "") if each.written else "" for each in self.columns]
        mark = kept.mark("again", headings, headings_of_row(self.names, texts))
        sheet.add(Row(mark, header_cells(self.columns, texts)))
        return [text or before for text, before in zip(texts, force, strict=True)]

    def with_extra(self, row: Written, pairs: Pairs, force: Sequence[str]) -> Written:
        """A row with its further columns; their headings are told where they are not those above it."""
        above = tuple(
            text for each, text in zip(self.columns, force, strict=True) if each.key.startswith(EXTRA)
        )
        own = tuple(heading for heading, _ in pairs)
        values = dict(row.values) | {f"{EXTRA}{at}": text for at, (_, text) in enumerate(pairs)}
        if own != above:
            values["extra_headings"] = listed(own) or NOTHING
        return replace(row, values=values)

    def add(self, sheet: Sheet, row: Written, pen: Pen) -> None:
        add_rows(sheet, self.columns, [row], pen)


def headed(
    name: str,
    fields: Sequence[Field],
    layout: Sequence[Column],
    used: set[str],
    pairs: Sequence[Pairs],
    headings: Sequence[Sequence[Heading]],
) -> Headed:
    """The columns of a table: the layout's, in its order and under its headings, then those that say something.

    `used` are the keys that say something; `pairs` the further columns of every row, `headings` all that were written.
    """
    by_name = {each.written: each for each in fields if each.written}
    written = {each.field for row in headings for each in row}
    whole = sum(each.width for each in layout) or 1
    ordered: list[Field] = []
    for column in layout:
        known = by_name.get(column.field)
        if known is not None and known not in ordered:
            width = max(LEAST_WIDTH, round(PAGE_WIDTH * column.width / whole))
            ordered.append(replace(known, heading=column.heading or known.heading, width=width))
    shown_names = {each.written for each in ordered}
    rest = [
        each
        for each in fields
        if each.written not in shown_names
        and (each.key in used or each.always or (each.written and each.written in written))
    ]
    count = max((len(each) for each in pairs), default=0)
    extra = [_extra(at, layout, pairs) for at in range(count)]
    if _told_apart(extra, pairs, headings):
        rest = _with(rest, fields, "extra_headings")
    columns = (
        *_in_order(ordered, [each for each in rest if each.printed], fields),
        *extra,
        *(each for each in rest if not each.printed),
    )
    return Headed(name, columns, tuple(column.field for column in layout))


def _in_order(ordered: list[Field], rest: list[Field], fields: Sequence[Field]) -> list[Field]:
    """The layout's columns with the others: each before the field that it precedes, or at the end."""
    found = list(ordered)
    place = {each.key: at for at, each in enumerate(fields)}
    last = len(found)
    for each in reversed(rest):
        following = fields[place[each.key] + 1].key if place[each.key] + 1 < len(fields) else ""
        at = next((n for n, column in enumerate(found) if column.key == following), last)
        found.insert(at, each)
    return found


def _extra(at: int, layout: Sequence[Column], pairs: Sequence[Pairs]) -> Field:
    name = f"{EXTRA}{at}"
    heading = next((each.heading for each in layout if each.field == name), "")
    heading = next((row[at][0] for row in pairs if at < len(row) and row[at][0]), heading)
    return Field(name, heading, EXTRA_WIDTH, written=name)


def _told_apart(
    extra: Sequence[Field], pairs: Sequence[Pairs], headings: Sequence[Sequence[Heading]]
) -> bool:
    """Whether the further columns of some row may be headed otherwise than the header row above it says."""
    usual = tuple(each.heading for each in extra)
    if any(tuple(heading for heading, _ in row) != usual for row in pairs):
        return True
    over = {(each.field, each.text) for row in headings for each in row if each.field.startswith(EXTRA)}
    return bool(over - {(each.written, each.heading) for each in extra})


def _with(rest: list[Field], fields: Sequence[Field], key: str) -> list[Field]:
    return [each for each in fields if each in rest or each.key == key]


def said_keys(rows: Sequence[Mapping[str, object]]) -> set[str]:
    return {key for row in rows for key, value in row.items() if value is not None and value not in ("", ())}
