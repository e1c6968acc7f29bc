"""Workbooks around a list of results: the template to fill in, and the rows that need mending."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from assessments.models import Assessment
from catalogue.frame import Frame
from municipalities.importing import RowProblem
from national.announcing.columns import LABELS, ROW, WRONG
from national.announcing.rows import Checked
from national.announcing.table import Table

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOLD = Font(bold=True)
MARKED = PatternFill("solid", fgColor="FDEEEC")
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDE, NARROW, MEDIUM = 60, 11, 26


def template(frame: Frame) -> bytes:
    """An empty list with every column of a year, and a sheet that explains them."""
    book = Workbook(write_only=True)
    columns = _columns(frame)
    sheet = book.create_sheet(_("Announced results"))
    sheet.freeze_panes = "C2"
    for number, (heading, *_more) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = MEDIUM if len(heading) > NARROW else NARROW
    sheet.append([_text(sheet, heading, bold=True) for heading, *_more in columns])
    explained = book.create_sheet(_("Explanation"))
    explained.freeze_panes = "A2"
    for letter, width in (("A", MEDIUM), ("B", WIDE), ("C", MEDIUM)):
        explained.column_dimensions[letter].width = width
    explained.append(
        [_text(explained, each, bold=True) for each in (_("Column"), _("What stands there"), _("Example"))]
    )
    for line in columns:
        explained.append([_text(explained, each) for each in line])
    return _bytes(book)


def wrong_rows(table: Table, checked: Checked) -> bytes:
    """The rows that cannot be used and those worth a look, as they were, each with what is to be mended.

    The first sheet can be mended and handed in again: its two further columns say nothing then.
    """
    book = Workbook(write_only=True)
    _problem_sheet(book, _("To be mended"), table, checked, checked.errors)
    _problem_sheet(book, _("Worth a look"), table, checked, checked.warnings)
    return _bytes(book)


def _problem_sheet(
    book: Workbook, title: str, table: Table, checked: Checked, problems: Sequence[RowProblem]
) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2"
    sheet.column_dimensions["A"].width = NARROW
    sheet.column_dimensions["B"].width = WIDE
    headings = (_(ROW), _(WRONG), *checked.columns.headings)
    sheet.append([_text(sheet, heading, bold=True) for heading in headings])
    by_row: dict[int, list[RowProblem]] = defaultdict(list)
    for each in problems:
        by_row[each.row].append(each)
    for number, said in sorted(by_row.items()):
        marked = {each.column for each in said}
        words = "\n".join(f"{each.column}: {each.message}" for each in said)
        cells = [
            _text(sheet, text, marked=heading in marked)
            for heading, text in zip(checked.columns.headings, table.lines[number - 1], strict=False)
        ]
        sheet.append([number, _text(sheet, words, wrapped=True), *cells])


def _columns(frame: Frame) -> list[tuple[str, str, str]]:
    """Heading, explanation and example of every column of a year."""
    statuses = ", ".join(str(each.label) for each in Assessment.Status if each)
    levels = ", ".join(band.name for band in sorted(frame.bands, key=lambda band: band.order))
    score = _("A score from 0 to 100 with at most two decimals. Empty: not announced")
    example: Mapping[str, str] = {"code": "99400501", "year": str(frame.year), "total": "92.50"}
    words = {
        "code": _("Required. The code of the municipality, eight digits; a former code will do"),
        "name": _("Compared with the code, so that no result goes to another municipality"),
        "year": _("The year whose results these are, in the Buddhist era"),
        "total": score,
        "level": _("One of: %(words)s") % {"words": levels},
    }
    about = {
        "status": _("One of: %(words)s") % {"words": statuses},
        "source": _("Where the figures come from"),
        "announced_on": _("The day of the announcement, like 29 ส.ค. 2568 or 2025-08-29"),
    }
    best = min(frame.bands, key=lambda band: band.order).name if frame.bands else ""
    values = {**example, "name": "เทศบาลตำบล…", "level": best, "status": str(Assessment.Status.FINAL.label)}
    return [
        *((str(LABELS[key]), text, values.get(key, "")) for key, text in words.items()),
        *((each.code, f"{each.name}. {score}", "") for each in frame.instruments),
        *(
            (_("Indicator %(no)s") % {"no": each.no}, f"{each.name}. {score}", "")
            for each in frame.indicators
        ),
        *((each.code, each.title, "") for each in frame.items),
        *((str(LABELS[key]), text, values.get(key, "")) for key, text in about.items()),
    ]


def _text(sheet: Any, text: str, *, bold: bool = False, marked: bool = False, wrapped: bool = False) -> Any:
    """Text as text, never as a formula."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    if bold:
        cell.font = BOLD
    if marked:
        cell.fill = MARKED
    if wrapped:
        cell.alignment = WRAPPED
    return cell


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
