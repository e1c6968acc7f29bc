"""Texts that break off or begin in the middle are found; whole ones, names and lists are not."""

import pytest

from reports.document import Block
from tests.reports.checks.drafts import findings, results_report, with_outcome

CODE = "text-cut"


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.severity, each.where.quote, each.replacement) for each in findings(with_outcome(text), CODE)
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ประชาชนได้รับความสะดวกและ", "และ"),
        ("เผยแพร่คู่มือผ่านช่องทางต่าง ๆ เช่น", "เช่น"),
        ("ลดการใช้ดุลยพินิจของ", "ของ"),
        ("เผยแพร่ผ่านการประชาสั", "ประชาสั"),
        ("มีคู่มือการให้บริการ จำนวน ๕ เรื่อง เพื่อ", "เพื่อ"),
        ("จัดทำคู่มือสำหรับประชาชนเเ"[:-2] + "แ", "แ"),
        ("ผู้รับบริการพึงพอใจต่อการปฏิบัติหน้าที่ของเจ้าหน้า", None),
        ("กำกับการจัดซื้อจัดจ้างตามพระราชบัญ", None),
        ("เสนอนายกเทศมนตรีและ", "และ"),
        ("กำกับตามตัวชี้วัดงานด้านการประชาสัม", None),
        ("ประชาชนเข้าถึงข้อมูลได้ง่ายและหน่วยงานมีความโปร่งใสในการดำเนิ", None),
    ],
)
def test_a_text_that_breaks_off_is_found(text: str, quote: str | None) -> None:
    (one,) = found(text)
    assert one[0] == "warning"
    if quote:
        assert one[1] == quote


@pytest.mark.parametrize(
    "text",
    [
        "ประชาชนได้รับความสะดวกและรวดเร็ว",
        "ปรับปรุงข้อมูลให้เป็นปัจจุบันทุกวันทำการ",
        "เจ้าหน้าที่ปฏิบัติงานตามหน้าที่",
        "จัดให้มีจุดบริการทุกพื้นที่",
        "ประชาชนเข้าถึงได้ทันที",
        "ช่องทางเว็บไซต์ เฟซบุ๊ก ไลน์ ฯลฯ",
        "เผยแพร่ช่องทางต่าง ๆ",
        "ผู้รับผิดชอบ นายประสิทธิ์ ทองสุกใส",
        "มอบหมายนางสาวพรทิพา สิทธิกูล",
        "ประชุมร่วมกับชุมชนบ้านประชาสัน",
        "ณ ที่ทำการองค์การบริหารส่วนตำบลรางหวาย",
        "ดำเนินการแล้วเสร็จ ๑๐๐ %",
        "ให้บุคลากรถือปฏิบัติตามอย่างเคร่งครัด",
        "มีช่องทางที่สามารถเข้าถึงได้ง่าย (เว็บไซต์)",
        "๑) มีคู่มือ\n๒) มีเว็บไซต์",
        "ก) มีคู่มือ",
        "เผยแพร่ที่เว็บไซต์ https://www.example.go.th/news",
        "มอบหมายให้กองช่างดำเนินการต่อ",
        "ของขวัญและของกำนัลไม่รับ",
        "ตรวจสอบทั้งภายนอกและภายใน",
        "ร้องเรียนลดลงจาก ๕ เรื่องเหลือ ๑ เรื่อง ไม่มีเรื่องค้าง",
    ],
)
def test_a_whole_text_is_no_finding(text: str) -> None:
    assert found(text) == []


def test_a_stray_mark_at_the_beginning_can_be_taken_away() -> None:
    assert found(". การสร้างความโปร่งใส") == [("warning", ". การ", "การ")]


@pytest.mark.parametrize("text", ["และเผยแพร่ให้ประชาชนทราบ", "ะชาชนได้รับความสะดวก", "ซึ่งทำให้ประชาชนพึงพอใจ"])
def test_a_text_that_begins_in_the_middle_is_found(text: str) -> None:
    (one,) = found(text)
    assert one[0] == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "ประชุมคณะทำงาน (ครั้งที่ 1)",
        "ประชุมคณะทำงาน (ไตรมาสที่ ๒) และรายงานผล",
        "ตามแผน (ระยะที่ 1) 2) เผยแพร่",
        "1) ประชุม 2) เผยแพร่ (ครั้งที่ 3)",
        "๑) ประชุม\n๒) เผยแพร่",
    ],
)
def test_a_number_at_the_end_of_a_bracket_closes_it(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["1) ประชุม (คณะทำงาน\n2) เผยแพร่ให้ทราบ", "ประชุม (คณะทำงาน เรื่องคู่มือ"])
def test_a_label_closes_no_bracket_of_the_line_before(text: str) -> None:
    assert len(found(text)) == 1


def test_an_open_bracket_is_graver_near_the_end() -> None:
    late = "เผยแพร่ผ่านช่องทางออนไลน์ (เว็บไซต์ เฟซบุ๊ก ไลน์"
    early = "เผยแพร่ (ครบถ้วน " + "ประชาชนได้รับความสะดวก รวดเร็ว และเป็นธรรม " * 4
    assert [each[0] for each in found(late)] == ["warning"]
    assert [each[0] for each in found(early)] == ["info"]


def test_paragraphs_that_a_file_broke_into_lines_are_no_finding() -> None:
    lines = (Block(text="รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและ"), Block(text="ความโปร่งใสของ"))
    assert findings(results_report(before=lines), CODE) == []
