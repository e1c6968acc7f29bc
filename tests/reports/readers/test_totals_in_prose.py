"""The overall score and its level, in the many sentences in which reports state them."""

from decimal import Decimal

import pytest

from reports.document import Block
from reports.readers.totals import find_instruments, find_totals


def totals(text: str) -> list[tuple[int | None, str, str]]:
    found = find_totals([Block(text=text)])
    return [(each.year, str(each.score), each.level) for each in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("มีผลคะแนนรวม ๘๙.๒๓ คะแนน (ระดับ A)", (None, "89.23", "A")),
        ("คะแนนเฉลี่ย ๘๙.๒๓", (None, "89.23", "")),
        ("ค่าคะแนน ITA เท่ากับ ๘๙.๒๓ อยู่ในระดับผ่านดี", (None, "89.23", "ผ่านดี")),
        ("ได้รับคะแนนประเมิน ๙๑.๗๒ คะแนน ระดับ “ผ่าน”", (None, "91.72", "ผ่าน")),
        ("ผลคะแนน ITA : ๙๑.๗๒ คะแนน (ผ่านดี)", (None, "91.72", "ผ่านดี")),
        ("มีค่าคะแนนภาพรวม ร้อยละ ๙๑.๗๒ ผลการประเมินผ่านดีเยี่ยม", (None, "91.72", "ผ่านดีเยี่ยม")),
        ("ผลการประเมิน อยู่ในระดับ ผ่านดี คะแนน ๙๑.๗๒", (None, "91.72", "ผ่านดี")),
        ("ผลการประเมินอยู่ในระดับ A (๘๙.๒๓ คะแนน)", (None, "89.23", "A")),
        ("ผลการประเมินในภาพรวมเท่ากับ ๙๑.๗๒ คะแนน", (None, "91.72", "")),
        (
            "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๗ ของ อบต. ได้ ๙๑.๗๒ คะแนน อยู่ในระดับผ่านดี",
            (2567, "91.72", "ผ่านดี"),
        ),
        ("ได้คะแนนรวมทั้งสิ้น ๙๑.๗๒ จากคะแนนเต็ม ๑๐๐ คะแนน", (None, "91.72", "")),
    ],
)
def test_the_overall_score_is_found_however_the_sentence_puts_it(sentence, expected):
    assert totals(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "สูงกว่าปีก่อนซึ่งได้คะแนนน้อยกว่าเดิม ๒.๒๓ คะแนน",
        "ผลการประเมิน ITA เพิ่มขึ้น ๒.๐๐ คะแนน",
        "ผลการประเมินข้อ i๑ ได้ ๙๗.๐๐ คะแนน",
        "ผลการประเมินแบบวัด EIT ได้ ๙๔.๕๐ คะแนน",
        "ผลการประเมินตัวชี้วัดที่ ๔ ได้ ๘๘.๐๐ คะแนน",
        "เกณฑ์การประเมิน ๘๕.๐๐ คะแนน ขึ้นไป",
        "มีผู้ตอบแบบประเมินความพึงพอใจ ได้ ๔.๕๐ คะแนน",
    ],
)
def test_a_difference_a_part_or_a_threshold_is_no_overall_score(sentence):
    assert totals(sentence) == []


def test_by_how_much_a_score_is_higher_is_no_score_of_its_own():
    sentence = "มีคะแนนรวมเท่ากับ ๘๙.๒๓ คะแนน สูงกว่าปี ๒๕๖๖ ซึ่งได้ ๘๗.๐๐ คะแนน อยู่ ๒.๒๓ คะแนน"
    assert "2.23" not in [score for _, score, _ in totals(sentence)]
    assert totals(sentence)[0] == (None, "89.23", "")


def test_two_years_in_one_sentence_are_each_told_their_year():
    sentence = "ผลการประเมิน ITA ปี ๒๕๖๗ ได้ ๘๙.๒๓ คะแนน ปี ๒๕๖๘ ได้ ๙๑.๒๓ คะแนน เพิ่มขึ้น ๒.๐๐ คะแนน"
    assert totals(sentence) == [(2567, "89.23", ""), (2568, "91.23", "")]


def test_instruments_in_a_sentence_are_found():
    text = "แบบวัด (IIT) ได้คะแนน ๙๒.๐๐ แบบวัด EIT เท่ากับ ๘๙.๔๐ และ OIT ๙๓.๒๕ คะแนน"
    assert find_instruments([Block(text=text)]) == [
        ("IIT", Decimal("92.00")),
        ("EIT", Decimal("89.40")),
        ("OIT", Decimal("93.25")),
    ]
