"""Where Thai words begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from ita_portal.thai.words import is_word, words


def test_a_sentence_falls_into_its_words() -> None:
    assert [each.text for each in words("รายงานผลการดำเนินการประจำปี ๒๕๖๘")] == [
        "รายงาน", "ผล", "การ", "ดำเนินการ", "ประจำปี", " ", "๒๕๖๘",
    ]  # fmt: skip


def test_each_word_names_its_place_and_whether_it_is_known() -> None:
    text = "จัดซื้อจัดจ้าง กขฃ"
    found = words(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert found[0].known
    assert not found[-1].known
    assert is_word("ราคากลาง")


@given(st.text(alphabet="กขคงมนรสาิี่้์ะเแโ ำ\n0๙a.()", max_size=80))
def test_no_character_is_lost(text: str) -> None:
    assert "".join(each.text for each in words(text)) == text
