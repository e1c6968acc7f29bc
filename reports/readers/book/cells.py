"""The cells of an .xlsx file by row and column, with what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element as Node

from reports.readers.book.grid import ROW_LIMIT, Sheet, Texts, grid_from_sheets
from reports.readers.book.package import Book
from reports.readers.book.values import Values
from reports.readers.grid import Element
from reports.readers.merged import WIDEST

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")


def grid_from_book(book: Book) -> tuple[Element, ...]:
    """The paragraphs and rows of all visible sheets."""
    return grid_from_sheets(sheets_of(book))


def sheets_of(book: Book) -> Iterator[Sheet]:
    """What the visible sheets show; hidden rows and columns are left out."""
    values = Values(book)
    for part in book.sheets:
        texts, hidden_rows, left_out = _texts(part.root, values)
        unknown = sum(map(_is_without_result, part.root.iter("c")))
        yield Sheet(part.name, texts, _merges(part.root), hidden_rows, left_out, unknown)


def _texts(root: Node, values: Values) -> tuple[Texts, frozenset[int], int]:
    """The texts, the hidden rows, and how many hidden rows and columns have some."""
    found: Texts = {}
    hidden_rows: set[int] = set()
    hidden_columns = _hidden_columns(root)
    silent: set[tuple[str, int]] = set()
    next_row = 0
    for row in root.iter("row"):
        number = row.get("r", "")
        at = int(number) - 1 if number.isdecimal() and len(number) < 9 else next_row
        next_row = at + 1
        hidden = row.get("hidden") in _TRUE
        if hidden and len(hidden_rows) <= ROW_LIMIT:
            hidden_rows.add(at)
        next_column = 0
        for cell in row.iter("c"):
            address = _ADDRESS.fullmatch(cell.get("r", ""))
            column = _column(address[1]) if address else next_column
            next_column = column + 1
            text = values.text(cell)
            if not text or column >= WIDEST:
                continue
            if hidden:
                silent.add(("row", at))
            elif column in hidden_columns:
                silent.add(("column", column))
            else:
                found.setdefault(at, {})[column] = text
    return found, frozenset(hidden_rows), len(silent)


def _is_without_result(cell: Node) -> bool:
    """Whether a formula was never worked out; one that gives an empty text was."""
    return cell.find("f") is not None and not cell.findtext("v") and cell.get("t") != "str"


def _hidden_columns(root: Node) -> frozenset[int]:
    found: set[int] = set()
    for each in root.iter("col"):
        first, last = each.get("min", ""), each.get("max", "")
        if each.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
            found |= set(range(int(first[:6]) - 1, min(int(last[:6]), WIDEST)))
    return frozenset(found)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _merges(root: Node) -> list[tuple[int, int, int, int]]:
    found = []
    for each in root.iter("mergeCell"):
        ends = [_ADDRESS.fullmatch(end) for end in each.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            first, last = ends[0], ends[1]
            found.append((int(first[2]) - 1, _column(first[1]), int(last[2]) - 1, _column(last[1])))
    return found
