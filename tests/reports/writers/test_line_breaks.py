"""On paper no line ends inside a Thai word, judged by the dictionary over the whole paragraph."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import weasyprint.layout.inline
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.frame_data import shipped_frames
from reports.document import Document, Measure, Section
from reports.layouts import OUTPUT_OUTCOME
from reports.readers.text import read_text
from reports.writers.pdf import warm, write_pdf

DOCUMENTS = sorted((Path(__file__).parents[2] / "documents").glob("*.txt"))
WORDS = (
    "ประชาชน ผู้รับบริการ ใช้งาน อย่าง สะดวก เจ้าหน้าที่ ปฏิบัติงาน ตาม ขั้นตอน ระยะเวลา งบประมาณ จัดซื้อจัดจ้าง "
    "โปร่งใส ตรวจสอบ วัตถุประสงค์ ประสิทธิภาพ ธรรมาภิบาล บุคลากร นโยบาย มาตรการ รายงาน เคร่งครัด ดุลยพินิจ ทุก ปี"
).split()


def thai_library() -> ctypes.CDLL:
    name = ctypes.util.find_library("thai") or "libthai.so.0"
    return ctypes.CDLL(name)  # Pango breaks Thai with this library, so it is there wherever a PDF is made


def word_ends(text: str) -> set[int]:
    """Offsets at which the dictionary lets a line end."""
    data = text.encode("tis-620", "replace")
    positions = (ctypes.c_int * (len(data) + 1))()
    count = thai_library().th_brk(data, positions, len(data) + 1)
    return set(positions[:count])


def is_thai(character: str) -> bool:
    return "\u0e00" <= character <= "\u0e7f"


@contextmanager
def broken_words() -> Iterator[list[str]]:
    """Collects the words in which lines of the PDFs made meanwhile end."""
    warm()
    found: list[str] = []
    split = weasyprint.layout.inline.split_first_line

    def watched(text: str, style: Any, context: Any, max_width: Any, *rest: Any, **more: Any) -> Any:
        line = split(text, style, context, max_width, *rest, **more)
        resume = line[2]
        if resume is not None and max_width and max_width >= 2 * style["font_size"]:
            end = len(text.encode()[:resume].decode())
            if is_thai(text[end - 1]) and is_thai(text[end : end + 1]) and end not in word_ends(text):
                found.append(f"{text[max(0, end - 12) : end]}|{text[end : end + 12]}")
        return line

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasyprint.layout.inline, "split_first_line", watched)
        yield found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_no_line_of_a_report_ends_inside_a_word(path: Path) -> None:
    with broken_words() as found:
        write_pdf(read_text(path.read_bytes(), frames=shipped_frames()).document)
    assert found == []


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=40).map("".join), min_size=3, max_size=4)
)
@settings(max_examples=6, deadline=None)
def test_no_line_of_any_paragraph_ends_inside_a_word(paragraphs: list[str]) -> None:
    cells = dict(zip(("title", "procedure", "output", "outcome"), paragraphs, strict=False))
    with broken_words() as found:
        write_pdf(Document("results", OUTPUT_OUTCOME, sections=(Section(1, measures=(Measure(**cells),)),)))
    assert found == []


def test_the_cut_that_weasyprint_ships_with_does_break_words() -> None:
    """The measure itself can fail: what is left of a cut phrase is divided elsewhere than the whole."""
    whole, cut = "ได้ใช้งานอย่างสะดวก", "ได้ใช้งานอ"
    assert {end for end in word_ends(cut) if end < len(cut) - 1} - word_ends(whole)
