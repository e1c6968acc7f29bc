"""Excel: the report as .xlsx, for those who count with it, and for those who work on in it and bring it back.

A sheet for each part, in the words and columns of the report's layout; numbers are numbers, whatever digits show
them. Every sheet has a hidden first column that says what its rows are (`reports.workbook`); nothing else of the
report is kept out of sight, and what is read back are the cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Document
from reports.workbook.fields import FACTS, FORM_FACTS, RESULT_FACTS, SIGN
from reports.writers.docx import properties
from reports.writers.html import page_title
from reports.writers.imprint import Imprint
from reports.writers.limits import check_size
from reports.writers.setting import Setting
from reports.writers.xlsx.analysis import analysis
from reports.writers.xlsx.evidence import evidence
from reports.writers.xlsx.headed import Kept
from reports.writers.xlsx.looks import Look
from reports.writers.xlsx.measures import counted, measure_ids, section_sheet, table_of
from reports.writers.xlsx.names import Names
from reports.writers.xlsx.package import package
from reports.writers.xlsx.result import indicators
from reports.writers.xlsx.sheet import Cell, Row, Sheet
from reports.writers.xlsx.tables import (
    FACT_WIDTH,
    FIRST,
    LABEL_WIDTH,
    Pen,
    Written,
    blocks,
    facts,
    part_title,
    simple_table,
)

__all__ = ["write_xlsx"]

SHEETS_OF_ISSUES = 60
"""A report with more sections has them on one sheet."""


def write_xlsx(document: Document, *, imprint: Imprint | None = None) -> bytes:
    """The report as an Excel file, the same bytes for the same arguments. Raises TooLarge before it begins.

    `imprint` are the address, number and date of a published version.
    """
    check_size(document)
    setting = Setting.of(document, medium="paper", imprint=imprint)
    core = properties.core(setting, page_title(setting))
    return package(list(_sheets(document, imprint)), core, properties.application())


def _sheets(document: Document, imprint: Imprint | None) -> Iterator[Sheet]:
    names, pen, kept = Names(), Pen.of(document), Kept()
    summary = _summary(names, document, pen)
    if imprint is not None:
        _published(summary, imprint, pen)
    yield summary
    if document.before:
        yield _texts(names, "ส่วนนำ", "before", document)
    result = document.result
    if (
        result.instruments
        or result.indicators
        or result.trend
        or result.bands
        or result.before
        or result.headings
    ):
        sheet = begin(names, "ผลการประเมิน", "ผลการประเมิน ITA", landscape=False)
        indicators(sheet, document, pen, kept)
        yield sheet
    if result.items:
        sheet = begin(names, "คะแนนรายข้อ", "คะแนนรายข้อ", landscape=False)
        sheet.head = simple_table(sheet, "items", result.items, pen)
        yield sheet
    if document.analysis or document.analysis_before:
        sheet = begin(names, "การวิเคราะห์", "การวิเคราะห์ผลการประเมินรายประเด็น")
        analysis(sheet, document, pen, kept)
        yield sheet
    yield from _measures(names, document, pen, kept)
    if any(True for _ in document.pieces) or document.item_evidence:
        sheet = begin(names, "หลักฐาน", "หลักฐานประกอบ")
        evidence(sheet, document, measure_ids(document), pen)
        yield sheet
    if document.after or document.signatures or document.notes:
        yield _closing(names, document, pen)
    yield _form(names, document, pen, kept)


def begin(names: Names, name: str, title: str, *, landscape: bool = True) -> Sheet:
    """A sheet with its title; the first cell says what file this is."""
    sheet = Sheet(names.free(name), landscape)
    sheet.add(Row(f"{SIGN} 1", {FIRST: Cell(title, Look("title"))}, across=5))
    return sheet


def _summary(names: Names, document: Document, pen: Pen) -> Sheet:
    sheet = begin(names, "ข้อมูลรายงาน", "ข้อมูลรายงาน", landscape=False)
    _as_form(sheet)
    facts(sheet, document, FACTS, pen)
    part_title(sheet, "ผลการประเมิน ITA")
    facts(sheet, document, RESULT_FACTS, pen)
    return sheet


def _published(sheet: Sheet, imprint: Imprint, pen: Pen) -> None:
    """Which version this is and where it stands; written anew each time, so not read back."""
    part_title(sheet, "ฉบับเผยแพร่")
    for label, value in (
        ("ที่อยู่ถาวร", imprint.url),
        ("ฉบับที่", imprint.version),
        ("เผยแพร่เมื่อ", imprint.date),
        ("รหัสตรวจสอบ SHA-256", imprint.sha256),
    ):
        link = imprint.url if value == imprint.url else ""
        said = pen.cell("", value, Look(border=True), link=link)
        sheet.add(Row("-", {FIRST: Cell(label, Look("soft", "label", border=True)), FIRST + 1: said}))


def _as_form(sheet: Sheet) -> None:
    sheet.widen(FIRST, LABEL_WIDTH)
    sheet.widen(FIRST + 1, FACT_WIDTH)
    sheet.printed = FIRST + 1


def _texts(names: Names, name: str, place: str, document: Document) -> Sheet:
    sheet = begin(names, name, name, landscape=False)
    _as_text(sheet)
    blocks(sheet, place, document.before, sheet.printed)
    return sheet


def _as_text(sheet: Sheet) -> None:
    for column in range(FIRST, FIRST + 4):
        sheet.widen(column, 25)
    sheet.printed = FIRST + 3


def _measures(names: Names, document: Document, pen: Pen, kept: Kept) -> Iterator[Sheet]:
    if not (document.sections or document.sections_before):
        return
    landscape = document.layout.orientation == "landscape"
    table = table_of(document)
    numbered = zip(measure_ids(document), counted(document), strict=True)
    names_of = [list(zip(*each, strict=True)) for each in numbered]
    apart = document.layout.grouping == "tables" and 1 < len(document.sections) <= SHEETS_OF_ISSUES
    sheet: Sheet | None = None
    for at, section in enumerate(document.sections):
        if sheet is None or apart:
            if sheet is not None:
                yield sheet
            of_issue = apart and section.issue is not None
            name = f"ประเด็นที่ {section.issue}" if of_issue else "มาตรการ"
            sheet = begin(names, name, "มาตรการ", landscape=landscape)
        if not at:
            blocks(sheet, "sections_before", document.sections_before, 6)
        section_sheet(sheet, document, section, names_of[at], table, pen, kept)
    if sheet is None:
        sheet = begin(names, "มาตรการ", "มาตรการ", landscape=landscape)
        _as_text(sheet)
        blocks(sheet, "sections_before", document.sections_before, sheet.printed)
    yield sheet


def _closing(names: Names, document: Document, pen: Pen) -> Sheet:
    sheet = begin(names, "ส่วนท้าย", "ส่วนท้าย")
    _as_text(sheet)
    blocks(sheet, "after", document.after, sheet.printed)
    if document.signatures:
        simple_table(sheet, "signatures", document.signatures, pen, "ผู้ลงนาม")
    if document.notes:
        part_title(sheet, "ข้อความอื่นในเอกสาร")
        blocks(sheet, "notes", document.notes, sheet.printed)
    return sheet


def _form(names: Names, document: Document, pen: Pen, kept: Kept) -> Sheet:
    """How the report is printed, and what it was asked for: at the end, where nobody needs to look."""
    sheet = begin(names, "รูปแบบเอกสาร", "รูปแบบเอกสาร", landscape=False)
    _as_form(sheet)
    facts(sheet, document, FORM_FACTS, pen)
    layout = document.layout
    for name, parts, title in (
        ("issues", document.issues, "ประเด็นของปีนี้"),
        ("columns", layout.columns, "คอลัมน์ของตารางมาตรการ"),
        ("analysis_columns", layout.analysis_columns, "คอลัมน์ของตารางวิเคราะห์"),
        ("indicator_columns", layout.indicator_columns, "คอลัมน์ของตารางตัวชี้วัด"),
        ("headings", kept.rows, "หัวคอลัมน์ตามเอกสารเดิม"),
        ("images", [Written({"sha256": each}) for each in document.images], "ภาพในเอกสาร"),
    ):
        if parts:
            simple_table(sheet, name, parts, pen, title)
    return sheet
