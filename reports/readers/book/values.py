"""What a cell of a workbook shows: numbers with the decimals of their format, dates in the Buddhist era."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from html import escape
from xml.etree.ElementTree import Element

from ita_portal.thai.celltext_html import from_html
from ita_portal.thai.dates import format_date
from reports.readers.book.package import Book

_SHIPPED = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 49: "@"}
"""Number formats that every workbook has without naming them."""
_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59), *range(71, 80)})
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DECIMALS = re.compile(r"[0#?]\.(?P<decimals>0*)")
_MOST_DAYS = 2_958_465
"""31 December 9999, the last day that a workbook knows."""


class Values:
    """The texts of the cells of one workbook."""

    def __init__(self, book: Book) -> None:
        self.first_day = date(1904, 1, 1) if book.since_1904 else date(1899, 12, 30)
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
        if kind != "n":
            return from_html(escape(value).replace("\n", "<br>")).strip("\n ")
        return self._number(value, int(style) if (style := cell.get("s", "0")).isdecimal() else 0)

    def _number(self, value: str, style: int) -> str:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite():
            return value
        shown = self.formats[style] if style < len(self.formats) else "General"
        if shown == "date":
            return self._date(number) or value
        if "%" in shown:
            return f"{_decimals(number * 100, shown)}%"
        return _decimals(number, shown)

    def _date(self, number: Decimal) -> str:
        if not 1 <= number <= _MOST_DAYS:
            return ""
        return format_date(self.first_day + timedelta(days=int(number)), "long")


def _decimals(number: Decimal, shown: str) -> str:
    """A number with as many decimals as its format shows; without one as short as it can be written."""
    match = _DECIMALS.search(shown)
    if match or shown.strip("#,") in ("0", "0%"):
        places = len(match["decimals"]) if match else 0
        return str(number.quantize(Decimal(1).scaleb(-min(places, 10)), rounding=ROUND_HALF_UP))
    return f"{float(number):.15g}"  # as many digits as Excel keeps: 97.530000000000001 is 97.53


def _formats(styles: Element) -> list[str]:
    """The number format of each style: "date", or the format's own code."""
    named = {each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter("numFmt")}
    found = []
    cells = styles.find("cellXfs")
    for each in cells if cells is not None else ():
        number = each.get("numFmtId", "0")
        code = named.get(number)
        if code is None:
            known = int(number) if number.isdecimal() else 0
            found.append("date" if known in _DATES else _SHIPPED.get(known, "General"))
            continue
        bare = _LITERAL.sub("", code).split(";")[0]
        found.append(
            "date" if re.search(r"[dymะbBก-ฮ]", bare.replace("General", ""), re.IGNORECASE) else bare
        )
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
