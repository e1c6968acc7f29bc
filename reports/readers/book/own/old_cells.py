"""The cells of the portal's own workbook that was saved as .xls.

A string of such a file has at most 32,767 letters; what was longer is cut off by the program that saved it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import xlrd

from ita_portal.thai.celltext import clean
from reports.readers.book.grid import ROW_LIMIT
from reports.readers.book.old import first_day, shown_text, spans_of, visible
from reports.readers.book.own.lines import Line, OwnSheet, Said, is_signed, number_said
from reports.readers.merged import WIDEST
from reports.readers.reading import UnreadableFile
from reports.workbook.rich import text_of

_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def own_sheets_of_old(book: Any) -> list[OwnSheet] | None:
    """The lines of a workbook that the portal wrote; None for any other."""
    sheets = [book.sheet_by_index(number) for number in visible(book)]
    if not any(
        is_signed(str(sheet.cell_value(0, 0))) for sheet in sheets if sheet.nrows and sheet.row_len(0)
    ):
        return None
    return [OwnSheet(sheet.name, tuple(_lines(book, sheet))) for sheet in sheets]


def _lines(book: Any, sheet: Any) -> Iterator[Line]:
    count = 0
    for row in range(sheet.nrows):
        cells = {
            column + 1: said
            for column in range(min(sheet.row_len(row), WIDEST))
            if (said := _said(book, sheet, row, column)) != Said()
        }
        if not cells:
            continue
        count += 1
        if count > ROW_LIMIT:
            raise UnreadableFile("read-book-large")
        yield Line(row + 1, cells.pop(1, Said()).text, cells)


def _said(book: Any, sheet: Any, row: int, column: int) -> Said:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column))
        spans = list(spans_of(book, value, runs)) if runs else []
        if any(span.bold or span.underline for span in spans):
            return Said(clean(text_of(spans)))
        return Said(clean(value))
    if kind in _NUMBERS:
        return number_said(shown_text(book, sheet, row, column), Decimal(repr(value)), first_day(book))
    return Said(clean(shown_text(book, sheet, row, column)))
