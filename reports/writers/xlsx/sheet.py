"""One sheet: rows of cells with their looks, as the XML of a workbook.

The first column is hidden. It says what each row is (`reports.workbook`), so that a file comes back from a person's
hands with rows added, moved and taken out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from reports.workbook.rich import coded, runs_of
from reports.writers.docx.xml import writable
from reports.writers.xlsx.looks import INK, SIZE, TYPE, Look, Looks
from reports.writers.xlsx.tall import LINE_POINTS, height, lines_needed

Value = str | int | Decimal | date | None
FIRST_DAY = date(1899, 12, 30)
FORMULA_STARTS = ("=", "+", "-", "@")
LARGEST_EXACT = 15
"""Digits that a number of a workbook keeps."""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Cell:
    value: Value
    look: Look = PLAIN
    link: str = ""


@dataclass
class Row:
    """`mark` is what the row is; `across` is the last column that the cell in `start` covers, 0 for its own only."""

    mark: str
    cells: Mapping[int, Cell] = field(default_factory=dict)
    hidden: bool = False
    across: int = 0
    start: int = 2


@dataclass
class Sheet:
    """Columns count from 1 (hidden); `printed` is the last column on paper, `head` the row repeated on every page."""

    name: str
    landscape: bool = True
    rows: list[Row] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    printed: int = 2
    head: int = 0
    aside: set[int] = field(default_factory=set)

    def add(self, row: Row) -> int:
        """The number of the row."""
        self.rows.append(row)
        return len(self.rows)

    def widen(self, column: int, width: float) -> None:
        self.widths[column] = max(self.widths.get(column, 0), width)

    def written(self, strings: Strings, looks: Looks, *, selected: bool) -> tuple[str, list[str]]:
        """The sheet's XML and the addresses that its cells link to, in the order of their ids."""
        links: list[tuple[str, str]] = []
        rows = "".join(
            self._row(number, row, strings, looks, links) for number, row in enumerate(self.rows, 1)
        )
        merged = "".join(
            f'<mergeCell ref="{letters(row.start)}{number}:{letters(row.across)}{number}"/>'
            for number, row in enumerate(self.rows, 1)
            if row.across > row.start
        )
        count = merged.count("<mergeCell ")
        chosen = ' tabSelected="1"' if selected else ""
        level = ' outlineLevelCol="1"' if self.aside else ""
        shown = "".join(
            f'<hyperlink ref="{address}" r:id="rId{at}"/>' for at, (address, _) in enumerate(links, 1)
        )
        return (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<sheetPr><outlinePr summaryRight="0"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<sheetViews><sheetView showGridLines="0"{chosen} workbookViewId="0">'
            f'{self._frozen()}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="{LINE_POINTS:g}"{level}/>'
            f"<cols>{self._columns()}</cols><sheetData>{rows}</sheetData>"
            + (f'<mergeCells count="{count}">{merged}</mergeCells>' if merged else "")
            + (f"<hyperlinks>{shown}</hyperlinks>" if shown else "")
            + '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="9" orientation="{"landscape" if self.landscape else "portrait"}" '
            'fitToWidth="1" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>{escape(self._footer())}</oddFooter></headerFooter></worksheet>"
        ), [address for _, address in links]

    def _footer(self) -> str:
        type_ = f'&"{TYPE},Regular"&{SIZE - 2} '
        return f"&L{type_}&A&R{type_}หน้า &P จาก &N"

    def _frozen(self) -> str:
        if not self.head:
            return ""
        cell = f"A{self.head + 1}"
        return (
            f'<pane ySplit="{self.head}" topLeftCell="{cell}" activePane="bottomLeft" state="frozen"/>'
            '<selection pane="bottomLeft" activeCell="B'
            + str(self.head + 1)
            + f'" sqref="B{self.head + 1}"/>'
        )

    def _columns(self) -> str:
        found = ['<col min="1" max="1" width="4" hidden="1" customWidth="1"/>']
        for column in sorted(self.widths):
            level = ' outlineLevel="1"' if column in self.aside else ""
            found.append(
                f'<col min="{column}" max="{column}" width="{self.widths[column]:g}" customWidth="1"{level}/>'
            )
        return "".join(found)

    def _row(
        self, number: int, row: Row, strings: Strings, looks: Looks, links: list[tuple[str, str]]
    ) -> str:
        cells = [f'<c r="A{number}" t="s"><v>{strings.number(row.mark)}</v></c>'] if row.mark else []
        for column, cell in sorted(row.cells.items()):
            address = f"{letters(column)}{number}"
            cells.append(_cell(address, cell, strings, looks))
            if cell.link:
                links.append((address, cell.link))
        hidden = ' hidden="1"' if row.hidden else ""
        height = "" if row.hidden else self._height(row)
        return f'<row r="{number}"{height}{hidden}>{"".join(cells)}</row>'

    def _height(self, row: Row) -> str:
        """Programs fit a row to its text only when it is edited, and never where cells are merged."""
        needed = 1.0
        for column, cell in row.cells.items():
            if not isinstance(cell.value, str) or not cell.value:
                continue
            last = max(row.across, column) if column == row.start else column
            width = sum(self.widths.get(each, 9) for each in range(column, last + 1))
            needed = max(needed, lines_needed(cell.value, width, cell.look.font))
        return f' ht="{height(needed):g}"'


@dataclass
class Strings:
    """The strings of a workbook, each once."""

    known: dict[str, int] = field(default_factory=dict)
    uses: int = 0

    def number(self, text: str) -> int:
        self.uses += 1
        runs = runs_of(text)
        inside = "".join(_run(run.text, run.bold, run.underline) for run in runs) if runs else _text(text)
        return self.known.setdefault(f"<si>{inside}</si>", len(self.known))

    def written(self) -> str:
        """`xl/sharedStrings.xml`."""
        return (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'count="{self.uses}" uniqueCount="{len(self.known)}">{"".join(self.known)}</sst>'
        )


def letters(column: int) -> str:
    """The name of a column: 1 is A."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _cell(address: str, cell: Cell, strings: Strings, looks: Looks) -> str:
    value, look = cell.value, cell.look
    exact = exactly(value)
    if isinstance(value, str) or (value is not None and not exact):
        text = str(value)
        if not text:
            return f'<c r="{address}" s="{looks.number(look)}"/>'
        if text.startswith(FORMULA_STARTS):
            look = Look(look.font, look.fill, look.border, "text", look.align, look.middle, quoted=True)
        return f'<c r="{address}" s="{looks.number(look)}" t="s"><v>{strings.number(text)}</v></c>'
    shown = f"<v>{exact}</v>" if exact else ""
    return f'<c r="{address}" s="{looks.number(look)}">{shown}</c>'


def exactly(value: Value) -> str:
    """A number as a workbook keeps it; "" for what it cannot keep to the last digit."""
    if isinstance(value, date):
        days = (value - FIRST_DAY).days
        return str(days) if days > 60 else ""  # Excel has a 29 February 1900
    if isinstance(value, int):
        return str(value) if abs(value) < 10**LARGEST_EXACT else ""
    if isinstance(value, Decimal):
        written = f"{value.normalize():f}"
        return written if sum(each.isdigit() for each in written) <= LARGEST_EXACT else ""
    return ""


def _run(text: str, bold: bool, underline: bool) -> str:
    marks = f"{'<b/>' if bold else ''}{'<u/>' if underline else ''}"
    kept = f'<rPr>{marks}<sz val="{SIZE}"/><color rgb="{INK}"/><rFont val={quoteattr(TYPE)}/><family val="2"/></rPr>'
    return f"<r>{kept}{_text(text)}</r>"


def _text(text: str) -> str:
    return f'<t xml:space="preserve">{escape(coded(writable(text)))}</t>'
