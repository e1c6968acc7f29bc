"""Tables and labelled rows on a sheet: a hidden row of field names, a header row, and a row for each record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from reports.document import Block, Document
from reports.workbook.fields import NO, RECORDS, ROOTS, TABLES, WORDS, YES, Field
from reports.workbook.values import default_of, listed, value_of
from reports.writers.xlsx.looks import Look
from reports.writers.xlsx.sheet import Cell, Row, Sheet, Value

FIRST = 2
"""The first column that is seen."""
SHORT = 20
"""Columns up to this width hold codes, names and numbers, which Excel must not make dates of."""
CENTRED = frozenset(
    {"no", "number_as_written", "instrument", "code", "weight", "issue", "indicator", "code_as_written", "item", "id",
     "year", "public", "width"}
)  # fmt: skip
LABEL_WIDTH, FACT_WIDTH = 30, 72

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """A record as a row: what the row is, what its fields say, and where a cell of it links to."""

    values: Record
    mark: str = "row"
    links: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes numbers and dates in the digits of a document."""

    thai: bool = False

    @classmethod
    def of(cls, document: Document) -> Pen:
        return cls(document.layout.digits == "thai")

    def cell(self, key: str, value: Any, look: Look, *, short: bool = False, link: str = "") -> Cell:
        said = shown(key, value)
        kind = ""
        if isinstance(said, Decimal):
            kind = "score"
        elif isinstance(said, date):
            kind = "day"
        elif isinstance(said, int):
            kind = "whole"
        if kind:
            known = f"thai-{kind}" if self.thai else kind
            return Cell(said, replace(look, number=known))
        look = replace(look, number="text" if short else look.number, font="link" if link else look.font)
        return Cell(said, look, link)


def shown(key: str, value: Any) -> Value:
    """A value as a cell says it: choices in words, a list as lines."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, tuple):
        return listed(value)
    if isinstance(value, str):
        return WORDS.get(key, {}).get(value, value)
    known: Value = value
    return known


def is_said(value: Any) -> bool:
    return value is not None and value != "" and value != ()


def columns_in_use(columns: Iterable[Field], rows: Sequence[Written]) -> tuple[Field, ...]:
    """The columns that say something in a row or are always there; printed ones first."""
    used = [each for each in columns if each.always or any(is_said(row.values.get(each.key)) for row in rows)]
    return (*(each for each in used if each.printed), *(each for each in used if not each.printed))


def records(name: str, parts: Iterable[Any]) -> list[Written]:
    """The rows of a table whose records are parts of the Document as they are."""
    keys = [each.key for each in TABLES[name]]
    return [Written({key: value_of(part, key) for key in keys}, row_mark(part)) for part in parts]


def row_mark(part: Any, word: str = "row") -> str:
    """What a row is, with the lines of the file that it was once read from."""
    line = getattr(part, "line", None)
    lines = getattr(part, "source_lines", ())
    said = [word]
    if line is not None:
        said.append(f"line={line}")
    if lines:
        said.append(f"lines={','.join(map(str, lines))}")
    return " ".join(said)


def begin_table(
    sheet: Sheet,
    name: str,
    columns: Sequence[Field],
    headings: Sequence[str] | None = None,
    mark: str = "head",
) -> int:
    """The hidden row of names and the header row; the number of the latter."""
    sheet.add(
        Row(f"table {name}", {at: Cell(each.key) for at, each in enumerate(columns, FIRST)}, hidden=True)
    )
    for at, each in enumerate(columns, FIRST):
        sheet.widen(at, each.width)
        if not each.printed:
            sheet.aside.add(at)
        else:
            sheet.printed = max(sheet.printed, at)
    return sheet.add(Row(mark, header_cells(columns, headings or [each.heading for each in columns])))


def header_cells(columns: Sequence[Field], texts: Sequence[str]) -> dict[int, Cell]:
    return {
        at: Cell(text, _head_look(each))
        for at, (each, text) in enumerate(zip(columns, texts, strict=True), FIRST)
    }


def _head_look(column: Field) -> Look:
    if column.printed:
        return Look("head", "head", border=True, align="center", middle=True)
    return Look("bold", "aside", border=True, align="center", middle=True)


def add_rows(sheet: Sheet, columns: Sequence[Field], rows: Iterable[Written], pen: Pen) -> None:
    for row in rows:
        cells = {}
        for at, each in enumerate(columns, FIRST):
            value = row.values.get(each.key)
            centred = each.key in CENTRED or isinstance(value, Decimal | int | date)
            look = Look(
                "text" if each.printed else "soft", border=True, align="center" if centred else "left"
            )
            link = (row.links or {}).get(each.key, "")
            cells[at] = pen.cell(each.key, value, look, short=each.width <= SHORT, link=link)
        sheet.add(Row(row.mark, cells))


def simple_table(sheet: Sheet, name: str, parts: Sequence[Any], pen: Pen, title: str = "") -> int:
    """A table of records under a title of its own; the number of its header row."""
    if title:
        part_title(sheet, title)
    rows = records(name, parts) if name in RECORDS else list(parts)
    columns = columns_in_use(TABLES[name], rows)
    head = begin_table(sheet, name, columns)
    add_rows(sheet, columns, rows, pen)
    return head


def part_title(sheet: Sheet, title: str) -> None:
    if len(sheet.rows) > 1:
        sheet.add(Row(""))
    sheet.add(
        Row("-", {FIRST: Cell(title, Look("part"))}, across=sheet.printed if sheet.printed > FIRST else 4)
    )


def facts(sheet: Sheet, document: Document, fields: Sequence[Field], pen: Pen) -> None:
    """Labelled rows: the name of a field and what it is."""
    for each in fields:
        mark = f"fact {each.key}"
        if each.key == "result.total" and document.result.line is not None:
            mark += f" line={document.result.line}"
        add_fact(sheet, mark, each, _fact(document, each), pen)


def add_fact(sheet: Sheet, mark: str, field: Field, value: Any, pen: Pen, across: int = 0) -> None:
    if not (field.always or is_said(value)):
        return
    look = Look("bold" if across else "text", border=not across)
    sheet.add(
        Row(
            mark,
            {
                FIRST: Cell(field.heading, Look("soft", "label", border=True)),
                FIRST + 1: pen.cell(field.key, value, look, short=True),
            },
            across=across,
            start=FIRST + 1,
        )
    )


def _fact(document: Document, field: Field) -> Any:
    """The value of a labelled row; None where it is as it would be anyway."""
    value = value_of(document, field.key)
    root, _, key = field.key.partition(".")
    if field.always or not key or root not in ROOTS:
        return value
    return None if value == default_of(ROOTS[root], key) else value


def blocks(sheet: Sheet, place: str, parts: Iterable[Block], across: int) -> None:
    """Running text: a row for each paragraph and heading, and for each row of a table that nobody recognised."""
    for block in parts:
        line = f" line={block.line}" if block.line is not None else ""
        if block.kind == "table":
            rows = block.rows or ((),)
            for at, row in enumerate(rows):
                more = (
                    f" rows={len(block.rows)} head={block.header_rows} level={block.level}{line}"
                    if not at
                    else ""
                )
                cells = {
                    FIRST + column: Cell(
                        text, Look("bold" if at < block.header_rows else "text", border=True)
                    )
                    for column, text in enumerate(row)
                }
                sheet.add(Row(f"{'cells' if at else 'grid'} {place} width={len(row)}{more}", cells))
            if block.text:
                sheet.add(Row(f"caption {place}", {FIRST: Cell(block.text)}, across=across))
            continue
        look = Look("part" if block.level in (1, 2) else "bold") if block.kind == "heading" else Look()
        extra = f" head={block.header_rows}" if block.header_rows else ""
        mark = f"{block.kind} {place} level={block.level}{extra}{line}"
        sheet.add(Row(mark, {FIRST: Cell(block.text, look)}, across=across))
