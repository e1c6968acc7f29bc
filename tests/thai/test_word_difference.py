"""Two texts beside each other: the words that differ, Thai ones never cut in two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.word_difference import word_difference


def marked(before: str, after: str) -> str:
    signs = {"same": "{}", "before": "[-{}-]", "after": "[+{}+]"}
    return "".join(signs[each.kind].format(each.text) for each in word_difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("ประชุมคณะทำงาน", "ประชุมคณะทำงาน", "ประชุมคณะทำงาน"),
        ("", "ประชุม", "[+ประชุม+]"),
        ("ประชุม", "", "[-ประชุม-]"),
        ("ประชาชนได้รับบริการเร็วขึ้น", "ประชาชนได้รับบริการดีขึ้น", "ประชาชนได้รับบริการ[-เร็วขึ้น-][+ดีขึ้น+]"),
        ("อบรม ๒ ครั้ง", "อบรม ๓ ครั้ง", "อบรม [-๒-][+๓+] ครั้ง"),
        ("๑. ประชุม\n๒. อบรม", "๑. ประชุม\n๒. อบรม\n๓. ติดตาม", "๑. ประชุม\n๒. อบรม[+\n๓. ติดตาม+]"),
    ],
)
def test_what_differs_is_whole_words(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


texts = st.text(alphabet="กขค่ำ า\n๑. ab", max_size=60)


@given(texts, texts)
def test_both_texts_are_in_the_pieces(before: str, after: str) -> None:
    pieces = word_difference(before, after)
    assert "".join(each.text for each in pieces if each.kind != "after") == before
    assert "".join(each.text for each in pieces if each.kind != "before") == after
    assert bool([each for each in pieces if each.kind != "same"]) == (before != after)


def test_long_texts_that_have_nothing_in_common_are_compared_by_lines() -> None:
    before = "\n".join(f"บรรทัดที่ {number} เดิม" for number in range(2000))
    after = "\n".join(f"แถวที่ {number} ใหม่" for number in range(2000))
    pieces = word_difference(before, after)
    assert "".join(each.text for each in pieces if each.kind != "after") == before
