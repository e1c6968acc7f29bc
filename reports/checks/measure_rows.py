"""Measures as their readers count them: a row together with the rows that continue it, and what it lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ita_portal.thai.dates import MONTH_PATTERN
from reports.checks.context import MEASURE_FIELDS, blank, measure_place, measures_of, shortened
from reports.checks.finding import Where
from reports.document import Document, Measure, Section

CONTINUES = re.compile(r"\(\s*ต่อ\s*\)")
COLUMNS = {
    "title": re.compile(r"มาตรการ|กิจกรรม|โครงการ"),
    "procedure": re.compile(r"ขั้นตอน|วิธี"),
    "output": re.compile(r"ผลการดำเนิน|ผลการปฏิบัติ|ผลผลิต|สรุปผล"),
    "outcome": re.compile(r"ผลลัพธ์|ผลสัมฤทธิ์|ผลสำเร็จ|ความสำเร็จ|ผลที่ได้"),
    "responsible": re.compile(r"รับผิดชอบ|ผู้เกี่ยวข้อง|ผู้ดำเนิน"),
    "period": re.compile(rf"ไตรมาส|เดือน|เวลา|ปีงบ|(?:{MONTH_PATTERN})"),
    "follow_up": re.compile(r"ติดตาม|กำกับ|รายงานผล"),
}
"""Words of a heading that tell what an unknown column holds."""
NO_RESULT = re.compile(r"ตัวชี้วัด|เป้าหมาย|คาดว่า|คาดหมาย")
"""What is planned or measured is not yet a result."""


@dataclass(frozen=True)
class Row:
    """A measure with the rows that continue it."""

    number: int
    section: Section
    position: int
    parts: tuple[Measure, ...]

    def lacks(self, field: str) -> bool:
        return all(blank(measure.text(field)) for measure in self.parts) and not self._beside(field)

    def _beside(self, field: str) -> bool:
        """Whether a column that fits no field plainly holds the component: four columns of quarters with ticks."""
        means = COLUMNS.get(field)
        return means is not None and any(
            means.search(heading) and not NO_RESULT.search(heading) and not blank(text)
            for measure in self.parts
            for heading, text in measure.extra
        )

    @property
    def empty(self) -> bool:
        return all(self.lacks(field) for field in MEASURE_FIELDS) and not any(
            not blank(text) for measure in self.parts for _heading, text in measure.extra
        )

    @property
    def name(self) -> str:
        """How to call the measure: its number and title, else what else it says first."""
        measure = self.parts[0]
        texts = (measure.text(field) for field in ("title", "procedure", "output", "outcome"))
        text = next((shortened(text) for text in texts if not blank(text)), "")
        label = measure.number_as_written.strip() or f"{self.section.issue or self.number}/{self.position}"
        return f"{label} {text}".strip()

    def place(self, field: str | None) -> Where:
        return measure_place(self.number, self.section, self.position, field)


def rows_of(document: Document) -> list[Row]:
    """Every measure of the document; a row marked "(ต่อ)" belongs to the one before it."""
    rows: list[Row] = []
    for number, section, position, measure in measures_of(document):
        if rows and CONTINUES.search(measure.title + " " + measure.number_as_written):
            last = rows[-1]
            rows[-1] = Row(last.number, last.section, last.position, (*last.parts, measure))
        else:
            rows.append(Row(number, section, position, (measure,)))
    return rows
