"""Reports that go to Word, are edited there, and come back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
from hypothesis import strategies as st

from reports.document import Document, Measure, Section
from reports.layouts import SHIPPED
from reports.readers.docx import read_docx
from reports.readers.reading import Reading
from reports.readers.word.memory import Memory
from reports.word_marks import OWN_TABLE
from reports.writers.docx import write_docx
from tests.reports.readers.years import FRAMES
from tests.reports.writers.demo import ISSUES, PLAN, RESULTS
from tests.strategies import evidence, periods, scores, tuples_of

TEXTS = (
    "",
    "แต่งตั้งคณะทำงานจากทุกกอง",
    "๑. ทบทวนขั้นตอนของทุกงาน\n๒. จัดทำคู่มือและเผยแพร่ทาง E-Service",
    "๑) มีคู่มือ ๑๒ งาน เผยแพร่ครบทุกงาน\n๒) แจ้งเวียน ๑ ครั้ง",
    "ผู้รับบริการทราบขั้นตอน เวลารอลดลงเหลือ ๑๔ นาที",
)
UNITS = ("กองคลัง", "กองช่าง", "สำนักปลัดเทศบาล", "หน่วยตรวจสอบภายใน")
PERIODS = ("ไตรมาสที่ ๑ - ๒", "ต.ค. ๖๗ - ก.ย. ๖๘", "ตลอดปีงบประมาณ", "ทุกเดือน")


def rewrite(memory: Memory) -> bytes:
    return write_docx(memory.document, layout=memory.layout)


def read(data: bytes, **asked: Any) -> Reading:
    return read_docx(data, frames=FRAMES, write=rewrite, **asked)


def edited(document: Document, edit: Callable[[Any], None]) -> bytes:
    """The Word file of a report as python-docx saves it after an edit."""
    file = docx.Document(io.BytesIO(write_docx(document)))
    edit(file)
    saved = io.BytesIO()
    file.save(saved)
    return saved.getvalue()


def come_back(document: Document, edit: Callable[[Any], None], **asked: Any) -> Document:
    return read(edited(document, edit), **asked).document


def rows_of(file: Any) -> list[Any]:
    """The rows of all tables that are read."""
    return [row for table in file.tables if table.style.style_id != OWN_TABLE for row in table.rows]


def row_of(file: Any, text: str) -> Any:
    """The row in which a cell says a text."""
    return next(row for row in rows_of(file) if any(text in cell.text for cell in row.cells))


def cell_of(file: Any, document: Document, title: str, field: str) -> Any:
    """The cell of a measure's field."""
    fields = [column.field for column in document.layout.columns]
    return row_of(file, title).cells[fields.index(field)]


def say(cell: Any, text: str) -> None:
    """Type another text over a cell."""
    first, *others = cell.paragraphs
    for each in others:
        each._p.getparent().remove(each._p)
    for run in first.runs[1:]:
        run._r.getparent().remove(run._r)
    if first.runs:
        first.runs[0].text = text
    else:
        first.add_run(text)


def with_measure(document: Document, title: str, /, **fields: Any) -> Document:
    """The report with fields of one measure replaced."""
    return replace(
        document,
        sections=tuple(
            replace(
                section,
                measures=tuple(
                    replace(each, **fields) if each.title == title else each for each in section.measures
                ),
            )
            for section in document.sections
        ),
    )


def measures_of(document: Document) -> list[Measure]:
    return [each for section in document.sections for each in section.measures]


@st.composite
def reports(draw: st.DrawFn) -> Document:
    """A report as one is, in any layout, with all that no page shows."""
    layout = draw(st.sampled_from(SHIPPED))
    document = PLAN if layout.kind == "analysis" else RESULTS
    counts = draw(st.lists(st.integers(1, 3), min_size=1, max_size=len(ISSUES)))
    sections, number = [], 0
    for issue, count in zip(ISSUES, counts, strict=False):
        rows = []
        for _ in range(count):
            number += 1
            row = draw(_measures(f"มาตรการ{NAMES[number - 1]}"))
            rows.append(
                row if layout.kind == "results" else replace(row, output="", outcome="", suggestion="")
            )
        sections.append(
            Section(issue.no, issue.title, measures=tuple(rows), line=draw(st.none() | st.just(7)))
        )
    result = document.result
    indicators = tuple(replace(each, score=draw(scores)) for each in result.indicators)
    return replace(
        document,
        layout=layout,
        number=draw(st.sampled_from(("", "ขก ๗๑๒๐๑/๙"))),
        result=replace(result, indicators=indicators, total_as_written=draw(st.sampled_from(("", "๙๓.๙")))),
        sections=tuple(sections),
    )


NAMES = (
    "จัดทำทะเบียนยืมพัสดุกลาง", "เปิดรับคำร้องออนไลน์", "สุ่มตรวจการใช้รถยนต์", "อบรมเจ้าหน้าที่ใหม่", "ประกาศงดรับของขวัญ",
    "เผยแพร่งบการเงินรายเดือน", "ตอบคำถามประชาชน", "สำรวจความพึงพอใจ", "ปรับแบบใบลา", "เชิญชวนภาคประชาสังคม",
    "ซ้อมแผนรับเรื่องร้องเรียน", "ทบทวนคู่มือบริการ",
)  # fmt: skip


def _measures(title: str) -> st.SearchStrategy[Measure]:
    texts = st.sampled_from(TEXTS)
    return st.builds(
        Measure, title=st.just(title), procedure=st.just(TEXTS[2]), output=texts, outcome=texts,
        suggestion=texts, follow_up=texts,
        responsible=st.lists(st.sampled_from(UNITS), min_size=1, max_size=2, unique=True).map(tuple),
        period=periods.map(lambda each: replace(each, text=PERIODS[len(each.text) % len(PERIODS)])),
        items=tuples_of(st.sampled_from(("i1", "e7", "O28"))), evidence=tuples_of(evidence, 2),
        source_lines=st.sampled_from(((), (3,))),
    )  # fmt: skip
