"""Thai words: where they begin and end, and which ones a dictionary knows.

The dictionary is that of PyThaiNLP (62,000 words, Apache-2.0) with the words of ITA documents that it lacks. Loading
it takes half a second and 70 MB, so it is loaded once per process, on first use or by `load_soon()`.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pythainlp.util import Trie

FIELD_WORDS = (
    "ผลสัมฤทธิ์", "มาตรการ", "ตัวชี้วัด", "เทศบัญญัติ", "ข้อบัญญัติ", "จัดซื้อจัดจ้าง", "พัสดุ", "ธรรมาภิบาล",
    "เว็บไซต์", "เฟซบุ๊ก", "ไลน์", "เจตนารมณ์", "ธรรมจรรยา", "สินบน", "ครุภัณฑ์", "ราคากลาง",
)  # fmt: skip


HALF = 14
"""No half of a broken word is looked for beyond so many letters."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word (or space, number, mark) at `text[start:end]`; `known` when the dictionary has it."""

    text: str
    start: int
    end: int
    known: bool


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, spaces and marks among them: joined they are the text again."""
    found: list[Word] = []
    start = 0
    known = _known()
    for piece in _split(text):
        found.append(Word(piece, start, start + len(piece), piece in known))
        start += len(piece)
    return tuple(found)


def is_word(text: str) -> bool:
    """Whether the dictionary has exactly this word."""
    return text in _known()


def begins_word(fragment: str) -> bool:
    """Whether the dictionary has a longer word that begins like this."""
    ordered = _ordered()
    place = bisect_right(ordered, fragment)
    return place < len(ordered) and ordered[place].startswith(fragment)


def make_word(left: str, right: str) -> bool:
    """Whether the end of one text and the beginning of another make a word of four letters or more."""
    known = _known()
    for count in range(1, min(len(left), HALF) + 1):
        end = left[-count:]
        for length in range(1, min(len(right), HALF) + 1):
            made = end + right[:length]
            if made in known and len(made) >= 4:
                return True
            if length < 3 and not begins_word(made):
                break
    return False


def load_soon() -> None:
    """Load the dictionary in a thread of its own, so that no request waits for it."""
    threading.Thread(target=_ordered, name="thai-words", daemon=True).start()


@lru_cache(maxsize=8192)
def _split(text: str) -> tuple[str, ...]:
    from pythainlp.tokenize import newmm

    if not text:
        return ()
    pieces = tuple(newmm.segment(text, custom_dict=_trie(), safe_mode=len(text) > 2000))
    return pieces if "".join(pieces) == text else (text,)


_lock = threading.Lock()


def _trie() -> Trie:
    with _lock:
        return _loaded()[0]


def _known() -> frozenset[str]:
    with _lock:
        return _loaded()[1]


@lru_cache(maxsize=1)
def _loaded() -> tuple[Trie, frozenset[str]]:
    from pythainlp.corpus.common import thai_words
    from pythainlp.util import Trie

    known = frozenset(thai_words()) | frozenset(FIELD_WORDS)
    return Trie(known), known


@lru_cache(maxsize=1)
def _ordered() -> tuple[str, ...]:
    return tuple(sorted(_known()))
