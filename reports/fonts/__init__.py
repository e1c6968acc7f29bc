"""The fonts of printed reports, built by script/build_fonts: their files, CSS, and what they cannot print."""

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent
PAPER_FAMILY = "ITA Sarabun Paper"


class Face(NamedTuple):
    """One font file, with the weight (400 or 700) and style (normal or italic) that CSS asks for."""

    path: Path
    weight: int
    style: str


PAPER_FACES = [
    Face(FOLDER / "ita-sarabun-paper-regular.ttf", 400, "normal"),
    Face(FOLDER / "ita-sarabun-paper-bold.ttf", 700, "normal"),
    Face(FOLDER / "ita-sarabun-paper-italic.ttf", 400, "italic"),
    Face(FOLDER / "ita-sarabun-paper-bolditalic.ttf", 700, "italic"),
]


def font_face_css(address: Callable[[Face], str]) -> str:
    """The @font-face rules of the paper family, each face at the address that `address` gives."""
    return "\n".join(
        f'@font-face {{ font-family: "{PAPER_FAMILY}"; font-weight: {face.weight}; font-style: {face.style};'
        f' src: url("{address(face)}") format("truetype"); }}'
        for face in PAPER_FACES
    )


def missing_characters(text: str) -> set[str]:
    """The characters of `text` that the paper fonts lack; line ends and invisible signs are no loss."""
    printable = _printable()
    return {
        character
        for character in set(text)
        if ord(character) not in printable and not _prints_nothing(character)
    }


def _prints_nothing(character: str) -> bool:
    """Line ends and other controls, and formatting signs such as the zero-width space."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} or "\ufe00" <= character <= "\ufe0f"


@cache
def _printable() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # 50 ms, once

    with TTFont(PAPER_FACES[0].path, lazy=True) as font:
        return frozenset(font.getBestCmap())
