"""Numbers as people type them, in Thai or Arabic digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.digits import format_decimal, parse_decimal, to_arabic, to_thai


def test_only_digits_change_between_the_two_systems() -> None:
    assert to_thai("ข้อ 10.5 (O35)") == "ข้อ ๑๐.๕ (O๓๕)"
    assert to_arabic("ข้อ ๑๐.๕ (O๓๕)") == "ข้อ 10.5 (O35)"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("๘๒.๑๑", "82.11"),
        (" 82.1 ", "82.10"),
        ("๘ ๒.๑ ๑\u00a0", "82.11"),
        ("1,234.50", "1234.50"),
        ("๑,๒๓๔,๕๖๗", "1234567.00"),
        ("-๐.๒๓", "-0.23"),
        ("−0.23", "-0.23"),
        ("+0.19", "0.19"),
        ("-0", "0.00"),
        ("007", "7.00"),
        ("๑00", "100.00"),
        ("101", "101.00"),
    ],
)
def test_a_number_is_read_with_exactly_two_decimals(text: str, value: str) -> None:
    assert str(parse_decimal(text)) == value


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "-", " – ", "—"])
def test_nothing_or_a_dash_is_no_score_and_not_zero(text: str) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "abc",
            "82.111",
            "82.110",
            "1,23",
            "12,3456",
            "82.11%",
            "8.2.1",
            ".5",
            "5.",
            "--5",
            "1e3",
            "NaN",
            "²",
            "٣",
        ),
        *("9" * 30, "9" * 5000, "0x10", "๘๒,๑๑", "Infinity", "+", "82/100"),
    ],
)
def test_anything_else_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|decimals"):
        parse_decimal(text)


def test_the_number_of_decimals_can_be_chosen() -> None:
    assert parse_decimal("82.111", places=3) == Decimal("82.111")
    assert str(parse_decimal("82", places=0)) == "82"
    with pytest.raises(ValueError, match="more than 0 decimals"):
        parse_decimal("82.1", places=0)


def test_numbers_are_rounded_half_up_and_shown_in_the_chosen_digits() -> None:
    assert format_decimal(Decimal("82.105"), "thai") == "๘๒.๑๑"
    assert format_decimal(Decimal(100)) == "100.00"
    assert format_decimal(None, "thai") == ""
    assert format_decimal(Decimal("-0.001")) == "0.00"


def test_differences_carry_their_sign() -> None:
    assert format_decimal(Decimal("0.23"), signed=True) == "+0.23"
    assert format_decimal(Decimal("-0.23"), "thai", signed=True) == "-๐.๒๓"
    assert format_decimal(Decimal(0), signed=True) == "0.00"


@given(
    st.decimals(min_value=-1000, max_value=1000, places=2), st.sampled_from(["thai", "arabic"]), st.booleans()
)
def test_what_is_written_is_read_back(value: Decimal, digits: str, signed: bool) -> None:
    assert parse_decimal(format_decimal(value, digits, signed=signed)) == value  # type: ignore[arg-type]


@given(st.text())
def test_any_text_is_a_number_nothing_or_an_error(text: str) -> None:
    try:
        value = parse_decimal(text)
    except ValueError:
        return
    assert value is None or value.is_finite()
