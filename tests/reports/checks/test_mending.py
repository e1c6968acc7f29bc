"""A fix that is offered is a fix: the finding goes, no other mistake comes, and doing it twice changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.digits import Digits, format_decimal, in_digits
from reports.checks import registry
from reports.checks.finding import Finding, Where
from reports.checks.mending import mend, mend_all, mend_until_clean, path_of, text_at
from reports.checks.texts import printed_labels, texts_of
from reports.document import Block, Document, IndicatorScore, Result
from tests.reports.checks.drafts import (
    FRAMES,
    analysis_report,
    analysis_row,
    measure,
    results_report,
    section,
)

DIGIT_SYSTEMS: tuple[Digits, ...] = ("thai", "arabic")
SCORES = st.integers(min_value=5000, max_value=10000).map(lambda hundredths: Decimal(hundredths) / 100)
DIGITS = st.sampled_from(DIGIT_SYSTEMS)
LEVELS = st.sampled_from(("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน"))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Two scores and a difference that is right, or not, in either order of the years."""
    before, after = draw(SCORES), draw(SCORES)
    stated = draw(st.sampled_from((abs(after - before), abs(after - before) + 1, draw(SCORES) / 10)))
    word = "เพิ่มขึ้น" if after >= before else "ลดลง"
    numbers = [format_decimal(each) for each in (before, after, stated.quantize(Decimal("0.01")))]
    shape = draw(
        st.sampled_from(
            (
                "ปี ๒๕๖๗ ได้ {0} คะแนน ปี ๒๕๖๘ ได้ {1} คะแนน {3} {2} คะแนน",
                "ผลการประเมิน ข้อ i3 ปี 2568 ได้ {1} คะแนน จากปี 2567 ได้ {0} คะแนน {3} {2} คะแนน",
                "คะแนน{3}จาก {0} คะแนน เป็น {1} คะแนน ({3} {2} คะแนน)",
            )
        )
    )
    return in_digits(shape.format(*numbers, word), draw(DIGITS))


TEXTS = st.lists(sentences(), min_size=1, max_size=3).map("\n".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    total, level = draw(SCORES), draw(LEVELS)
    result = Result(
        year=2567,
        total=total,
        level=level,
        indicators=(IndicatorScore(1, "การปฏิบัติหน้าที่", "IIT", draw(SCORES), level_as_written=draw(LEVELS)),),
        before=(Block(text=f"ผลการประเมินได้คะแนน {format_decimal(total)} อยู่ในระดับ {level}"),),
    )
    if draw(st.booleans()):
        rows = (analysis_row(1, draw(TEXTS)), analysis_row(1, draw(TEXTS)), analysis_row(2, draw(TEXTS)))
        return analysis_report(analysis=rows, result=result)
    opening = (Block(text=draw(TEXTS)), Block(text=draw(TEXTS)))
    first = section(
        1, measure(1, outcome=draw(TEXTS)), measure(2, output=draw(TEXTS), suggestion=draw(TEXTS))
    )
    return results_report(first, section(2), sections_before=opening, result=replace(result, year=2568))


def run(document: Document) -> list[Finding]:
    return registry.run(document, FRAMES, language="th")


def told(findings: list[Finding]) -> Counter[tuple[object, ...]]:
    """Findings without their offsets, which a longer or shorter text before them moves."""
    return Counter((each.code, each.where.path, each.where.quote, each.message) for each in findings)


def said(findings: list[Finding]) -> set[tuple[str, str]]:
    """What is said; the same mistake in a field and in a sentence is one finding, told of either."""
    return {(each.code, each.message) for each in findings if each.severity == "error"}


@settings(max_examples=30, deadline=None, derandomize=True)
@given(documents())
def test_all_fixes_mend_and_break_nothing(document: Document) -> None:
    before = run(document)
    mended = mend_all(document, before)
    after = run(mended)
    assert said(after) <= said(before), "a fix made a new mistake"
    again = [each for each in after if each.replacement is not None and path_of(mended, each) is not None]
    assert len(again) < len([each for each in before if path_of(document, each) is not None]) or not again
    clean = mend_until_clean(document, run)
    assert mend_until_clean(clean, run) == clean
    left = [each for each in run(clean) if path_of(clean, each) is not None]
    assert not left, [(each.code, each.where, each.replacement) for each in left]


@settings(max_examples=15, deadline=None, derandomize=True)
@given(documents())
def test_one_fix_makes_its_own_finding_go(document: Document) -> None:
    before = run(document)
    for finding in before:
        if path_of(document, finding) is None:
            continue
        after = run(mend(document, finding))
        assert told(after)[next(iter(told([finding])))] < told(before)[next(iter(told([finding])))]


def test_the_mended_number_stands_in_the_digits_of_the_sentence() -> None:
    text = "ปี ๒๕๖๗ ได้ ๙๑.๒๐ คะแนน ปี ๒๕๖๘ ได้ ๙๓.๕๐ คะแนน เพิ่มขึ้น ๒.๐๓ คะแนน"
    document = results_report(section(1, measure(1, outcome=text)))
    (finding,) = [each for each in run(document) if each.code == "score-difference"]
    mended = mend(document, finding)
    assert mended.sections[0].measures[0].outcome == text.replace("๒.๐๓", "๒.๓๐")
    assert mend(mended, finding) == mended


def test_of_two_rows_with_the_same_name_the_right_one_is_mended() -> None:
    wrong = "ข้อ i1 ปี 2566 ได้ 80.00 คะแนน ปี 2567 ได้ 85.00 คะแนน เพิ่มขึ้น 4.00 คะแนน"
    document = analysis_report(analysis=(analysis_row(1, wrong), analysis_row(1, wrong)))
    found = [each for each in run(document) if each.code == "score-difference"]
    assert len(found) == 2, "both rows are wrong"
    mended = mend(document, found[1])
    assert [row.remark for row in mended.analysis] == [wrong, wrong.replace("4.00", "5.00")]


def test_a_finding_of_a_text_that_changed_mends_nothing() -> None:
    document = results_report(section(1, measure(1, output="ทำแล้ว")))
    where = Where(section=1, measure=1, field="output", start=0, end=3, quote="จัด")
    finding = Finding("text-spacing", "warning", "", where=where, replacement="ทำ")
    assert mend(document, finding) is document
    assert mend(document, replace(finding, where=Where(), replacement="ทำ")) is document


def test_of_overlapping_fixes_the_graver_is_made() -> None:
    document = results_report(section(1, measure(1, output="ทำ แล้ว ๒ ครั้ง")))
    place = Where(section=1, measure=1, issue=1, field="output")
    warning = Finding(
        "text-spacing",
        "warning",
        "",
        where=replace(place, start=0, end=7, quote="ทำ แล้ว"),
        replacement="ทำแล้ว",
    )
    error = Finding(
        "score-range", "error", "", where=replace(place, start=3, end=9, quote="แล้ว ๒"), replacement="แล้ว ๓"
    )
    apart = Finding(
        "text-cut", "info", "", where=replace(place, start=10, end=15, quote="ครั้ง"), replacement="หน"
    )
    assert mend_all(document, [warning, error, apart]).sections[0].measures[0].output == "ทำ แล้ว ๓ หน"


@pytest.mark.parametrize("kind", ["analysis", "results"])
def test_every_text_is_found_by_its_path(kind: str) -> None:
    document = (
        analysis_report() if kind == "analysis" else results_report(sections_before=(Block(text="นำ"),))
    )
    texts = [*texts_of(document), *printed_labels(document)]
    assert len({each.where.path for each in texts}) == len(texts)
    for each in texts:
        assert each.where.path is not None
        assert text_at(document, each.where.path) == each.text, each.where


def test_a_path_is_told_to_no_other_tool() -> None:
    assert "path" not in Where(field="title", path=("title",)).as_dict()
    assert Where(field="title", path=("title",)) == Where(field="title")
