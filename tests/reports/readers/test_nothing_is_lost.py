"""Whatever a file holds, its words are found again in the Document; a hostile file costs no more than a long one."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.frame import Frame
from reports.document import Document
from reports.formats.json_form import dumps, loads
from reports.readers.decoding import decode
from reports.readers.reading import UnreadableFile
from reports.readers.text import read_text
from tests.reports.readers.fidelity import lost, squeezed, texts_of
from tests.reports.readers.years import FRAMES

DOCUMENTS = Path(__file__).resolve().parents[2] / "documents"

HEADINGS = (
    "ลำดับ", "มาตรการ/กิจกรรม", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ผลลัพธ์", "ข้อเสนอแนะ", "งบประมาณ",
    "ประเด็น", "แนวทางกำกับติดตาม", "เครื่องมือการประเมิน", "ข้อคำถาม", "คะแนนปี ๒๕๖๗", "คะแนน ปี 2568", "การวิเคราะห์ผล",
    "ตัวชี้วัด", "ผลการประเมิน", "ปีงบประมาณ", "หัวข้อแปลก", "", "ผลต่าง",
)  # fmt: skip
ISSUES = (
    "ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
    "ประเด็นที่ ๒ กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
    "การให้บริการและระบบ E-Service",
    "<b>ประเด็นที่ ๗</b>",
    "ด้านที่ ๓ อื่น ๆ",
    "ประเด็นที่ ๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ (ต่อ)",
)
CELLS = (
    "", "", "", "๑", "2", "จัดทำคู่มือ", "๑. ประชุม ๒. เผยแพร่",
    "<p>๑) ก</p><p>๒) ข</p>", "ไตรมาสที่ ๑", "IIT", "OIT", "i๑ ขั้นตอน",
    "E๔ ก e๕ ข", "๙๐.๐๐", "๑๐๐ ๘๐", "101", "abc", "ผ่านดี", "กองคลัง", "หมายเหตุ อื่น", "(ต่อ)", "**เน้น** ____", "รวม", "๒๕๖๗",
    "๙๐.๐๐", "๒๕๖๗", "การปฏิบัติหน้าที่", "- ", "1๑ ก", "คะแนน",
)  # fmt: skip
PROSE = (
    "เทศบาลตำบลตัวอย่าง อำเภอดี จังหวัดงาม", "ได้คะแนน ๙๐.๑๐ คะแนน ระดับ ผ่านดี", "### หัวข้อ", "(ลงชื่อ)",
    "รายงานผลการดำเนินการ ปี ๒๕๖๘", "บทนำ",
)  # fmt: skip


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A file of paragraphs and tables; every word of content is followed by a word found nowhere else."""
    counter = iter(range(10_000))

    def mark(text: str) -> str:
        return f"{text} คำที่{next(counter)}ฯ" if text and draw(st.integers(0, 9)) < 7 else text

    lines: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        lines.extend(mark(text) for text in draw(st.lists(st.sampled_from(PROSE + ISSUES), max_size=3)))
        width = draw(st.integers(2, 7))
        if draw(st.booleans()):
            lines.append("\t".join(draw(st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width))))
        for _ in range(draw(st.integers(0, 5))):
            if draw(st.integers(0, 9)) == 0:
                lines.append(draw(st.sampled_from(ISSUES)) + "\t" * (width - 1))
                continue
            cells = draw(st.integers(max(width - 1, 2), width + 1))
            lines.append("\t".join(mark(draw(st.sampled_from(CELLS))) for _ in range(cells)))
        if draw(st.booleans()):
            lines.append("")
    return "\n".join([*lines, "ท้าย\tตาราง"])


@settings(max_examples=120)
@given(source=sources())
def test_every_word_of_any_file_is_found_in_its_document(source):
    document = read_text(source.encode(), frames=FRAMES).document
    held = squeezed("\n".join(texts_of(document)))
    for word in re.findall(r"คำที่\d+ฯ", source):
        assert held.count(word) >= 1, f"{word} is lost"


@settings(max_examples=60)
@given(source=sources())
def test_a_document_read_from_any_file_survives_json(source):
    document = read_text(source.encode(), frames=FRAMES).document
    assert loads(dumps(document)) == document


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_cell_and_no_paragraph_of_an_invented_report_is_lost(frames, path):
    data = path.read_bytes()
    source = re.sub(r"\(ลงชื่อ\)\.+", "(ลงชื่อ)", decode(data))
    document = read_text(data, frames=frames).document
    assert lost(source, document) == []
    assert loads(dumps(document)) == document


HEADER = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\tผลลัพธ์\n"
SCORES = "เครื่องมือ\tข้อคำถาม\tคะแนน\tการวิเคราะห์\n"
HOSTILE: dict[str, Callable[[int], str]] = {
    "one long word": lambda n: HEADER + "ก" * 4 * n + "\tข\tค\tง\tจ\tฉ\n",
    "one long Latin word": lambda n: HEADER + "x" * 4 * n + "\tข\tค\tง\tจ\tฉ\n",
    "many rows": lambda n: HEADER
    + "".join(f"เรื่องที่ {k}\t๑. ก ๒. ข\tกองคลัง\tไตรมาสที่ ๑\tเสร็จ {k}\tดี\n" for k in range(n)),
    "different short rows": lambda n: "".join(f"ก{k}\tข{k}\tค{k}\n" for k in range(n)),
    "many headers": lambda n: HEADER * n + "ก\tข\tค\tง\tจ\tฉ\n",
    "many issue headings": lambda n: HEADER
    + "".join(f"ประเด็นที่ {k % 7 + 1} เรื่องที่ {k}\t\t\t\t\t\n" for k in range(n)),
    "blank first cells": lambda n: HEADER + "ก\tข\tค\tง\tจ\tฉ\n" + "\tต่อ\t\t\t\t\n" * n,
    "deep tags": lambda n: HEADER + "<b>" * 2 * n + "ก" + "</b>" * 2 * n + "\tข\tค\tง\tจ\tฉ\n",
    "open comments": lambda n: HEADER + "<!--" * 5 * n + "\tข\tค\tง\tจ\tฉ\n",
    "many columns": lambda n: "\t".join(["มาตรการ"] * n) + "\n" + "\t".join(["ก"] * n) + "\n",
    "many unlike columns": lambda n: "\t".join(["มาตรการ", "ผลลัพธ์", *(f"ช่อง {k}" for k in range(n))]) + "\nก\tข\n",
    "many items in one cell": lambda n: SCORES + "IIT\t" + "i๑ ก " * n + "\t" + "๙๐ " * n + "\tข\n",
    "items beside scores": lambda n: "ประเด็น\tคะแนนและข้อ\tการวิเคราะห์\n" + "ก\t" + "i๑ (๙๐) " * n + "\tข\n",
    "many paragraphs": lambda n: "".join(f"ได้คะแนน {k % 100}.00 คะแนน\n" for k in range(2 * n)) + HEADER + "ก\tข\n",
    "scores without an end": lambda n: "ได้คะแนน " * 2 * n + "\n" + HEADER + "ก\tข\tค\tง\tจ\tฉ\n",
    "spaces without an end": lambda n: HEADER + "ก" + " " * 20 * n + "ข\tค\tง\tจ\tฉ\tช\n",
    "digits without an end": lambda n: HEADER + "๑" * 10 * n + "\tค\tง\t" + "๑ " * 5 * n + "\tฉ\tช\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_to_its_end(frames, name):
    assert isinstance(read_text(HOSTILE[name](10_000).encode(), frames=frames).document, Document)


@pytest.mark.parametrize("name", HOSTILE)
def test_four_times_as_long_a_file_is_about_four_times_the_work(frames, name):
    """Calls are counted instead of seconds: a quadratic reader would need sixteen times as many."""
    short, long = (calls_to_read(HOSTILE[name](n), frames) for n in (250, 1000))
    assert long < 8 * short


def calls_to_read(source: str, frames: Mapping[int, Frame]) -> int:
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_text(source.encode(), frames=frames)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "read-empty"),
        (b" \r\n\t\n", "read-empty"),
        ("\ufeff".encode(), "read-empty"),
        (b"%PDF-1.7 ...", "read-not-text"),
        (b"PK\x03\x04 word/document.xml", "read-not-text"),
        (bytes(range(256)) * 10, "read-not-text"),
        (b"\x00\x01\x02" * 100, "read-not-text"),
        ("café".encode("latin-1") * 3, "read-not-text"),
        ("รายงานผลที่ไม่มีตารางเลย\n\nเทศบาลตำบลตัวอย่าง".encode(), "read-no-table"),
        (b"a\tb\n" * 2_600_000, "read-too-large"),
    ],
)
def test_a_file_that_is_no_report_is_refused_with_one_clear_line(frames, data, code):
    with pytest.raises(UnreadableFile) as refusal:
        read_text(data, frames=frames)
    assert refusal.value.code == code
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "tis-620", "cp874"])
def test_a_report_is_read_in_every_encoding_that_thai_offices_use(frames, encoding):
    source = HEADER + "จัดทำคู่มือ\tประชุม\tกองคลัง\tไตรมาสที่ ๑\tมีคู่มือแล้ว\tสะดวกขึ้น\n"
    (section,) = read_text(source.encode(encoding), frames=frames).document.sections
    assert section.measures[0].title == "จัดทำคู่มือ"


def test_scripts_in_a_cell_never_reach_the_document(frames):
    source = (
        HEADER
        + '<script>alert(1)</script>ทำ<img src=x onerror=alert(1)>\t<a href="javascript:x">ลิงก์</a>\tค\tง\tจ\tฉ\n'
    )
    document = read_text(source.encode(), frames=frames).document
    text = "\n".join(texts_of(document))
    assert "alert" not in text
    assert "javascript" not in text
    assert document.sections[0].measures[0].title == "ทำ"
