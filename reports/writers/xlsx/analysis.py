"""The sheet of the analysis: a row for each item, what is said of several on the first of them."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import AnalysisItem, AnalysisRow, Document
from reports.layouts import Column
from reports.workbook.derived import issue_titles, item_titles
from reports.workbook.fields import ANALYSIS
from reports.writers.xlsx.headed import Kept, headed, said_keys
from reports.writers.xlsx.sheet import Sheet
from reports.writers.xlsx.tables import Pen, Written, blocks, row_mark

LAST_OF_FROZEN = 8
"""A header row further down is not frozen: nothing would be left to scroll."""


def analysis(sheet: Sheet, document: Document, pen: Pen, kept: Kept) -> None:
    blocks(sheet, "analysis_before", document.analysis_before, 8)
    rows = [(each, list(_rows(document, each))) for each in document.analysis]
    if not rows:
        return
    pairs = [each.extra for each in document.analysis]
    used = said_keys([written.values for _, several in rows for written in several])
    headings = [each.headings for each in document.analysis]
    layout: tuple[Column, ...] = document.layout.analysis_columns
    table = headed("analysis", ANALYSIS, layout, used, pairs, headings)
    head, force = table.begin(sheet, rows[0][0].headings, kept)
    if head <= LAST_OF_FROZEN:
        sheet.head = head
    for n, (row, several) in enumerate(rows):
        if n and row.headings:
            force = table.again(sheet, row.headings, kept, force)
        for at, written in enumerate(several):
            table.add(sheet, written if at else table.with_extra(written, row.extra, force), pen)


def _rows(document: Document, row: AnalysisRow) -> Iterator[Written]:
    titles = item_titles(document)
    heading = issue_titles(document).get(row.issue, "")
    written = "" if row.heading_as_written != heading or not heading else " heading"
    values = {
        "issue": row.issue,
        "number_as_written": row.number_as_written,
        "heading_as_written": row.heading_as_written or heading,
        "instrument": row.instrument,
        "remark": row.remark,
    }
    mark = row_mark(row) + written
    if not row.items:
        yield Written(values, f"{mark} none")
        return
    for at, item in enumerate(row.items):
        title = titles.get(item.item.lower(), "")
        flag = " title" if title and item.title_as_written == title else ""
        said = _item(item, title)
        yield Written(said if at else values | said, (mark if not at else "item") + flag)


def _item(item: AnalysisItem, title: str) -> dict[str, object]:
    return {
        "code_as_written": item.code_as_written,
        "title_as_written": item.title_as_written or title,
        "score": item.score,
        "item": item.item,
        "score_as_written": item.score_as_written,
    }
