"""The fonts of the pages: small, complete, and named by fonts.css."""

import re
from pathlib import Path

import pytest

from tests.fonts.faces import SCREEN, STYLES, opened

FACES = [face for face in STYLES if face.parent == SCREEN]
ASCII = range(0x20, 0x7F)
THAI = [*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)]
SIGNS = "–—“”‘’…•×÷±฿°←→−≤≥●○☐☑✓\u00a0"

every_face = pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)


@every_face
def test_a_face_is_small_enough_for_a_slow_line(face: Path) -> None:
    assert face.stat().st_size <= 24 * 1024


@every_face
def test_a_face_has_every_thai_and_ascii_character_and_common_signs(face: Path) -> None:
    assert {*ASCII, *THAI, *map(ord, SIGNS)} <= set(opened(face).getBestCmap())


@every_face
def test_the_outlines_keep_their_size(face: Path) -> None:
    assert opened(face)["head"].unitsPerEm == 1000


@every_face
def test_kerning_marks_and_substitutions_survive_the_subset(face: Path) -> None:
    font = opened(face)
    positioning = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    substitution = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"kern", "mark", "mkmk"} <= positioning
    assert {"ccmp", "liga"} <= substitution


def test_the_style_sheet_names_exactly_the_files_that_are_there() -> None:
    css = (SCREEN / "fonts.css").read_text("utf-8")
    rules = re.findall(r"@font-face \{(.*?)\}", css, re.DOTALL)
    named = {
        (re.search(r'url\("([^"/]+)"\)', rule)[1], int(re.search(r"font-weight: (\d+)", rule)[1]))
        for rule in rules
    }
    assert named == {(face.name, opened(face)["OS/2"].usWeightClass) for face in FACES}
    assert {path.name for path in SCREEN.glob("*.woff2")} == {name for name, _ in named}
    assert all('font-family: "Sarabun ITA"' in rule and "font-display: swap" in rule for rule in rules)
