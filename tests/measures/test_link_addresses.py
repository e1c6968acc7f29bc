"""An address as people type it: brought into form, or told what is wrong with it and how to mend it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from measures.link_addresses import fault_of, require_address, tidy_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("www.example.go.th/ita", "https://www.example.go.th/ita"),
        ("example.go.th", "https://example.go.th"),
        ("www.example.go.th:80/ita", "https://www.example.go.th:80/ita"),
        ("  “https://www.example.go.th/a” ", "https://www.example.go.th/a"),
        ("<http://www.example.go.th>", "http://www.example.go.th"),
        ("https://เทศบาล.ไทย/ไฟล์ที่1.pdf", "https://เทศบาล.ไทย/ไฟล์ที่1.pdf"),
        ("https://example.co.th/?id=1&b=%20#x", "https://example.co.th/?id=1&b=%20#x"),
    ],
)
def test_a_good_address_is_taken_as_it_was_meant(typed: str, address: str) -> None:
    assert tidy_address(typed) == address
    assert fault_of(address) == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (r"C:\Users\ita\o1.pdf", "ในเครื่องคอมพิวเตอร์"),
        (r"\\nas01\ita\o1.pdf", "ในเครื่องคอมพิวเตอร์"),
        ("file:///home/ita/o1.pdf", "ในเครื่องคอมพิวเตอร์"),
        ("https://www.example.go.th/o 1.pdf", "มีช่องว่าง"),
        ("www.example.go.th/o 1.pdf", "มีช่องว่าง"),
        ("http//www.example.go.th", "ขึ้นต้นด้วย http://"),
        ("htps://www.example.go.th", "ขึ้นต้นด้วย https://"),
        ("https:/www.example.go.th", "ขึ้นต้นด้วย https://"),
        ("ftp://www.example.go.th/a", "ขึ้นต้นด้วย ftp: คนอื่นเปิดไม่ได้"),
        ("saraban@example.go.th", "ที่อยู่อีเมล"),
        ("mailto:saraban@example.go.th", "ที่อยู่อีเมล"),
        ("https://ita@www.example.go.th", "ชื่อผู้ใช้"),
        ("https://", "ชื่อเว็บไซต์ที่ครบถ้วน"),
        ("เว็บไซต์เทศบาล", "ชื่อเว็บไซต์ที่ครบถ้วน"),
        ("javascript:alert(1)", "ชื่อเว็บไซต์ที่ครบถ้วน"),
        ("https://www.example..go.th", "อ่านเป็นที่อยู่เว็บไม่ได้"),
        ("https://www.example.go.th/" + "a" * 2000, "2,000"),
    ],
)
def test_a_bad_address_stays_as_typed_and_says_how_to_mend_it(typed: str, said: str) -> None:
    assert tidy_address(typed) == typed
    with translation.override("th"):
        assert said in fault_of(typed)
    with pytest.raises(ValidationError):
        require_address(typed)
