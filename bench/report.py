"""A believable invented report of as many pages as a measurement wants."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ita_portal.thai.periods import parse_period
from reports.document import (
    Block,
    Document,
    IndicatorScore,
    InstrumentScore,
    Issue,
    Measure,
    Municipality,
    Result,
    Section,
    Signature,
    YearTotal,
)
from reports.layouts import OUTPUT_OUTCOME

TITLES = (
    "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
    "การให้บริการและระบบ E-Service",
    "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
    "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
    "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
    "กระบวนการควบคุม ตรวจสอบการใช้อำนาจและการบริหารงานบุคคล",
    "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน",
)
STEPS = (
    "แต่งตั้งคณะทำงานจากทุกกองและกำหนดผู้รับผิดชอบแต่ละขั้นตอนให้ชัดเจน",
    "ทบทวนขั้นตอนและระยะเวลาของงานบริการร่วมกับผู้นำชุมชนและตัวแทนผู้รับบริการ",
    "จัดทำคู่มือฉบับประชาชนและแผ่นพับ แจกจ่าย ณ จุดบริการ และเผยแพร่บนเว็บไซต์",
    "อบรมเจ้าหน้าที่ผู้ให้บริการ พร้อมทำแบบทดสอบก่อนและหลังการอบรม",
    "ติดตามผลทุกไตรมาส และรายงานต่อปลัดและนายกเทศมนตรีในที่ประชุมหัวหน้าส่วนราชการ",
)
OUTPUTS = (
    "มีคำสั่งแต่งตั้งคณะทำงาน ๙ คน ประชุมแล้ว ๔ ครั้ง มีรายงานการประชุมครบทุกครั้ง",
    "ทบทวนขั้นตอนแล้ว ๑๒ งาน ลดขั้นตอนได้ ๕ งาน มีผู้แทนชุมชนร่วม ๑๘ คน",
    "แจกคู่มือ ๖๐๐ เล่ม และเผยแพร่บนเว็บไซต์ มีผู้เปิดอ่าน ๑,๒๔๐ ครั้ง",
    "อบรมเจ้าหน้าที่ ๔๒ คน คะแนนทดสอบเฉลี่ยเพิ่มขึ้นจากร้อยละ ๖๑ เป็นร้อยละ ๘๘",
)
OUTCOMES = (
    "ผู้รับบริการทราบขั้นตอนล่วงหน้า ทำให้เวลารอเฉลี่ยลดลงจาก ๒๕ นาที เหลือ ๑๔ นาที",
    "เรื่องร้องเรียนเกี่ยวกับความล่าช้าลดลงจาก ๑๑ เรื่อง เหลือ ๓ เรื่อง และแก้ไขแล้วทั้งหมด",
    "ผลการประเมินตัวชี้วัดที่เกี่ยวข้อง **เพิ่มขึ้น ๒.๑๙ คะแนน** เมื่อเทียบกับปีที่ผ่านมา",
)
INDICATORS = (
    ("IIT", "การปฏิบัติหน้าที่", "94.89"),
    ("IIT", "การใช้งบประมาณ", "93.65"),
    ("IIT", "การใช้อำนาจ", "94.04"),
    ("IIT", "การใช้ทรัพย์สินของราชการ", "90.19"),
    ("IIT", "การแก้ไขปัญหาการทุจริต", "90.06"),
    ("EIT", "คุณภาพการดำเนินงาน", "92.33"),
    ("EIT", "ประสิทธิภาพการสื่อสาร", "90.48"),
    ("EIT", "การปรับปรุงการทำงาน", "87.06"),
    ("OIT", "การเปิดเผยข้อมูล", "95.71"),
    ("OIT", "การป้องกันการทุจริต", "100.00"),
)
RESULT = Result(
    year=2568,
    total=Decimal("93.90"),
    level="ผ่านดี",
    instruments=(
        InstrumentScore("IIT", Decimal("92.57"), weight=30),
        InstrumentScore("EIT", Decimal("89.96"), weight=30),
        InstrumentScore("OIT", Decimal("97.86"), weight=40),
    ),
    indicators=tuple(
        IndicatorScore(no, name, code, Decimal(score), level_computed="ผ่านดี")
        for no, (code, name, score) in enumerate(INDICATORS, start=1)
    ),
    trend=tuple(YearTotal(2564 + n, Decimal(78 + 4 * n)) for n in range(5)),
)


def report(measures: int) -> Document:
    """A results report with so many measures spread over the seven issues."""
    sections = tuple(
        Section(
            no,
            title,
            before=(Block("paragraph", "มาตรการในประเด็นนี้กำหนดจากข้อที่ได้คะแนนต่ำในปีก่อน และติดตามผลทุกไตรมาส"),),
            measures=tuple(_measure(n) for n in range(no - 1, measures, len(TITLES))),
        )
        for no, title in enumerate(TITLES, start=1)
    )
    return Document(
        kind="results",
        layout=OUTPUT_OUTCOME,
        municipality=Municipality("99010101", "ท่าน้ำใส", "subdistrict", "เมืองขอนแก่น", "ขอนแก่น"),
        assessed_year=2567,
        action_year=2568,
        evaluation_year=2569,
        issues=tuple(Issue(no, title) for no, title in enumerate(TITLES, start=1)),
        result=RESULT,
        sections=tuple(each for each in sections if each.measures),
        signatures=(Signature("นางอรุณี พร้อมตรวจ", "ปลัดเทศบาล"),),
    )


def report_of_pages(pages: int, count: Callable[[Document], int]) -> Document:
    """The report that `count` (document → pages) says has at least so many pages, and few more."""
    low, high = 1, 2
    while count(report(high)) < pages:
        low, high = high, high * 2
    while low + 1 < high:
        middle = (low + high) // 2
        if count(report(middle)) < pages:
            low = middle
        else:
            high = middle
    return report(high)


def _measure(n: int) -> Measure:
    return Measure(
        title=f"มาตรการที่ {n + 1} การปรับปรุงงานบริการและเปิดเผยข้อมูลให้ประชาชนตรวจสอบได้",
        procedure="\n".join(f"{'๑๒๓๔๕'[k]}. {STEPS[(n + k) % len(STEPS)]}" for k in range(4)),
        output="\n".join(f"{'๑๒๓๔'[k]}) {OUTPUTS[(n + k) % len(OUTPUTS)]}" for k in range(4)),
        outcome="\n".join(f"{'๑๒๓'[k]}) {OUTCOMES[(n + k) % len(OUTCOMES)]}" for k in range(3)),
        responsible=("สำนักปลัดเทศบาล", "กองคลัง"),
        period=parse_period("๑ ต.ค. ๖๗ - ๓๐ ก.ย. ๖๘"),
    )
