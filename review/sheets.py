"""Queue and findings as a workbook for spreadsheets. Every text is written as text, never as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from ita_portal.thai.celltext import plain
from reports.models import Version
from review.lines import line
from review.models import Review, ReviewFinding
from review.queue import TABS, FindingCounts, finding_counts, in_tab
from review.tallies import tallies

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 100
"""So many versions are in memory at a time; a frozen document may have a megabyte."""


def workbook(found: QuerySet[Version]) -> bytes:
    """Two sheets: the queue in its three parts, and the findings that stand with their last reply."""
    book = Workbook(write_only=True)
    _queue_sheet(book, found)
    _finding_sheet(book, found)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _queue_sheet(book: Workbook, found: QuerySet[Version]) -> None:
    sheet = book.create_sheet(_("Queue"))
    sheet.freeze_panes = "A2"
    parts = {"open": _("To review"), "waiting": _("Waiting for reply"), "done": _("Done")}
    _heading(
        sheet, _("Part of the queue"), _("Municipality"), _("Code"), _("Province"), _("Report"), _("Year"),
        _("Version"), _("Published"), _("Lead"), _("Second assessor"), _("State"), _("Decided"), _("Reason"),
        _("Auditor's findings"), _("Errors of the checks"), _("Warnings of the checks"),
    )  # fmt: skip
    for tab in TABS:
        keys = list(in_tab(found, tab).values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            wanted = keys[start : start + AT_ONCE]
            for cells in _lines(in_tab(found, tab).filter(pk__in=wanted)):
                _row(sheet, parts[tab], *cells)


def _lines(versions: QuerySet[Version]) -> Iterable[list[Any]]:
    rows = list(versions)
    known = tallies(rows, at_most=0)
    findings = finding_counts(rows)
    for version in rows:
        row, review = line(version), getattr(version, "review", None)
        tally = known.get(version.pk)
        yield [
            row.municipality, row.code, row.province, row.kind, row.year, version.number,
            version.published_at, review and str(review.lead or ""), review and str(review.second or ""),
            (review.get_state_display() if review else str(Review.State.OPEN.label)),
            review and review.decided_at, review and plain(review.reason),
            findings.get(version.pk, FindingCounts()).standing,
            tally and tally.errors, tally and tally.warnings,
        ]  # fmt: skip


def _finding_sheet(book: Workbook, found: QuerySet[Version]) -> None:
    sheet = book.create_sheet(_("Auditor's findings"))
    sheet.freeze_panes = "A2"
    _heading(
        sheet, _("Municipality"), _("Code"), _("Report"), _("Year"), _("Version"), _("Finding no."), _("Severity"),
        _("Where"), _("What was found"), _("When"), _("State"), _("Last reply"), _("Replied"),
    )  # fmt: skip
    findings = ReviewFinding.objects.filter(review__version__in=found.values("pk"), withdrawn_at__isnull=True)
    findings = findings.select_related("review__version__report").prefetch_related("replies")
    heads: dict[int, Any] = {}
    for each in findings.order_by("review__version", "number"):
        version = each.review.version
        head = heads.setdefault(version.pk, line(version))
        said = [reply for reply in each.replies.all() if reply.by_municipality]
        last = max(said, key=lambda reply: reply.pk, default=None)
        _row(
            sheet, head.municipality, head.code, head.kind, head.year, version.number, each.number,
            each.get_severity_display(), each.place_text, plain(each.text), each.created_at, state_words(each),
            last and plain(last.text), last and last.at,
        )  # fmt: skip


def state_words(finding: ReviewFinding) -> str:
    if finding.settled_at:
        return _("settled")
    if finding.awaits_reply:
        return _("waiting for the municipality's reply")
    return _("replied") if finding.replies.all() else _("for information")


def _heading(sheet: Any, *names: str) -> None:
    cells = []
    for name in names:
        cell = WriteOnlyCell(sheet, value=name)
        cell.font = Font(bold=True)
        cells.append(cell)
    sheet.append(cells)


def _row(sheet: Any, *values: Any) -> None:
    sheet.append([_cell(sheet, value) for value in values])


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        local = timezone.localtime(value).replace(tzinfo=None)
        cell = WriteOnlyCell(sheet, value=local)
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
        return cell
    return value
