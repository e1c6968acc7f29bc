"""The cells of the portal's own .xlsx file as what they are: texts with their marks, numbers, days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from ita_portal.thai.celltext import clean
from ita_portal.thai.inline import Span
from reports.readers.book.grid import ROW_LIMIT
from reports.readers.book.own.lines import Line, OwnSheet, Said, is_signed, number_said
from reports.readers.book.package import Book, Sheet
from reports.readers.book.values import Values
from reports.readers.merged import WIDEST
from reports.readers.reading import UnreadableFile
from reports.workbook.rich import decoded, text_of

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def own_sheets_of(book: Book) -> list[OwnSheet] | None:
    """The lines of a workbook that the portal wrote; None for any other."""
    if not any(is_signed(_first_text(sheet, book.strings)) for sheet in book.sheets):
        return None
    cells = Cells(book)
    return [OwnSheet(sheet.name, tuple(cells.lines(sheet))) for sheet in book.sheets]


class Cells:
    """Reads the sheets of one workbook."""

    def __init__(self, book: Book) -> None:
        self.values = Values(book)
        self.first_day = self.values.first_day
        self.strings = [_string(each) for each in book.strings] if book.strings is not None else []

    def lines(self, sheet: Sheet) -> Iterator[Line]:
        """The rows that say something, from the top. Raises UnreadableFile for a sheet that is too long."""
        count = next_row = 0
        for row in sheet.root.iter("row"):
            number = row.get("r", "")
            at = int(number) if number.isdecimal() else next_row + 1
            next_row = at
            cells: dict[int, Said] = {}
            mark = ""
            next_column = 1
            for cell in row.iter("c"):
                address = _ADDRESS.fullmatch(cell.get("r", ""))
                column = _column(address[1]) if address else next_column
                next_column = column + 1
                said = self._said(cell)
                if column == 1:
                    mark = said.text
                elif (said.text or said.number is not None) and column <= WIDEST:
                    cells[column] = said
            if not cells and not mark:
                continue
            count += 1
            if count > ROW_LIMIT:
                raise UnreadableFile("read-book-large")
            yield Line(at, mark, cells)

    def _said(self, cell: Element) -> Said:
        kind = cell.get("t", "n")
        if kind == "s":
            value = cell.findtext("v") or ""
            position = int(value) if value.isdecimal() else -1
            return Said(self.strings[position]) if 0 <= position < len(self.strings) else Said()
        if kind == "inlineStr":
            inline = cell.find("is")
            return Said(_string(inline)) if inline is not None else Said()
        if kind != "n":
            return Said(clean(self.values.text(cell)))
        return self._number(cell)

    def _number(self, cell: Element) -> Said:
        try:
            number = Decimal(cell.findtext("v") or "")
        except InvalidOperation:
            return Said()
        return number_said(self.values.text(cell), number, self.first_day)


def _first_text(sheet: Sheet, strings: Element | None) -> str:
    """What the first cell of a sheet says, without reading the others."""
    cell = next(sheet.root.iter("c"), None)
    if cell is None:
        return ""
    if cell.get("t") == "inlineStr":
        inline = cell.find("is")
        return _string(inline) if inline is not None else ""
    value = cell.findtext("v") or ""
    if cell.get("t") != "s" or strings is None or not value.isdecimal() or int(value) >= len(strings):
        return ""
    return _string(strings[int(value)])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _string(string: Element) -> str:
    """A string as cell text: of its runs when some are bold or underlined, else as it stands."""
    runs = [part for part in string if part.tag == "r"]
    if not runs:
        return clean(decoded("".join(part.text or "" for part in string if part.tag == "t")))
    return clean(text_of([_span(run) for run in runs]))


def _span(run: Element) -> Span:
    properties = run.find("rPr")
    text = decoded(run.findtext("t") or "").replace("\r\n", "\n")
    return Span(text, _has(properties, "b"), _has(properties, "u"))


def _has(properties: Element | None, mark: str) -> bool:
    found = properties.find(mark) if properties is not None else None
    return found is not None and found.get("val") not in ("0", "false", "none")
