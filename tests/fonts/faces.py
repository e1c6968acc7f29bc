"""What a font draws for a text, and the faces under test beside the Sarabun master each is made from."""

import io
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import uharfbuzz as hb
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

PROJECT = Path(__file__).resolve().parents[2]
PAPER = PROJECT / "reports" / "fonts"
SCREEN = PROJECT / "static" / "fonts"
STYLES = {
    PAPER / "ita-sarabun-paper-regular.ttf": "Regular",
    PAPER / "ita-sarabun-paper-bold.ttf": "Bold",
    PAPER / "ita-sarabun-paper-italic.ttf": "Italic",
    PAPER / "ita-sarabun-paper-bolditalic.ttf": "BoldItalic",
    SCREEN / "sarabun-ita-regular.woff2": "Regular",
    SCREEN / "sarabun-ita-semibold.woff2": "SemiBold",
    SCREEN / "sarabun-ita-bold.woff2": "Bold",
}

SARA_AM = "\u0e33"
TONES = ["\u0e48", "\u0e49", "\u0e4a", "\u0e4b"]
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
WORDS = [
    "น้ำ",
    "ทำ",
    "ค่ำ",
    "ป่ำ",
    "ฟ้ำ",
    "ฝั่น",
    "ปั้ม",
    "กำ",
    "ซ้ำ",
    "สำนัก",
    "ประจำปี",
    "คำสั่ง",
    "ดำเนินการ",
    "ผู้",
    "ญู",
    "ฐุ",
    "ฤๅ",
    "ปู่",
    "ฝ่าย",
    "ฟื้นฟู",
    "กตัญญู",
    "ปฏิบัติ",
    "เจ้าหน้าที่",
    "จริยธรรม",
    "ทรัพย์สิน",
    "ซื้อจัดจ้าง",
    "ต่ำกว่า",
    "จำนวน",
    "อำนาจ",
    "อำเภอ",
    "ตำบล",
    "ตำแหน่ง",
    "สำเร็จ",
    "แนะนำ",
    "ถ้อยคำ",
    "ผู้นำ",
    "ร่ำรวย",
    "เพลี่ยงพล้ำ",
]


def master_of(face: Path) -> Path:
    """The unchanged Sarabun file this face is made from."""
    folder = distribution("fontpkg-sarabun").locate_file("fontpkg_sarabun/files")
    return Path(str(folder)) / f"Sarabun-{STYLES[face]}.ttf"


@cache
def opened(face: Path) -> TTFont:
    return TTFont(face)


@cache
def _shaper(face: Path) -> hb.Font:
    plain = TTFont(face)
    plain.flavor = None
    data = io.BytesIO()
    plain.save(data)
    return hb.Font(hb.Face(data.getvalue()))


def shaped(face: Path, text: str) -> list[tuple[str, int, int, int]]:
    """The glyphs of `text`: name, x, y, advance, in font units from the start of the text."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(_shaper(face), buffer)
    x, glyphs = 0, []
    names = opened(face).getGlyphOrder()
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(
            (names[info.codepoint], x + position.x_offset, position.y_offset, position.x_advance),
        )
        x += position.x_advance
    return glyphs


def drawn(face: Path, text: str) -> tuple[int, list[str]]:
    """The width of `text` and all its contours, wherever the glyph borders lie."""
    glyphs = shaped(face, text)
    contours = [
        contour for name, x, y, _ in glyphs for contour in (_moved(c, x, y) for c in _contours(face, name))
    ]
    return sum(advance for *_, advance in glyphs), sorted(contours)


def _moved(contour: DecomposingRecordingPen, x: int, y: int) -> str:
    moved = DecomposingRecordingPen(None)
    contour.replay(TransformPen(moved, (1, 0, 0, 1, x, y)))
    return repr(moved.value)


@cache
def _contours(face: Path, name: str) -> list[DecomposingRecordingPen]:
    outlines = opened(face).getGlyphSet()
    whole = DecomposingRecordingPen(outlines)
    outlines[name].draw(whole)
    contours: list[DecomposingRecordingPen] = []
    for operation in whole.value:
        if operation[0] == "moveTo":
            contours.append(DecomposingRecordingPen(outlines))
        contours[-1].value.append(operation)
    return contours
