"""Codes and titles of items: those of another year or another item are found, other ways of writing are not."""

import pytest

from reports.document import AnalysisItem, AnalysisRow, Document
from tests.reports.checks.drafts import ISSUES, analysis_report, findings, with_outcome


def row(issue: int, *items: tuple[str, str]) -> AnalysisRow:
    """A row of items: (code as written, title); the code is resolved when it is plain."""
    return AnalysisRow(
        issue=issue,
        heading_as_written=ISSUES[issue],
        items=tuple(AnalysisItem(_resolved(code), None, code, title) for code, title in items),
        remark="ควรพัฒนาต่อไป",
    )


def _resolved(code: str) -> str:
    known = {"i": 15, "e": 9, "O": 35}
    return code if code[:1] in known and code[1:].isascii() and int(code[1:]) <= known[code[0]] else ""


def analysis(*rows: AnalysisRow, year: int = 2567) -> Document:
    return analysis_report(year, analysis=rows)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("O36", "แผนปฏิบัติการป้องกันการทุจริต"),
        ("O๔๓", "รายงานผล"),
        ("i16", "ข้อคำถาม"),
        ("e ๑๒", "ข้อคำถาม"),
        ("ข้อ E-15", "x"),
    ],
)
def test_a_code_that_the_year_does_not_have_is_an_error(code: str, title: str) -> None:
    (found,) = findings(analysis(row(7, (code, title))), "item-code")
    assert (found.severity, found.where.quote) == ("error", code)


def test_the_title_tells_the_right_code() -> None:
    (found,) = findings(analysis(row(7, ("O36", "แผนปฏิบัติการป้องกันการทุจริต"))), "item-code")
    assert "O32" in found.fix


def test_a_code_that_the_newest_catalogue_lacks_is_a_doubt() -> None:
    (found,) = findings(analysis(row(7, ("i16", "ข้อคำถาม")), year=2569), "item-code")
    assert found.severity == "warning"


@pytest.mark.parametrize("code", ["O35", "i15", "e9", "O๓๕", "ข้อ O-35", "", "ภาพรวม"])
def test_codes_of_the_year_and_rows_without_a_code_are_right(code: str) -> None:
    title = {"i": "ท่านเชื่อมั่นในกระบวนการจัดการเรื่องร้องเรียนการทุจริต"}.get(code[:1], "")
    assert findings(analysis(row(7, (code, title))), "item-code") == []


def test_a_year_without_a_catalogue_is_left_alone() -> None:
    assert findings(analysis(row(7, ("O99", "x")), year=2580), "item-code", "item-title", "item-issue") == []


def test_one_code_for_two_items_is_an_error_at_the_title_that_does_not_fit() -> None:
    document = analysis(
        row(5, ("O15", "ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้าง หรือการจัดหาพัสดุ")), row(6, ("O15", "การขับเคลื่อนจริยธรรม"))
    )
    (found,) = findings(document, "item-code", "item-title")
    assert (found.code, found.severity, found.where.issue) == ("item-code", "error", 6)
    assert "O21" in found.fix


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้าง", "ประกาศเกี่ยวกับการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ"),
        ("ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ", ""),
        ("ประกาศต่างๆเกี่ยวกับการจัดซื้อจัดจ้าง", "(ประกาศ) การจัดซื้อจัดจ้าง"),
    ],
)
def test_one_title_written_in_two_ways_is_one_item(one: str, other: str) -> None:
    assert findings(analysis(row(5, ("O15", one)), row(6, ("O15", other))), "item-code", "item-title") == []


@pytest.mark.parametrize(
    ("code", "title", "right"),
    [
        ("O3", "ข้อมูลการติดต่อหน่วยงาน", "O4"),
        ("O9", "Q&A", "O6"),
        ("O18", "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี", "O19"),
        ("O27", "ประกาศเจตนารมณ์นโยบาย No Gift Policy จากการปฏิบัติหน้าที่", "O26"),
        ("i10", "หน่วยงานของท่าน มีการตรวจสอบเพื่อป้องกันการนำทรัพย์สินของราชการไปใช้เพื่อประโยชน์ส่วนตัว หรือไม่", "i12"),
    ],
)
def test_the_title_of_another_item_is_a_doubt_with_its_code(code: str, title: str, right: str) -> None:
    (found,) = findings(analysis(row(7, (code, title))), "item-title")
    assert (found.severity, found.where.quote) == ("warning", title)
    assert right in found.fix


def test_a_title_that_the_year_does_not_have_is_a_doubt() -> None:
    (found,) = findings(analysis(row(3, ("O4", "ผลการดำเนินงานที่สำคัญของหน่วยงาน"))), "item-title")
    assert "ข้อมูลการติดต่อ" in found.message


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("O1", "โครงสร้างและอำนาจหน้าที่"),  # says more than the catalogue
        ("O2", "ข้อมูลผู้บริหารและเจ้าหน้าที่"),
        ("O6", "Q & A"),
        ("O6", "ถาม-ตอบ (Q&A)"),
        ("O12", "ข้อมูลสถิติการให้บริการ*"),
        ("O13", "E–Service"),
        ("O13", "ระบบ e-service"),
        ("O14", "รายการการจัดซื้อจัดจ้าง"),
        ("O15", "ประกาศต่างๆ เกี่ยวกับการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"),
        ("O26", "ประกาศเจตนารมณ์ No Gift Policy"),
        ("O29", "รายงานการรับทรัพย์สินฯ"),
        ("O34", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ภายในหน่วยงาน"),
        ("i12", "มีการตรวจสอบเพื่อป้องกันการนำทรัพย์สินไปใช้ประโยชน์ส่วนตัว"),
        ("i4", "ท่านเห็นว่าเทศบาลตำบลบ้านตัวอย่างใช้จ่ายเงินคุ้มค่า"),  # survey questions are worded in many ways
        ("e7", "เปิดโอกาสให้มีส่วนร่วม"),
        ("O9", ""),
        ("O9", "-"),
    ],
)
def test_other_ways_of_writing_a_title_are_left_alone(code: str, title: str) -> None:
    assert findings(analysis(row(7, (code, title))), "item-title") == []


@pytest.mark.parametrize("year", [2566, 2567, 2568, 2569])
def test_every_catalogue_is_clean_under_its_own_rules(year: int) -> None:
    from tests.reports.checks.drafts import FRAMES

    rows = tuple(
        AnalysisRow(
            issue=item.issues[0] if item.issues else None,
            items=(AnalysisItem(item.code, None, item.code, item.title),),
        )
        for item in FRAMES[year].items
    )
    assert findings(analysis_report(year, analysis=rows), "item-code", "item-title", "item-issue") == []


@pytest.mark.parametrize(
    ("text", "severity", "quote"),
    [
        ("ผลการประเมิน ITA ปี ๒๕๖๘ ข้อ e๑๒ ได้ ๙๕.๐๐ คะแนน", "error", "e๑๒"),
        ("ดำเนินการตามข้อ O47 ของแบบวัด", "error", "O47"),
        ("ผลการประเมิน ITA ปี 2568 จากข้อ ๒๗ – ๒๘ ควรพัฒนา", "warning", "ข้อ ๒๗ – ๒๘"),
        ("จากแบบวัด IIT ของ ITA 2568 ข้อ 16 ถึง 18", "warning", "ข้อ 16 ถึง 18"),
    ],
)
def test_a_code_of_a_sentence_that_no_year_of_the_report_has_is_found(
    text: str, severity: str, quote: str
) -> None:
    (found,) = findings(with_outcome(text, year=2568), "item-code")
    assert (found.severity, found.where.quote) == (severity, quote)


@pytest.mark.parametrize(
    "text",
    [
        "ผลการประเมิน ITA ปี 2568 ข้อ e9 ได้ 95.00 คะแนน",
        "ดำเนินการตามข้อ O35 ของปี 2567",
        "เมื่อปี 2566 ข้อ i30 ได้ 80.00 คะแนน",
        "เติมน้ำมันแก๊สโซฮอล์ (E20) ให้รถราชการ",
        "ตามระเบียบกระทรวงมหาดไทยว่าด้วยพัสดุ ข้อ ๒๗ – ๒๘",
        "ผลการประเมิน ITA ปี 2568 ข้อ ๗ – ๘",
        "ระบบ E-Service 12 เรื่อง",
        "อาคาร (O2) และวิตามิน E12",
    ],
)
def test_codes_of_the_years_and_other_numbers_are_left_alone(text: str) -> None:
    assert findings(with_outcome(text, year=2568), "item-code") == []


def test_items_under_an_unusual_issue_are_told_for_information_once_per_row() -> None:
    document = analysis(row(5, ("i14", ""), ("i15", ""), ("i4", "")))
    (found,) = findings(document, "item-issue")
    assert (found.severity, found.where.issue) == ("info", 5)
    assert "i14" in found.message
    assert "i15" in found.message
    assert "i4 " not in found.message


def every_item(*left_out: str, remark: str = "ควรพัฒนาต่อไป") -> Document:
    from tests.reports.checks.drafts import FRAMES

    items = tuple(
        AnalysisItem(item.code, None, item.code, "")
        for item in FRAMES[2567].items
        if item.code not in left_out
    )
    return analysis(AnalysisRow(issue=1, items=items, remark=remark))


def test_items_that_nobody_speaks_of_are_told_once_for_information() -> None:
    (found,) = findings(every_item("i4", "i5", "i6", "i13", "O35"), "item-missing")
    assert found.severity == "info"
    assert "i4–i6, i13, O35" in found.message


def test_items_named_in_a_remark_are_not_left_out() -> None:
    assert findings(every_item(), "item-missing") == []
    assert findings(every_item("O1", "O2", "O3", remark="ข้อ O๑ ถึงข้อ O๓ เปิดเผยครบถ้วน"), "item-missing") == []


def test_an_analysis_that_is_not_made_item_by_item_leaves_nothing_out() -> None:
    assert findings(analysis(row(1, ("i1", ""), ("i2", ""))), "item-missing") == []
