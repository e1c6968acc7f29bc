"""A believable invented report of each kind, for the tests that look at what is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ita_portal.thai.periods import parse_period
from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Band,
    Block,
    Document,
    Evidence,
    IndicatorScore,
    InstrumentScore,
    Issue,
    ItemScore,
    Measure,
    Municipality,
    Result,
    Section,
    Signature,
    Span,
    YearTotal,
)
from reports.layouts import ANALYSIS, OUTPUT_OUTCOME

ISSUES = (
    Issue(1, "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"),
    Issue(2, "การให้บริการและระบบ E-Service"),
    Issue(3, "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ"),
    Issue(4, "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ"),
)
BANDS = (
    Band("ผ่านดีเยี่ยม", Decimal("95.00"), Decimal("95.00")),
    Band("ผ่านดี", Decimal("85.00"), Decimal("85.00")),
    Band("ผ่าน", Decimal("85.00")),
    Band("ต้องปรับปรุง", Decimal("70.00")),
    Band("ต้องปรับปรุงโดยด่วน", Decimal(0)),
)
_INDICATORS = (
    (1, "IIT", "การปฏิบัติหน้าที่", "93.48", "94.89"),
    (2, "IIT", "การใช้งบประมาณ", "92.13", "93.65"),
    (3, "IIT", "การใช้อำนาจ", "92.73", "94.04"),
    (4, "IIT", "การใช้ทรัพย์สินของราชการ", "85.45", "90.19"),
    (5, "IIT", "การแก้ไขปัญหาการทุจริต", "90.92", "90.06"),
    (6, "EIT", "คุณภาพการดำเนินงาน", "90.14", "92.33"),
    (7, "EIT", "ประสิทธิภาพการสื่อสาร", "86.72", "90.48"),
    (8, "EIT", "การปรับปรุงการทำงาน", "76.35", "87.06"),
    (9, "OIT", "การเปิดเผยข้อมูล", "88.57", "95.71"),
    (10, "OIT", "การป้องกันการทุจริต", "90.00", "100.00"),
)


def _level(score: Decimal) -> str:
    return next(band.name for band in BANDS if score >= band.min_total and band.name != "ผ่าน")


RESULT = Result(
    year=2568,
    total=Decimal("93.90"),
    total_computed=Decimal("93.90"),
    total_before=Decimal("88.20"),
    level="ผ่านดี",
    level_computed="ผ่านดี",
    status="final",
    instruments=(
        InstrumentScore("IIT", Decimal("92.57"), Decimal("92.57"), Decimal("90.54"), 30),
        InstrumentScore("EIT", None, Decimal("89.96"), Decimal("84.40"), 30),
        InstrumentScore("OIT", Decimal("97.86"), Decimal("97.86"), Decimal("89.29"), 40),
    ),
    indicators=tuple(
        IndicatorScore(
            no, name, instrument, Decimal(score), Decimal(before), level_computed=_level(Decimal(score))
        )
        for no, instrument, name, before, score in _INDICATORS
    ),
    items=(
        ItemScore("i1", "การปฏิบัติงานเป็นไปตามขั้นตอนและระยะเวลา", 1, Decimal("94.10")),
        ItemScore("O12", "แผนการจัดซื้อจัดจ้าง", 9, Decimal("50.00"), remark="ขาดไฟล์ข้อมูลที่นำไปใช้ต่อได้"),
    ),
    trend=(
        YearTotal(2564, Decimal("78.42"), "B"),
        YearTotal(2565, Decimal("83.15"), "B"),
        YearTotal(2566, Decimal("86.30"), "ผ่าน"),
        YearTotal(2567, Decimal("88.20"), "ผ่าน"),
        YearTotal(2568, Decimal("93.90"), "ผ่านดี"),
    ),
    bands=BANDS,
)
TOWN = Municipality("99010101", "ท่าน้ำใส", "subdistrict", "เมืองขอนแก่น", "ขอนแก่น")
SIGNATURES = (
    Signature("นางอรุณี พร้อมตรวจ", "ปลัดเทศบาลตำบลท่าน้ำใส"),
    Signature("นายสมาน ใจซื่อ", "รองนายกเทศมนตรี", "นายกเทศมนตรีตำบลท่าน้ำใส", date(2026, 3, 20)),
)

LOANS = Measure(
    title="การยืมใช้ทรัพย์สินของราชการด้วยทะเบียนยืม–คืนกลาง",
    procedure=(
        "__วิธีดำเนินการ__\n๑. ปรับแบบใบยืมพัสดุให้เหลือหน้าเดียว ระบุวันคืนและผู้อนุมัติให้ชัดเจน\n"
        "๒. จัดทำทะเบียนยืม–คืนกลางที่ทุกกองเปิดดูร่วมกันได้\n๓. แจ้งเวียนขั้นตอนการยืมให้พนักงานทุกคน\n"
        "  - ติดประกาศ ณ ห้องพัสดุ\n  - ส่งทาง Line-OA ของหน่วยงาน"
    ),
    output=(
        "๑) ใช้แบบใบยืมหน้าเดียวครบทั้ง ๖ กอง ตั้งแต่วันที่ ๒ ธันวาคม ๒๕๖๗\n"
        "๒) บันทึกการยืมในทะเบียนกลาง ๑๘๔ รายการ คืนครบถ้วน ๑๘๑ รายการ\n๓) แจ้งเวียน ๑ ครั้ง มีผู้ลงชื่อรับทราบ ๗๒ คน"
    ),
    outcome=(
        "๑) ผลการประเมินข้อ i๑๐ ปี ๒๕๖๗ ได้ ๘๒.๔๐ คะแนน ปี ๒๕๖๘ ได้ ๘๘.๖๕ คะแนน **เพิ่มขึ้น ๖.๒๕ คะแนน**\n"
        "๒) รายการที่คืนเกินกำหนดลดลงจาก ๓๑ รายการ เหลือ ๓ รายการ"
    ),
    suggestion="ควรให้ผู้ยืมลงเวลาคืนด้วยตนเอง",
    responsible=("กองคลัง (งานพัสดุและทรัพย์สิน)", "ทุกกอง"),
    period=parse_period("ตลอดปีงบประมาณ ๑ ต.ค. ๖๗ – ๓๐ ก.ย. ๖๘"),
    items=("i10",),
    evidence=(
        Evidence("ทะเบียนยืม–คืนกลาง ปี ๒๕๖๘", "https://www.example.go.th/ita/loans.xlsx", public=True),
        Evidence("หนังสือแจ้งเวียน", "https://intranet.example.go.th/1", public=False),
    ),
)
CARS = Measure(
    title="การสุ่มตรวจการใช้รถยนต์ส่วนกลางและน้ำมันเชื้อเพลิง",
    procedure=(
        "๑. แต่งตั้งผู้ตรวจจากหน่วยตรวจสอบภายในร่วมกับผู้แทนกองอื่น\n"
        "๒. สุ่มเทียบสมุดบันทึกการใช้รถกับเลขไมล์และใบสั่งจ่ายน้ำมัน เดือนละ ๑ ครั้ง\n"
        "๓. รายงานผลต่อปลัดเทศบาล และเผยแพร่สรุปบนเว็บไซต์ทุกไตรมาส"
    ),
    output=(
        "๑) มีคำสั่งแต่งตั้งผู้ตรวจ ๕ คน\n๒) สุ่มตรวจครบ ๑๒ ครั้ง พบบันทึกไม่ครบ ๖ ครั้ง และแก้ไขแล้วทั้งหมด\n"
        "๓) เผยแพร่สรุปผลครบ ๔ ไตรมาสที่ https://www.example.go.th/ita/2568/cars"
    ),
    outcome="ค่าน้ำมันเชื้อเพลิงต่อระยะทางลดลงร้อยละ ๘ เมื่อเทียบกับปีก่อน",
    responsible=("หน่วยตรวจสอบภายใน", "สำนักปลัดเทศบาล"),
    period=parse_period("ต.ค.๖๗- ก.ย.๖๘"),
)
HANDBOOK = Measure(
    title="จัดทำคู่มือการให้บริการประชาชน",
    procedure="๑. ทบทวนขั้นตอนของทุกงาน\n๒. จัดทำคู่มือและเผยแพร่ทาง E-Service",
    output="มีคู่มือ ๑๒ งาน เผยแพร่ครบทุกงาน",
    outcome="ผู้รับบริการทราบขั้นตอน ทำให้เวลารอเฉลี่ยลดลงจาก ๒๕ นาที เหลือ ๑๔ นาที ทั้งเช้าและค่ำ",
    responsible=("สำนักปลัดเทศบาล",),
    period=parse_period("ไตรมาสที่ ๑ - ๒"),
)
COUNTER = Measure(
    title="เปิดรับคำร้องผ่านระบบ E-Service",
    procedure="๑. เปิดแบบคำร้อง ๘ แบบ\n๒. อบรมผู้ดูแลระบบ",
    output="มีผู้ยื่นคำร้องผ่านระบบ ๒๑๔ ราย เรื่องน้ำประปามากที่สุด",
    outcome="คำร้องแล้วเสร็จภายใน ๓ วันทำการ ร้อยละ ๙๒",
    responsible=("กองช่าง", "สำนักปลัดเทศบาล"),
    period=parse_period("ดำเนินการตลอดทั้งปี"),
)

RESULTS = Document(
    kind="results",
    layout=OUTPUT_OUTCOME,
    municipality=TOWN,
    assessed_year=2567,
    action_year=2568,
    evaluation_year=2569,
    covers=Span(date(2024, 10, 1), date(2025, 9, 30)),
    title="รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
    issues=ISSUES,
    result=RESULT,
    sections=(
        Section(1, ISSUES[0].title, measures=(HANDBOOK,)),
        Section(2, ISSUES[1].title, measures=(COUNTER,)),
        Section(4, ISSUES[3].title, measures=(LOANS, CARS)),
    ),
    signatures=SIGNATURES,
)
ANALYSIS_ROWS = (
    AnalysisRow(
        issue=1,
        instrument="IIT",
        items=(
            AnalysisItem("i1", Decimal("94.10"), "i๑", "การปฏิบัติงานหรือให้บริการเป็นไปตามขั้นตอนและระยะเวลา", "๙๔.๑๐"),
            AnalysisItem("i2", Decimal("95.35"), "i๒", "การปฏิบัติงานหรือให้บริการอย่างเท่าเทียมกัน", "๙๕.๓๕"),
        ),
        remark="เจ้าหน้าที่ให้บริการตามขั้นตอน แต่ระยะเวลาของงานช่างยังเกินกำหนดเมื่อน้ำท่วม\n"
        "๑. งานที่เกินกำหนด ๔ เรื่อง\n๒. ควรแจ้งผู้รับบริการทุก ๓ วัน",
    ),
    AnalysisRow(
        issue=1,
        instrument="OIT",
        items=(AnalysisItem("O12", Decimal("50.00")),),
        remark="ขาดไฟล์ข้อมูลที่นำไปใช้ต่อได้",
    ),
    AnalysisRow(
        issue=2, instrument="EIT", items=(AnalysisItem("e9", Decimal("87.06")),),
        remark="ผู้รับบริการยังไม่ทราบว่ามีระบบ E-Service",
    ),
)  # fmt: skip
PLAN = Document(
    kind="analysis",
    layout=ANALYSIS,
    municipality=TOWN,
    assessed_year=2568,
    action_year=2569,
    evaluation_year=2569,
    issues=ISSUES,
    before=(
        Block("heading", "ความเป็นมา", 2),
        Block("paragraph", "เทศบาลตำบลท่าน้ำใสได้รับการประเมินทุกปี และนำผลมาปรับปรุงงาน ทำให้ผู้รับบริการพอใจมากขึ้น"),
    ),
    result=RESULT,
    analysis=ANALYSIS_ROWS,
    sections=(
        Section(
            1, ISSUES[0].title,
            measures=(
                Measure(
                    title="แจ้งความคืบหน้าของคำร้องทุก ๓ วัน", procedure="๑. กำหนดผู้แจ้ง\n๒. บันทึกในระบบ",
                    follow_up="รายงานต่อปลัดทุกสิ้นเดือน", responsible=("กองช่าง",),
                    period=parse_period("๑ ต.ค. ๖๘ - ๓๐ ก.ย. ๖๙"),
                ),
            ),
        ),
        Section(2, ISSUES[1].title, measures=(COUNTER,)),
    ),
)  # fmt: skip
