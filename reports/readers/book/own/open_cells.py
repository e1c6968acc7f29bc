"""The cells of the portal's own workbook that was saved as .ods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from ita_portal.thai.celltext import clean
from ita_portal.thai.inline import Span
from reports.readers.book.grid import ROW_LIMIT
from reports.readers.book.open_document import CELL_LIMIT, OFFICE, TEXT, OpenBook, Styles, count_of, rows_of
from reports.readers.book.own.lines import Line, OwnSheet, Said, is_signed, number_said
from reports.readers.book.values import SINCE_1900
from reports.readers.merged import WIDEST
from reports.readers.reading import UnreadableFile
from reports.workbook.rich import text_of

_LONGEST_GAP = 1_000
"""Spaces one after the other; no cell of ours has more than a few."""
_SPACES_LIMIT = 2_000_000
"""Spaces of a file that are only counted in it."""
_NUMBERS = ("float", "percentage", "currency")
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def own_sheets_of_open(book: OpenBook) -> list[OwnSheet] | None:
    """The lines of a workbook that the portal wrote; None for any other."""
    cells = _Cells(book.styles)
    if not any(is_signed(cells.first_text(table)) for table in book.tables):
        return None
    return [OwnSheet(table.get(f"{_TABLE}name", ""), tuple(cells.lines(table))) for table in book.tables]


class _Cells:
    """Reads the tables of one file."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.spaces = 0

    def first_text(self, table: Element) -> str:
        row = next((row for row, _times in rows_of(table)), None)
        cell = next(iter(row), None) if row is not None else None
        return self._text(cell) if cell is not None else ""

    def lines(self, table: Element) -> Iterator[Line]:
        at = cells = lines = 0
        for row, times in rows_of(table):
            said = dict(self._row(row))
            if said:
                mark = said.pop(1, Said()).text
                cells, lines = cells + len(said) * times, lines + times
                if lines > ROW_LIMIT or cells > CELL_LIMIT:
                    raise UnreadableFile("read-sheets-large")
                yield from (Line(at + number, mark, said) for number in range(1, times + 1))
            at += times

    def _row(self, row: Element) -> Iterator[tuple[int, Said]]:
        column = 1
        for cell in row:
            if cell.tag not in ("table-cell", "covered-table-cell"):
                continue
            times = count_of(cell, "number-columns-repeated")
            if cell.tag == "table-cell" and column <= WIDEST:
                said = self._said(cell)
                if said.text or said.number is not None:
                    yield from ((each, said) for each in range(column, min(column + times, WIDEST + 1)))
            column += times

    def _said(self, cell: Element) -> Said:
        kind = cell.get(f"{OFFICE}value-type", "")
        text = self._text(cell)
        if kind in _NUMBERS:
            try:
                return number_said(text, Decimal(cell.get(f"{OFFICE}value", "")), SINCE_1900)
            except InvalidOperation:
                return Said(text)
        if kind == "date":
            try:
                day = date.fromisoformat(cell.get(f"{OFFICE}date-value", "")[:10])
            except ValueError:
                return Said(text)
            return Said(text, Decimal((day - SINCE_1900).days), day)
        if kind == "boolean":
            return Said("TRUE" if cell.get(f"{OFFICE}boolean-value") == "true" else "FALSE")
        return Said(text)

    def _text(self, cell: Element) -> str:
        """A cell as it stands; as the text of its runs when some are bold or underlined."""
        spans: list[Span] = []
        for paragraph in (each for each in cell if each.tag == "p"):
            if spans:
                spans.append(Span("\n"))
            spans.extend(self._spans(paragraph, bold=False, underline=False) or [Span("")])
        if any(span.bold or span.underline for span in spans):
            return clean(text_of(spans))
        return clean("".join(span.text for span in spans))

    def _spans(self, node: Element, *, bold: bool, underline: bool) -> Iterator[Span]:
        if node.text:
            yield Span(_one_line(node.text), bold, underline)
        for part in node:
            if part.tag == "s":
                yield Span(self._gap(part), bold, underline)
            elif part.tag in ("tab", "line-break"):
                yield Span("\t" if part.tag == "tab" else "\n", bold, underline)
            elif part.tag == "span":
                style = part.get(f"{TEXT}style-name", "")
                yield from self._spans(
                    part,
                    bold=bold or style in self.styles.bold,
                    underline=underline or style in self.styles.underlined,
                )
            elif part.tag not in ("annotation", "annotation-end", "frame", "note"):
                yield from self._spans(part, bold=bold, underline=underline)
            if part.tail:
                yield Span(_one_line(part.tail), bold, underline)

    def _gap(self, spaces: Element) -> str:
        written = spaces.get(f"{TEXT}c", "1")
        count = int(written) if written.isascii() and written.isdecimal() and len(written) < 9 else 1
        self.spaces += min(count, _LONGEST_GAP)
        if self.spaces > _SPACES_LIMIT:
            raise UnreadableFile("read-sheets-large")
        return " " * min(count, _LONGEST_GAP)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
