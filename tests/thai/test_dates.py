"""Dates of the Buddhist era, fiscal years and quarters."""

import itertools
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.dates import (
    MONTH_NAMES,
    find_dates,
    fiscal_year,
    fiscal_year_range,
    format_date,
    full_year,
    parse_date,
    quarter_range,
    round_range,
)


def test_dates_are_written_long_medium_and_short() -> None:
    day = date(2026, 3, 20)
    assert format_date(day, digits="thai") == "๒๐ มีนาคม ๒๕๖๙"
    assert format_date(day, "medium") == "20 มี.ค. 2569"
    assert format_date(day, "short") == "20 มี.ค. 69"


@pytest.mark.parametrize(
    "text",
    [
        "๑ ตุลาคม ๒๕๖๗",
        "1 ต.ค. 67",
        "๑ต.ค.๖๗",
        "1 ตค 67",
        "1 ต.ค 2567",
        "วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๗",
        "วันอังคารที่ 1 เดือนตุลาคม พ.ศ.2567",
        "๑ ตุลา คม ๒๕๖๗",
        "1/10/2567",
        "01/10/67",
        "1-10-2567",
        "1.10.2567",
        "1/10/2024",
        "2024-10-01",
        "2024-10-01T00:00:00+07:00",
        "2024-10-01 00:00:00",
        "\u200b1\u00a0ตุลาคม 2567 ",
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2024, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "ตุลาคม ๒๕๖๗", "๓๑ กุมภาพันธ์ ๒๕๖๘", "32/1/2567", "1/13/2567", "๑ ตุลาคม", "2567", "1 10 2567"),
        *(
            "๑ ตุลาคม ๒๕๖๗ ถึง ๒ ตุลาคม ๒๕๖๗",
            "1/10/256",
            "0 ม.ค. 67",
            "๑ ตุลาคม ๙๙๙๙",
            "abc",
            "1" * 1000,
            "²/1/2567",
        ),
    ],
)
def test_what_is_not_one_possible_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(
    st.dates(date(1950, 1, 1), date(2040, 12, 31)),
    st.sampled_from(["long", "medium"]),
    st.sampled_from(["thai", "arabic"]),
)
def test_a_written_date_is_read_back(day: date, style: str, digits: str) -> None:
    assert parse_date(format_date(day, style, digits)) == day  # type: ignore[arg-type]


@given(st.text(alphabet="0123๐๑๒๕๖๗/-. ตุลาคมพศ.", max_size=20) | st.text())
def test_reading_a_date_never_fails(text: str) -> None:
    parse_date(text)
    find_dates(text)


def test_the_fiscal_year_begins_in_october() -> None:
    assert fiscal_year(date(2024, 9, 30)) == 2567
    assert fiscal_year(date(2024, 10, 1)) == 2568
    assert fiscal_year_range(2568) == (date(2024, 10, 1), date(2025, 9, 30))


@given(st.integers(2500, 2600))
def test_the_four_quarters_are_the_fiscal_year(year: int) -> None:
    quarters = [quarter_range(year, quarter) for quarter in (1, 2, 3, 4)]
    assert (quarters[0][0], quarters[3][1]) == fiscal_year_range(year) == round_range(year, 12)
    assert all((after[0] - before[1]).days == 1 for before, after in itertools.pairwise(quarters))
    assert round_range(year, 6) == (quarters[0][0], quarters[1][1])


@pytest.mark.parametrize("call", [lambda: quarter_range(2568, 5), lambda: round_range(2568, 9)])
def test_there_is_no_fifth_quarter_and_no_nine_month_round(call: object) -> None:
    with pytest.raises(ValueError):
        call()  # type: ignore[operator]


def test_years_of_two_or_four_digits_are_buddhist_and_common_ones_are_converted() -> None:
    assert [full_year(written) for written in (68, "๖๘", "2568", 2568, "2025", 5)] == [2568] * 5 + [2505]
    for wrong in ("256", "abc", 1234, "", "99999"):
        with pytest.raises(ValueError):
            full_year(wrong)


def test_every_month_has_its_spellings() -> None:
    assert {MONTH_NAMES[name] for name in ("มกราคม", "ม.ค.", "ม.ค", "มค", "มค.")} == {1}
    assert MONTH_NAMES["กรกฏาคม"] == 7
    assert set(MONTH_NAMES.values()) == set(range(1, 13))


def test_dates_are_found_in_running_text_with_their_place() -> None:
    text = "คำสั่งลงวันที่ ๑๗ พฤศจิกายน ๒๕๖๗ และ 1 ต.ค.67 กับ ๒ ตุลา คม พ.ศ. ๒๕๖๗, 1/10/2567 ไม่ใช่ ๓๑ ก.พ. ๖๗"
    found = find_dates(text)
    assert [item.date for item in found] == [
        date(2024, 11, 17),
        date(2024, 10, 1),
        date(2024, 10, 2),
        date(2024, 10, 1),
    ]
    assert [item.quote for item in found] == [
        "๑๗ พฤศจิกายน ๒๕๖๗",
        "1 ต.ค.67",
        "๒ ตุลา คม พ.ศ. ๒๕๖๗",
        "1/10/2567",
    ]
    assert all(text[item.start : item.end] == item.quote for item in found)


@pytest.mark.parametrize(
    "text",
    ["เลขที่ ๑๒/๓/๒๕๖๗๑", "คะแนน ๙๙.๓๔", "ข้อ ๒๗ – ๒๘", "๒๕๖๗ มีนาคม", "081-234-5678", "๑ มีนาคม", "๑ มีนาคม ๖๗.๕"],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("piece", ["1 ม.ค. ", "1", " ", "1 ", "1 ตุลา คม", "1/1/"])
def test_looking_for_dates_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    find_dates(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 30, "in quadratic time it would be hours"
