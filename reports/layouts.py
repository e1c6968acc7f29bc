"""Layouts: the forms in which municipalities are used to print the same content, as plain values (design §9).

A layout decides order, headings, grouping and dress, never what is said: a field that has text but no column
prints as a labelled line under the nearest column. A new layout is a new value; no code knows any by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

FIELDS = (
    "number",
    "title",
    "procedure",
    "responsible",
    "period",
    "output",
    "outcome",
    "suggestion",
    "follow_up",
)
"""Fields of a measure that can be a column. `extra:<n>` are columns of an imported table that fit no field."""

PARTS = ("cover", "contents", "intro", "result", "trend", "analysis", "measures", "signatures")
"""Parts of a document in the order in which they may be printed; a layout lists those it prints."""

ANALYSIS_FIELDS = ("instrument", "code", "items", "score", "remark")
INDICATOR_FIELDS = ("no", "instrument", "name", "before", "score", "level")
_EXTRA = re.compile(r"extra:[0-9]{1,3}", re.ASCII)
SMALLEST_TYPE, LARGEST_TYPE = 8, 40
LARGEST_WIDTH = 1000

Digits = Literal["thai", "arabic"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: which field, under which heading, and how wide relative to its neighbours."""

    field: str
    heading: str
    width: int = 10


@dataclass(frozen=True, slots=True)
class Layout:
    """One printed form.

    `grouping`: "tables" gives each issue a heading and its own table; "table" is one table, in which an issue
    that has a heading stands as a row across. `numbering`: "issue" restarts in every issue, "document" runs
    through, "none" prints numbers only where they were written. `issue_heading`: "numbered" prints
    "ประเด็นที่ n title", "title" the title alone. `font_size` is in points of official Thai type (16).
    `intro` is cell text printed before the tables, "" for the standard sentence of the kind.
    """

    name: str
    label: str
    kind: Literal["analysis", "results"]
    columns: tuple[Column, ...]
    grouping: Literal["tables", "table"] = "tables"
    numbering: Literal["issue", "document", "none"] = "none"
    issue_heading: Literal["numbered", "title"] = "numbered"
    analysis_columns: tuple[Column, ...] = ()
    indicator_columns: tuple[Column, ...] = ()
    parts: tuple[str, ...] = PARTS
    orientation: Literal["landscape", "portrait"] = "landscape"
    digits: Digits = "thai"
    font_size: int = 16
    language: str = "th"
    intro: str = ""

    def impossible(self) -> str:
        """What of a layout that came from elsewhere cannot be printed, "" when all can: a column or `font_size`."""
        wrong = [
            each.field
            for columns, known in (
                (self.columns, FIELDS),
                (self.analysis_columns, ANALYSIS_FIELDS),
                (self.indicator_columns, INDICATOR_FIELDS),
            )
            for each in columns
            if not (each.field in known or _EXTRA.fullmatch(each.field))
            or not 1 <= each.width <= LARGEST_WIDTH
        ]
        if not SMALLEST_TYPE <= self.font_size <= LARGEST_TYPE:
            wrong.append("font_size")
        return wrong[0] if wrong else ""

    def prints(self, part: str) -> bool:
        return part in self.parts

    def has_column(self, field_name: str) -> bool:
        return any(column.field == field_name for column in self.columns)


ANALYSIS_COLUMNS = (
    Column("instrument", "เครื่องมือการประเมิน", 9),
    Column("items", "ข้อคำถาม", 30),
    Column("score", "คะแนน", 9),
    Column("remark", "การวิเคราะห์ผลการประเมิน", 52),
)
INDICATOR_COLUMNS = (
    Column("no", "ลำดับ", 8),
    Column("instrument", "เครื่องมือการประเมิน", 14),
    Column("name", "ตัวชี้วัด", 42),
    Column("score", "คะแนน", 14),
    Column("level", "ผลการประเมิน", 22),
)

OUTPUT_OUTCOME = Layout(
    name="results-output-outcome",
    label="รายงานผล: ผลการดำเนินการ – ผลลัพธ์",
    kind="results",
    columns=(
        Column("title", "มาตรการ/โครงการหรือกิจกรรม", 18),
        Column("procedure", "ขั้นตอนหรือวิธีการปฏิบัติ", 24),
        Column("output", "ผลการดำเนินการ (output)", 22),
        Column("outcome", "ผลลัพธ์หรือผลสัมฤทธิ์ (outcome)", 24),
        Column("responsible", "ผู้รับผิดชอบ", 11),
        Column("period", "ช่วงระยะเวลาดำเนินการ", 11),
    ),
    indicator_columns=INDICATOR_COLUMNS,
    issue_heading="title",
)
BY_ISSUE = Layout(
    name="results-by-issue",
    label="รายงานผล: แยกรายประเด็น มีลำดับ",
    kind="results",
    columns=(
        Column("number", "ลำดับ", 6),
        Column("title", "มาตรการ/กิจกรรม", 20),
        Column("period", "ระยะเวลาในการดำเนินการ", 11),
        Column("responsible", "ผู้รับผิดชอบ", 13),
        Column("output", "สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม", 26),
        Column("outcome", "ผลลัพธ์หรือความสำเร็จของการดำเนินการ", 26),
    ),
    indicator_columns=INDICATOR_COLUMNS,
    numbering="issue",
)
STEPS_FIRST = Layout(
    name="results-steps-first",
    label="รายงานผล: ขั้นตอนก่อน ตารางเดียว",
    kind="results",
    columns=(
        Column("title", "มาตรการ/กิจกรรม", 18),
        Column("procedure", "ขั้นตอนหรือวิธีการปฏิบัติ", 24),
        Column("period", "ระยะเวลาดำเนินการ", 11),
        Column("responsible", "ผู้รับผิดชอบ", 12),
        Column("output", "สรุปผลการดำเนินการ", 22),
        Column("outcome", "ผลลัพธ์หรือความสำเร็จ", 22),
    ),
    indicator_columns=INDICATOR_COLUMNS,
    grouping="table",
)
SUGGESTIONS = Layout(
    name="results-suggestions",
    label="รายงานผล: รายการเดียว มีข้อเสนอแนะ",
    kind="results",
    columns=(
        Column("title", "มาตรการ", 20),
        Column("procedure", "วิธีการดำเนินการ", 26),
        Column("responsible", "ผู้รับผิดชอบ", 12),
        Column("period", "ระยะเวลา", 11),
        Column("output", "ผลการดำเนินการ", 26),
        Column("suggestion", "ข้อเสนอแนะ", 18),
    ),
    indicator_columns=INDICATOR_COLUMNS,
    grouping="table",
    numbering="document",
)
ANALYSIS = Layout(
    name="analysis",
    label="การวิเคราะห์ผลและแผนนำไปสู่การปฏิบัติ",
    kind="analysis",
    columns=(
        Column("title", "มาตรการ/แผนงาน/โครงการ/กิจกรรม วิธีการนำผลวิเคราะห์ไปสู่การปฏิบัติ", 22),
        Column("responsible", "ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง", 13),
        Column("procedure", "ขั้นตอน/วิธีปฏิบัติ", 32),
        Column("period", "วัน เดือน ปี ที่ดำเนินการ", 12),
        Column("follow_up", "แนวทางการกำกับติดตามและการรายงานผล", 19),
    ),
    analysis_columns=ANALYSIS_COLUMNS,
    indicator_columns=INDICATOR_COLUMNS,
)

SHIPPED: tuple[Layout, ...] = (OUTPUT_OUTCOME, BY_ISSUE, STEPS_FIRST, SUGGESTIONS, ANALYSIS)
"""The five layouts found in real reports."""

DEFAULT = {"results": OUTPUT_OUTCOME, "analysis": ANALYSIS}


def by_name(name: str) -> Layout:
    """The shipped layout of this name. Raises KeyError, whose message lists the names there are."""
    for layout in SHIPPED:
        if layout.name == name:
            return layout
    raise KeyError(f"no layout {name!r}; there are {', '.join(layout.name for layout in SHIPPED)}")
