"""Broken Thai words: spaces inside them and marks typed twice are found, spaces between phrases are not."""

import pytest

from reports.checks.finding import Finding
from reports.checks.mending import mend_until_clean
from reports.document import Heading
from tests.reports.checks.drafts import findings, measure, results_report, section, with_outcome

CODE = "text-spacing"


def found(text: str) -> list[tuple[str | None, str | None]]:
    return [(each.where.quote, each.replacement) for each in findings(with_outcome(text), CODE)]


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("เจ้าหน้าที่ดำเนิ นการตามแผน", "ดำเนิ นการ", "ดำเนินการ"),
        ("หน่ว ยงานเปิดเผยข้อมูล", "หน่ว ยงาน", "หน่วยงาน"),
        ("ป้องกันการทุจ ริตในหน่วยงาน", "ทุจ ริต", "ทุจริต"),
        ("แผนการใช้จ่ายงบประ มาณประจำปี", "งบประ มาณ", "งบประมาณ"),
        ("การเบิกจ่ายพั สดุ", "พั สดุ", "พัสดุ"),
        ("ตามระเ บียบของทางราชการ", "ระเ บียบ", "ระเบียบ"),
        ("เผยแพร่ทางเว็บไซ ต์ของเทศบาล", "เว็บไซ ต์", "เว็บไซต์"),
        ("จากหน่ว ยงานเดิม", "หน่ว ยงาน", "หน่วยงาน"),
        ("ด้านคุณธร รมเดิม", "คุณธร รม", "คุณธรรม"),
        ("ทำให้ประชา ชนได้รับความสะดวก", "ประชา ชน", "ประชาชน"),
        ("ผู้บริหารดำเนิน การติดตาม", "ดำเนิน การ", "ดำเนินการ"),
        ("ส่งเสริมความ โปร่งใส", "ความ โปร่งใส", "ความโปร่งใส"),
        ("สำรวจผู้ รับบริการ", "ผู้ รับ", "ผู้รับ"),
        ("ลงป ร ะ ก า ศในเว็บไซต์", "ป ร ะ ก า ศ", "ประกาศ"),
        ("ส ำนักปลัดเทศบาลรายงาน", "ส ำนัก", "สำนัก"),
        ("ปรับปรุงวิธีิการทำงาน", "วิธีิการ", "วิธีการ"),
        ("เพิ่่มช่องทางร้องเรียน", "เพิ่่ม", "เพิ่ม"),
        ("ถูกต้องเเละรวดเร็ว", "เเละ", "และ"),
    ],
)
def test_a_broken_word_is_found_with_the_whole_one(text: str, quote: str, right: str) -> None:
    ((written, replacement),) = found(text)
    assert written
    assert replacement
    assert quote.startswith(written) or quote in written
    assert right in text.replace(written, replacement)


@pytest.mark.parametrize(
    "text",
    [
        "สำนักปลัดเทศบาล กองคลัง กองช่าง และกองการศึกษา",
        "คุณธรรม จริยธรรม และความโปร่งใส",
        "เทศบาลตำบลรางหวาย อำเภอพนมทวน จังหวัดกาญจนบุรี",
        "นายสมชาย ใจดี และนางสาวสมหญิง รักไทย",
        "วัน เดือน ปี ที่ดำเนินการ",
        "สะดวก รวดเร็ว ถูกต้อง เป็นธรรม ตรวจสอบได้",
        "ต่าง ๆ เช่น เฟซบุ๊ก ไลน์ ฯลฯ",
        "ประเภท ก และประเภท ข ณ ที่ทำการ",
        "น้ำประปา ไฟฟ้า ถนน",
        "ตามระเบียบกระทรวงการคลัง ว่าด้วยการจัดซื้อจัดจ้าง",
        "ชี้แจงข้อความ และตอบข้อซักถาม ทุกวันทำการ",
        "ประชาชนพึงพอใจ ร้อยละ ๙๕.๒๐ เพิ่มขึ้นจากปีก่อน",
        "อบรมให้ความรู้ ความเข้าใจ เรื่องประมวลจริยธรรม",
        "ผู้บริหาร ข้าราชการ ลูกจ้างประจำ พนักงานจ้าง",
        "ก็ ได้รับการแก้ไขแล้ว",
        "บ้านหนองบัว หมู่ที่ ๓ ตำบลนากลาง",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ วันที่ ๓ ต.ค. เวลา ๙ น.",
        "สิทธิ์ พันธุ์พืช น้ำ ค่ำ ผู้ใหญ่ เจ้าพนักงาน",
    ],
)
def test_spaces_between_phrases_and_lawful_marks_are_no_finding(text: str) -> None:
    assert found(text) == []


def test_a_text_broken_all_over_is_one_finding() -> None:
    words = ("ดำเนิ นการ", "หน่ว ยงาน", "ทุจ ริต", "พั สดุ", "ระเ บียบ", "ความ โปร่งใส", "ประชา ชน", "เว็บไซ ต์")
    (one,) = findings(with_outcome(", ".join(words)), CODE)
    assert "8" in one.message
    assert "ดำเนินการ, หน่วยงาน" in (one.replacement or "")


def test_headings_of_columns_are_read_once() -> None:
    headings = (Heading("title", "มาตรการ"), Heading("procedure", "วิธีิการ"))
    report = results_report(*(section(no, headings=headings) for no in range(1, 8)))
    (one,) = findings(report, CODE)
    assert (one.where.field, one.where.section) == ("headings", 1)


def test_mending_leaves_nothing_to_mend() -> None:
    def check(document: object) -> list[Finding]:
        return findings(document, CODE)  # type: ignore[arg-type]

    broken = measure(1, output="เจ้าหน้าที่ดำเนิ นการเเละรายงานผู้ บริหาร ลงป ร ะ ก า ศ")
    document = results_report(section(1, broken), *(section(no) for no in range(2, 8)))
    mended = mend_until_clean(document, check)
    assert check(mended) == []
    assert mended.sections[0].measures[0].output == "เจ้าหน้าที่ดำเนินการและรายงานผู้บริหาร ลงประกาศ"
