"""A line that is added to a list gets the next label, written as the others are."""

import pytest

from ita_portal.thai.continuing import with_line


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("", ""),
        ("ย่อหน้าเดียว", ""),
        ("๑. ก่อน\n๒. หลัง", "๓. "),
        ("๘) ก่อน\n๙) หลัง", "๑๐) "),
        ("(1) ก่อน", "(2) "),
        ("๑.ก่อน", "๒. "),
        ("ก. ก่อน\nข. หลัง", "ค. "),
        ("a) ก่อน", "b) "),
        ("- ก่อน\n- หลัง", "- "),
        ("๑. ก่อน\n  - ย่อย\n  - ย่อย", "๒. "),
        ("๑. ก่อน\nสรุปแล้วดีขึ้น", "๒. "),
        ("๑.๑ ก่อน\n๑.๒ หลัง", "๑.๓ "),
        ("  ๓. ก่อน", "  ๔. "),
    ],
)
def test_the_next_line_goes_on_with_the_list(text: str, label: str) -> None:
    assert with_line(text, "ใหม่") == (f"{text}\n{label}ใหม่" if text else "ใหม่")
