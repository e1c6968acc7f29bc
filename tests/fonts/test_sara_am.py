"""SARA AM became one glyph; nothing else about the look of a Thai word may change."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fonts.faces import CONSONANTS, SARA_AM, STYLES, TONES, WORDS, drawn, master_of, shaped

every_face = pytest.mark.parametrize("face", STYLES, ids=lambda face: face.stem)

syllables = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", *"เแโใไ"]),
        st.sampled_from(CONSONANTS),
        st.one_of(
            st.tuples(st.sampled_from(["", *TONES]), st.just(SARA_AM)).map("".join),
            st.tuples(
                st.sampled_from(["", *"ัิีึืุู็"]), st.sampled_from(["", *TONES, "์"]), st.sampled_from(["", *"าะ"])
            ).map("".join),
        ),
        st.sampled_from(["", " ", *CONSONANTS, "ๆ", "๑", "a", "."]),
    ),
)


@every_face
def test_common_words_keep_their_width_and_every_outline_its_place(face: Path) -> None:
    for word in WORDS:
        assert drawn(face, word) == drawn(master_of(face), word), word


@every_face
def test_sara_am_looks_the_same_after_every_consonant_and_tone(face: Path) -> None:
    for consonant in CONSONANTS:
        for tone in ["", *TONES]:
            word = consonant + tone + SARA_AM
            assert drawn(face, word) == drawn(master_of(face), word), word


@every_face
@settings(max_examples=60)
@given(st.lists(syllables, min_size=1, max_size=6).map("".join))
def test_any_thai_text_is_drawn_as_the_master_draws_it(face: Path, text: str) -> None:
    assert drawn(face, text) == drawn(master_of(face), text)


@every_face
@pytest.mark.parametrize("tone", ["", *TONES])
def test_a_consonant_with_tone_and_sara_am_is_two_glyphs(face: Path, tone: str) -> None:
    for consonant in CONSONANTS:
        assert len(shaped(face, consonant + tone + SARA_AM)) == 2


@every_face
@pytest.mark.parametrize("text", ["ำ", "-ำ", " ำ", "กำ่", "นำ้", "กำำ", "ํา", "กํา", "ก่ำ่"])
def test_a_lone_or_mistyped_sara_am_still_looks_as_it_did(face: Path, text: str) -> None:
    assert drawn(face, text) == drawn(master_of(face), text)


@every_face
def test_thai_and_latin_ligatures_and_pali_marks_still_work(face: Path) -> None:
    for text in ["ฤๅ", "ฦๅ", "fi", "office", "กํ่", "พุทฺธํ", "ÅÉü", "1/2", "ญฺ", "ฐฺ"]:
        assert drawn(face, text) == drawn(master_of(face), text), text
