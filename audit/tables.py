"""The trail as a table for spreadsheets: CSV line by line, or a workbook. No text becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from audit.lines import Line, lines_of
from audit.whereabouts import Whereabouts, whereabouts_of
from reports.writers.csv import FORMULA_STARTS
from trail.models import Event

AT_ONCE = 500
MOST = 20_000
"""So many events are exported at once; who wants more narrows the period."""


def headings() -> list[str]:
    return [
        _("When"), _("Who"), _("What was done"), _("Place"), _("Municipality"), _("Code"), _("Comment"),
        _("What changed"), _("Name of the action"), _("Event no."),
    ]  # fmt: skip


def rows(events: QuerySet[Event]) -> Iterator[list[str]]:
    """The newest events, in a few queries for each five hundred."""
    done, behind = 0, None
    while done < MOST:
        found = list(
            (events if behind is None else events.filter(pk__lt=behind))[: min(AT_ONCE, MOST - done)]
        )
        if not found:
            return
        places = whereabouts_of(found)
        for event, line in zip(found, lines_of(found, join=False), strict=True):
            yield _row(event, line, places.get(event.municipality_id or 0))
        done, behind = done + len(found), found[-1].pk


def csv_lines(events: QuerySet[Event]) -> Iterator[bytes]:
    yield "\ufeff".encode()
    yield _csv_line(headings())
    for row in rows(events):
        yield _csv_line(row)


def workbook(events: QuerySet[Event]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Audit trail"))
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, each, bold=True) for each in headings()])
    for row in rows(events):
        sheet.append([_cell(sheet, each) for each in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _row(event: Event, line: Line, place: Whereabouts | None) -> list[str]:
    changed = "; ".join(f"{each.label}: {each.old or '–'} → {each.new or '–'}" for each in line.changes)
    return [
        timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S"),
        line.first.who,
        line.first.what,
        line.first.place,
        place.name if place else "",
        place.code if place else "",
        event.comment,
        changed[:30_000],
        event.action,
        str(event.pk),
    ]


def _csv_line(cells: list[str]) -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow([_text(each) for each in cells])
    return target.getvalue().encode()


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _cell(sheet: Any, value: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
