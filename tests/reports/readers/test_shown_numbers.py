"""A number of a workbook is read as its format shows it, in Thai digits and the Buddhist era where it does so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.readers.book.shown import shipped, shown
from reports.readers.book.values import SINCE_1900, SINCE_1904
from tests.reports.readers.book_files import HEAD, book, changed
from tests.reports.readers.test_xlsx import cells

ACCOUNTING = '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("92.1", "0.00", "92.10"),
        ("92.1", "General", "92.1"),
        ("97.530000000000001", "General", "97.53"),
        ("92.1", "t0.00", "๙๒.๑๐"),
        ("92.1", "[$-D000000]0.00", "๙๒.๑๐"),
        ("92.1", "[$-D07041E]0.00", "๙๒.๑๐"),
        ("92.1", "[$-41E]0.00", "92.10"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("92.1", "0.##", "92.1"),
        ("92", "0.##", "92"),
        ("7", "000", "007"),
        ("0.975", "0.0%", "97.5%"),
        ("-2.13", "0.00;[Red]-0.00", "-2.13"),
        ("-92.5", "0.00_);(0.00)", "(92.50)"),
        ("-0.001", "0.00", "0.00"),
        ("92.1", ACCOUNTING, "92.10"),
        ("0", ACCOUNTING, "-"),
        ("92.1", '0.00" คะแนน"', "92.10 คะแนน"),
        ("3", '"ข้อ "0', "ข้อ 3"),
        ("1500", "[$฿-41E]#,##0.00", "฿1,500.00"),
        ("0.5", "# ?/?", "0.5"),
        ("0.5", "0.00E+00", "0.5"),
        ("1E400", "0.00", "1E+400"),
    ],
)
def test_numbers(number: str, code: str, said: str) -> None:
    assert shown(Decimal(number), code, SINCE_1900) == said


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("45747", "d/m/yyyy", "31 มีนาคม 2568"),
        ("45747", "[$-107041E]d mmm yy;@", "31 มีนาคม 2568"),
        ("45747", "[$-D07041E]d mmmm yyyy", "๓๑ มีนาคม ๒๕๖๘"),
        ("45747.4", "d/m/yyyy h:mm", "31 มีนาคม 2568"),
        ("45747", "mmm-yy", "มีนาคม 2568"),
        ("45747", "yyyy", "2568"),
        ("243709", "d/m/yyyy", "1 เมษายน 2567"),
        ("0.39583", "h:mm", "09:30"),
        ("0.39583", "[$-409]h:mm AM/PM", "09:30"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.2", "d/m/yyyy", "0.2"),
    ],
)
def test_days_and_times(number: str, code: str, said: str) -> None:
    assert shown(Decimal(number), code, SINCE_1900) == said


def test_formats_known_by_their_number_and_books_that_count_from_1904() -> None:
    assert shown(Decimal("92.1"), shipped(2), SINCE_1900) == "92.10"
    assert shown(Decimal(45747), shipped(17), SINCE_1900) == "มีนาคม 2568"
    assert shown(Decimal(44285), shipped(14), SINCE_1904) == "31 มีนาคม 2568"


def test_a_day_in_letters_is_a_day_too() -> None:
    cell = b'<row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1" t="d"><v>2025-03-31T00:00:00</v></c></row>'
    sheet = b"<worksheet><sheetData>" + cell + b"</sheetData></worksheet>"
    assert cells(changed(book(HEAD), "xl/worksheets/sheet1.xml", sheet)) == [("x", "31 มีนาคม 2568")]


@given(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.text('0#?.,;%dmyhsE+[]$-t"\\_* General@/', max_size=20),
)
def test_no_format_brings_it_down(number: Decimal, code: str) -> None:
    assert isinstance(shown(number, code, SINCE_1904), str)
