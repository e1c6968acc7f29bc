"""Digits: two kinds in one number, letters in numbers and digits in codes are found; addresses keep their own."""

import pytest

from reports.document import AnalysisItem, AnalysisRow
from tests.reports.checks.drafts import analysis_report, analysis_row, findings, with_outcome

CODE = "text-digits"


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.severity, each.where.quote, each.replacement) for each in findings(with_outcome(text), CODE)
    ]


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("ปีงบประมาณ พ.ศ. ๒๕6๘ มีผู้ใช้ ๑๒ คน", "๒๕6๘", "๒๕๖๘"),
        ("ได้คะแนน ๙2.๔๐ คะแนน", "๙2.๔๐", "๙๒.๔๐"),
        ("In 2568 มีผู้ใช้บริการ 1,๒34 คน รวม 12 ครั้ง", "1,๒34", "1,234"),
        ("ได้คะแนน ๑OO คะแนน", "๑OO", "๑๐๐"),
        ("ได้ 1oo.oo คะแนน", "1oo.oo", "100.00"),
        ("ได้ 9l.20 คะแนน", "9l.20", "91.20"),
        ("ตามข้อ ๐๒๘ รายงานผลการดำเนินการ", "๐๒๘", "O๒๘"),
        ("ข้อ 0๒๗ และข้ออื่น", "0๒๗", "O๒๗"),
        ("ข้อ 1๑๔ ท่านคิดว่าหน่วยงานโปร่งใส", "1๑๔", "i๑๔"),
        ("เผยแพร่ตาม O๒๗ และ ๐๒๘ ครบถ้วน", "๐๒๘", "O๒๘"),
    ],
)
def test_what_has_one_right_form_is_a_warning_with_it(text: str, quote: str, right: str) -> None:
    assert found(text) == [("warning", quote, right)]


@pytest.mark.parametrize(
    "text",
    [
        "ร้อยละ ๙๒.๔๐ ของผู้ใช้บริการ ๑,๒๓๔ คน",
        "โทร. 034-123456 ต่อ 12",
        "เผยแพร่ที่ https://www.example.go.th/2568/o28 จำนวน ๓ เรื่อง",
        "ตาม O28 และ i5 ครบ ๒ ข้อ",
        "ระบบ Windows 11 จำนวน ๕ เครื่อง",
        "ติดต่อ โทร. 0-3412-3456 ได้ทุกวัน ๒๔ ชั่วโมง",
        "ระบบ 5G ครอบคลุม ๔ หมู่บ้าน",
        "ข้อ ๑๑๔ แห่งระเบียบ",
        "วันที่ ๐๑/๐๓/๒๕๖๘",
        "OIT 100 คะแนน",
        "นโยบาย Thailand 4.0 ใช้มา ๓ ปี",
    ],
)
def test_lawful_digits_are_no_finding(text: str) -> None:
    assert found(text) == []


def test_two_kinds_of_digits_in_one_text_are_only_told() -> None:
    text = "มีผู้ใช้บริการ ๑๒๐ คน เพิ่มขึ้น ๒๐ คน จากเดิม 100 คน"
    assert found(text) == [("info", "100", "๑๐๐")]
    assert [each[2] for each in found(text + " และ 3 กลุ่ม")] == [None]


def test_the_code_of_an_item_in_a_table_begins_with_its_letter() -> None:
    wrong = (
        AnalysisItem(item="O28", code_as_written="๐๒๘"),
        AnalysisItem(item="i14", code_as_written="1๑๔"),
        AnalysisItem(item="i1", code_as_written="i๑"),
        AnalysisItem(item="i10", code_as_written="๑๐"),
    )
    row = AnalysisRow(issue=1, items=wrong, remark="คะแนนสูงเพราะมีคู่มือครบทุกงาน จึงควรรักษาไว้")
    report = analysis_report(analysis=(row, *(analysis_row(no) for no in range(2, 8))))
    assert [(each.where.quote, each.replacement, each.where.field) for each in findings(report, CODE)] == [
        ("๐๒๘", "O๒๘", "items"),
        ("1๑๔", "i๑๔", "items"),
    ]
