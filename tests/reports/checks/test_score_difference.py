"""Stated differences: wrong ones are found with the right number, right ones and everything else are left alone."""

from decimal import Decimal

import pytest

from reports.document import ItemScore
from tests.reports.checks.drafts import findings, with_outcome

CODE = "score-difference"


@pytest.mark.parametrize(
    ("text", "written", "right"),
    [
        ("ปี ๒๕๖๗ ได้คะแนน ๙๑.๒๐ คะแนน ปี๒๕๖๘ ได้คะแนน ๙๓.๕๐ คะแนน มีคะแนนเพิ่มขึ้น ๒.๐๓ คะแนน", "๒.๐๓", "๒.๓๐"),
        ("ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้น 3.20 คะแนน จากปี 2567 ที่ได้ 91.20 คะแนน", "3.20", "2.30"),
        ("ปี 2567 ได้ 95.00 คะแนน ปี 2568 ได้ 94.01 คะแนน ลดลง 1.09 คะแนน", "1.09", "0.99"),
        ("คะแนนเพิ่มขึ้น ๐.๑๘ คะแนน โดยปี ๒๕๖๗ ได้ ๙๘.๓๔ และปี ๒๕๖๘ ได้ ๙๘.๕๗", "๐.๑๘", "๐.๒๓"),
        ("ปี 2567 ได้ 92 คะแนน ปี 2568 ได้ 94 คะแนน เพิ่มขึ้น 4 คะแนน", "4", "2.00"),
        ("คะแนนปี 2567 และปี 2568 เท่ากับ 91.20 และ 93.50 ตามลำดับ เพิ่มขึ้น 2.03", "2.03", "2.30"),
    ],
)
def test_a_wrong_difference_is_found_with_its_place_and_the_right_number(
    text: str, written: str, right: str
) -> None:
    (found,) = findings(with_outcome(text), CODE)
    assert found.severity == "error"
    assert found.replacement == right
    assert written in found.message
    assert right in found.message
    where = found.where
    assert (where.section, where.issue, where.measure, where.field) == (1, 1, 1, "outcome")
    assert where.start is not None
    assert text[where.start : where.end] == where.quote == written
    mended = text[: where.start] + right + text[where.end :]
    assert findings(with_outcome(mended), CODE) == []


def test_each_wrong_pair_of_a_cell_is_a_finding() -> None:
    text = (
        "๑. i1 ปี 2567 ได้ 90.00 คะแนน ปี 2568 ได้ 91.00 คะแนน เพิ่มขึ้น 1.10 คะแนน\n"
        "๒. e2 ปี 2567 ได้ 90.00 คะแนน ปี 2568 ได้ 91.00 คะแนน เพิ่มขึ้น 1.00 คะแนน\n"
        "๓. e3 ปี 2567 ได้ 90.00 คะแนน ปี 2568 ได้ 88.00 คะแนน ลดลง 3.00 คะแนน"
    )
    found = findings(with_outcome(text), CODE)
    assert [(each.where.quote, each.replacement, each.where.item) for each in found] == [
        ("1.10", "1.00", "i1"),
        ("3.00", "2.00", "e3"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ปี ๒๕๖๗ ได้ ๙๑.๒๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๒.๓๐ คะแนน",
        "ปี ๒๕๖๗ ได้ ๙๑.๒๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๒.๓ คะแนน",
        "ปี 2567 ได้ 91.2 คะแนน ปี 2568 ได้ 93.5 คะแนน เพิ่มขึ้น 2.33 คะแนน",  # rounded scores
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้นประมาณ 2 คะแนน",
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้นร้อยละ 2.52",
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน มีผู้ใช้บริการเพิ่มขึ้น 12 ราย",
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน มีผู้ร้องเรียนลดลง 2.50 %",
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน คะแนนเพิ่มขึ้น ทั้งนี้รายได้เพิ่มขึ้น 1.25 ล้านบาท",
        "ปี 2565 ได้ 88.10 คะแนน ปี 2566 ได้ 90.20 คะแนน ปี 2567 ได้ 93.00 คะแนน เพิ่มขึ้น 4.90 คะแนน",
        "ปี 2568 IIT ได้ 92.00 คะแนน EIT ได้ 93.50 คะแนน เพิ่มขึ้น 1.20 คะแนนจากปีก่อน",  # its base is not named
        "ปี 2568 ได้ 94.01 คะแนน เพิ่มขึ้นจากปีที่ผ่านมา 1.61 คะแนน",
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้นเป็น 93.50 คะแนน",
        "i1 ปี 2567 ได้ 90.00 คะแนน ปี 2568 ได้ 91.00 คะแนน คะแนนรวมเพิ่มขึ้น 1.20 คะแนน จาก 92.00 เป็น 93.20",
        "i1 ปี 2567 90.00 คะแนน ปี 2568 91.00 คะแนน และ i2 ปี 2567 80.00 คะแนน ปี 2568 85.00 คะแนน เพิ่มขึ้น 5.00 คะแนน",
        "เวลาเปิดทำการ ๐๘.๓๐ น. - ๑๖.๓๐ น. เพิ่มขึ้น ๐.๓๐ ชั่วโมง",
        "ปี ๒๕๖๗ งบประมาณ ๙๘.๕๐ บาท ปี ๒๕๖๘ งบประมาณ ๙๙.๕๐ บาท เพิ่มขึ้น ๒.๐๐ บาท",
    ],
)
def test_right_rounded_and_other_differences_are_left_alone(text: str) -> None:
    assert findings(with_outcome(text), CODE) == []


def test_a_difference_of_a_named_item_is_compared_with_the_stored_scores() -> None:
    items = (ItemScore("e7", score=Decimal("93.50"), before=Decimal("91.20"), before_codes=("e7",)),)
    wrong = with_outcome("ข้อ E๗ มีคะแนนเพิ่มขึ้น ๒.๐๓ คะแนน", year=2568, items=items)
    (found,) = findings(wrong, CODE)
    assert (found.replacement, found.where.item) == ("๒.๓๐", "e7")
    assert "๙๑.๒๐" in found.message
    right = with_outcome("ข้อ E๗ มีคะแนนเพิ่มขึ้น ๒.๓๐ คะแนน", year=2568, items=items)
    assert findings(right, CODE) == []
    other_item = with_outcome("ข้อ E๘ มีคะแนนเพิ่มขึ้น ๒.๐๓ คะแนน", year=2568, items=items)
    assert findings(other_item, CODE) == []
    other_years = with_outcome("ข้อ E๗ ปี ๒๕๖๖ มีคะแนนเพิ่มขึ้น ๒.๐๓ คะแนน", year=2568, items=items)
    assert findings(other_years, CODE) == []
