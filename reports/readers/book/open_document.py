"""The sheets of an .ods file, as LibreOffice, Excel and Google write it.

Each cell holds the text that it shows, so no number format is needed. What repeats is counted before it is written
out: one row may say that it stands there a billion times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

from ita_portal.thai.celltext_html import from_html
from reports.readers.book.days import ALL_PARTS, said_of
from reports.readers.book.grid import ROW_LIMIT, Sheet, Texts
from reports.readers.book.package import SHEETS_LIMIT
from reports.readers.merged import WIDEST
from reports.readers.reading import UnreadableFile
from reports.readers.word.package import Parts, as_of, opened

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
CELL_LIMIT = 300_000
"""Cells with text of a sheet, those that are repeated counted each."""

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
GROUPS = frozenset({"table-row-group", "table-header-rows", "table-rows"})
_COLUMN_GROUPS = frozenset({"table-column-group", "table-header-columns", "table-columns"})
_FROM_ELSEWHERE = frozenset({"table-source", "cell-range-source", "dde-source", "dde-link"})
_BOLD = ("bold", "600", "700", "800", "900")
_HIDDEN = ("collapse", "filter")


def is_open_book(data: bytes) -> bool:
    """Whether a file is an OpenDocument spreadsheet: its first part says so in plain letters."""
    return data.startswith(b"PK\x03\x04") and KIND in data[:200]


@dataclass(frozen=True, slots=True)
class OpenBook:
    """The visible tables in their order. `hidden` counts those that are not shown."""

    tables: tuple[Element, ...]
    styles: Styles
    hidden: int


def open_open_book(data: bytes) -> OpenBook:
    """The tables of an .ods file. Raises UnreadableFile with what to do about it."""
    try:
        with opened(data) as parts:
            return _book(_content(parts), parts.part("styles.xml"))
    except UnreadableFile as error:
        raise as_of(error, "sheets") from None


def sheets_of_open(book: OpenBook) -> list[Sheet]:
    """What the visible sheets show."""
    return [_Table(table, book.styles).sheet() for table in book.tables]


def _content(parts: Parts) -> Element:
    manifest = parts.part("META-INF/manifest.xml")
    encrypted = manifest is not None and next(manifest.iter("encryption-data"), None) is not None
    if encrypted or "encrypted-package" in parts.names:
        raise UnreadableFile("read-book-password")
    if any(name.startswith(("basic/", "scripts/")) and not name.endswith("/") for name in parts.names):
        raise UnreadableFile("read-sheets-macros")
    content = parts.part("content.xml")
    if content is None:
        raise UnreadableFile("read-sheets-damaged")
    return content


def _book(content: Element, named: Element | None) -> OpenBook:
    book = content.find("body/spreadsheet")
    if book is None:
        raise UnreadableFile("read-sheets-damaged")
    if any(each.tag in _FROM_ELSEWHERE for each in book.iter()):
        raise UnreadableFile("read-sheets-links")
    tables = book.findall("table")
    if len(tables) > SHEETS_LIMIT:
        raise UnreadableFile("read-sheets-large")
    styles = Styles(content, named)
    shown = tuple(table for table in tables if table.get(f"{TABLE}style-name") not in styles.not_shown)
    return OpenBook(shown, styles, len(tables) - len(shown))


class Styles:
    """What the styles of a file say that matters to its text."""

    def __init__(self, content: Element, named: Element | None) -> None:
        self.bold: set[str] = set()
        self.underlined: set[str] = set()
        self.not_shown: set[str] = set()
        self.days: dict[str, frozenset[str]] = {}
        dates = {
            each.get(f"{_STYLE}name", ""): frozenset(part.tag for part in each)
            for part in (content, named)
            if part is not None
            for each in part.iter("date-style")
        }
        for each in content.iter("style"):
            name = each.get(f"{_STYLE}name", "")
            text, table = each.find("text-properties"), each.find("table-properties")
            if text is not None and text.get(f"{_FO}font-weight") in _BOLD:
                self.bold.add(name)
            if text is not None and text.get(f"{_STYLE}text-underline-style", "none") != "none":
                self.underlined.add(name)
            if table is not None and table.get(f"{TABLE}display") == "false":
                self.not_shown.add(name)
            if (days := dates.get(each.get(f"{_STYLE}data-style-name", ""))) is not None:
                self.days[name] = days


class _Table:
    """One table on its way to a sheet."""

    def __init__(self, table: Element, styles: Styles) -> None:
        self.table = table
        self.styles = styles
        self.texts: Texts = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.silent: set[tuple[str, int]] = set()
        self.cells = 0

    def sheet(self) -> Sheet:
        hidden_columns = self._hidden_columns()
        at = 0
        for row, times in rows_of(self.table):
            cells = list(self._cells(row, at))
            said = {column: text for column, text in cells if text}
            hidden = row.get(f"{TABLE}visibility") in _HIDDEN
            if hidden:
                self.hidden_rows |= set(range(at, at + min(times, ROW_LIMIT)))
                self.silent |= {("row", at)} if said else set()
            elif said:
                self._keep(at, times, said, hidden_columns)
            at += times
        name = self.table.get(f"{TABLE}name", "")
        return Sheet(name, self.texts, self.merges, frozenset(self.hidden_rows), len(self.silent))

    def _keep(self, at: int, times: int, said: dict[int, str], hidden_columns: frozenset[int]) -> None:
        self.silent |= {("column", column) for column in said if column in hidden_columns}
        shown = {column: text for column, text in said.items() if column not in hidden_columns}
        self.cells += len(shown) * times
        if times > ROW_LIMIT or self.cells > CELL_LIMIT or len(self.texts) > ROW_LIMIT:
            raise UnreadableFile("read-sheets-large")
        if shown:
            self.texts |= {at + number: shown for number in range(times)}

    def _cells(self, row: Element, at: int) -> Iterator[tuple[int, str]]:
        """Columns and texts of a row; what it merges is noted."""
        column = 0
        for cell in row:
            if cell.tag not in ("table-cell", "covered-table-cell"):
                continue
            times = count_of(cell, "number-columns-repeated")
            if column >= WIDEST:
                return
            if cell.tag == "table-cell":
                down, across = count_of(cell, "number-rows-spanned"), count_of(cell, "number-columns-spanned")
                if (down, across) != (1, 1):
                    self.merges.append((at, column, at + down - 1, column + across - 1))
                text = self._text(cell)
                yield from ((number, text) for number in range(column, min(column + times, WIDEST)) if text)
            column += times

    def _text(self, cell: Element) -> str:
        paragraphs = [self._html(each) for each in cell if each.tag == "p"]
        text = from_html("<br>".join(paragraphs)).strip("\n ")
        day = cell.get(f"{OFFICE}date-value")
        if day is not None:
            parts = self.styles.days.get(cell.get(f"{TABLE}style-name", ""), ALL_PARTS)
            return said_of(day, text, parts)
        return text or cell.get(f"{OFFICE}string-value", "") or cell.get(f"{OFFICE}value", "")

    def _html(self, paragraph: Element) -> str:
        """A paragraph with its bold and underlined parts; notes and drawings that hang on it are left out."""
        html = escape(paragraph.text or "")
        for part in paragraph:
            if part.tag in ("s", "tab"):
                html += " "
            elif part.tag == "line-break":
                html += "<br>"
            elif part.tag in ("span", "a", "ruby", "ruby-base"):
                html += self._marked(part)
            elif part.tag not in ("annotation", "annotation-end", "frame", "note", "ruby-text"):
                html += escape("".join(part.itertext()))  # a field: the sheet's name, the day
            html += escape(part.tail or "")
        return html.replace("\n", " ")

    def _marked(self, part: Element) -> str:
        inner, style = self._html(part), part.get(f"{TEXT}style-name", "")
        if not inner.strip():
            return inner
        if style in self.styles.underlined:
            inner = f"<u>{inner}</u>"
        return f"<b>{inner}</b>" if style in self.styles.bold else inner

    def _hidden_columns(self) -> frozenset[int]:
        found: set[int] = set()
        at = 0
        for column in within(self.table, "table-column", _COLUMN_GROUPS):
            times = count_of(column, "number-columns-repeated")
            if column.get(f"{TABLE}visibility") in _HIDDEN:
                found |= set(range(at, min(at + times, WIDEST)))
            at += times
        return frozenset(found)


def rows_of(table: Element) -> Iterator[tuple[Element, int]]:
    """The rows of a table and how often each stands there."""
    return ((row, count_of(row, "number-rows-repeated")) for row in within(table, "table-row", GROUPS))


def within(table: Element, tag: str, groups: frozenset[str]) -> Iterator[Element]:
    for each in table:
        if each.tag == tag:
            yield each
        elif each.tag in groups:
            yield from within(each, tag, groups)


def count_of(node: Element, name: str) -> int:
    """How often something is repeated or how far it reaches; 1 when it does not say, or nonsense."""
    written = node.get(f"{TABLE}{name}", "1")
    return max(int(written), 1) if written.isascii() and written.isdecimal() and len(written) < 12 else 1
