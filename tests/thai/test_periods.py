"""Periods as people write them, to days and as typed."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.dates import ERA_OFFSET, fiscal_year_range, month_range, quarter_range
from ita_portal.thai.periods import Period, format_period, is_list_of_periods, parse_period

OCT67, SEP68, MAR68 = date(2024, 10, 1), date(2025, 9, 30), date(2025, 3, 31)


@pytest.mark.parametrize(
    ("text", "start", "end", "style"),
    [
        ("ไตรมาสที่ ๑ - ๒", OCT67, MAR68, "quarters"),
        ("ไตรมาสที่ ๑-๒", OCT67, MAR68, "quarters"),
        ("ไตรมาส ๓", date(2025, 4, 1), date(2025, 6, 30), "quarters"),
        ("ไตรมาสที่ ๑ – ไตรมาสที่ ๔", OCT67, SEP68, "quarters"),
        ("ไตรมาสที่ ๑ และ ๒", OCT67, MAR68, "quarters"),
        ("ไตรมาสที่ 4/2567", date(2024, 7, 1), date(2024, 9, 30), "quarters"),
        ("ไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๗", date(2023, 10, 1), date(2023, 12, 31), "quarters"),
        ("ต.ค.๖๕- มี.ค.๖๖", date(2022, 10, 1), date(2023, 3, 31), "months"),
        ("ม.ค. - เม.ย.๖๘", date(2025, 1, 1), date(2025, 4, 30), "months"),
        ("ต.ค. - มี.ค. ๖๘", OCT67, MAR68, "months"),
        ("ต.ค. ๖๗ - มี.ค.", OCT67, MAR68, "months"),
        ("ตุลาคม - มีนาคม", OCT67, MAR68, "months"),
        ("ม.ค. ถึง มี.ค.", date(2025, 1, 1), MAR68, "months"),
        ("เดือนตุลาคม ๒๕๖๗ – ถึง กันยายน ๒๕๖๘", OCT67, SEP68, "months"),
        ("เดือน ตุลา คม ๒๕๖๗ - ถึงกัน ยายน ๒๕๖๘", OCT67, SEP68, "months"),
        ("ต.ค. ๖๗ — ก.ย. ๖๘", OCT67, SEP68, "months"),
        ("ต.ค. ๖๗ - ก.ย. ๖๘ (ทุกเดือน)", OCT67, SEP68, "months"),
        ("มกราคม ๒๕๖๘", date(2025, 1, 1), date(2025, 1, 31), "months"),
        ("กุมภาพันธ์ ๒๕๖๗", date(2024, 2, 1), date(2024, 2, 29), "months"),
        ("ปีงบประมาณ พ.ศ.๒๕๖๘", OCT67, SEP68, "year"),
        ("ปีงบประมาณฯ ๖๘", OCT67, SEP68, "year"),
        ("ภายในปีงบประมาณ ๒๕๖๘", OCT67, SEP68, "year"),
        ("ปีงบประมาณ ๒๕๖๘ - ๒๕๖๙", OCT67, date(2026, 9, 30), "year"),
        ("ดำเนินการตลอดทั้งปี", OCT67, SEP68, "year"),
        ("ตลอดปี", OCT67, SEP68, "year"),
        ("ตลอดปีงบประมาณ", OCT67, SEP68, "year"),
        ("ตลอดปีงบประมาณ พ.ศ. ๒๕๖๘", OCT67, SEP68, "year"),
        ("รอบ ๑๒ เดือน", OCT67, SEP68, "year"),
        ("รอบ ๖ เดือน", OCT67, MAR68, "months"),
        ("รอบ ๖ เดือนหลัง", date(2025, 4, 1), SEP68, "months"),
        ("๑ ต.ค. ๖๗ - ๓๐ ก.ย. ๖๘", OCT67, SEP68, "dates"),
        ("ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๗ ถึง ๓๐ กันยายน ๒๕๖๘", OCT67, SEP68, "dates"),
        ("ระหว่างวันที่ ๑ ต.ค. ๖๗ และ ๓๑ มี.ค. ๖๘", OCT67, MAR68, "dates"),
        ("๑ ต.ค. - ๓๑ มี.ค. ๖๘", OCT67, MAR68, "dates"),
        ("๑ - ๓๑ มกราคม ๒๕๖๘", date(2025, 1, 1), date(2025, 1, 31), "dates"),
        ("๒๐ มีนาคม ๒๕๖๘", date(2025, 3, 20), date(2025, 3, 20), "dates"),
        ("1/10/2567 - 30/9/2568", OCT67, SEP68, "dates"),
        ("ภายในเดือนมีนาคม ๒๕๖๘", None, MAR68, "months"),
        ("ภายในวันที่ ๓๑ มีนาคม ๒๕๖๘", None, MAR68, "dates"),
        ("ภายในไตรมาสที่ ๒", None, MAR68, "quarters"),
        ("ตั้งแต่เดือนตุลาคม ๒๕๖๗ เป็นต้นไป", OCT67, None, "months"),
        ("ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๗", OCT67, None, "dates"),
    ],
)
def test_a_period_is_read_to_its_days_and_kept_as_typed(
    text: str, start: date | None, end: date | None, style: str
) -> None:
    assert parse_period(text, 2568) == Period(text, start, end, style)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "ไตรมาสละ ๑ ครั้ง", "ทุกเดือน", "ทุกไตรมาส", "เดือนละ ๒ ครั้ง", "ปีละ ๑ ครั้ง", "ตามความเหมาะสม"),
        *("๓๑ กุมภาพันธ์ ๒๕๖๘", "๓๑ - ๓๕ มกราคม ๒๕๖๘", "ไตรมาสที่ ๕", "ไตรมาสที่ ๒ - ๑", "ก.ย. ๖๘ - ต.ค. ๖๗"),
        *("๓๐ ก.ย. ๖๘ - ๑ ต.ค. ๖๗", "ไตรมาสที่ ๑ ๒", "รอบ ๙ เดือน", "๖ เดือน", "ปี", "เดือน", "๑๒๓", "๒๙ ก.พ. ๖๘"),
    ],
)
def test_what_is_no_range_stays_text(text: str) -> None:
    assert parse_period(text, 2568) == Period(text)


@pytest.mark.parametrize(
    ("text", "style"),
    [("ไตรมาสที่ ๑ - ๒", "quarters"), ("ตลอดทั้งปี", "year"), ("ต.ค. - มี.ค.", "months"), ("รอบ ๖ เดือน", "months")],
)
def test_without_a_fiscal_year_only_the_style_is_known(text: str, style: str) -> None:
    assert parse_period(text) == Period(text, None, None, style)  # type: ignore[arg-type]


def test_a_year_in_the_text_wins_over_the_fiscal_year_of_the_report() -> None:
    assert parse_period("ตลอดปีงบประมาณ พ.ศ. ๒๕๖๖", 2568).end == date(2023, 9, 30)
    assert parse_period("ต.ค. ๖๕ - มี.ค. ๖๖", 2568).start == date(2022, 10, 1)


def test_periods_picked_in_a_form_are_written_in_words() -> None:
    assert format_period(Period("", OCT67, MAR68, "quarters"), "thai") == "ไตรมาสที่ ๑ - ๒ ปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert format_period(Period("", OCT67, MAR68, "months"), "thai") == "ตุลาคม ๒๕๖๗ - มีนาคม ๒๕๖๘"
    assert format_period(Period("", OCT67, SEP68, "year")) == "ปีงบประมาณ พ.ศ. 2568"
    assert format_period(Period("", OCT67, SEP68, "dates")) == "1 ตุลาคม 2567 - 30 กันยายน 2568"
    assert format_period(Period("", None, MAR68, "months")) == "ภายในเดือนมีนาคม 2568"
    assert format_period(Period("ตามความเหมาะสม")) == "ตามความเหมาะสม"


_year = st.integers(2560, 2575)
_month = st.tuples(_year, st.integers(1, 12))
_ranges = st.one_of(
    st.builds(lambda year: Period("", *fiscal_year_range(year), "year"), _year),
    st.builds(
        lambda year, quarters: Period(
            "", quarter_range(year, min(quarters))[0], quarter_range(year, max(quarters))[1], "quarters"
        ),
        _year,
        st.tuples(st.integers(1, 4), st.integers(1, 4)),
    ),
    st.builds(
        lambda months: Period("", month_range(*min(months))[0], month_range(*max(months))[1], "months"),
        st.tuples(_month, _month),
    ),
    st.builds(
        lambda days: Period("", min(days), max(days), "dates"),
        st.tuples(*[st.dates(date(2560 - ERA_OFFSET, 1, 1), date(2575 - ERA_OFFSET, 12, 31))] * 2),
    ),
    st.builds(lambda month: Period("", None, month_range(*month)[1], "months"), _month),
    st.builds(lambda day: Period("", None, day, "dates"), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    st.builds(lambda day: Period("", day, None, "dates"), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
)


@given(_ranges, st.sampled_from(["thai", "arabic"]))
def test_a_written_period_is_read_back_to_the_same_days(period: Period, digits: str) -> None:
    read = parse_period(format_period(period, digits))  # type: ignore[arg-type]
    assert (read.start, read.end, read.style) == (period.start, period.end, period.style)


_words = st.sampled_from(
    "ไตรมาส ที่ ๑ 2 - ถึง ต.ค. ตุลาคม ๒๕๖๗ ๖๘ ปีงบประมาณ พ.ศ. ตลอด รอบ เดือน ภายใน วันที่ / และ ( )".split()
)


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(_words, max_size=9).map(" ".join)), st.sampled_from([None, 2568]))
def test_reading_a_period_never_fails_and_never_ends_before_it_starts(text: str, year: int | None) -> None:
    period = parse_period(text, year)
    assert period.text == text
    assert period.start is None or period.end is None or period.start <= period.end
    format_period(period)


def test_an_endless_text_is_refused_at_once() -> None:
    started = time.process_time()
    assert parse_period("ต.ค. - " * 100_000).style == "text"
    assert parse_period("(" * 290).style == "text"
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("รอบที่ 1 (1 ตุลาคม 2567 – 31 มีนาคม 2568) และรอบที่ 2 (1 เมษายน – 30 กันยายน 2568)", True),
        ("ต.ค. - ธ.ค. ๖๗ และ ก.ค. - ก.ย. ๖๘", True),
        ("ต.ค. ๖๗ - ก.ย. ๖๘", False),
        ("ต.ค. ๖๗ - ก.ย. ๖๘ และเมื่อพร้อม", False),
        ("ต.ค. ๖๗ และ ก.ย. ๖๘", False),
        ("ก.พ. ๒๕๖๘ และ ส.ค. ๒๕๖๘", True),
        ("เม.ย. และ ต.ค. ของปีงบประมาณ", True),
        ("ม.ค. 68, เม.ย. 68, ก.ค. 68", True),
        ("ก.พ. ๒๕๖๘ และเมื่อพร้อม", False),
    ],
)
def test_a_list_of_periods_is_one_when_each_can_be_read(text: str, several: bool) -> None:
    assert is_list_of_periods(text, 2568) is several
