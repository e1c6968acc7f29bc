"""Periods: in the year, the right way round, of days and quarters that exist."""

from datetime import date

import pytest

from ita_portal.thai.periods import parse_period
from reports.checks.finding import Finding
from reports.document import Document, Span
from tests.reports.checks.drafts import (
    ISSUES,
    analysis_report,
    findings,
    measure,
    results_report,
    section,
    with_outcome,
)

CODES = (
    "period-outside", "period-part", "period-unreadable", "period-order", "period-doubled", "period-quarter",
    "period-day",
)  # fmt: skip


def with_periods(*texts: str, year: int = 2568, **changes: object) -> Document:
    """A results report whose measures have these periods, the others all year."""
    whole = [*texts, *["ตลอดปีงบประมาณ"] * (7 - len(texts))]
    sections = (
        section(no, measure(period=parse_period(text, year))) for no, text in zip(ISSUES, whole, strict=True)
    )
    return results_report(*sections, year=year, **changes)


def found(*texts: str, **changes: object) -> list[Finding]:
    return findings(with_periods(*texts, **changes), *CODES)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "ตุลาคม ๒๕๖๗ – กันยายน ๒๕๖๘",
        "ต.ค. ๖๗ - ก.ย. ๖๘",
        "๑ ต.ค. ๖๗ ถึง ๓๐ ก.ย. ๖๘",
        "ปีงบประมาณ พ.ศ. ๒๕๖๘",
        "ไตรมาสที่ ๑ - ๔",
        "ตลอดทั้งปี",
        "ไตรมาสละ ๑ ครั้ง",
        "ทุกเดือน",
        "รอบที่ 1 (1 ตุลาคม 2567 – 31 มีนาคม 2568) และรอบที่ 2 (1 เมษายน – 30 กันยายน 2568)",
        "ต.ค. - ธ.ค. ๖๗ และ ก.ค. - ก.ย. ๖๘",
        "ทุกไตรมาส ๕ ด้าน",
        "ดำเนินการอย่างต่อเนื่อง",
        "รอบ ๑๒ เดือน",
        "-",
        "",
    ],
)
def test_periods_of_the_year_are_right(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ตุลาคม ๒๕๖๖ – กันยายน ๒๕๖๗",
        "ปีงบประมาณ ๒๕๖๗",
        "ม.ค. ๒๕๖๙",
        "๑ กันยายน ๒๕๖๗ – ๓๐ กันยายน ๒๕๖๘",
        "ไตรมาสที่ ๑/๒๕๖๙",
        "ต.ค. 67 - ต.ค. 68",
    ],
)
def test_a_period_of_another_year_is_doubtful(text: str) -> None:
    (each,) = found(text)
    assert (each.code, each.severity, each.where.quote) == ("period-outside", "warning", text)
    assert "2568" in each.message


def test_all_measures_in_one_other_year_are_one_doubt_of_the_year() -> None:
    (each,) = found(*["ปีงบประมาณ ๒๕๖๗"] * 7)
    assert (each.code, each.where.measure) == ("period-outside", None)
    assert "2567" in each.message


def test_a_plan_runs_in_the_year_after_the_result() -> None:
    sections = tuple(section(no, measure(period=parse_period("ปีงบประมาณ ๒๕๖๗", 2568))) for no in (1, 2))
    assert [each.code for each in findings(analysis_report(sections=sections), *CODES)] == [
        "period-outside",
        "period-outside",
    ]


def test_without_a_year_nothing_lies_outside() -> None:
    document = results_report(
        section(1, measure(period=parse_period("ปีงบประมาณ ๒๕๖๐"))), action_year=None, assessed_year=None
    )
    assert findings(document, *CODES) == []


@pytest.mark.parametrize("text", ["ไตรมาสที่ ๑ - ๒", "ต.ค. ๒๕๖๗ – มี.ค. ๒๕๖๘", "มกราคม ๒๕๖๘"])
def test_a_part_of_the_year_is_a_hint_where_the_others_run_all_year(text: str) -> None:
    (each,) = found(text)
    assert (each.code, each.severity, each.where.quote) == ("period-part", "info", text)


def test_measures_of_different_lengths_are_no_hint() -> None:
    assert found("ม.ค. - มิ.ย. ๒๕๖๘", "ไตรมาสที่ ๒ - ๔", "ไตรมาสที่ ๑", "ก.พ. ๒๕๖๘") == []


def test_measures_that_all_end_in_spring_do_not_cover_the_year() -> None:
    (each,) = found(*["ไตรมาสที่ ๑ - ๒"] * 7)
    assert (each.code, each.severity, each.where.measure) == ("period-part", "warning", None)
    half = Span(date(2024, 10, 1), date(2025, 3, 31))
    assert found(*["ไตรมาสที่ ๑ - ๒"] * 7, covers=half) == []


@pytest.mark.parametrize("said", ["รอบ ๑๒ เดือน", "ตลอดทั้งปี", "ไตรมาสละ ๑ ครั้ง", "ครบ ๔ ไตรมาส"])
def test_half_a_year_whose_results_tell_of_the_whole_one_is_doubtful(said: str) -> None:
    half = measure(period=parse_period("ไตรมาสที่ ๑-๒", 2568), output=f"ตรวจสอบพัสดุ{said}")
    other = measure(period=parse_period("ไตรมาสที่ ๒ - ๔", 2568), output=f"ตรวจสอบพัสดุ{said}")
    (each,) = findings(results_report(section(1, half), section(2, other)), "period-part")
    assert (each.severity, each.where.section, each.where.quote) == ("warning", 1, "ไตรมาสที่ ๑-๒")
    assert said.split(maxsplit=1)[0] in each.message


@pytest.mark.parametrize(
    "text", ["ตุลาคม ๒๕๖๘ – กันยายน ๒๕๖๗", "๑ ต.ค. ๖๘ - ๓๐ ก.ย. ๖๘", "เดือนมีนาคม ๒๕๖๘ ถึงเดือนมกราคม ๒๕๖๘"]
)
def test_an_end_before_the_beginning_is_an_error(text: str) -> None:
    (each,) = found(text)
    assert (each.code, each.severity) == ("period-order", "error")


def test_quarters_the_wrong_way_round_are_doubtful() -> None:
    (each,) = found("ไตรมาสที่ ๔ - ๒")
    assert (each.code, each.severity) == ("period-order", "warning")


@pytest.mark.parametrize(
    "text", ["ตุลาคม ๒๕๖๗ – ถึง กันยายน ๒๕๖๘", "ต.ค. ๖๗ -ถึง ก.ย. ๖๘", "ต.ค. ๖๗ ถึง - ก.ย. ๖๘"]
)
def test_a_dash_beside_the_word_is_mended(text: str) -> None:
    (each,) = found(text)
    assert (each.code, each.replacement) == ("period-doubled", "ถึง")
    where = each.where
    mended = text[: where.start] + (each.replacement or "") + text[where.end :]
    assert found(mended) == []


@pytest.mark.parametrize("text", ["ต.ค. ๒๕๖๗ ก.ย. ๒๕๖๘ พ.ย. ๒๕๖๗", "เดือน ต.ค. ๒๕๖๗ / มกรา ๒๕๖๘"])
def test_months_that_make_no_span_are_doubtful(text: str) -> None:
    (each,) = found(text)
    assert (each.code, each.severity) == ("period-unreadable", "warning")


def test_a_fifth_quarter_is_an_error() -> None:
    (each,) = found("ไตรมาสที่ ๕")
    assert (each.code, each.severity, each.where.quote) == ("period-quarter", "error", "ไตรมาสที่ ๕")


@pytest.mark.parametrize(
    "day", ["๓๑ กันยายน ๒๕๖๘", "30 ก.พ. 68", "๒๙ กุมภาพันธ์ พ.ศ. ๒๕๖๘", "วันที่ ๓๒ มกราคม ๒๕๖๘"]
)
def test_a_day_that_does_not_exist_is_an_error_in_any_text(day: str) -> None:
    (each,) = findings(with_outcome(f"ประกาศเมื่อ {day} แล้ว"), *CODES)
    assert (each.code, each.severity) == ("period-day", "error")
    assert (each.where.quote or "") in day


@pytest.mark.parametrize("text", ["๓๒ ม.ค. ๖๘", "๑ ต.ค. ๖๗ – ๓๑ ก.ย. ๖๘"])
def test_a_day_that_does_not_exist_is_told_once_in_a_period(text: str) -> None:
    (each,) = found(text)
    assert (each.code, each.severity) == ("period-day", "error")


@pytest.mark.parametrize(
    "text", ["วารสารฉบับที่ ๔๕ มกราคม ๒๕๖๘", "๒๙ กุมภาพันธ์ ๒๕๖๗", "ข้อ ๓๑ และข้อ ๓๒", "๓๑ มีนาคม ๒๕๖๘ จำนวน ๓๑ เรื่อง"]
)
def test_numbers_before_a_month_and_real_days_are_no_mistake(text: str) -> None:
    assert findings(with_outcome(text), *CODES) == []
