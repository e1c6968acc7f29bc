"""The layout that a file was printed in: one of the shipped ones, or its own columns as they were."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from reports.document import Kind
from reports.layouts import ANALYSIS_COLUMNS, DEFAULT, INDICATOR_COLUMNS, PARTS, SHIPPED, Column, Layout
from reports.readers.columns import ExtraColumns
from reports.readers.folding import visible
from reports.readers.headers import Header
from reports.readers.measures import SectionDraft

AS_IMPORTED = "as-imported"
_LABEL = "ตามเอกสารที่นำเข้า"
_EXTRA_WIDTH = 10
_WIDTHS = {column.field: column.width for layout in reversed(SHIPPED) for column in layout.columns}
_SILENT = frozenset({"issue", "blank"})
"""Columns that print as headings of sections, or have nothing to print."""


def field_names(
    header: Header, extras: ExtraColumns, beside: Sequence[str], merged: Mapping[str, str]
) -> list[str]:
    """The layout field of each column: `extra:<n>` for those in `beside`; `merged` renames ("" joins the next)."""
    numbers = extras.numbers(header, beside)
    return [
        f"extra:{numbers[at]}" if at in numbers else merged.get(name, name)
        for at, name in enumerate(header.fields)
    ]


def columns_of(
    named: Sequence[tuple[Sequence[str], Header]], widths: Mapping[str, int]
) -> tuple[Column, ...]:
    """All columns of some headers in the order of the source, each under its first heading."""
    order: list[str] = []
    texts: dict[str, str] = {}
    for names, header in named:
        left = -1
        for name, text in zip(names, header.texts, strict=True):
            if not name or name in _SILENT:
                continue
            if name in order:
                left = order.index(name)
            else:
                left += 1
                order.insert(left, name)
                texts[name] = visible(text)
    return tuple(Column(name, texts[name], widths.get(name, _EXTRA_WIDTH)) for name in order)


def measure_layout(kind: Kind, columns: Sequence[Column], grouping: Literal["tables", "table"]) -> Layout:
    """The shipped layout with these columns and this grouping, else a layout of its own."""
    if not columns:
        return DEFAULT[kind]
    fields = [column.field for column in columns]
    for layout in SHIPPED:
        if (
            layout.kind == kind
            and layout.grouping == grouping
            and [each.field for each in layout.columns] == fields
        ):
            return layout if layout.has_column("number") else replace(layout, numbering="none")
    return Layout(
        AS_IMPORTED,
        _LABEL,
        kind,
        tuple(columns),
        grouping,
        analysis_columns=ANALYSIS_COLUMNS,
        indicator_columns=INDICATOR_COLUMNS,
    )


def measure_widths() -> Mapping[str, int]:
    return _WIDTHS


def or_shipped(columns: tuple[Column, ...], shipped: tuple[Column, ...]) -> tuple[Column, ...]:
    """The shipped columns when the same fields stand in the same order, else the file's own."""
    same = not columns or [each.field for each in columns] == [each.field for each in shipped]
    return shipped if same else columns


def grouping_of(sections: Sequence[SectionDraft], headers: int) -> Literal["tables", "table"]:
    """A table per issue when headings stand outside the tables, or each issue has a header of its own."""
    kinds = {section.heading_kind for section in sections if section.heading is not None}
    if "paragraph" in kinds:
        return "tables"
    if "cell" in kinds and len(sections) > 1 and headers >= len(sections):
        return "tables"
    return "table"


def digits_of(texts: Sequence[str]) -> Literal["thai", "arabic"]:
    """The digits that most numbers of a text are written in."""
    joined = "".join(texts)
    return "thai" if len(re.findall("[๐-๙]", joined)) >= len(re.findall("[0-9]", joined)) else "arabic"


def parts_of(*, cover: bool, result: bool, trend: bool, signatures: bool) -> tuple[str, ...]:
    """The parts that the file had; its introduction is in its own words, so the standard one is left out."""
    had = {"cover": cover, "result": result, "trend": trend, "signatures": signatures}
    return tuple(part for part in PARTS if had.get(part, part in ("analysis", "measures")))
