"""The sheets of an .xls file, the format of Excel before 2007.

xlrd reads them: it alone knows the number format of each cell, without which 92.1 is never "92.10". What it would
build is counted in the file's records before it begins, as a file may come from anyone.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any, TextIO, cast

import xlrd
from xlrd.compdoc import CompDoc

from ita_portal.thai.celltext_html import from_html
from ita_portal.thai.inline import Span
from reports.readers.book.grid import ROW_LIMIT, Sheet, Texts
from reports.readers.book.package import SHEETS_LIMIT
from reports.readers.book.shown import shown
from reports.readers.book.values import SINCE_1900, SINCE_1904, plain_text
from reports.readers.merged import WIDEST
from reports.readers.reading import UnreadableFile
from reports.readers.word.package import OLE

SIZE_LIMIT = 8_000_000
"""Bytes; a report without pictures has less than one million."""
RECORD_LIMIT = 400_000
STYLE_LIMIT = 20_000
"""Fonts, formats and cell styles, each of which becomes an object; Excel itself allows 4,000."""
MERGED_LIMIT = 100_000

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOK = "Workbook".encode("utf-16-le")
_MACROS = "_VBA_PROJECT_CUR"
_BOF, _PASSWORD, _LINKS, _MERGED, _EOF = 0x0809, 0x002F, 0x01AE, 0x00E5, 0x000A
_STYLES = frozenset({0x0031, 0x00E0, 0x041E, 0x0293})
_OWN_LINKS = (0x0401, 0x3A01)
"""Where a book points into itself, or to functions that are added to Excel."""


class _Silence:
    """Takes what xlrd would print."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        """Nothing is kept."""


_SILENCE = cast("TextIO", _Silence())


def is_old_book(data: bytes) -> bool:
    """Whether a file looks like Excel's of before 2007, or like any of Office's under a password."""
    return data.startswith(OLE) and (_BOOK in data or _ENCRYPTED in data)


def sheets_of_old(data: bytes) -> tuple[list[Sheet], int]:
    """What the visible sheets show, and how many are hidden. Raises UnreadableFile with what to do about it."""
    with open_old_book(data) as book:
        return sheets_shown(book), book.nsheets - len(visible(book))


@contextmanager
def open_old_book(data: bytes) -> Iterator[Any]:
    """An .xls file as xlrd's book, while it is read. Raises UnreadableFile, also for what breaks on the way."""
    if len(data) > SIZE_LIMIT:
        raise UnreadableFile(
            "read-too-large", size=f"{len(data) / 1_000_000:.1f}", limit=SIZE_LIMIT // 1_000_000
        )
    if _ENCRYPTED in data:
        raise UnreadableFile("read-book-password")
    try:
        _refuse(data)
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=_SILENCE
        ) as book:
            if book.nsheets > SHEETS_LIMIT:
                raise UnreadableFile("read-book-large")
            yield book
    except UnreadableFile:
        raise
    except MemoryError:
        raise UnreadableFile("read-book-large") from None
    except Exception as error:  # broken records end in any exception, of xlrd's own or of the language
        raise UnreadableFile("read-book-damaged") from error


def visible(book: Any) -> list[int]:
    return [number for number in range(book.nsheets) if not book._sheet_visibility[number]]


def sheets_shown(book: Any) -> list[Sheet]:
    """What the visible sheets show."""
    return [_sheet(book, book.sheet_by_index(number)) for number in visible(book)]


def _refuse(data: bytes) -> None:
    """Refuse what must not be opened, before anything is built of it."""
    compound = CompDoc(data, logfile=_SILENCE)
    if any(entry.name.upper() == _MACROS for entry in compound.dirlist):
        raise UnreadableFile("read-book-macros")
    found, start, length = compound.locate_named_stream("Workbook")
    if not found:
        raise UnreadableFile("read-book-damaged")
    styles = merged = 0
    for number, (code, content) in enumerate(_records(found, start, start + length)):
        if code == _PASSWORD:
            raise UnreadableFile("read-book-password")
        if code == _LINKS and _elsewhere(content):
            raise UnreadableFile("read-book-links")
        styles += code in _STYLES
        if code == _MERGED and len(content) >= 2:
            merged += struct.unpack_from("<H", content)[0]
        if number > RECORD_LIMIT or styles > STYLE_LIMIT or merged > MERGED_LIMIT:
            raise UnreadableFile("read-book-large")


def _records(stream: Any, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= end:
        code, length = struct.unpack_from("<HH", stream, at)
        yield code, bytes(stream[at + 4 : at + 4 + min(length, 8)])
        at += 4 + length


def _elsewhere(content: bytes) -> bool:
    return len(content) < 4 or struct.unpack_from("<H", content, 2)[0] not in _OWN_LINKS


def _sheet(book: Any, sheet: Any) -> Sheet:
    texts: Texts = {}
    hidden_rows = frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden)
    hidden_columns = frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden)
    silent: set[tuple[str, int]] = set()
    for row in range(sheet.nrows):
        for column in range(min(sheet.row_len(row), WIDEST)):
            text = shown_text(book, sheet, row, column)
            if not text:
                continue
            if row in hidden_rows:
                silent.add(("row", row))
            elif column in hidden_columns:
                silent.add(("column", column))
            else:
                texts.setdefault(row, {})[column] = text
        if len(texts) > ROW_LIMIT:
            raise UnreadableFile("read-book-large")
    merges = [(top, left, below - 1, beside - 1) for top, below, left, beside in sheet.merged_cells]
    return Sheet(sheet.name, texts, merges, hidden_rows, len(silent))


def shown_text(book: Any, sheet: Any, row: int, column: int) -> str:
    """A cell as its format shows it."""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column))
        return _rich(book, value, runs) if runs else plain_text(value)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        style = book.xf_list[sheet.cell_xf_index(row, column)]
        code = book.format_map[style.format_key].format_str
        number = Decimal(repr(value))
        if not number.is_finite():
            return str(value)
        return shown(number, code, first_day(book))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, ""))
    return ""


def first_day(book: Any) -> date:
    """Day 0 of the book."""
    return SINCE_1904 if book.datemode else SINCE_1900


def _rich(book: Any, value: str, runs: list[tuple[int, int]]) -> str:
    """A string with its bold and underlined parts; a run is where a font begins."""
    html = ""
    for span in spans_of(book, value, runs):
        part = escape(span.text)
        if part.strip():
            part = f"<u>{part}</u>" if span.underline else part
            part = f"<b>{part}</b>" if span.bold else part
        html += part
    return from_html(html.replace("\r\n", "\n").replace("\n", "<br>")).strip("\n ")


def spans_of(book: Any, value: str, runs: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The parts of a string with their marks; the first one has the cell's own font."""
    if runs[0][0]:
        yield Span(value[: runs[0][0]])
    ends = [start for start, _font in runs[1:]] + [len(value)]
    for (start, number), end in zip(runs, ends, strict=True):
        font = book.font_list[number] if number < len(book.font_list) else None
        bold, underline = (
            (font.weight >= 600, bool(font.underline_type)) if font is not None else (False, False)
        )
        yield Span(value[start:end], bold, underline)
