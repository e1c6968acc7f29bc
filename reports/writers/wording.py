"""The fixed words of a report in the languages a layout may ask for.

They belong to the document and are frozen with it, so they do not come from the portal's translations.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.document import Municipality

LEVELS = ("ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง", "ผ่าน", "ผ่านดี", "ผ่านดีเยี่ยม")
"""The five levels since 2566, weakest first. Other names (letters up to 2565) are another scale."""

_KINDS_TH = {
    "city": "เทศบาลนคร",
    "town": "เทศบาลเมือง",
    "subdistrict": "เทศบาลตำบล",
    "sao": "องค์การบริหารส่วนตำบล",
    "pao": "องค์การบริหารส่วนจังหวัด",
}
_EVIDENCE_KINDS_TH = {
    "link": "เว็บไซต์", "pdf": "ไฟล์ PDF", "jpg": "ภาพ", "png": "ภาพ", "webp": "ภาพ", "docx": "ไฟล์ Word",
    "xlsx": "ไฟล์ Excel", "pptx": "ไฟล์ PowerPoint", "private": "เก็บไว้ที่หน่วยงาน",
}  # fmt: skip
_EVIDENCE_KINDS_EN = {
    "link": "website", "pdf": "PDF file", "jpg": "picture", "png": "picture", "webp": "picture",
    "docx": "Word file", "xlsx": "Excel file", "pptx": "PowerPoint file", "private": "kept by the municipality",
}  # fmt: skip
_KINDS_EN = {
    "city": "City Municipality",
    "town": "Town Municipality",
    "subdistrict": "Subdistrict Municipality",
    "sao": "Subdistrict Administrative Organization",
    "pao": "Provincial Administrative Organization",
}
_FIELDS_TH = {
    "number": "ลำดับ",
    "title": "มาตรการ",
    "procedure": "ขั้นตอนหรือวิธีการปฏิบัติ",
    "responsible": "ผู้รับผิดชอบ",
    "period": "ระยะเวลา",
    "output": "ผลการดำเนินการ",
    "outcome": "ผลลัพธ์",
    "suggestion": "ข้อเสนอแนะ",
    "follow_up": "แนวทางการกำกับติดตาม",
    "no": "ลำดับ",
    "instrument": "เครื่องมือ",
    "name": "ตัวชี้วัด",
    "score": "คะแนน",
    "level": "ผลการประเมิน",
    "code": "ข้อ",
    "items": "ข้อคำถาม",
    "remark": "การวิเคราะห์ผล",
}
_FIELDS_EN = {
    "number": "No.",
    "title": "Measure",
    "procedure": "Procedure",
    "responsible": "Responsible",
    "period": "Period",
    "output": "Output",
    "outcome": "Outcome",
    "suggestion": "Suggestion",
    "follow_up": "Follow-up",
    "no": "No.",
    "instrument": "Instrument",
    "name": "Indicator",
    "score": "Score",
    "level": "Level",
    "code": "Code",
    "items": "Item",
    "remark": "Analysis",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of one language. Sentences are `str.format` patterns; numbers come already in the layout's digits."""

    kinds: dict[str, str] = field(default_factory=lambda: _KINDS_TH)
    fields: dict[str, str] = field(default_factory=lambda: _FIELDS_TH)
    agency: str = "{kind}{name}"
    district: str = "อำเภอ{}"
    province: str = "จังหวัด{}"
    title_results: str = (
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}"
    )
    title_analysis: str = (
        "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน (ITA) "
        "ประจำปีงบประมาณ พ.ศ. {year} และแนวทางการนำไปสู่การปฏิบัติ"
    )
    intro_results: str = (
        "ตามที่{agency}ได้นำผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
        "ปี พ.ศ. {assessed} มากำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานนั้น "
        "บัดนี้ได้ดำเนินการตามมาตรการในปีงบประมาณ พ.ศ. {action} แล้ว จึงขอรายงานผลการดำเนินการ ดังนี้"
    )
    intro_analysis: str = (
        "{agency}ได้วิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) "
        "ปี พ.ศ. {assessed} เป็นรายประเด็น และกำหนดแนวทางการนำผลการวิเคราะห์ไปสู่การปฏิบัติ"
        "ในปีงบประมาณ พ.ศ. {action} ดังนี้"
    )
    covers: str = "ตั้งแต่วันที่ {start} ถึงวันที่ {end}"
    years: str = "ปีที่เกี่ยวข้องกับรายงานนี้"
    assessed: str = "ปีที่นำผลมาวิเคราะห์"
    action: str = "ปีที่ดำเนินมาตรการ"
    evaluation: str = "ปีที่ใช้รับการประเมิน"
    this_report: str = "{} (รายงานฉบับนี้)"
    ita_year: str = "ITA ปี {}"
    fiscal_year: str = "ปีงบประมาณ {}"
    contents: str = "สารบัญ"
    in_this_report: str = "ในรายงานนี้"
    result: str = "สรุปผลการประเมิน ITA ปี {}"
    result_plain: str = "สรุปผลการประเมิน ITA"
    indicators: str = "คะแนนรายตัวชี้วัด"
    trend: str = "ผลคะแนนย้อนหลัง {} ปี"
    analysis: str = "การวิเคราะห์ผลการประเมินรายประเด็น"
    measures_results: str = "ผลการดำเนินการตามมาตรการ"
    measures_analysis: str = "แนวทางการนำผลการวิเคราะห์ไปสู่การปฏิบัติ"
    issue: str = "ประเด็นที่ {no} {title}"
    remarks: str = "ข้อสังเกตรายข้อ"
    evidence: str = "ภาคผนวก เอกสารหลักฐาน"
    evidence_title: str = "หลักฐาน"
    evidence_number: str = "ที่"
    evidence_of_items: str = "ข้อ OIT"
    evidence_of_both: str = "มาตรการหรือข้อ OIT"
    evidence_kind: str = "ชนิด"
    evidence_kinds: dict[str, str] = field(default_factory=lambda: _EVIDENCE_KINDS_TH)
    notes: str = "ข้อความอื่นในเอกสาร"
    total: str = "คะแนนรวม"
    weight: str = "น้ำหนัก {}"
    year: str = "ปี {}"
    level: str = "ระดับ"
    difference: str = "ผลต่าง"
    risen: str = "เพิ่มขึ้น"
    fallen: str = "ลดลง"
    last_year: str = "ปี {year} ได้ {total}"
    last_year_plain: str = "ปีก่อนได้ {total}"
    statuses: dict[str, str] = field(
        default_factory=lambda: {
            "provisional": "ผลเบื้องต้น",
            "clarified": "ผลหลังการชี้แจง",
            "final": "ผลที่ประกาศเป็นที่สุด",
        }
    )
    differs: str = "คะแนนรวมตามประกาศคือ {total} ส่วนที่คำนวณจากตัวชี้วัดได้ {computed}"
    level_differs: str = "ระดับที่ระบุคือ{level} ส่วนระดับตามเกณฑ์คือ{computed}"
    why_bands: str = "ได้ระดับ{level} เพราะคะแนนรวม {total} ไม่น้อยกว่า {minimum}"
    why_each: str = " และทุกเครื่องมือไม่น้อยกว่า {minimum}"
    why_lowest_band: str = "ได้ระดับ{level} เพราะคะแนนรวม {total} ต่ำกว่า {minimum}"
    why_not_higher: str = " ระดับ{level}ต้องได้ {minimum} ขึ้นไป"
    why_not_each: str = " แต่ {instrument} ได้ {score} ต่ำกว่า {minimum} จึงไม่ถึงระดับ{level}"
    why_not_higher_each: str = " ระดับ{level}ต้องได้คะแนนรวมและทุกเครื่องมือ {minimum} ขึ้นไป"
    why_plain: str = "ได้ระดับ{level} ด้วยคะแนนรวม {total}"
    why_weakest: str = " เครื่องมือที่ได้คะแนนต่ำที่สุดคือ {instrument} ได้ {score}"
    not_provable: str = " รายงานนี้ไม่มีคะแนนครบทุกเครื่องมือ จึงยืนยันระดับจากคะแนนไม่ได้"
    bars_start: str = "แถบคะแนนเริ่มที่ {} คะแนน"
    bars: str = "คะแนนรายเครื่องมือ: {}"
    marks: str = "ขีดตั้งคือเกณฑ์ {}"
    axis_start: str = "แกนตั้งเริ่มที่ {} คะแนน"
    trend_says: str = "คะแนนรวมรายปี: {}"
    bands_say: str = "เส้นประคือเกณฑ์ {}"
    signed: str = "(ลงชื่อ)"
    acting: str = "รักษาราชการแทน {}"
    dated: str = "วันที่ {}"
    registered: str = "ที่ {}"
    registered_on: str = "ลงวันที่ {}"
    page: str = "หน้า "
    of_pages: str = " จาก "
    draft: str = "ฉบับร่าง"
    draft_says: str = "ยังไม่ใช่ฉบับที่เผยแพร่"
    version: str = "ฉบับที่ {}"
    published: str = "เผยแพร่เมื่อ"
    address: str = "ที่อยู่ถาวร"
    checksum: str = "รหัสตรวจสอบ"
    seal: str = "ฉบับและการตรวจสอบ"
    scan: str = "สแกนเพื่อเปิดฉบับเดียวกันบนเว็บ"
    qr: str = "รหัส QR ของที่อยู่รายงานฉบับนี้"
    emblem: str = "ตราสัญลักษณ์ของ{}"
    untitled: str = "รายงาน ITA"


THAI = Wording()
ENGLISH = Wording(
    kinds=_KINDS_EN,
    fields=_FIELDS_EN,
    agency="{name} {kind}",
    district="{} District",
    province="{} Province",
    title_results="Report on Measures to Promote Integrity and Transparency, Fiscal Year {year}",
    title_analysis="Analysis of the ITA Result of {year} and Plan of Measures",
    intro_results=(
        "{agency} took the result of the Integrity and Transparency Assessment (ITA) of {assessed} as the ground "
        "for its measures of fiscal year {action}. This report says what was done and what it achieved."
    ),
    intro_analysis=(
        "{agency} has analysed its result of the Integrity and Transparency Assessment (ITA) of {assessed} issue by "
        "issue, and planned the following measures for fiscal year {action}."
    ),
    covers="{start} to {end}",
    years="Years of this report",
    assessed="Result analysed",
    action="Year of action",
    evaluation="Year of evaluation",
    this_report="{} (this report)",
    ita_year="ITA {}",
    fiscal_year="Fiscal year {}",
    contents="Contents",
    in_this_report="In this report",
    result="ITA result of {}",
    result_plain="ITA result",
    indicators="Scores of the indicators",
    trend="The last {} years",
    analysis="Analysis by issue",
    measures_results="Measures and their results",
    measures_analysis="From the analysis to action",
    issue="Issue {no}: {title}",
    remarks="Remarks on items",
    evidence="Annex: evidence",
    evidence_title="Evidence",
    evidence_number="No.",
    evidence_of_items="OIT item",
    evidence_of_both="Measure or OIT item",
    evidence_kind="Kind",
    evidence_kinds=_EVIDENCE_KINDS_EN,
    notes="Further text of the document",
    total="Total",
    weight="weight {}",
    year="{}",
    level="Level",
    difference="Difference",
    risen="risen by",
    fallen="fallen by",
    last_year="{total} in {year}",
    last_year_plain="{total} the year before",
    statuses={"provisional": "provisional", "clarified": "after clarification", "final": "final"},
    differs="The announced total is {total}; computed from the indicators it is {computed}",
    level_differs="The level stated is {level}; by the rules it is {computed}",
    why_bands="{level}: the total of {total} is at least {minimum}",
    why_each=" and every instrument is at least {minimum}",
    why_lowest_band="{level}: the total of {total} is below {minimum}",
    why_not_higher="; {level} takes {minimum} or more",
    why_not_each=", but {instrument} with {score} is below {minimum}, so it is not {level}",
    why_not_higher_each="; {level} takes {minimum} or more in total and in every instrument",
    why_plain="{level} with a total of {total}",
    why_weakest="; the lowest instrument is {instrument} with {score}",
    not_provable="; the level cannot be confirmed, because not all instruments are known",
    bars_start="Bars begin at {}",
    bars="Scores of the instruments: {}",
    marks="ticks mark {}",
    axis_start="The axis begins at {}",
    trend_says="Totals by year: {}",
    bands_say="dashed lines mark {}",
    signed="(Signed)",
    acting="acting for {}",
    dated="Date {}",
    registered="No. {}",
    registered_on="dated {}",
    page="Page ",
    of_pages=" of ",
    draft="Draft",
    draft_says="not a published version",
    version="Version {}",
    published="Published",
    address="Permanent address",
    checksum="Checksum",
    seal="Version and verification",
    scan="Scan to open this version on the web",
    qr="QR code of this report's address",
    emblem="Emblem of {}",
    untitled="ITA report",
)


def wording(language: str) -> Wording:
    """The words of a language; Thai for one that has none here."""
    return ENGLISH if language.lower().startswith("en") else THAI


def agency_name(municipality: Municipality, words: Wording) -> str:
    """The full name: kind and name, without saying the kind twice."""
    kind = words.kinds.get(municipality.kind, "")
    if not kind or not municipality.name or municipality.name.startswith(kind):
        return municipality.name
    return words.agency.format(kind=kind, name=municipality.name)


def place_name(municipality: Municipality, words: Wording) -> str:
    """District and province with their kinds; Bangkok is no จังหวัด."""
    district = _named(municipality.district, words.district, ("อำเภอ", "อ.", "เขต"))
    province = _named(municipality.province, words.province, ("จังหวัด", "จ.", "กรุงเทพ"))
    return " ".join(part for part in (district, province) if part)


def _named(name: str, pattern: str, already: tuple[str, ...]) -> str:
    return name if not name or name.startswith(already) else pattern.format(name)
