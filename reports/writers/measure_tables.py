"""The tables of measures: by issue with a heading each, or one table in which an issue is a row across."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ita_portal.thai.celltext import parse
from reports.document import Heading, Measure, Section
from reports.layouts import Column
from reports.writers.blocks import running_text, says_something
from reports.writers.cells import cell, inline
from reports.writers.columns import (
    Cell,
    Line,
    cells_of,
    column_group,
    columns_for,
    header_cells,
    headings_in_force,
    shares,
)
from reports.writers.heights import is_tall
from reports.writers.markup import Markup, element, fragment
from reports.writers.setting import Setting, visible

_TALL_FIRST = re.compile(r"<tbody[^>]*><tr[^>]* class=\"tall\"")
SHORT_FIELDS = frozenset({"number"})
"""Fields that stand beside their label on a phone; the others stand below it."""


def measures(setting: Setting) -> Markup:
    """Every section with its running text, headings and tables."""
    document, words = setting.document, setting.words
    if not document.sections and not says_something(document.sections_before):
        return fragment()
    before = running_text(setting, document.sections_before, "plan")
    title = words.measures_results if document.kind == "results" else words.measures_analysis
    untitled = not any(heading_of(setting, each) for each in document.sections)
    head = None
    if not says_something(document.sections_before) and (untitled or document.analysis):
        head = setting.heading(2, title, name="measures", running=True)
    parts = by_issue(setting) if setting.layout.grouping == "tables" else in_one_table(setting)
    return fragment(
        element("section", head, before, class_="wide opening") if head or before else None, parts
    )


def by_issue(setting: Setting) -> Markup:
    """A section of the page for each section of the document."""
    numbers = Numbers(setting)
    level = 3 if setting.document.analysis else 2
    parts = []
    for n, section in enumerate(setting.document.sections, start=1):
        title = heading_of(setting, section)
        head = setting.heading(level, inline(title), name=f"s{n}", running=True) if title else None
        table = (
            Table.of(setting, [section], numbers).written(caption=title) if section.measures else fragment()
        )
        parts.append(
            element(
                "section",
                head,
                running_text(setting, section.before, f"s{n}-before"),
                table,
                running_text(setting, section.after, f"s{n}-after"),
                class_=section_class("wide" if level == 2 else "wide flowing", table),
            )
        )
    return fragment(parts)


def section_class(name: str, table: Markup) -> str:
    """A table whose first row will break begins on a page of its own."""
    return f"{name} tall-first" if _TALL_FIRST.search(table) else name


def in_one_table(setting: Setting) -> Markup:
    """One table; running text before or after a section parts it."""
    numbers = Numbers(setting)
    parts: list[Markup] = []
    run: list[Section] = []

    def flush() -> None:
        if run:
            parts.append(Table.of(setting, list(run), numbers, across=True).written())
            run.clear()

    for n, section in enumerate(setting.document.sections, start=1):
        if says_something(section.before):
            flush()
            parts.append(running_text(setting, section.before, f"s{n}-before"))
        if run and setting.own_layout and _headings_change(setting, run[-1], section):
            flush()
        if section.measures or heading_of(setting, section):
            run.append(section)
        if says_something(section.after):
            flush()
            parts.append(running_text(setting, section.after, f"s{n}-after"))
    flush()
    return element("section", parts, class_=section_class("wide", parts[0] if parts else fragment()))


def _headings_change(setting: Setting, before: Section, section: Section) -> bool:
    """Whether other column headings were written above a section, so that it needs a table head of its own."""
    in_force = {each.field: each.text for each in headings_in_force(setting.document, before)}
    for measure in before.measures:
        in_force |= {each.field: each.text for each in measure.headings}
    return any(in_force.get(each.field) != each.text for each in section.headings)


def heading_of(setting: Setting, section: Section) -> str:
    """What stands above a section: as it was written, else the issue in the words of the layout."""
    title = section.heading_as_written or ("" if not section.number_as_written else section.title)
    written = " ".join(part for part in (section.number_as_written, title) if part)
    if written:
        return written
    if section.issue is None:
        return section.title
    if setting.layout.issue_heading == "title" and section.title:
        return section.title
    return setting.words.issue.format(no=setting.digits(section.issue), title=section.title).strip()


@dataclass
class Numbers:
    """The numbers of measures that have none of their own, as the layout counts."""

    setting: Setting
    count: int = 0

    def begin(self) -> None:
        if self.setting.layout.numbering == "issue":
            self.count = 0

    def next(self) -> str:
        if self.setting.layout.numbering == "none":
            return ""
        self.count += 1
        return self.setting.digits(self.count)


@dataclass
class Table:
    """One table of measures."""

    setting: Setting
    sections: list[Section]
    columns: tuple[Column, ...]
    numbers: Numbers
    across: bool = False
    headings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, setting: Setting, sections: list[Section], numbers: Numbers, *, across: bool = False
    ) -> Table:
        document = setting.document
        columns = columns_for(document, sections[0], setting.layout, setting.own_layout)
        if across:
            present = {each.field for each in columns}
            for section in sections[1:]:
                more = columns_for(document, section, setting.layout, setting.own_layout)
                columns = (*columns, *(each for each in more if each.field not in present))
                present = {each.field for each in columns}
        table = cls(setting, sections, columns, numbers, across)
        if setting.own_layout:
            table.headings = {each.field: each.text for each in headings_in_force(document, sections[0])}
        return table

    def written(self, caption: str = "") -> Markup:
        words = self.setting.words
        title = caption or (
            words.measures_results if self.setting.document.kind == "results" else words.measures_analysis
        )
        return element(
            "table",
            element("caption", inline(title), class_="vh") if not self.setting.paper else None,
            column_group(self.columns),
            element("thead", self._head([each.heading for each in self.columns]), role="rowgroup"),
            element("tbody", self._rows(), role="rowgroup"),
            class_="tbl mtable stack",
            role="table",
        )

    def _head(self, headings: Iterable[str], class_: str | None = None) -> Markup:
        cells = (
            element("th", inline(each), scope="col", role="columnheader") if each.strip() else
            element("td", role="cell")
            for each in headings
        )  # fmt: skip
        return element("tr", cells, role="row", class_=class_)

    def _rows(self) -> Iterator[Markup]:
        for section in self.sections:
            self.numbers.begin()
            if self.across:
                title = heading_of(self.setting, section)
                if title and not self._has("issue") and not _stands_in_row(section):
                    yield self._across(section, title)
            for row, measure in enumerate(section.measures):
                if measure.headings and self.setting.own_layout:
                    yield from self._header_row(measure.headings)
                yield self._row(section, measure, first=row == 0)

    def _header_row(self, headings: tuple[Heading, ...]) -> Iterator[Markup]:
        """A header row that was written between the rows, unless it says what is in force already."""
        written = {each.field: each.text for each in headings}
        if all(self.headings.get(name) == text for name, text in written.items()):
            return
        self.headings |= written
        yield self._head(header_cells(headings, self.columns), class_="again")

    def _across(self, section: Section, title: str) -> Markup:
        document = self.setting.document
        n = next(n for n, each in enumerate(document.sections, start=1) if each is section)
        text = inline(title)
        across = element(
            "th",
            text,
            id=self.setting.entry(3 if document.analysis else 2, text, name=f"s{n}"),
            scope="rowgroup",
            colspan=len(self.columns),
            role="rowheader",
            data_running=self.setting.running(visible(element("span", text))),
        )
        return element("tr", across, class_="is-group", role="row")

    def _row(self, section: Section, measure: Measure, *, first: bool) -> Markup:
        number = "" if measure.number_as_written else self.numbers.next()
        cells = cells_of(measure, self.columns, self.headings, self.setting.words, number)
        if first and self._has("issue"):
            cells = self._with("issue", cells, heading_of(self.setting, section))
        elif first and _stands_in_row(section):
            cells = self._with("title", cells, section.heading_as_written)
        label = self._number_before_title(measure, number)
        texts = ["\n".join(f"{line.label}\n{line.text}".strip() for line in lines) for lines in cells]
        tall = self._is_tall(texts)
        return element(
            "tr",
            (self._cell(column, lines, label) for column, lines in zip(self.columns, cells, strict=True)),
            role="row",
            class_="tall" if tall else None,
        )

    def _is_tall(self, texts: list[str]) -> bool:
        if not self.setting.paper:
            return False
        head = [each.heading for each in self.columns]
        return is_tall(texts, head, shares(self.columns), self.setting.layout)

    def _with(self, field_name: str, cells: list[Cell], title: str) -> list[Cell]:
        """The issue's title back in the cell where the document had it."""
        fields = [each.field for each in self.columns]
        if field_name in fields:
            place = fields.index(field_name)
            cells[place] = (Line(title), *cells[place])
        return cells

    def _number_before_title(self, measure: Measure, number: str) -> str:
        """The number to hang before the title when the layout has no column for it."""
        if any(each.field == "number" for each in self.columns):
            return ""
        if measure.number_as_written:
            return measure.number_as_written
        return f"{number}." if number and not _begins_with_label(measure.title) else ""

    def _cell(self, column: Column, lines: Cell, label: str) -> Markup:
        number = (
            label if column.field == "title" or (not self._has("title") and column is self.columns[0]) else ""
        )
        content = fragment(_line(line, number if n == 0 else "") for n, line in enumerate(lines))
        if number and not lines:
            content = element("p", number)
        is_title = column.field == "title" and bool(lines)
        short = column.field in SHORT_FIELDS
        return element(
            "th" if is_title else "td",
            content,
            scope="row" if is_title else None,
            role="rowheader" if is_title else "cell",
            class_=_classes(column.field, short, empty=not content),
            data_label=visible(inline(self.headings.get(column.field) or column.heading)) or None,
        )

    def _has(self, field_name: str) -> bool:
        return any(each.field == field_name for each in self.columns)


def _classes(field_name: str, short: bool, *, empty: bool) -> str:
    names = [f"c-{field_name.split(':', maxsplit=1)[0].replace('_', '-')}"]
    names += [] if short else ["is-long"]
    names += ["is-empty"] if empty else []
    return " ".join(names)


def _line(line: Line, number: str) -> Markup:
    if not line.label:
        return element("div", cell(line.text, number), class_="cell")
    label = element("p", element("span", inline(line.label), ":"), class_="guest-label")
    return element("div", label, cell(line.text, number), class_="cell guest")


def _begins_with_label(value: str) -> bool:
    blocks = parse(value)
    return bool(blocks) and blocks[0].kind == "item"


def _stands_in_row(section: Section) -> bool:
    """Whether the issue's title stood in the measure cell of its row, as some documents have it."""
    if not section.heading_as_written or section.number_as_written or not section.measures:
        return False
    return not section.measures[0].title
