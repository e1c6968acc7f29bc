"""Levels: of the total (with the lowest instrument), of indicators, in sentences and in the fields of the result."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.checks.level_sentences import level_claims
from reports.document import IndicatorScore, InstrumentScore, Result, YearTotal
from tests.reports.checks.drafts import analysis_report, findings, results_report, with_indicators, with_intro

CODE = "level"


def instruments(iit: str, eit: str, oit: str) -> tuple[InstrumentScore, ...]:
    pairs = (("IIT", iit), ("EIT", eit), ("OIT", oit))
    return tuple(InstrumentScore(code, Decimal(score)) for code, score in pairs)


def rated(total: str, level: str, *scores: str, year: int = 2567) -> Result:
    return Result(
        year=year,
        total=Decimal(total),
        level=level,
        line=8,
        instruments=instruments(*scores) if scores else (),
    )


@pytest.mark.parametrize(
    ("total", "level", "scores", "right"),
    [
        ("82.11", "ผ่านดี", (), "ต้องปรับปรุง"),
        ("69.99", "ต้องปรับปรุง", (), "ต้องปรับปรุงโดยด่วน"),
        ("95.81", "ผ่านดีเยี่ยม", ("94.99", "95.80", "96.43"), "ผ่านดี"),
        ("95.81", "ผ่านดี", ("84.99", "99.90", "100"), "ผ่าน"),
        ("96.50", "ผ่าน", ("96.50", "96.50", "96.50"), "ผ่านดีเยี่ยม"),
    ],
)
def test_a_total_with_another_level_is_an_error_that_names_the_right_one(
    total: str, level: str, scores: tuple[str, ...], right: str
) -> None:
    (found,) = findings(analysis_report(result=rated(total, level, *scores)), CODE)
    assert found.severity == "error"
    assert found.replacement == right
    assert total in found.message
    assert (found.where.field, found.where.line, found.where.quote) == ("level", 8, level)


@pytest.mark.parametrize(
    ("total", "level", "scores"),
    [
        ("82.11", "ต้องปรับปรุง", ()),
        ("82.11", " ระดับ ต้อง ปรับปรุง ", ()),
        ("95.81", "ผ่านดี", ("94.99", "95.80", "96.43")),
        ("99.00", "ผ่านดีเยี่ยม", ()),  # no instrument can be below 95.00
        ("", "", ()),
    ],
)
def test_a_right_level_is_silent(total: str, level: str, scores: tuple[str, ...]) -> None:
    result = rated(total, level, *scores) if total else Result(year=2567, level=level)
    assert findings(analysis_report(result=result), CODE) == []


def test_a_level_that_depends_on_unknown_instruments_is_told_once_as_info() -> None:
    document = with_intro(
        "โดยภาพรวมได้คะแนน ๙๑.๒๐ อยู่ในระดับ ผ่านดี", year=2568, total=Decimal("91.20"), level="ผ่านดี"
    )
    (found,) = findings(document, CODE)
    assert found.severity == "info"
    assert found.where.quote == "ผ่านดี"
    assert found.where.field == "before"
    assert "91.20" in found.message


def test_the_instruments_may_come_from_the_indicators() -> None:
    document = with_indicators(*[("92.00", "")] * 10)
    document = replace(document, result=replace(document.result, total=Decimal("92.00"), level="ผ่าน"))
    (found,) = findings(document, CODE)
    assert found.replacement == "ผ่านดี"


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("ได้ผลคะแนน ๘๒.๑๕ อยู่ในระดับ “ผ่านดี”", "ผ่านดี", "ต้องปรับปรุง"),
        (
            "ผลการประเมิน ITA ในภาพรวม ได้คะแนน 69.50 คะแนน ระดับต้องปรับปรุง ตามเกณฑ์",
            "ต้องปรับปรุง",
            "ต้องปรับปรุงโดยด่วน",
        ),
        ("ผลการประเมินภาพรวม ๘๔.๙๙ คะแนน (ผ่านดี)", "ผ่านดี", "ต้องปรับปรุง"),
        ("ผลการประเมิน ITA ปี 2564 ได้คะแนน 88.37 คะแนน ระดับ B", "B", "A"),
        ("ผลการประเมิน ITA ปี ๒๕๖๘ ได้คะแนน ๘๓.๓๗ คะแนน อยู่ในระดับ A", "A", "ต้องปรับปรุง"),
        ("ผลการประเมินโดยรวม อยู่ในระดับผ่านดี (๘๒.๕๐ คะแนน)", "ผ่านดี", "ต้องปรับปรุง"),
    ],
)
def test_a_wrong_level_in_a_sentence_is_found_at_its_words(text: str, quote: str, right: str) -> None:
    (found,) = findings(with_intro(text, year=2568), CODE)
    assert found.severity == "error"
    assert found.where.quote == quote
    assert found.where.start is not None
    assert text[found.where.start : found.where.end] == quote
    assert found.replacement == right
    mended = text[: found.where.start] + right + text[found.where.end :]
    assert [each for each in findings(with_intro(mended, year=2568), CODE) if each.severity == "error"] == []


@pytest.mark.parametrize(
    "text",
    [
        "ได้คะแนน ๙๖.๑๐ คะแนน ผ่านช่องทางออนไลน์ของเทศบาล",
        "ได้คะแนน ๙๐.๐๐ คะแนน แต่ยังต้องปรับปรุงการให้บริการ",
        "เกณฑ์: ๘๕.๐๐ - ๙๔.๙๙ คะแนน ระดับผ่านดี และต่ำกว่า ๗๐.๐๐ คะแนน ระดับต้องปรับปรุงโดยด่วน",
        "ตั้งเป้าหมาย ๙๕.๐๐ คะแนน ระดับผ่าน",
        "ได้คะแนน 100 E-Service ครบถ้วน",
        "ผลการประเมิน ITA ปี 2565 ได้คะแนน 88.37 คะแนน ระดับ A ปี 2566 ได้คะแนน 84.00 คะแนน ระดับ ต้องปรับปรุง",
        "ตัวชี้วัดที่ ๑ ได้คะแนน ๙๒.๕๐ อยู่ในระดับผ่านดี",
        "ข้อ e๗ ได้คะแนน ๙๒.๕๐ คะแนน อยู่ในระดับดีมาก",
        "ค่าเฉลี่ยทั้งประเทศ ๙๓.๘๒ คะแนน อยู่ในระดับต้องปรับปรุง",
    ],
)
def test_everyday_words_legends_targets_and_right_levels_in_sentences_are_silent(text: str) -> None:
    assert findings(with_intro(text, year=2568), CODE) == []


LEVELS = ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน")
POSSIBLE = {"97.90": LEVELS[:2], "88.31": LEVELS[1:3], "82.50": LEVELS[3:4], "65.00": LEVELS[4:]}


@pytest.mark.parametrize("score", POSSIBLE)
@pytest.mark.parametrize(
    "form",
    [
        "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568 ได้คะแนน {s} คะแนน ระดับ {l}",
        'มีผลคะแนนรวม {s} คะแนน อยู่ในระดับ "{l}"',
        "เทศบาลตำบลบ้านตัวอย่างได้คะแนนเฉลี่ยรวมทุกตัวชี้วัด {s} คะแนน จัดอยู่ในระดับ {l} โดยมีรายละเอียดดังนี้",
        "ผลการประเมิน ITA ปี 2568 ในภาพรวมอยู่ในระดับ {l} มีคะแนนเท่ากับ {s} คะแนน",
        "คะแนนภาพรวมหน่วยงาน: {s}\nระดับผลการประเมิน: {l}",
        "คะแนนรวม = {s} ({l})",
        "ได้คะแนนร้อยละ {s} อยู่ในเกณฑ์ระดับ {l}",
    ],
)
def test_every_level_in_every_form_is_judged(form: str, score: str) -> None:
    for name in LEVELS:
        document = with_intro(form.format(s=score, l=name), year=2568)
        wrong = [each for each in findings(document, CODE) if each.severity == "error"]
        assert len(wrong) == (name not in POSSIBLE[score]), name


def test_a_level_behind_the_score_of_the_year_before_is_that_of_this_year() -> None:
    text = "โดยภาพรวมได้คะแนน 88.31 คะแนน เพิ่มขึ้นจากปี 2567 ที่ได้ 84.00 คะแนน อยู่ในระดับ{}"
    assert [each.severity for each in findings(with_intro(text.format("ผ่านดี"), year=2568), CODE)] == ["info"]
    (found,) = findings(with_intro(text.format("ผ่านดีเยี่ยม"), year=2568), CODE)
    assert "88.31" in found.message


def test_praise_is_no_level_of_the_total() -> None:
    (found,) = findings(with_intro("ในภาพรวมได้คะแนน ๙๑.๒๐ อยู่ในระดับดีมาก", year=2568), CODE)
    assert found.severity == "warning"
    assert "ผ่านดี" in found.message


def test_indicator_labels_follow_the_cut_offs_of_the_total() -> None:
    document = with_indicators(
        ("95.00", "ผ่านดีเยี่ยม"), ("94.99", "ผ่านดีเยี่ยม"), ("85.00", "ผ่านดี"), ("64.80", "ผ่านดี"), ("70.00", "ต้องปรับปรุง"),
        ("69.99", "ต้องปรับปรุงโดยด่วน"), ("91.00", "ดีมาก"), ("77.00", "-"),
    )  # fmt: skip
    found = findings(document, CODE)
    assert [(each.where.indicator, each.replacement, each.severity) for each in found] == [
        (2, "ผ่านดี", "warning"),
        (4, "ต้องปรับปรุงโดยด่วน", "warning"),
        (7, "ผ่านดี", "warning"),
    ]
    assert found[1].where.line == 24
    assert "64.80" in found[1].message


def test_letters_are_the_labels_up_to_2565() -> None:
    found = findings(with_indicators(("96.00", "AA"), ("86.00", "B"), year=2564), CODE)
    assert [(each.where.indicator, each.replacement) for each in found] == [(2, "A")]


def test_a_table_that_knows_only_passed_and_not_passed_is_a_habit_not_a_mistake() -> None:
    assert findings(with_indicators(("96.00", "ผ่าน"), ("88.00", "ผ่าน"), ("75.00", "ต้องปรับปรุง")), CODE) == []
    mixed = with_indicators(("96.00", "ผ่านดีเยี่ยม"), ("88.00", "ผ่าน"))
    assert [each.replacement for each in findings(mixed, CODE)] == ["ผ่านดี"]


def test_each_year_of_a_trend_is_judged_by_its_own_bands() -> None:
    trend = (
        YearTotal(2564, Decimal("88.37"), "A"),
        YearTotal(2565, Decimal("92.10"), "AA"),
        YearTotal(2566, Decimal("90.10"), "ผ่าน"),
        YearTotal(2567, None, ""),
    )
    found = findings(results_report(result=Result(year=2568, trend=trend)), CODE)
    assert [(each.where.quote, each.replacement) for each in found] == [("AA", "A")]


@pytest.mark.parametrize(
    ("lowest", "wrong"),
    [("๙๔.๐๐", ["ผ่านดีเยี่ยม"]), ("๙๕.๐๐", [])],
)
def test_instruments_that_only_a_sentence_names_decide_too(lowest: str, wrong: list[str]) -> None:
    text = (
        f"ผลการประเมิน ITA ปี ๒๕๖๘ แบบวัด IIT ได้ {lowest} คะแนน EIT ๙๖.๐๐ OIT ๙๗.๕๐ คะแนน "
        "ภาพรวมปี ๒๕๖๘ ได้ ๙๖.๐๐ คะแนน อยู่ในระดับผ่านดีเยี่ยม"
    )
    found = findings(with_intro(text, year=2568), "level")
    assert [each.where.quote for each in found if each.severity == "error"] == wrong


@pytest.mark.parametrize(
    "text",
    [
        "EIT ได้ ๘๔.๘๙ คะแนน ต่ำกว่า ๘๕.๐๐ จึงไม่ถึงระดับผ่านดี",
        "ได้คะแนน ๘๙.๒๙ คะแนน ยังไม่ถึงระดับผ่านดีเยี่ยม",
        "ได้คะแนน ๘๙.๒๙ คะแนน และจะพัฒนาให้ได้ระดับผ่านดีเยี่ยม",
        "ได้คะแนน ๘๙.๒๙ คะแนน ตั้งเป้ายกระดับสู่ระดับผ่านดีเยี่ยม",
        "ได้คะแนน ๘๙.๒๙ คะแนน ไม่อยู่ในระดับผ่านดี",
    ],
)
def test_a_level_that_was_not_reached_is_no_claim(text: str) -> None:
    assert level_claims(text) == ()


def test_a_level_that_was_reached_is_one() -> None:
    (claim,) = level_claims("ได้คะแนน ๘๙.๒๙ คะแนน อยู่ในระดับผ่านดีเยี่ยม")
    assert claim.word == "ผ่านดีเยี่ยม"


@pytest.mark.parametrize(("label", "found"), [("ผ่าน", 0), ("ผ่านดี", 0), ("ผ่านดีเยี่ยม", 1)])
def test_the_row_of_the_whole_below_the_indicators_has_a_level_of_the_whole(label: str, found: int) -> None:
    result = rated("89.29", "ผ่าน", "90.01", "84.89", "92.06", year=2567)
    row = IndicatorScore(no=None, name="คะแนนรวม", score=Decimal("89.29"), level_as_written=label)
    document = analysis_report(2567, result=replace(result, indicators=(*result.indicators, row)))
    assert len([each for each in findings(document, CODE) if each.where.field == "level"]) == found
