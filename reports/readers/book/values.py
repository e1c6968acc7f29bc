"""What a cell of an .xlsx file shows: its string with bold and underlined parts, or its number under its format."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from html import escape
from xml.etree.ElementTree import Element

from ita_portal.thai.celltext_html import from_html
from reports.readers.book.days import ALL_PARTS, said_of
from reports.readers.book.package import Book
from reports.readers.book.shown import shipped, shown

SINCE_1900 = date(1899, 12, 30)
SINCE_1904 = date(1904, 1, 1)
"""The days 0 of the two ways to count days."""


class Values:
    """The texts of the cells of one workbook."""

    def __init__(self, book: Book) -> None:
        self.first_day = SINCE_1904 if book.since_1904 else SINCE_1900
        self.strings = [_rich(each) for each in book.strings] if book.strings is not None else []
        self.formats = list(_formats(book.styles)) if book.styles is not None else []

    def text(self, cell: Element) -> str:
        """The cell text of a cell (`c`); "" when it is blank."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("is")
            return _rich(inline) if inline is not None else ""
        value = cell.findtext("v") or ""
        if kind == "s":
            position = int(value) if value.isdecimal() else -1
            return self.strings[position] if 0 <= position < len(self.strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind == "d":
            return said_of(value, value, ALL_PARTS)
        if kind != "n":
            return plain_text(value)
        return self._number(value, int(style) if (style := cell.get("s", "0")).isdecimal() else 0)

    def _number(self, value: str, style: int) -> str:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite():
            return value
        return shown(number, self.formats[style] if style < len(self.formats) else "General", self.first_day)


def plain_text(value: str) -> str:
    """A string without parts as cell text."""
    return from_html(escape(value).replace("\r\n", "\n").replace("\n", "<br>")).strip("\n ")


def _formats(styles: Element) -> list[str]:
    """The code of the number format of each style."""
    named = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter("numFmt")}
    found = []
    cells = styles.find("cellXfs")
    for each in cells if cells is not None else ():
        number = each.get("numFmtId", "0")
        code = named.get(number)
        found.append(shipped(int(number) if number.isdecimal() else 0) if code is None else code)
    return found


def _rich(string: Element) -> str:
    """A string with its bold and underlined parts."""
    html = ""
    for part in string:
        if part.tag == "t":
            html += escape(part.text or "")
        elif part.tag == "r":
            properties = part.find("rPr")
            text = escape(part.findtext("t") or "")
            for mark in ("u", "b"):
                found = properties.find(mark) if properties is not None else None
                if found is not None and found.get("val") not in ("0", "false", "none") and text.strip():
                    text = f"<{mark}>{text}</{mark}>"
            html += text
    return from_html(html.replace("\r\n", "\n").replace("\n", "<br>")).strip("\n ")
