"""Three published reports: what the checks of the texts find there, each finding with its verdict.

The documents lie beside some checkouts only; the tests say so when they do not.
"""

from collections import Counter
from pathlib import Path

import pytest

from reports.checks.finding import Finding
from tests.reports.checks.test_published_reports import found_in

BROKEN = {
    # Each is a space inside a word or after a prefix that never stands alone, left by the conversion from PDF.
    "rang-wai-2568-results.txt": {
        ("ความ ร่วมมือ", 25), ("ดำเนิน การ", 28), ("ความ เข้าใจ", 28), ("การ ใช้", 28), ("ความ โปร่งใส", 31),
        ("การ ใช้", 31), ("จัดซื้อจัด จ้าง", 31), ("การ จัดซื้อจัดจ้าง", 31), ("ความ เข้าใจ", 31),
        ("ความ โปร่งใส", 37),
    },
    "na-klang-2567-analysis.txt": {
        ("ความ ครบถ้วน", 63), ("ผู้ มาติดต่อ", 109), ("การ ทู", 118),
        ("วิธีิการนำ", None),  # a heading of the plan, with two vowels on one consonant
    },
    "sai-khao-2567-results.txt": set(),
}  # fmt: skip
DIGITS = {
    # i1, i2, i3, i14 and i15 begin with the digit 1, O35 with the digit zero; ๑๐ and ๑๑ only lack their letter.
    "na-klang-2567-analysis.txt": ["1๑", "1๒", "1๓", "1๑๔", "1๑๕", "๐๓๕"],
    "rang-wai-2568-results.txt": [],
    "sai-khao-2567-results.txt": [],
}
CUT = {
    "na-klang-2567-analysis.txt": [],
    "rang-wai-2568-results.txt": [],
    "sai-khao-2567-results.txt": [". การ"],
}
TWICE = {
    "na-klang-2567-analysis.txt": {("กันกัน", 90), ("กันกัน", 96)},  # in the titles of i14 and O33
    "rang-wai-2568-results.txt": set(),
    "sai-khao-2567-results.txt": {
        ("การทุจริตการทุจริต", 31), ("การทุจริตการทุจริต", 41), ("การการ", 36),
    },
}  # fmt: skip
MISSPELT = {
    # เจตนารมณ์ in the title of O26; ำ lost its ring in copying.
    "na-klang-2567-analysis.txt": {("เจตนาธรรม", 92), ("สม่าเสมอ", 110)},
    # ใส is lost in the heading of a column; ผ became ม and ไม่ a tree.
    "rang-wai-2568-results.txt": {("ความโปร่ง", None), ("คุณธรม", 31), ("มลสัมฤทธิ์", 34), ("ไม้", 37)},
    "sai-khao-2567-results.txt": set(),
}  # fmt: skip


def of(folder: Path, name: str, code: str) -> list[Finding]:
    return [each for each in found_in(folder, name) if each.code == code]


@pytest.mark.parametrize("name", BROKEN)
def test_broken_words(name: str, shared_sources: Path) -> None:
    found = of(shared_sources, name, "text-spacing")
    assert {(each.where.quote, each.where.line) for each in found} == BROKEN[name]


@pytest.mark.parametrize("name", MISSPELT)
def test_misspelt_words(name: str, shared_sources: Path) -> None:
    found = of(shared_sources, name, "text-spelling")
    assert {(each.where.quote, each.where.line) for each in found} == MISSPELT[name]


@pytest.mark.parametrize("name", DIGITS)
def test_digits_for_letters(name: str, shared_sources: Path) -> None:
    found = of(shared_sources, name, "text-digits")
    assert [each.where.quote for each in found if each.severity == "warning"] == DIGITS[name]


@pytest.mark.parametrize("name", CUT)
def test_texts_that_are_cut_off(name: str, shared_sources: Path) -> None:
    assert [each.where.quote for each in of(shared_sources, name, "text-cut")] == CUT[name]


@pytest.mark.parametrize("name", TWICE)
def test_words_and_passages_that_stand_twice(name: str, shared_sources: Path) -> None:
    found = of(shared_sources, name, "text-repeated")
    assert {(each.where.quote, each.where.line) for each in found if each.replacement} == TWICE[name]
    lines = (shared_sources / name).read_text(encoding="utf-8")
    bare = "".join(lines.split())
    for each in found:
        quote = "".join((each.where.quote or "").split())
        assert bare.count(quote[:40]) > 1 or each.replacement, each.message


def test_lists_are_numbered_in_order(shared_sources: Path) -> None:
    found = Counter(each.code for name in BROKEN for each in found_in(shared_sources, name))
    assert found["text-numbering"] == 0
