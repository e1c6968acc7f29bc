"""The analysis of three readings, row by row and item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.document import AnalysisItem, AnalysisRow
from reports.merging.fields import merged
from reports.merging.guests import bare
from reports.merging.rows import Ways, share, weave
from reports.readers.folding import fold, likeness


def merged_analysis(
    page: Sequence[AnalysisRow], base: Sequence[AnalysisRow], ours: Sequence[AnalysisRow]
) -> tuple[AnalysisRow, ...]:
    woven, _was = weave(page, base, ours, ROWS)
    return tuple(each.row for each in woven)


def _merge(page: AnalysisRow, base: AnalysisRow, ours: AnalysisRow) -> AnalysisRow:
    if replace(page, source_lines=()) == replace(base, source_lines=()):
        return ours
    woven, _was = weave(page.items, base.items, ours.items, ITEMS)
    return merged(page, base, ours, items=tuple(each.row for each in woven))


def _alike(page: AnalysisRow, base: AnalysisRow) -> float:
    same = share(
        (page.instrument, page.items, page.remark, page.extra),
        (base.instrument, base.items, base.remark, base.extra),
    )
    return max(same, likeness(fold(page.remark), fold(base.remark)) if page.remark else 0.0)


def _alike_items(page: AnalysisItem, base: AnalysisItem) -> float:
    if page.item or base.item:
        return float(page.item == base.item)
    title = (
        likeness(fold(page.title_as_written), fold(base.title_as_written)) if page.title_as_written else 0.0
    )
    return max(title, float(page.code_as_written == base.code_as_written != ""))


ITEMS: Ways[AnalysisItem] = Ways(
    says=lambda row: row,
    name=lambda row: row.item or bare(row.title_as_written),
    alike=_alike_items,
    merge=merged,
    added=lambda row: row,
)

ROWS: Ways[AnalysisRow] = Ways(
    says=lambda row: replace(row, headings=(), source_lines=(), number_as_written="", heading_as_written=""),
    name=lambda row: (row.issue, bare(row.remark)),
    alike=_alike,
    merge=_merge,
    added=lambda row: replace(row, source_lines=()),
)
