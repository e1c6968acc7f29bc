"""text-spelling: wrong forms that officers write, and all the right ones that look alike."""

import pytest

from reports.checks.spelling import misspelt_words
from reports.findings_told import on_their_lines
from reports.readers.text import read_text
from tests.reports.checks.drafts import FRAMES, ISSUES, findings, measure, results_report, section


def wrong_in(text: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.right) for each in misspelt_words(text)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("พัฒนาบุคคลากรทุกระดับ", "บุคคลากร", "บุคลากร"),
        ("ปฏิบัติตามกฏหมายและระเบียบ", "กฏหมาย", "กฎหมาย"),
        ("เจ้าหน้าที่ปฎิบัติตามคู่มือ", "ปฎิบัติ", "ปฏิบัติ"),
        ("ประกาศเจตจำนงค์ของผู้บริหาร", "เจตจำนงค์", "เจตจำนง"),
        ("ประกาศเจตนาธรรมของผู้บริหาร", "เจตนาธรรม", "เจตนารมณ์"),
        ("งานตามภาระกิจหลัก", "ภาระกิจ", "ภารกิจ"),
        ("เผยแพร่บนเว็ปไซต์", "เว็ปไซต์", "เว็บไซต์"),
        ("กองสาธารณะสุขและสิ่งแวดล้อม", "สาธารณะสุข", "สาธารณสุข"),
        ("ส่งเสริมความโปร่งภายในหน่วยงาน", "ความโปร่ง", "ความโปร่งใส"),
        ("ประกาศนโยบายไม้รับของขวัญ", "ไม้", "ไม่"),
        ("กำหนดมาตราการเพิ่มเติม", "มาตราการ", "มาตรการ"),
        ("ผู้รับผิดขอบโครงการ", "รับผิดขอบ", "รับผิดชอบ"),
        ("รายงานผลการดำเนิการประจำปี", "ดำเนิการ", "ดำเนินการ"),
        ("หน่วยงานที่เกี่ยวของกับงบประมาณ", "เกี่ยวของ", "เกี่ยวข้อง"),
        ("ระเบียบการจัดซื้อจัดจาง", "จัดซื้อจัดจาง", "จัดซื้อจัดจ้าง"),
        ("เสริมสร้างความโปร่งใส่ในองค์กร", "ความโปร่งใส่", "ความโปร่งใส"),
        ("ปฏิบัติงานโปร่งใส่", "โปร่งใส่", "โปร่งใส"),
        ("เพิ่มประสิทธิภาคการทำงาน", "ประสิทธิภาค", "ประสิทธิภาพ"),
        ("การป้องกันการทูจริต", "ทูจริต", "ทุจริต"),
        ("งบปรมะาณรายจ่าย", "งบปรมะาณ", "งบประมาณ"),
        ("ระยเวลาดำเนินงาน", "ระยเวลา", "ระยะเวลา"),
    ],
)
def test_a_misspelt_word_is_found_with_the_right_one(text: str, wrong: str, right: str) -> None:
    assert wrong_in(text) == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "ประชาชนใช้บริการและผู้ให้บริการพอใจ",
        "ตามมาตรา ๗ การเผยแผ่ศาสนาและแจกข้าวสาร",
        "ติดต่อเรื่องร้องเรียนได้ทุกวัน",
        "ข้อเสนอและความคิดเป็นระบบของชุมชน",
        "พบประมาณ ๓ ราย และสงบประมาณห้าวัน",
        "เปิดหรือปิดโอกาสในการแข่งขัน",
        "เครื่องคอมพิวเตอร์ ๒ เครื่องคือเครื่องเก่า",
        "ตรวจสองครั้ง ตรวจรอบอาคาร มอบหลายรางวัล",
        "เข้าราชการ ข้าราชการ สุจริต ทุจริต ปรากฏ กฎหมาย",
        "ขึ้นตอนเช้าและลงตอนเย็น",
        "ห้องโปร่งและสบาย ไม้ยืนต้น ไม้ดอก",
        "ดําเนินการตามอํานาจหน้าที่",  # ำ written as two signs looks right
        "ศูนย์ดำรงธรรม นายจำนงค์ ดำรงค์ศักดิ์",
        "อนุญาตให้ญาติเข้าเยี่ยม ขออนุญาต",
        "ภาระงานและภาระหนี้ สาธารณะประโยชน์ ธุระส่วนตัว",
        "ผู้บริการและผู้บริหาร",
        "Google Form http://www.example.go.th ๑๒๓",
    ],
)
def test_words_that_look_alike_are_left_alone(text: str) -> None:
    assert wrong_in(text) == []


def test_a_word_that_is_cut_off_is_no_misspelling() -> None:
    assert wrong_in("เผยแพร่บนเว็บไซต") == []


def test_a_misspelt_heading_of_a_column_stands_on_the_line_above_its_measures() -> None:
    heads = "มาตรการ\tผลการดำเนินการ\tผลลัพธ์\tผู้รับผิดขอบ\tระยะเวลา"
    text = f"ประเด็นที่ ๑ {ISSUES[1]}\n{heads}\nจัดคิว\tจัดคิวแล้ว\tรอสั้นลง\tสำนักปลัด\tตลอดปี\n"
    document = read_text(text.encode(), frames=FRAMES, kind="results", key_year=2568).document

    found = on_their_lines(findings(document, "text-spelling"), document, text)

    assert [(each.where.field, each.where.line, each.where.quote) for each in found] == [
        ("headings", 2, "รับผิดขอบ")
    ]


def test_one_wrong_form_is_told_at_three_places_at_most() -> None:
    measures = [measure(outcome=f"บุคคลากรกลุ่มที่ {number} เข้าใจระเบียบ") for number in range(1, 6)]

    found = findings(results_report(section(1, *measures)), "text-spelling")

    assert [finding.where.measure for finding in found] == [1, 2, 3]
    assert "2 more places" in found[-1].message
    assert {finding.replacement for finding in found} == {"บุคลากร"}
