"""The sheets of the result: total and instruments, indicators, the years before, the scores of the items."""

from __future__ import annotations

from reports.document import Document
from reports.workbook.fields import INDICATORS
from reports.workbook.values import value_of
from reports.writers.xlsx.headed import Kept, headed, said_keys
from reports.writers.xlsx.sheet import Sheet
from reports.writers.xlsx.tables import Pen, Written, blocks, part_title, row_mark, simple_table


def indicators(sheet: Sheet, document: Document, pen: Pen, kept: Kept) -> None:
    result = document.result
    if result.instruments:
        simple_table(sheet, "instruments", result.instruments, pen, "คะแนนรายเครื่องมือ")
    if result.before or result.indicators or result.headings:
        part_title(sheet, "คะแนนรายตัวชี้วัด")
        blocks(sheet, "result.before", result.before, 8)
    if result.indicators or result.headings:
        keys = [each.key for each in INDICATORS if each.key != "extra_headings"]
        rows = [
            Written({key: value_of(each, key) for key in keys}, row_mark(each)) for each in result.indicators
        ]
        pairs = [each.extra for each in result.indicators]
        used = said_keys([row.values for row in rows])
        table = headed("indicators", INDICATORS, (), used, pairs, [result.headings])
        _, force = table.begin(sheet, result.headings, kept)
        for row, extra in zip(rows, pairs, strict=True):
            table.add(sheet, table.with_extra(row, extra, force), pen)
    if result.trend:
        simple_table(sheet, "trend", result.trend, pen, "ผลคะแนนย้อนหลัง")
    if result.bands:
        simple_table(sheet, "bands", result.bands, pen, "เกณฑ์ระดับ")
