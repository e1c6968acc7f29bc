"""What reports of strangers taught: sentences that are right, and the hurried mistakes they are made into."""

import pytest

from reports.checks.finding import Finding
from reports.readers.text import read_text
from tests.reports.checks.drafts import FRAMES, findings, with_intro, with_outcome

HEADS = "ลำดับ\tมาตรการ\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\tผลลัพธ์"
ROW = "๑\tจัดคิว\tตลอดปีงบประมาณ\tสำนักปลัด\tจัดคิวแล้ว ๓ จุด\tรอสั้นลงเหลือ ๕ นาที"
TITLES = [issue.title for issue in FRAMES[2568].issues]


def grave(found: list[Finding]) -> list[tuple[str, str | None]]:
    return [(each.code, each.where.quote) for each in found if each.severity != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "คะแนนความรู้หลังอบรมเฉลี่ย ๑๗.๘ จาก ๒๐ คะแนน เพิ่มขึ้นจากก่อนอบรม ๑๒.๑ คะแนน",
        "มีผู้ใช้ ๔๒๕ ราย ความพึงพอใจเฉลี่ย ๔.๖ จาก ๕ คะแนน",
        "ข้อ i๗ ลดลงเล็กน้อยจาก ๙๑.๒๐ เป็น ๙๐.๘๘ คะแนน หรือ ๐.๓๒ คะแนน",
        "ข้อ i๔ เพิ่มจาก ๘๙.๙๐ เป็น ๙๑.๔๕ คะแนน ข้อ i๕ เพิ่มจาก ๘๗.๑๒ เป็น ๘๘.๐๐ คะแนน",
        "ข้อ i๑๒ ปี ๒๕๖๗ ได้ ๘๘.๗๕ คะแนน ปี ๒๕๖๘ ได้ ๙๐.๑๐ คะแนน เพิ่มจากปี ๒๕๖๗ ๑.๓๕ คะแนน",
        "ตัวชี้วัดที่ ๑ ได้ ๙๓.๔๐ คะแนน ตัวชี้วัดที่ ๓ เพิ่มขึ้นจาก ๘๔.๙๐ คะแนน เป็น ๙๑.๒๘ คะแนน",
        "ค่าน้ำมันลดจาก ๓.๒๐ ล้านบาท เหลือ ๒.๑๐ ล้านบาท",
    ],
)
def test_right_sentences_are_left_alone(text: str) -> None:
    assert grave(findings(with_outcome(text), "score-direction", "score-difference", "score-conflict")) == []


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("ตัวชี้วัดที่ ๓ ลดลงจาก ๘๔.๙๐ คะแนน เป็น ๙๑.๒๘ คะแนน", "score-direction", "ลดลง"),
        ("ข้อ i๔ เพิ่มจาก ๘๙.๙๐ เป็น ๙๑.๔๕ คะแนน ข้อ i๕ เพิ่มจาก ๘๗.๑๒ เป็น ๘๖.๐๐ คะแนน", "score-direction", "เพิ่ม"),
        ("ข้อ i๗ เพิ่มขึ้นเล็กน้อยจาก ๙๑.๒๐ เป็น ๙๐.๘๘ คะแนน", "score-direction", "เพิ่มขึ้น"),
        ("ข้อ i๗ ลดลงเล็กน้อยจาก ๙๑.๒๐ เป็น ๙๐.๘๘ คะแนน หรือ ๐.๒๓ คะแนน", "score-difference", "๐.๒๓"),
        ("ปี ๒๕๖๘ ได้ ๙๒.๐๐ คะแนน ลดจากปี ๒๕๖๗ ที่ได้ ๙๐.๐๐ คะแนน", "score-direction", "ลด"),
    ],
)
def test_a_change_told_the_wrong_way_is_found(text: str, code: str, quote: str) -> None:
    assert grave(findings(with_outcome(text), "score-direction", "score-difference")) == [(code, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "มีอาณาเขตทิศเหนือติดต่อกับองค์การบริหารส่วนตำบลหนองระฆัง ทิศใต้ติดต่อกับเทศบาลตำบลเมืองลีง และอยู่ห่างจากตัวอำเภอ",
        "เทศบาลฯ ได้ศึกษาแนวทางของเทศบาลตำบลละแม ซึ่งได้ระดับผ่านดีเยี่ยม และปรับใช้กับบริบทของพื้นที่",
    ],
)
def test_neighbours_and_those_one_learns_from_may_be_named(text: str) -> None:
    assert grave(findings(with_intro(text), "agency", "agency-name")) == []


def test_a_range_of_items_beyond_the_list_is_found() -> None:
    found = findings(with_outcome("ปรับเมนูเว็บไซต์ครบ O๑ - O๔๕"), "item-code")
    assert [(each.code, each.where.quote) for each in found] == [("item-code", "O๔๕")]
    assert findings(with_outcome("รถใช้น้ำมัน E20 - E85 ได้ ปรับเมนูครบ O๑ - O๒๘"), "item-code") == []


def report(*headings: str, period: str = "ตลอดปีงบประมาณ", row: str = ROW) -> str:
    row = row.replace("ตลอดปีงบประมาณ", period)
    tables = [f"{heading}\n{HEADS}\n{row}\n" for heading in headings]
    return f"รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\nเทศบาลตำบลบ้านตัวอย่าง\n\n{''.join(tables)}"


def test_a_heading_with_the_title_of_the_next_issue_keeps_its_number() -> None:
    titles = [f"ประเด็นที่ {number} {title}" for number, title in enumerate(TITLES, start=1)]
    titles[3] = f"ประเด็นที่ 4 {TITLES[4]}"
    reading = read_text(report(*titles).encode(), frames=FRAMES)

    assert [section.issue for section in reading.document.sections] == [1, 2, 3, 4, 5, 6, 7]
    assert {warning.code for warning in reading.warnings} == {"read-issue-conflict"}
    found = findings(reading.document, "issue-title", "issue-number", "issue-missing")
    assert grave(found) == [("issue-title", TITLES[4])]


@pytest.mark.parametrize(
    "period", ["รายไตรมาส", "๒ รอบการประเมิน", "ก.พ. ๒๕๖๘ และ ส.ค. ๒๕๖๘", "เม.ย. และ ต.ค. ของปีงบประมาณ"]
)
def test_times_that_come_again_are_no_doubt(period: str) -> None:
    reading = read_text(report(TITLES[0], period=period).encode(), frames=FRAMES)

    assert "read-period" not in {warning.code for warning in reading.warnings}
    assert findings(reading.document, "period-unreadable") == []


def test_a_number_left_out_in_a_list_that_runs_on_is_found() -> None:
    row = ROW.replace("จัดคิวแล้ว ๓ จุด", "๑. ทบทวนระเบียบแล้ว ๒. จัดทำแบบคำขอแล้ว ๔. แจ้งทุกกองแล้ว")
    document = read_text(report(TITLES[0], row=row).encode(), frames=FRAMES).document

    assert grave(findings(document, "text-numbering")) == [("text-numbering", "๔.")]
