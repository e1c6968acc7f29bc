"""ID, mobile and account numbers are found in either digits; figures and document numbers are not taken for them."""

import pytest

from ita_portal.thai.digits import to_thai
from ita_portal.thai.personal import find_personal, is_id_number


@pytest.mark.parametrize("written", ["1234567890121", "1-2345-67890-12-1", "1 2345 67890 12 1"])
def test_an_id_number_with_the_right_check_digit_is_found(written: str) -> None:
    for text in (f"นายก เลข {written} มา", to_thai(f"เลข {written}")):
        (found,) = find_personal(text)
        assert found.kind == "id-number"
        assert len(text[found.start : found.end]) == len(written)


def test_thirteen_digits_with_another_check_digit_are_none() -> None:
    assert not is_id_number("1234567890122")
    assert not find_personal("เลขที่ 1234567890122")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("โทร 081-234-5678", "mobile"),
        ("โทร. ๐๘๑ ๒๓๔ ๕๖๗๘", "mobile"),
        ("+66 81 234 5678", "mobile"),
        ("0612345678", "mobile"),
        ("เลขที่บัญชี 123-4-56789-0", "account"),
        ("โอนเข้าบัญชีธนาคารกรุงไทย เลขที่ 1234567890", "account"),
        ("พร้อมเพย์ 1234567890", "account"),
    ],
)
def test_mobile_and_account_numbers_are_found(text: str, kind: str) -> None:
    assert [each.kind for each in find_personal(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "งบประมาณ 1,234,567,890,121 บาท", "โทรศัพท์ 0-4312-3456", "โทร 043123456", "ที่ ขก 12345/2568",
        "ร้อยละ 90.25", "ปี 2567 - 2568", "https://example.go.th/0812345678/1234567890121",
        "ใบเสร็จ 2568-0812345678", "ประเด็น 0.812345678",
    ],
)  # fmt: skip
def test_figures_offices_and_addresses_are_not(text: str) -> None:
    assert not find_personal(text)
