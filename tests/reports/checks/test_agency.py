"""Agencies: another one's name is found however it is written; neighbours, teachers and auditors may be named."""

from dataclasses import replace

import pytest

from reports.checks.finding import Finding
from reports.document import Block, Municipality, Section
from tests.reports.checks.drafts import (
    analysis_report,
    analysis_row,
    findings,
    measure,
    results_report,
    section,
    with_intro,
    with_outcome,
)

OWN = Municipality(name="หนองตะไก้", kind="subdistrict", district="หนองหงส์", province="บุรีรัมย์")


def found(text: str, *codes: str, own: Municipality = OWN) -> list[Finding]:
    document = replace(with_outcome(text), municipality=own)
    return findings(document, *(codes or ("agency", "agency-name")))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("บุคลากรของเทศบาลตำบลบางสะพานมีความเข้าใจ", "เทศบาลตำบลบางสะพาน"),
        ("เจ้าหน้าที่ในเทศบาล ตำบลคลองหาดยังไม่ทราบขั้นตอน", "เทศบาล ตำบลคลองหาด"),
        ("พนักงานเทศบาลเมืองวารินชำราบ", "เทศบาลเมืองวารินชำราบ"),
        ("บุคลากรของเทศบาลตำบลแม่ลาวบางส่วนยังไม่ทราบแนวปฏิบัติ", "เทศบาลตำบลแม่ลาว"),
        ("เผยแพร่บนเว็บไซต์ของ อบต.โคกกลาง แล้ว", "อบต.โคกกลาง"),
        ("ประกาศองค์การบริหารส่วนตำบลท่าข้าม เรื่อง นโยบาย", "องค์การบริหารส่วนตำบลท่าข้าม"),
        ("ประกาศองค์การบริหารส่วน ตำบล ท่าข้าม เรื่อง นโยบาย", "องค์การบริหารส่วน ตำบล ท่าข้าม"),
        ("เทศบาลตำบลบ้านแซวได้จัดทำคู่มือ", "เทศบาลตำบลบ้านแซว"),
        ("เว็บไซต์เทศบาลตำบลโนนทองหลางพลับ และเพจ", "เทศบาลตำบลโนนทองหลางพลับ"),
        ("นายก ทต.เชียงดาว ประกาศเจตนารมณ์", "ทต.เชียงดาว"),
        ("ผู้บริหารเทศบาลนครอุดรธานี ให้ความสำคัญ", "เทศบาลนครอุดรธานี"),
        ("ผู้บริหาร อ.บ.ต. ดงดินแดง มอบนโยบาย", "อ.บ.ต. ดงดินแดง"),
        ("ผู้มารับบริการของอบต.ลาดใหญ่ มีความพึงพอใจ", "อบต.ลาดใหญ่"),
        ("นายกเทศมนตรีตำบลบ้านเป้า ลงนามประกาศ", "เทศมนตรีตำบลบ้านเป้า"),
    ],
)
def test_the_name_of_another_municipality_is_an_error_where_the_report_speaks_of_itself(
    text: str, quote: str
) -> None:
    (each,) = found(text)
    assert (each.code, each.severity, each.where.quote) == ("agency", "error", quote)
    assert "เทศบาลตำบลหนองตะไก้" in each.fix


@pytest.mark.parametrize(
    "text",
    [
        "ศึกษาดูงานการให้บริการออนไลน์ ณ เทศบาลตำบลบางสะพาน",
        "ร่วมกับองค์การบริหารส่วนตำบลท่าข้ามจัดกิจกรรม",
        "ลงนามบันทึกข้อตกลงความร่วมมือกับเทศบาลเมืองวารินชำราบ",
        "วิทยากรจาก อบต.โคกกลาง บรรยายเรื่องจริยธรรม",
        "รับโอนพนักงานจากเทศบาลตำบลคลองหาด ๑ ราย",
        "ประชุมเครือข่ายกับเทศบาลตำบลบ้านแซว",
        "ได้รับงบประมาณจากองค์การบริหารส่วนจังหวัดบุรีรัมย์",
        "อบจ.บุรีรัมย์ สนับสนุนรถน้ำ",
    ],
)
def test_working_with_others_is_no_mistake(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "เทศบาลตำบลหนองตะไก้ได้เผยแพร่ข้อมูล",
        "เทศบาลตำบล หนอง ตะไก้ อำเภอหนองหงส์",
        "ทต.หนองตะไก้ / เทศบาลหนองตะไก้ / อบต.หนองตะไก้ (เดิม)",
        "องค์การบริหารส่วนตำบลหนองตะไก้ในอดีต",
        "สำนักงานเทศบาลตำบลหนองตะไก้",
        "เทศบาลตำบลมีการประชาสัมพันธ์ที่ชัดเจน",
        "เทศบาลตำบลได้กำหนดแนวทาง",
        "เทศบาลตำบลขนาดเล็ก",
        "เทศบาลตำบลบางแห่งยังไม่มีระบบ",
        "เทศบาลนคร เทศบาลเมือง และเทศบาลตำบล",
        "พนักงานเทศบาลและลูกจ้างประจำ",
        "ปลัดเทศบาลตรวจเยี่ยมทุกเดือน",
        "คลังเทศบาลเมืองได้รับการปรับปรุง",
        "อบต. เหมาะสมและ อบต. ใหม่ ๆ",
        "องค์การบริหารส่วนตำบลบริหารงานด้วยความโปร่งใส",
        "องค์การบริหารส่วนตำบลพัฒนาระบบบริการ",
        "เทศบาลตำบลท่านมีการรับสินบนหรือไม่",
        "เจ้าหน้าที่ตอบตรงคำถามและชอบทำงาน",
        "ปลัดเทศบาล นายกเทศมนตรี สภาเทศบาล",
        "พระราชบัญญัติเทศบาล พ.ศ. ๒๔๙๖ และที่แก้ไขเพิ่มเติม",
        "ประกาศคณะกรรมการพนักงานเทศบาลจังหวัดบุรีรัมย์",
        "โรงเรียนอนุบาลเทศบาล ๑ และกองการศึกษา",
        "หน่วยงานมีโปรแกรมบันทึกข้อมูล กิจกรรมและพฤติกรรม กรมธรรม์ประกันภัยรถยนต์",
        "ตามหนังสือกรมส่งเสริมการปกครองท้องถิ่น ที่ มท ๐๘๐๐/ว ๑๒",
        "บันทึกในระบบ e-GP ของกรมบัญชีกลางครบทุกรายการ",
        "บุคลากรของสำนักงาน ป.ป.ช. ประจำจังหวัดบุรีรัมย์ให้ความรู้",
        "เจ้าหน้าที่ของสำนักงานการตรวจเงินแผ่นดินเข้าตรวจ",
        "ร่วมกับสำนักงานสาธารณสุขอำเภอและโรงพยาบาลส่งเสริมสุขภาพตำบล",
        "ครุภัณฑ์สำนักงาน ๑๒ รายการ และวัสดุสำนักงาน",
        "กองคลัง กองช่าง และสำนักปลัดเทศบาล",
        "แจ้งผ่านกลุ่มไลน์ กลุ่มงานฝีมือสตรี และกลุ่มอาชีพ",
    ],
)
def test_the_own_name_common_words_and_known_bodies_are_no_mistake(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("เทศบาลตำบลหนองตะไกได้จัดทำคู่มือ", "หนองตะไก"),
        ("เว็บไซต์เทศบาลตำบลหนองตะโก้", "หนองตะโก้"),
        ("เทศบาลตำบลหนองตะไก่ อำเภอหนองหงส์", "หนองตะไก่"),
        ("บุคลากรในเทศบาลตำบลหนองไก้มีความรู้", "หนองไก้"),
    ],
)
def test_the_own_name_with_a_letter_wrong_is_mended(text: str, quote: str) -> None:
    (each,) = found(text)
    assert (each.code, each.severity, each.where.quote) == ("agency-name", "error", quote)
    assert each.replacement == "หนองตะไก้"


def test_a_short_own_name_is_not_taken_for_every_word() -> None:
    own = Municipality(name="นาดี", kind="sao")
    assert kinds("องค์การบริหารส่วนตำบลนำดีมาเป็นแบบอย่าง", own) == []
    assert kinds("อบต.นาดี ได้เผยแพร่", own) == []
    (each,) = kinds("เจ้าหน้าที่ของ อบต.นาดูน ได้เผยแพร่", own)
    assert (each.code, each.where.quote) == ("agency", "อบต.นาดูน")


def test_a_name_that_begins_with_the_word_of_a_kind_is_the_own_one() -> None:
    own = Municipality(name="นครปฐม", kind="city")
    assert found("เทศบาลนครนครปฐมและเทศบาลนครปฐมได้ประกาศ เจ้าหน้าที่เทศบาลนครปฐม", own=own) == []


def test_a_longer_name_that_begins_like_the_own_one_is_another() -> None:
    own = Municipality(name="หนองบัว", kind="subdistrict")
    (each,) = found("พนักงานเทศบาลตำบลหนองบัวระเหวทุกคน", own=own)
    assert each.where.quote == "เทศบาลตำบลหนองบัวระเหว"
    assert found("พนักงานเทศบาลตำบลหนองบัวทุกคน", own=own) == []


def test_without_an_own_name_no_other_name_is_judged() -> None:
    own = Municipality()
    assert found("บุคลากรของเทศบาลตำบลบางสะพานมีความเข้าใจ", own=own) == []


def test_without_an_own_name_the_one_that_stands_most_is_taken_for_it() -> None:
    own = "เทศบาลตำบลคลองหาดได้เผยแพร่ข้อมูล เทศบาลตำบลคลองหาดมีคู่มือ และเว็บไซต์เทศบาลตำบลคลองหาด\n"
    (each,) = found(own + "บุคลากรของเทศบาลตำบลบางสะพานมีความเข้าใจ", own=Municipality())
    assert (each.severity, each.where.quote) == ("warning", "เทศบาลตำบลบางสะพาน")
    (each,) = found(own + "บุคลากรของเทศบาลตำบลคลองหาตมีความเข้าใจ", own=Municipality())
    assert (each.code, each.severity, each.replacement) == ("agency-name", "warning", None)


def test_a_provincial_administration_names_the_municipalities_of_its_province() -> None:
    own = Municipality(name="บุรีรัมย์", kind="pao", province="บุรีรัมย์")
    assert [each.severity for each in found("บุคลากรของเทศบาลตำบลบ้านด่านได้รับ", own=own)] == ["warning"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ในสำนักงาน*** มีเจ้าหน้าที่", "สำนักงาน***"),
        (r"ในสำนักงาน \*\*\* มีเจ้าหน้าที่", r"สำนักงาน \*\*\*"),
        ("นโยบายของ[ชื่อหน่วยงาน]", "[ชื่อหน่วยงาน]"),
        ("ประกาศ (ชื่อเทศบาล) เรื่อง No Gift", "(ชื่อเทศบาล)"),
        ("เทศบาลตำบล........ ได้จัดทำ", "เทศบาลตำบล........"),
        ("มีผู้เข้าร่วม XXX คน", "XXX"),
        ("จัดโดยเทศบาลตำบล…… แล้ว", "เทศบาลตำบล……"),
        ("แผนปี ๒๕xx", "๒๕xx"),
        ("เทศบาล_____ได้ประกาศ", "เทศบาล_____"),
        ("ดำเนินการแล้วเมื่อ [ระบุวันที่]", "[ระบุวันที่]"),
    ],
)
def test_blanks_of_a_template_are_errors(text: str, quote: str) -> None:
    (each,) = found(text)
    assert (each.severity, each.where.quote) == ("error", quote)


@pytest.mark.parametrize(
    "text",
    [
        "(ระบุเป็น วัน เดือน ปี) ที่เริ่มและสิ้นสุด",
        "ข้อมูลสถิติการให้บริการ*",
        "รองรับ XXL และ Xerox",
        "ฯลฯ ... และอื่น ๆ",
        "**เน้น** คำสำคัญ",
        "ขนาด ๒๕ x ๓๐ เมตร",
        "[1] อ้างอิง",
    ],
)
def test_what_only_looks_like_a_blank_is_none(text: str) -> None:
    assert found(text) == []


def test_bodies_are_doubtful_only_where_the_report_speaks_of_itself() -> None:
    (each,) = found("บุคลากรภายในโรงพยาบาลพระนารายณ์รับทราบประมวลจริยธรรม")
    assert (each.severity, each.where.quote) == ("warning", "โรงพยาบาลพระนารายณ์")
    assert found("ประชาชนแจ้งเรื่องผ่านโรงพยาบาลพระนารายณ์") == []
    assert found("เจ้าหน้าที่ของกรมปศุสัตว์ร่วมฉีดวัคซีน")[0].severity == "warning"
    assert found("สุนัขได้รับวัคซีนจากกรมปศุสัตว์ ๑๒๐ ตัว") == []
    assert found("จัดกิจกรรมภายในโรงเรียนบ้านหนองสองห้อง") == []
    (each,) = found("อธิการบดีประกาศเจตนารมณ์ไม่รับของขวัญ")
    assert (each.severity, each.where.quote) == ("warning", "อธิการบดี")
    assert found("อธิบดีกรมส่งเสริมการปกครองท้องถิ่นมอบรางวัล") == []


@pytest.mark.parametrize(
    ("kind", "text", "quote"),
    [
        ("sao", "นายกเทศมนตรีลงนามประกาศ", "นายกเทศมนตรี"),
        ("sao", "ประชุมพนักงานเทศบาลทุกเดือน", "พนักงานเทศบาล"),
        ("sao", "ตราเทศบัญญัติงบประมาณรายจ่าย", "เทศบัญญัติ"),
        ("subdistrict", "พนักงานส่วนตำบลทุกคนรับทราบ", "พนักงานส่วนตำบล"),
        ("town", "ปลัด อบต. มอบนโยบาย", "ปลัด อบต"),
        ("subdistrict", "ประกาศใช้ข้อบัญญัติงบประมาณ", "ข้อบัญญัติ"),
    ],
)
def test_words_of_the_other_kind_of_administration_are_doubtful(kind: str, text: str, quote: str) -> None:
    (each,) = kinds(text, replace(OWN, kind=kind))
    assert (each.severity, each.where.quote) == ("warning", quote)


def test_words_copied_with_another_name_are_told_by_the_name() -> None:
    (each,) = kinds("ปลัด อบต.โคกกลาง มอบนโยบายแก่พนักงานส่วนตำบล", OWN)
    assert each.where.quote == "อบต.โคกกลาง"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sao", "ปลัด อบต. และพนักงานส่วนตำบลประชุมทุกเดือน"),
        ("subdistrict", "เทศบัญญัติงบประมาณและพนักงานเทศบาล"),
        ("subdistrict", "ตามประกาศคณะกรรมการกลางพนักงานส่วนตำบล"),
        ("sao", "พนักงานเทศบาลและพนักงานส่วนตำบลตามมาตรฐานทั่วไป"),
        ("sao", "ร่วมกับพนักงานเทศบาลใกล้เคียง"),
        ("pao", "ประชุมพนักงานเทศบาลและพนักงานส่วนตำบล"),
        ("", "พนักงานเทศบาลทุกคน"),
    ],
)
def test_the_own_kind_laws_and_neighbours_are_no_mistake(kind: str, text: str) -> None:
    assert kinds(text, replace(OWN, kind=kind)) == []


def kinds(text: str, own: Municipality) -> list[Finding]:
    """What is said of a text in a report that has no other word of a kind of administration."""
    sections = (section(1, measure(outcome=text, responsible=("สำนักปลัด",))),)
    return findings(results_report(*sections, municipality=own), "agency")


def test_the_title_and_the_cover_name_nobody_else() -> None:
    title = "สรุปกิจกรรมในเขตองค์การบริหารส่วนตำบลท่าข้าม ปีงบประมาณ ๒๕๖๘"
    (each,) = findings(results_report(title=title, municipality=OWN), "agency")
    assert (each.severity, each.where.field) == ("error", "title")
    (each,) = findings(replace(with_intro("ข่าวสารจาก อบต.ท่าข้าม"), municipality=OWN), "agency")
    assert each.severity == "error"


def test_lines_to_sign_on_are_no_blanks() -> None:
    lines = Block(text="ลงชื่อ ........................ ผู้รายงาน\nวันที่ ........ เดือน ........ พ.ศ. ........")
    assert findings(results_report(after=(lines,), municipality=OWN), "agency") == []
    alone = Block(text="วันที่ ............................")
    assert findings(results_report(sections_before=(alone,), municipality=OWN), "agency") == []
    (each,) = found("จัดอบรมเมื่อวันที่ ........ แล้ว")
    assert each.severity == "error"
    (each,) = found("วันที่ ........")
    assert each.severity == "error"


def test_guests_of_another_municipality_are_only_doubtful() -> None:
    (each,) = found("มีเจ้าหน้าที่ อบต.ท่าข้าม เข้าร่วมกิจกรรม ๑๒ คน")
    assert each.severity == "warning"


def test_what_takes_place_elsewhere_is_only_doubtful() -> None:
    (each,) = found("ประชุมประจำเดือน ณ สำนักงานเทศบาลตำบลบางสะพาน")
    assert each.severity == "warning"


def test_groups_of_a_provincial_office_are_no_units_of_a_municipality() -> None:
    sections = [section(no) for no in range(1, 8)]
    sections[0] = section(1, measure(responsible=("กลุ่มงานป้องกันการทุจริต", "ทุกกลุ่มภารกิจ")))
    (each,) = findings(results_report(*sections, municipality=OWN), "agency")
    assert (each.severity, each.where.field, each.where.measure) == ("warning", "responsible", 1)


def test_the_questions_of_an_analysis_are_read_too() -> None:
    row = analysis_row(1)
    item = replace(row.items[0], title_as_written="เทศบาลตำบลบางสะพานมีการประชาสัมพันธ์")
    document = analysis_report(analysis=(replace(row, items=(item,)),), municipality=OWN)
    (each,) = findings(document, "agency")
    assert (each.where.field, each.where.item) == ("items", "i1")


def test_an_empty_report_has_no_foreign_name() -> None:
    assert findings(results_report(Section(), municipality=OWN), "agency", "agency-name") == []
