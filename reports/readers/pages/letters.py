"""Thai letters as PDFs give them: old fonts' own codes, marks in the order of drawing, sara am in two pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ita_portal.thai.normal import nfc

_OLD_CODES = {
    **dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True)),
    **dict.fromkeys(map(ord, "\u00a0\t\r\n"), " "),
}
"""What fonts of the time before Unicode call the Thai marks that they draw higher, lower or further left."""
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_MANY, _FEW = 0.3, 0.02
"""Parts of all letters."""
_SPACE_BEFORE_MARK = re.compile(rf"(?<=[ก-ฮ]) +(?=[{MARKS}])")
_TONE_FIRST = re.compile("([\u0e48-\u0e4c]+)([\u0e31\u0e34-\u0e39\u0e47\u0e4d])")
_APART_AM = re.compile("(\u0e4d[\u0e48-\u0e4b]?|[\u0e48-\u0e4b]\u0e4d) +(?=\u0e32)")
_TONE_AFTER_AM = re.compile("\u0e33([\u0e48-\u0e4b])")
_SPACE_IN_AM = re.compile("([\u0e48-\u0e4b]) ?\u0e33")


_MARK = re.compile(f"[{MARKS}\uf701-\uf70e\uf710-\uf71a]")


def is_mark(text: str) -> bool:
    """Whether it stands above or below a letter, in its own code or an old font's."""
    return bool(_MARK.match(text))


def letter(text: str) -> str:
    """One letter in its own code."""
    return text.translate(_OLD_CODES)


def is_thai_in_latin(texts: Iterable[str]) -> bool:
    """Whether letters are Thai ones of an old font that calls them by the accented letters of their codes."""
    thai = accented = every = 0
    for text in texts:
        every += 1
        thai += "\u0e01" <= text <= "\u0e5b"
        accented += "\u00a1" <= text <= "\u00fb"
    return accented > every * _MANY and thai < every * _FEW


def thai_of(text: str) -> str:
    """What an accented letter of such a font is."""
    return text.encode("latin-1").decode("cp874") if "\u00a1" <= text <= "\u00fb" else text


def mended(text: str) -> str:
    """A line as it would be typed: each mark after its letter, vowel before tone, sara am whole."""
    text = _APART_AM.sub(r"\1", _SPACE_BEFORE_MARK.sub("", text))
    text = nfc(_TONE_FIRST.sub(r"\2\1", nfc(text)))
    return _SPACE_IN_AM.sub("\\1\u0e33", _TONE_AFTER_AM.sub("\\1\u0e33", text))
