"""Keys by which Thai text is searched, compared and sorted."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.normal import nfc, search_key, sort_key, squash

thai_texts = st.one_of(st.text(alphabet="กเแนท้่ำํา ๑1Aa\u200b", max_size=12), st.text())


@pytest.mark.parametrize("split", ["น\u0e4d\u0e49\u0e32", "น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33"])
def test_a_sara_am_in_pieces_is_whole_again_around_a_tone_mark(split: str) -> None:
    assert nfc(split) == "น้ำ"
    assert search_key(split) == "น้ำ"


def test_only_the_search_key_mends_what_was_typed_wrongly() -> None:
    assert nfc("นำ้ เเผน") == "นำ้ เเผน"
    assert search_key("นำ้ เเผน") == "น้ำ แผน"


def test_texts_that_read_the_same_have_one_search_key() -> None:
    assert (
        search_key("  E-Service\u00a0 ปี ๒๕๖๗\u200b\n") == search_key("e-service ปี 2567") == "e-service ปี 2567"
    )


def test_headings_are_compared_without_spaces_dashes_and_quotes() -> None:
    assert squash("การให้ บริการ “E – Service”") == squash("การให้บริการ e-service")
    assert squash("ผลลัพธ์ (outcome)") != squash("ผลลัพธ์ outcome")


def test_words_stand_in_the_order_of_the_dictionary() -> None:
    words = "9 ita กก กา ก้าง เก เก่า แก ไก่ ขา ทรายขาว นากลาง รางหวาย ฮา".split()
    assert sorted(set(words), key=sort_key) == words


def test_tone_marks_decide_only_between_equal_words() -> None:
    assert sorted(["ป้า", "ปาก", "ป่า", "ปา"], key=sort_key) == ["ปา", "ป่า", "ป้า", "ปาก"]


@settings(max_examples=300)
@given(thai_texts)
def test_keys_are_stable(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
    assert squash(squash(text)) == squash(text)
    assert nfc(nfc(text)) == nfc(text)
    assert sort_key(search_key(text)) == sort_key(text)


@given(thai_texts)
def test_a_sort_key_is_sorted_alike_by_every_collation(text: str) -> None:
    assert re.fullmatch("[0-9a-z]+", sort_key(text))


@given(thai_texts)
def test_no_key_splits_a_sara_am(text: str) -> None:
    assert not re.search("\u0e4d[\u0e48-\u0e4b]?\u0e32", search_key(text))
    assert unicodedata.is_normalized("NFC", nfc(text)) or "\u0e33" in nfc(text)
