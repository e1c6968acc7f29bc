"""The tables and labelled rows of the Excel file: which field stands under which heading.

A field that says nothing in any row has no column, unless it is `always` there. Those that are not `printed` stand to
the right of the page: they hold what the printed form cannot show (what a document said beside what it was resolved
to, items, dates), in plain sight of whoever works on in Excel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reports import document as parts
from reports.layouts import Column, Layout

SIGN: Final = "ita-report"
"""How the hidden first cell of every sheet begins."""

EXTRA: Final = "extra:"


@dataclass(frozen=True, slots=True)
class Field:
    """A column or a labelled row. `key` is the field of the record, with dots for what lies within.

    `written` is the name under which `headings` as written know the column.
    """

    key: str
    heading: str
    width: int = 12
    always: bool = False
    printed: bool = True
    written: str = ""


def _plain(*columns: tuple[str, str, int]) -> tuple[Field, ...]:
    """Columns that are always there."""
    return tuple(Field(key, heading, width, always=True) for key, heading, width in columns)


INSTRUMENTS: Final = (
    Field("code", "เครื่องมือการประเมิน", 12, always=True),
    Field("weight", "น้ำหนัก (ร้อยละ)", 12),
    Field("before", "คะแนนปีก่อน", 12),
    Field("score", "คะแนน", 12, always=True),
    Field("computed", "คะแนนที่คำนวณได้", 14),
)
INDICATORS: Final = (
    Field("no", "ตัวชี้วัดที่", 12, always=True, written="no"),
    Field("instrument", "เครื่องมือการประเมิน", 14, always=True, written="instrument"),
    Field("name", "ตัวชี้วัด", 44, always=True, written="name"),
    Field("before", "คะแนนปีก่อน", 12, written="before"),
    Field("score", "คะแนน", 12, always=True, written="score"),
    Field("level_computed", "ระดับ", 20),
    Field("level_as_written", "ระดับตามเอกสาร", 20, written="level"),
    Field("no_as_written", "ลำดับตามเอกสาร", 14, printed=False),
    Field("instrument_as_written", "เครื่องมือตามเอกสาร", 16, printed=False),
    Field("name_as_written", "ตัวชี้วัดตามเอกสาร", 36, printed=False),
    Field("before_as_written", "คะแนนปีก่อนตามเอกสาร", 16, printed=False),
    Field("score_as_written", "คะแนนตามเอกสาร", 16, printed=False),
    Field("extra_headings", "หัวคอลัมน์เพิ่มเติมของแถว", 22, printed=False),
)
TREND: Final = _plain(("year", "ปี พ.ศ.", 12), ("total", "คะแนนรวม", 14), ("level", "ระดับ", 20))
BANDS: Final = _plain(
    ("name", "ระดับ", 20), ("min_total", "คะแนนรวมตั้งแต่", 16), ("min_each_instrument", "ทุกเครื่องมือตั้งแต่", 18)
)
ITEMS: Final = (
    Field("code", "ข้อ", 10, always=True),
    Field("indicator", "ตัวชี้วัดที่", 11),
    Field("title", "ข้อคำถาม", 60, always=True),
    Field("before", "คะแนนปีก่อน", 12),
    Field("score", "คะแนน", 12, always=True),
    Field("remark", "หมายเหตุ", 24),
    Field("before_codes", "ข้อเดิมของปีก่อน", 16, printed=False),
)
ANALYSIS: Final = (
    Field("issue", "ประเด็นที่", 10),
    Field("number_as_written", "เลขประเด็นตามเอกสาร", 16),
    Field("heading_as_written", "ชื่อประเด็น", 26, always=True),
    Field("instrument", "เครื่องมือการประเมิน", 12, always=True, written="instrument"),
    Field("code_as_written", "เลขข้อ", 9, written="code"),
    Field("title_as_written", "ข้อคำถาม", 40, always=True, written="items"),
    Field("score", "คะแนน", 10, always=True, written="score"),
    Field("remark", "การวิเคราะห์ผลการประเมิน", 60, always=True, written="remark"),
    Field("item", "รหัสข้อ", 10, printed=False, always=True),
    Field("score_as_written", "คะแนนตามเอกสาร", 14, printed=False),
    Field("extra_headings", "หัวคอลัมน์เพิ่มเติมของแถว", 22, printed=False),
)
"""A row for each item; what is said of all items of a row of the analysis stands on the first."""

MEASURES: Final = (
    Field("number_as_written", "ลำดับ", 8, written="number"),
    Field("title", "มาตรการ/กิจกรรม", 22, always=True, written="title"),
    Field("procedure", "ขั้นตอนหรือวิธีการปฏิบัติ", 30, written="procedure"),
    Field("output", "ผลการดำเนินการ", 30, written="output"),
    Field("outcome", "ผลลัพธ์หรือความสำเร็จ", 30, written="outcome"),
    Field("suggestion", "ข้อเสนอแนะ", 20, written="suggestion"),
    Field("follow_up", "การกำกับติดตาม", 22, written="follow_up"),
    Field("responsible", "ผู้รับผิดชอบ", 15, written="responsible"),
    Field("period.text", "ระยะเวลา", 15, written="period"),
    Field("items", "ข้อที่เกี่ยวข้อง", 16, printed=False, always=True),
    Field("id", "รหัสมาตรการ", 12, printed=False, always=True),
    Field("units", "ผู้รับผิดชอบ รายหน่วยงาน", 24, printed=False),
    Field("period.style", "ระยะเวลาอ่านเป็น", 14, printed=False),
    Field("period.start", "เริ่ม", 16, printed=False),
    Field("period.end", "สิ้นสุด", 16, printed=False),
    Field("extra_headings", "หัวคอลัมน์เพิ่มเติมของแถว", 22, printed=False),
)
EVIDENCE: Final = (
    Field("of", "ของมาตรการ (รหัสมาตรการ)", 18, always=True),
    Field("title", "หลักฐาน", 60, always=True),
    Field("url", "ที่อยู่เว็บ", 60, always=True),
    Field("public", "เปิดเผย", 10, always=True),
    Field("media_type", "ชนิดไฟล์", 18, printed=False),
    Field("sha256", "SHA-256 ของไฟล์", 30, printed=False),
)
ITEM_EVIDENCE: Final = (
    Field("of", "ของข้อ OIT", 18, always=True),
    Field("title", "หลักฐาน", 60, always=True),
    Field("url", "ที่อยู่เว็บ", 60, always=True),
    Field("public", "เปิดเผย", 10, always=True),
    Field("of_title", "ข้อตามเอกสาร", 30),
    Field("media_type", "ชนิดไฟล์", 18, printed=False),
    Field("sha256", "SHA-256 ของไฟล์", 30, printed=False),
)
SIGNATURES: Final = _plain(
    ("name", "ลงชื่อ", 34), ("position", "ตำแหน่ง", 40), ("acting_for", "รักษาราชการแทน", 34), ("date", "วันที่", 20)
)
ISSUES: Final = _plain(("no", "ประเด็นที่", 12), ("title", "ประเด็นที่แบบประเมินของปีนี้ถาม", 60))
COLUMNS: Final = _plain(("field", "ข้อมูล", 24), ("heading", "หัวคอลัมน์", 60), ("width", "ความกว้าง", 12))
HEADINGS: Final = _plain(("ref", "แถวหัวตาราง", 24), ("text", "หัวคอลัมน์ตามเอกสาร", 60), ("field", "ข้อมูล", 12))
IMAGES: Final = _plain(("sha256", "SHA-256 ของภาพ", 70))

TABLES: Final[Mapping[str, tuple[Field, ...]]] = {
    "instruments": INSTRUMENTS,
    "indicators": INDICATORS,
    "trend": TREND,
    "bands": BANDS,
    "items": ITEMS,
    "analysis": ANALYSIS,
    "measures": MEASURES,
    "evidence": EVIDENCE,
    "item_evidence": ITEM_EVIDENCE,
    "signatures": SIGNATURES,
    "issues": ISSUES,
    "columns": COLUMNS,
    "analysis_columns": COLUMNS,
    "indicator_columns": COLUMNS,
    "headings": HEADINGS,
    "images": IMAGES,
}
RECORDS: Final[Mapping[str, type]] = {
    "instruments": parts.InstrumentScore,
    "indicators": parts.IndicatorScore,
    "trend": parts.YearTotal,
    "bands": parts.Band,
    "items": parts.ItemScore,
    "signatures": parts.Signature,
    "issues": parts.Issue,
    "columns": Column,
    "analysis_columns": Column,
    "indicator_columns": Column,
}
"""What a row of a table is, where it is one thing."""

FACTS: Final = (
    Field("kind", "ชนิดรายงาน", always=True),
    Field("title", "ชื่อเอกสาร", always=True),
    Field("number", "เลขที่หนังสือ", always=True),
    Field("dated", "ลงวันที่", always=True),
    Field("municipality.name", "ชื่อหน่วยงาน", always=True),
    Field("municipality.kind", "ประเภทหน่วยงาน", always=True),
    Field("municipality.code", "รหัสหน่วยงาน", always=True),
    Field("municipality.district", "อำเภอ", always=True),
    Field("municipality.province", "จังหวัด", always=True),
    Field("assessed_year", "ปีของผล ITA ที่นำมาวิเคราะห์", always=True),
    Field("action_year", "ปีงบประมาณที่ดำเนินการ", always=True),
    Field("evaluation_year", "ปีที่รายงานนี้ถูกประเมิน", always=True),
    Field("covers.start", "รายงานครอบคลุมตั้งแต่"),
    Field("covers.end", "รายงานครอบคลุมถึง"),
)
RESULT_FACTS: Final = (
    Field("result.year", "ผล ITA ของปี", always=True),
    Field("result.total", "คะแนนรวม", always=True),
    Field("result.total_as_written", "คะแนนรวมตามเอกสาร"),
    Field("result.total_computed", "คะแนนรวมที่คำนวณได้"),
    Field("result.total_before", "คะแนนรวมปีก่อน"),
    Field("result.level", "ระดับ", always=True),
    Field("result.level_computed", "ระดับที่คำนวณได้"),
    Field("result.level_provable", "ระดับพิสูจน์ได้จากคะแนน"),
    Field("result.status", "สถานะของผลคะแนน"),
)
SECTION_FACTS: Final = (
    Field("issue", "ประเด็นที่"),
    Field("title", "ชื่อประเด็น"),
    Field("number_as_written", "เลขประเด็นตามเอกสาร"),
    Field("heading_as_written", "หัวข้อตามเอกสาร"),
)
FORM_FACTS: Final = (
    Field("layout.label", "ชื่อรูปแบบ", always=True),
    Field("layout.name", "รหัสรูปแบบ", always=True),
    Field("layout.kind", "ใช้กับรายงาน", always=True),
    Field("layout.grouping", "การแยกตาราง", always=True),
    Field("layout.numbering", "การนับลำดับ", always=True),
    Field("layout.issue_heading", "หัวข้อประเด็น", always=True),
    Field("layout.parts", "ส่วนที่พิมพ์", always=True),
    Field("layout.orientation", "แนวกระดาษ", always=True),
    Field("layout.digits", "ตัวเลข", always=True),
    Field("layout.font_size", "ขนาดอักษร (พอยต์)", always=True),
    Field("layout.language", "ภาษา", always=True),
    Field("layout.intro", "ข้อความนำ"),
    Field("emblem", "SHA-256 ของตราสัญลักษณ์"),
)
ROOTS: Final[Mapping[str, type]] = {
    "municipality": parts.Municipality,
    "covers": parts.Span,
    "result": parts.Result,
    "layout": Layout,
}
"""What the first part of a labelled row's key is; without one it is the Document itself."""

BLOCKS: Final = ("before", "result.before", "analysis_before", "sections_before", "section.before", "section.after",
                 "after", "notes")  # fmt: skip
"""Places of running text."""

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": {"analysis": "วิเคราะห์ผลการประเมิน", "results": "รายงานผลการดำเนินการ"},
    "municipality.kind": {
        "city": "เทศบาลนคร",
        "town": "เทศบาลเมือง",
        "subdistrict": "เทศบาลตำบล",
        "sao": "องค์การบริหารส่วนตำบล",
        "pao": "องค์การบริหารส่วนจังหวัด",
        "special": "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ",
    },
    "result.status": {"provisional": "เบื้องต้น", "clarified": "หลังชี้แจง", "final": "ประกาศผล"},
    "layout.kind": {"analysis": "วิเคราะห์ผลการประเมิน", "results": "รายงานผลการดำเนินการ"},
    "layout.grouping": {"tables": "แยกตารางตามประเด็น", "table": "ตารางเดียว"},
    "layout.numbering": {"issue": "เริ่มใหม่ทุกประเด็น", "document": "ต่อเนื่องทั้งฉบับ", "none": "ตามที่เขียน"},
    "layout.issue_heading": {"numbered": "มีเลขประเด็น", "title": "ชื่อประเด็นอย่างเดียว"},
    "layout.orientation": {"landscape": "แนวนอน", "portrait": "แนวตั้ง"},
    "layout.digits": {"thai": "เลขไทย", "arabic": "เลขอารบิก"},
    "period.style": {
        "dates": "วันที่",
        "months": "เดือน",
        "quarters": "ไตรมาส",
        "year": "ทั้งปี",
        "text": "ข้อความ",
    },
}
"""What is a choice, as people say it. A word that is none of these stays as it is."""

YES, NO = "ใช่", "ไม่ใช่"
