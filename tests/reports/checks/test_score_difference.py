"""Stated differences: wrong ones are found with the right number, right ones and everything else are left alone."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.digits import to_thai
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
        (
            "ปี 2566 ได้ 90.00 คะแนน ปี 2567 ได้ 88.00 คะแนน ลดลง 2.00 คะแนน และปี 2568 ได้ 94.00 คะแนน เพิ่มขึ้น 4.00 คะแนน",
            "4.00",
            "6.00",
        ),
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
        "ปี 2565 ได้ 88.10 คะแนน ปี 2566 ได้ 90.20 คะแนน ปี 2567 ได้ 93.00 คะแนน เพิ่มขึ้น 4.90 คะแนน",
        "ปี 2568 IIT ได้ 92.00 คะแนน EIT ได้ 93.50 คะแนน เพิ่มขึ้น 1.20 คะแนนจากปีก่อน",  # its base is not named
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้นเป็น 93.50 คะแนน",
        "i1 ปี 2567 ได้ 90.00 คะแนน ปี 2568 ได้ 91.00 คะแนน คะแนนรวมเพิ่มขึ้น 1.20 คะแนน จาก 92.00 เป็น 93.20",
        "i1 ปี 2567 90.00 คะแนน ปี 2568 91.00 คะแนน และ i2 ปี 2567 80.00 คะแนน ปี 2568 85.00 คะแนน เพิ่มขึ้น 5.00 คะแนน",
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน ขณะที่ค่าเฉลี่ยของจังหวัดเพิ่มขึ้น 0.77 คะแนน",
        "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน สูงกว่าเป้าหมายที่ตั้งไว้ 3.50 คะแนน",
        "ตัวชี้วัดที่ ๑ ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน ตัวชี้วัดที่ ๒ เพิ่มขึ้น 1.00 คะแนน",
        "๑. i1 ปี 2567 90.00 ปี 2568 92.00\n๒. i2 ปี 2567 95.00 ปี 2568 94.00\nเพิ่มขึ้น 2.00 และลดลง 1.00 คะแนน ตามลำดับ",
        "i1 ได้ 90.00 คะแนน (ปี 2567 ได้ 88.00) เพิ่มขึ้น 2.00 i2 ได้ 95.00 คะแนน (ปี 2567 ได้ 96.00) ลดลง 1.00",
        "ปี 2566 ได้ 85.00 คะแนน ปี 2567 ได้ 91.20 คะแนน เพิ่มขึ้น 6.20 คะแนน ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้น 2.30 คะแนน",
        "i1 ปี 2566 ได้ 90.00 คะแนน ปี 2567 ได้ 88.00 คะแนน ลดลง 2.00 คะแนน i2 ปี 2568 ได้ 94.00 คะแนน",
        "คะแนนทดสอบก่อนอบรม ๑๒.๕๐ คะแนน หลังอบรม ๑๘.๒๕ คะแนน เพิ่มขึ้น ๖.๐๐ คะแนน",  # no years: not of ITA
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


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ปี 2568 ได้ 94.01 คะแนน เพิ่มขึ้นจากปีที่ผ่านมา 1.61 คะแนน", "1.61"),
        ("ข้อ e7 ปี ๒๕๖๘ ได้ ๙๔.๐๑ คะแนน ลดลง ๐.๔๐ คะแนน", "๐.๔๐"),
        ("ข้อ e7 ปี ๒๕๖๘ มีคะแนนเพิ่มขึ้น ๑.๖๑ คะแนน", "๑.๖๑"),
    ],
)
def test_a_difference_without_its_base_is_a_doubt(text: str, quote: str) -> None:
    (found,) = findings(with_outcome(text, year=2568), CODE)
    assert (found.severity, found.where.quote, found.replacement) == ("warning", quote, None)


@pytest.mark.parametrize(
    "text",
    [
        "ปี 2566 ได้ 85.00 คะแนน ปี 2567 ได้ 91.20 คะแนน เพิ่มขึ้น 6.20 คะแนน ปี 2568 ได้ 93.50 คะแนน เพิ่มขึ้น 2.30 คะแนน",
        "ปี 2568 ได้ 94.01 คะแนน เพิ่มขึ้นร้อยละ 1.61",
        "ตั้งเป้าให้คะแนนเพิ่มขึ้นอย่างน้อย 1.00 คะแนนในปี 2569",
        "คะแนนทดสอบหลังอบรม ๑๘.๒๕ คะแนน เพิ่มขึ้น ๖.๐๐ คะแนน",
    ],
)
def test_a_base_named_before_and_what_is_no_score_of_the_assessment_are_no_doubt(text: str) -> None:
    assert findings(with_outcome(text, year=2568), CODE) == []


def test_a_total_that_the_report_shows_itself_is_a_base() -> None:
    text = "ผลการประเมินปี 2568 ได้ 94.01 คะแนน เพิ่มขึ้น 1.61 คะแนน"
    assert findings(with_outcome(text, year=2568, total_before=Decimal("92.40")), CODE) == []


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("ปี ๒๕๖๗ ได้ ๙๒.๔๐ คะแนน ปี ๒๕๖๘ ได้ ๙๔.๐๑ คะแนน มีคะแนนเฉลี่ยเพิ่มขึ้น พบว่า", "เพิ่มขึ้น", "เพิ่มขึ้น ๑.๖๑ คะแนน"),
        ("ปี 2568 ได้ 90.00 คะแนน ปี 2567 ได้ 92.50 คะแนน ลดลง", "ลดลง", "ลดลง 2.50 คะแนน"),
        (
            "ปี 2567 ได้ 91.20 คะแนน ปี 2568 ได้ 93.50 คะแนน คะแนนเพิ่มขึ้น ทั้งนี้รายได้เพิ่มขึ้น 1.25 ล้านบาท",
            "เพิ่มขึ้น",
            "เพิ่มขึ้น 2.30 คะแนน",
        ),
    ],
)
def test_a_change_without_its_difference_is_a_doubt_with_the_number(
    text: str, quote: str, right: str
) -> None:
    (found,) = findings(with_outcome(text), CODE)
    assert (found.severity, found.where.quote, found.replacement) == ("warning", quote, right)
    start, end = found.where.start, found.where.end
    assert start is not None
    assert end is not None
    assert findings(with_outcome(text[:start] + right + text[end:]), CODE) == []


@pytest.mark.parametrize(
    "text",
    [
        "ปี 2568 ได้ 94.01 คะแนน เพิ่มขึ้นจากปี 2567 ที่ได้ 92.40 คะแนน",  # both scores say it
        "ปี 2567 ได้ 92.40 คะแนน ปี 2568 ได้ 94.01 คะแนน เพิ่มขึ้นร้อยละ 1.74",
        "ปี 2567 ได้ 92.40 คะแนน ปี 2568 ได้ 94.01 คะแนน ผู้ใช้บริการเพิ่มขึ้น",
        "ปี 2567 ได้ 92.40 คะแนน ปี 2568 ได้ 92.40 คะแนน เท่าเดิม",
        "คะแนนเพิ่มขึ้นจาก 92.40 เป็น 94.01 คะแนน",
    ],
)
def test_a_change_whose_two_scores_stand_beside_the_word_is_no_doubt(text: str) -> None:
    assert findings(with_outcome(text), CODE) == []


FORMS = (
    "ผลคะแนน ITA ประจำปีงบประมาณ พ.ศ. {y2} ได้ {b} คะแนน {up}จากปีงบประมาณ พ.ศ. {y1} ที่ได้ {a} คะแนน คิดเป็น {d} คะแนน",
    "คะแนนตัวชี้วัดที่ 1 {up}จาก {a} คะแนน ในปี {y1} เป็น {b} คะแนน ในปี {y2} ({up} {d} คะแนน)",
    "ปี {y1} คะแนน {a} ปี {y2} คะแนน {b} {up} {d}",
    "ปี {y2} ({b}) {up}จากปี {y1} ({a}) จำนวน {d} คะแนน",
    "เมื่อเปรียบเทียบกับปี {y1} ซึ่งได้ {a} คะแนน ปี {y2} ได้ {b} คะแนน พบว่าคะแนน{up} {d} คะแนน",
    "คะแนนปี {y1} เท่ากับ {a} คะแนน และปี {y2} เท่ากับ {b} คะแนน มีผลต่าง{up} {d} คะแนน",
    "ปี {y1}: {a}, ปี {y2}: {b} ({sign}{d})",
    "i1 (ปี {y1} = {a}, ปี {y2} = {b}, {up} {d})",
    "ได้คะแนนเฉลี่ย {b} ซึ่ง{up}จากปีก่อนหน้า ({a}) อยู่ {d} คะแนน",
    "จากเดิมในปี {y1} ได้คะแนน {a} คะแนน {up}เป็น {b} คะแนน ในปี {y2} {up} {d} คะแนน",
    "ผลการประเมินปี {y2} = {b} ปี {y1} = {a} {up} = {d}",
    "ข้อ e7 ปี {y1} {a} คะแนน ปี {y2} {b} คะแนน ผลต่าง {sign}{d} คะแนน",
    "มีคะแนน{up} {d} คะแนน (จาก {a} คะแนน เป็น {b} คะแนน)",
    "ปีงบประมาณ {y1} ได้คะแนน {a} ปีงบประมาณ {y2} ได้คะแนน {b} โดย{up}ถึง {d} คะแนน",
    "คะแนนเปลี่ยนจาก {a} เป็น {b} คะแนน {up} {d} คะแนน",
    "คะแนน ITA {y1} : {a} คะแนน / ITA {y2} : {b} คะแนน ส่วนต่าง {d} คะแนน",
    "คะแนนประเด็นนี้ในปี {y2} ได้ {b} คะแนน เทียบกับปี {y1} ที่ได้ {a} คะแนน {up} {d} คะแนน",
    "ปี {y1} {a} คะแนน ปี {y2} {b} คะแนน เปลี่ยนแปลง {d} คะแนน",
    "โดยในปี {y1} หน่วยงานได้คะแนน {a} คะแนน และในปี {y2} หน่วยงานได้คะแนน {b} คะแนน {up} {d} คะแนน",
    "คะแนน{up} {d} คะแนน จาก {a} คะแนนในปี {y1} เป็น {b} คะแนนในปี {y2}",
    "หัวข้อการรับสินบน ITA ปี{y1} ได้ {a} คะแนน ITA ปี{y2} ได้ {b} คะแนน คะแนนเฉลี่ย{up} {d} คะแนน ซึ่งสะท้อนความเชื่อมั่น",
    "ผลคะแนนข้อ i10 ปี {y1} อยู่ที่ {a} คะแนน ปี {y2} อยู่ที่ {b} คะแนน {up} {d} คะแนน ประชาชนจึงพึงพอใจมากขึ้น",
    "ผลการประเมินข้อ O13 เพิ่ม/ลด: ปี {y1} ได้คะแนน {a} ปี {y2} ได้คะแนน {b} คะแนน{up}เท่ากับ {d}",
    "คะแนนเฉลี่ยของปี พ.ศ. {y1} คือ {a} ส่วนปี พ.ศ. {y2} คือ {b} ดังนั้นคะแนนจึง{up} {d} คะแนน",
    "คะแนน i2 ปี {y2} เท่ากับ {b} {up}จากปี {y1} ซึ่งเท่ากับ {a} อยู่ {d} คะแนน",
    "พ.ศ. {y1} ได้ {a} คะแนน, พ.ศ. {y2} ได้ {b} คะแนน = {up} {d} คะแนน",
    "ปี {s1} ได้ {a} คะแนน ปี {s2} ได้ {b} คะแนน {up} {d} คะแนน",
    "ปีงบประมาณ พ.ศ. {y2} ได้รับคะแนน {b} คะแนน ซึ่ง{up}จากปีงบประมาณ พ.ศ. {y1} ({a} คะแนน) จำนวน {d} คะแนน",
    "คะแนนการประเมิน e4 {up} {d} คะแนน (ปี {y1} ได้ {a} คะแนน ปี {y2} ได้ {b} คะแนน)",
    "โดยภาพรวมได้คะแนน {b} คะแนน ซึ่ง{up}จากปี {y1} ที่ได้ {a} คะแนน อยู่ {d} คะแนน",
    "คะแนน (ปี {y1}) {a} (ปี {y2}) {b} {up} {d}",
)
"""Ways to say it: `a` the score of year `y1`, `b` that of `y2`, `d` the stated difference, `up` its direction."""


@settings(max_examples=300)
@given(
    st.sampled_from(FORMS),
    st.integers(3500, 10000),
    st.integers(3500, 10000),
    st.integers(-40, 40),
    st.booleans(),
    st.booleans(),
)
def test_in_every_form_the_wrong_difference_is_found_and_the_right_one_is_not(
    form: str, before: int, after: int, slip: int, thai: bool, torn: bool
) -> None:
    right = abs(after - before)
    stated = max(right + slip, 0)
    text = form.format(
        a=f"{before / 100:.2f}", b=f"{after / 100:.2f}", d=f"{stated / 100:.2f}",
        up="เพิ่มขึ้น" if after >= before else "ลดลง", sign="+" if after >= before else "-",
        y1=2567, y2=2568, s1=67, s2=68,
    )  # fmt: skip
    if torn:  # as texts come out of a PDF
        text = text.replace("คะแนน", "คะ แนน").replace("ขึ้น", " ขึ้น")
    found = findings(with_outcome(to_thai(text) if thai else text), CODE)
    assert [each.replacement for each in found] == (
        [to_thai(f"{right / 100:.2f}") if thai else f"{right / 100:.2f}"] if stated != right else []
    )
