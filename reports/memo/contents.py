"""What the memo says: the heads of the official form, the facts of the report, and what is asked for.

The texts are official Thai, as the form is; they are part of a document and are not translated. Nothing here knows
a file format or the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ita_portal.thai.dates import format_date
from ita_portal.thai.digits import format_decimal, in_digits
from reports.document import Document, Signature
from reports.writers.opening import title_of
from reports.writers.setting import Setting

HEADS_OF: Final = {
    "city": ("นายกเทศมนตรีนคร", "ปลัดเทศบาล"),
    "town": ("นายกเทศมนตรีเมือง", "ปลัดเทศบาล"),
    "subdistrict": ("นายกเทศมนตรีตำบล", "ปลัดเทศบาล"),
    "sao": ("นายกองค์การบริหารส่วนตำบล", "ปลัดองค์การบริหารส่วนตำบล"),
    "pao": ("นายกองค์การบริหารส่วนจังหวัด", "ปลัดองค์การบริหารส่วนจังหวัด"),
}
"""How the head and the clerk of each kind of municipality are addressed."""
BLANK, SHORT_BLANK = "." * 36, "." * 24
PROPOSER = "ผู้รับผิดชอบ"


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the text: its heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A place to decide and sign below the text: what it is for, what can be ticked, whose name stands there."""

    heading: str
    choices: tuple[str, ...]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo, ready to be set. `number` and `day` are "" where somebody will write them by hand."""

    agency: str
    number: str
    day: str
    subject: str
    to: str
    parts: tuple[Part, ...]
    closing: str
    proposer: Signature
    opinions: tuple[Opinion, ...]


def thai_number(number: int) -> str:
    """The number of a part, which the form has in Thai digits."""
    return in_digits(str(number), "thai")


def memo_of(document: Document, department: str = "") -> Memo:
    """The memo for a report. `department` is the unit that proposes it, left to write where nobody said it."""
    setting = Setting.of(document)
    digits = document.layout.digits
    head, clerk = _offices(document)
    subject = " ".join(title_of(setting).split())
    return Memo(
        agency=f"{department or SHORT_BLANK} {setting.agency}".strip(),
        number=in_digits(document.number, digits),
        day=format_date(document.dated, digits=digits) if document.dated else "",
        subject=f"ขออนุมัติ{subject}",
        to=head.acting_for or head.position,
        parts=(
            Part("เรื่องเดิม", (_background(setting),)),
            Part("ข้อเท็จจริง", tuple(_facts(setting))),
            Part("ข้อเสนอเพื่อพิจารณา", tuple(_asked(setting))),
        ),
        closing="จึงเรียนมาเพื่อโปรดพิจารณา",
        proposer=Signature(position=PROPOSER),
        opinions=(
            Opinion("ความเห็นของปลัด", ("เห็นควรอนุมัติ", f"อื่น ๆ {SHORT_BLANK}"), clerk),
            Opinion("คำสั่ง", ("อนุมัติ", f"ไม่อนุมัติ เนื่องจาก {SHORT_BLANK}"), head),
        ),
    )


def _offices(document: Document) -> tuple[Signature, Signature]:
    """Head and clerk: as the report is signed, else by their offices with the name left to write."""
    head, clerk = HEADS_OF.get(document.municipality.kind, ("ผู้บริหารสูงสุด", "ปลัด"))
    usual_head = Signature(position=f"{head}{document.municipality.name}".strip())
    signed = document.signatures
    is_head = [each for each in signed if (each.acting_for or each.position).startswith("นายก")]
    is_clerk = [each for each in signed if (each.acting_for or each.position).startswith("ปลัด")]
    return (is_head or [usual_head])[0], (is_clerk or [Signature(position=clerk)])[0]


def _background(setting: Setting) -> str:
    document = setting.document
    assessed = setting.digits(document.assessed_year or "")
    action = setting.digits(document.action_year or "")
    if document.kind == "results":
        return (
            f"{setting.agency} ได้นำผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
            f"ประจำปีงบประมาณ พ.ศ. {assessed} มากำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
            f"ประจำปีงบประมาณ พ.ศ. {action} และมอบหมายหน่วยงานที่เกี่ยวข้องดำเนินการแล้ว นั้น"
        )
    return (
        f"{setting.agency} ได้รับทราบผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
        f"ประจำปีงบประมาณ พ.ศ. {assessed} ซึ่งต้องนำมาวิเคราะห์เป็นรายประเด็น และกำหนดมาตรการสำหรับ"
        f"ปีงบประมาณ พ.ศ. {action} นั้น"
    )


def _facts(setting: Setting) -> list[str]:
    """Total and level, how many measures under how many issues, and how many of them tell a result."""
    document, digits = setting.document, setting.document.layout.digits
    result = document.result
    said = []
    total = result.total if result.total is not None else result.total_computed
    if total is not None and result.year is not None:
        level = result.level or result.level_computed
        year = in_digits(str(result.year), digits)
        sentence = f"ผลการประเมิน ITA ปี พ.ศ. {year} ได้คะแนนรวม {format_decimal(total, digits)}\u00a0คะแนน"
        said.append(f"{sentence} ระดับ{level}" if level else sentence)
    filled = [section for section in document.sections if section.measures]
    issues = len({section.issue for section in filled if section.issue is not None})
    count = setting.digits(document.measure_count)
    under = f" ใน {setting.digits(issues)}\u00a0ประเด็น" if issues else ""
    if document.kind == "results":
        done = sum(bool(each.output.strip()) for section in filled for each in section.measures)
        said.append(
            f"มีมาตรการทั้งหมด {count}\u00a0มาตรการ{under} รายงานผลการดำเนินการแล้ว {setting.digits(done)}\u00a0มาตรการ"
        )
    else:
        said.append(f"กำหนดมาตรการทั้งหมด {count}\u00a0มาตรการ{under}")
    return said


def _asked(setting: Setting) -> list[str]:
    name = "รายงานผลการดำเนินการ" if setting.document.kind == "results" else "ผลการวิเคราะห์และมาตรการ"
    return [
        f"อนุมัติ{name}ตามเอกสารที่แนบ และลงนามในเอกสาร",
        "อนุมัติให้เผยแพร่บนเว็บไซต์ของหน่วยงาน และนำที่อยู่ของเอกสารเข้าสู่ระบบ ITAS",
    ]
