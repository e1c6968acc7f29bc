"""One thing, one year, two scores: found wherever they stand; different things and other people's scores are not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Document,
    IndicatorScore,
    InstrumentScore,
    ItemScore,
    Result,
    YearTotal,
)
from tests.reports.checks.drafts import (
    ISSUES,
    analysis_report,
    findings,
    measure,
    section,
    with_intro,
    with_outcome,
)

CODE = "score-conflict"


def row(issue: int, *items: tuple[str, str], remark: str = "ควรพัฒนาต่อไป") -> AnalysisRow:
    scored = tuple(
        AnalysisItem(
            code, Decimal(score), code_as_written=code, title_as_written="ข้อคำถาม", score_as_written=score
        )
        for code, score in items
    )
    return AnalysisRow(issue=issue, heading_as_written=ISSUES[issue], items=scored, remark=remark)


def analysis(*rows: AnalysisRow, **result: object) -> Document:
    return analysis_report(2567, analysis=rows, result=Result(year=2567, **result))  # type: ignore[arg-type]


def test_an_item_with_two_scores_in_the_analysis_is_found_where_fewer_say_so() -> None:
    document = analysis(row(5, ("i14", "89.27")), row(6, ("i14", "88.27")), row(7, ("i14", "89.27")))
    (found,) = findings(document, CODE)
    assert (found.severity, found.where.issue, found.where.item, found.where.quote) == (
        "error",
        6,
        "i14",
        "88.27",
    )
    assert "89.27" in found.message


def test_a_score_table_that_repeats_the_first_row_is_not_a_second_mistake() -> None:
    items = (ItemScore("i14", score=Decimal("88.27")),)
    document = analysis(
        row(6, ("i14", "88.27")), row(7, ("i14", "89.27")), row(5, ("i14", "89.27")), items=items
    )
    found = findings(document, CODE)
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("ข้อ i14 ปี ๒๕๖๗ ได้ ๘๘.๒๗ คะแนน", "๘๘.๒๗"),
        ("คะแนนข้อ i14 เพิ่มขึ้นจาก 87.00 คะแนนในปี 2566 เป็น 88.27 คะแนนในปี 2567", "88.27"),
        ("ตัวชี้วัดที่ ๕ การแก้ไขปัญหาการทุจริต ปี ๒๕๖๗ ได้ ๘๘.๕๑ คะแนน", "๘๘.๕๑"),
        ("ปี 2567 แบบวัด IIT ได้ 87.35 คะแนน", "87.35"),
        ("ปี ๒๕๖๗ โดยภาพรวมได้คะแนน ๘๒.๔๐ คะแนน", "๘๒.๔๐"),
        ("ข้อ I-14 (แบบวัด IIT) ปี 2567 ได้ 88.27 คะแนน", "88.27"),
    ],
)
def test_a_sentence_against_the_tables_is_found(text: str, quote: str) -> None:
    document = replace(
        analysis(
            row(7, ("i14", "89.27"), remark=text),
            total=Decimal("82.11"),
            instruments=(InstrumentScore("IIT", Decimal("87.53")),),
            indicators=(IndicatorScore(5, score=Decimal("89.51")),),
        )
    )
    if "IIT ได้" in text:
        document = replace(
            document, analysis_before=with_intro(text).before, analysis=(row(7, ("i14", "89.27")),)
        )
    (found,) = findings(document, CODE)
    assert (found.severity, found.where.quote) == ("error", quote)


def test_a_sentence_of_an_analysis_without_a_year_is_a_doubt() -> None:
    (found,) = findings(analysis(row(7, ("i14", "89.27"), remark="ข้อ i14 ได้ ๘๘.๒๗ คะแนน")), CODE)
    assert (found.severity, found.where.quote) == ("warning", "๘๘.๒๗")


def test_a_score_without_a_year_in_the_plan_may_be_a_target() -> None:
    plan = (section(7, measure(procedure="ยกระดับข้อ i14 ได้ ๙๕.๐๐ คะแนน")),)
    assert findings(replace(analysis(row(7, ("i14", "89.27"))), sections=plan), CODE) == []


def test_two_sentences_of_a_report_may_disagree() -> None:
    (found,) = findings(
        with_outcome("ข้อ e7 ปี 2568 ได้ 95.15 คะแนน\n๒. ข้อ e7 ปี 2568 ได้ 95.51 คะแนน", year=2568), CODE
    )
    assert (found.where.item, found.where.quote) == ("e7", "95.51")


def test_the_trend_and_the_result_must_agree() -> None:
    document = analysis(
        total=Decimal("82.11"), trend=(YearTotal(2566, Decimal("80.00")), YearTotal(2567, Decimal("88.21")))
    )
    (found,) = findings(document, CODE)
    assert found.where.field in ("trend", "total")


@pytest.mark.parametrize(
    "text",
    [
        "ข้อ i14 ปี 2567 ได้ 89.27 คะแนน",
        "ข้อ i14 ปี 2567 ได้ 89.3 คะแนน",  # rounded
        "ข้อ i14 ปี 2566 ได้ 88.27 คะแนน",  # another year
        "ข้อ i13 ปี 2567 ได้ 88.27 คะแนน",
        "เป้าหมายข้อ i14 ปี 2567 ได้ 95.00 คะแนน",
        "ผลเบื้องต้นข้อ i14 ปี 2567 ได้ 80.00 คะแนน",
        "ข้อ i13 และข้อ i14 ปี 2567 ได้ 90.10 คะแนนตามลำดับ",
        "ข้อ i13 - i14 ปี 2567 ได้คะแนน 90.10 คะแนน",
        "ค่าเฉลี่ยของข้อ i14 ทั้งประเทศ ปี 2567 ได้ 92.00 คะแนน",
        "ภาพรวมความพึงพอใจของผู้รับบริการ ปี 2567 ได้ 91.20 คะแนน",
        "คะแนนรวมของตัวชี้วัดย่อย 9.1 ปี 2567 ได้ 91.20 คะแนน",
        "ผลการประเมิน ITA ปี 2567 หน่วยงานมีระบบออนไลน์ ได้คะแนน 92.40 คะแนน",
        "ตัวชี้วัดที่ 5 ปี 2567 มีข้อคำถามเรื่องการป้องกันที่ได้ 85.00 คะแนน",
        "ข้อ i14 ได้คะแนนต่ำสุด ส่งผลให้คะแนนในตัวชี้วัดที่ 5 ปี 2567 ได้ 89.51 คะแนน",
        "ตัวชี้วัดที่ 5 ร้อยละของโครงการที่สำเร็จ ปี 2567 ได้คะแนน 95.00 คะแนน",
        "ในปี 2567 ข้อ i14 ควรได้ 95.00 คะแนน",
        "ผลการประเมินตนเองข้อ i14 ปี 2567 ได้ 95.00 คะแนน",
        "แบบวัด OIT ได้คะแนนเต็ม 100 คะแนนในปี 2567",  # in a remark: of the row's items
        "ภาพรวมปี 2567 เท่ากับ 82.10 คะแนน",  # a hundredth of rounding
    ],
)
def test_other_things_other_years_and_rounded_figures_are_left_alone(text: str) -> None:
    document = analysis(
        row(7, ("i14", "89.27"), remark=text),
        total=Decimal("82.11"),
        instruments=(InstrumentScore("OIT", Decimal("77.27")),),
        indicators=(IndicatorScore(5, score=Decimal("89.51")),),
    )
    assert findings(document, CODE) == []


def test_a_code_that_changed_its_meaning_between_two_years_is_no_conflict() -> None:
    # O10 of 2568 is O13 of 2567: a sentence may give the old score under the new code.
    document = with_outcome(
        "ข้อ O10 ปี 2567 ได้ 50.00 คะแนน ปี 2568 ได้ 100 คะแนน\nอนึ่ง ข้อ O10 ปี 2567 ได้ 100 คะแนน", year=2568
    )
    assert findings(document, CODE) == []


@pytest.mark.parametrize("claim", ["เพิ่มขึ้น ๑.๑๔ คะแนน", "เพิ่มขึ้น"])
def test_a_mistyped_score_is_one_finding_though_its_difference_no_longer_fits(claim: str) -> None:
    items = (ItemScore("e7", score=Decimal("95.15"), before=Decimal("94.01"), before_codes=("e7",)),)
    document = with_outcome(
        f"ข้อ e๗ ปี ๒๕๖๗ ได้ ๙๔.๐๑ คะแนน ปี ๒๕๖๘ ได้ ๙๑.๑๕ คะแนน {claim}", year=2568, items=items
    )
    found = findings(document, CODE, "score-difference", "score-direction")
    assert [(each.code, each.where.quote) for each in found] == [(CODE, "๙๑.๑๕")]
