"""script/build_fonts: anyone can make the committed files again, and may by their licence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fonts.faces import PAPER, PROJECT, SCREEN, STYLES, opened


def test_a_build_gives_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, PROJECT / "script" / "build_fonts", "--into", tmp_path], check=True)
    built = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    committed = sorted(
        path.relative_to(PROJECT)
        for folder in (PAPER, SCREEN)
        for path in folder.iterdir()
        if path.suffix in {".ttf", ".woff2", ".css", ".txt"}
    )
    assert built == committed
    for path in built:
        assert (tmp_path / path).read_bytes() == (PROJECT / path).read_bytes(), path


@pytest.mark.parametrize("folder", [PAPER, SCREEN], ids=["paper", "screen"])
def test_the_licence_lies_beside_the_fonts_and_reserves_no_name(folder: Path) -> None:
    licence = (folder / "OFL.txt").read_text("utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
    assert licence.splitlines()[0].startswith("Copyright 2018 The Sarabun Project Authors")
    assert "with Reserved Font Name" not in licence


@pytest.mark.parametrize("face", STYLES, ids=lambda face: face.stem)
def test_a_font_carries_our_name_its_authors_and_its_licence(face: Path) -> None:
    names = opened(face)["name"]
    family = "ITA Sarabun Paper" if face.parent == PAPER else "Sarabun ITA"
    assert (names.getDebugName(16) or names.getDebugName(1)) == family
    assert names.getDebugName(6).startswith(family.replace(" ", "") + "-")
    assert "The Sarabun Project Authors" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("face", STYLES, ids=lambda face: face.stem)
def test_a_font_holds_no_instructions(face: Path) -> None:
    assert not {"fpgm", "prep", "cvt ", "DSIG"} & set(opened(face).keys())
