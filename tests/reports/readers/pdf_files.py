"""PDFs written for tests, a few kilobytes each: letters at their places, lines and thin boxes.

A letter's code is its Unicode number; every letter is set half as wide as it is high and marks take no room, so that
a test knows where everything stands. Places are in points from the upper left.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from fontTools.ttLib import TTFont

from reports.fonts import FOLDER

A4 = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)
SIZE = 12.0
LEADING = 15.0
PADDING = 4.0
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\uf701-\uf70e\uf710-\uf71a]")


def width(text: str, size: float = SIZE) -> float:
    return size / 2 * sum(not _MARK.match(each) for each in text)


def broken(text: str, room: float, size: float = SIZE) -> list[str]:
    """A text on lines as a program breaks it: at "|" where a line is full; a line end of the text stays one."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in paragraph.split("|"):
            if line and width((line + piece).rstrip(), size) > room:
                lines.append(line)
                line = ""
            line += piece
        lines.append(line)
    return lines


@dataclass
class Page:
    """What is drawn on one page; `ink` is its content as PDF operators."""

    size: tuple[float, float] = A4
    rotate: int = 0
    ink: list[str] = field(default_factory=list)
    pictures: int = 0

    def text(self, x: float, y: float, text: str, size: float = SIZE, *, way: str = "1 0 0 1") -> Page:
        codes = text.encode("utf-16-be").hex()
        self.ink.append(f"BT /F {size} Tf {way} {x} {self.size[1] - y} Tm <{codes}> Tj ET")
        return self

    def lines(self, x: float, y: float, texts: Iterable[str]) -> Page:
        for number, text in enumerate(texts):
            self.text(x, y + number * LEADING, text)
        return self

    def line(self, x: float, y: float, to_x: float, to_y: float) -> Page:
        high = self.size[1]
        self.ink.append(f"{x} {high - y} m {to_x} {high - to_y} l S")
        return self

    def box(self, x: float, y: float, wide: float, high: float, *, paint: str = "f") -> Page:
        self.ink.append(f"{x} {self.size[1] - y - high} {wide} {high} re {paint}")
        return self

    def picture(self) -> Page:
        """One that covers the page."""
        self.pictures += 1
        self.ink.append(f"q {self.size[0]} 0 0 {self.size[1]} 0 0 cm /P Do Q")
        return self

    def table(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str | None]],
        *,
        rules: str = "lines",
    ) -> float:
        """A table; returns where it ends. A cell of None is covered by the one before it.

        `rules`: "lines", "boxes" (thin filled ones), "frames" (a box around each cell), "inner" (no outer lines),
        "across" (no lines down), "shades" (light boxes behind every other row) or "none".
        """
        columns = [x, *accumulate(widths, initial=x)][1:]
        top = y
        for row in rows:
            cells = [
                (at, end, broken(text, columns[end] - columns[at] - 2 * PADDING))
                for at, text in enumerate(row)
                if text is not None
                for end in [_end(row, at)]
            ]
            bottom = top + max(len(lines) for *_, lines in cells) * LEADING + PADDING
            if rules == "across":
                self.line(x, top, columns[-1], top)
            elif rules == "shades" and row in rows[::2]:
                self.ink.append("0.95 g")
                self.box(x, top, columns[-1] - x, bottom - top)
                self.ink.append("0 g")
            for at, end, lines in cells:
                self.lines(columns[at] + PADDING, top + SIZE, lines)
                self._frame(
                    (columns[at], top, columns[end], bottom), rules, last=end == len(widths), first=not at
                )
            top = bottom
        return top

    def _frame(
        self, place: tuple[float, float, float, float], rules: str, *, first: bool, last: bool
    ) -> None:
        left, top, right, bottom = place
        if rules in ("across", "shades", "none"):
            return
        if rules == "frames":
            self.box(left, top, right - left, bottom - top, paint="S")
            return
        sides = [(left, top, right, top), (left, bottom, right, bottom)]
        if not (rules == "inner" and first):
            sides.append((left, top, left, bottom))
        if not (rules == "inner" and last):
            sides.append((right, top, right, bottom))
        for x, y, to_x, to_y in sides:
            if rules == "boxes":
                self.box(x, y, max(to_x - x, 0.5), max(to_y - y, 0.5))
            else:
                self.line(x, y, to_x, to_y)


def _end(row: Sequence[str | None], at: int) -> int:
    end = at + 1
    while end < len(row) and row[end] is None:
        end += 1
    return end


def pdf(*pages: Page, to_unicode: bool = True, compress: bool = False) -> bytes:
    """The pages as a file."""
    marks = [
        0x0E31,
        *range(0x0E34, 0x0E3B),
        *range(0x0E47, 0x0E4F),
        *range(0xF701, 0xF70F),
        *range(0xF710, 0xF71B),
    ]
    widths = " ".join(f"{code} [0]" for code in marks)
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (b" /ToUnicode 5 0 R >>" if to_unicode else b" >>"),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering "
        b"(Identity) /Supplement 0 >> /FontDescriptor 6 0 R /CIDToGIDMap 9 0 R /DW 500 /W ["
        + widths.encode()
        + b"] >>",
        stream(zlib.compress(_CODES), b"/Filter /FlateDecode"),
        b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /Ascent 800 /Descent -200 /FontFile2 8 0 R >>",
        stream(
            b"\x80",
            b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        ),
    ]
    objects += _font()
    for at, page in enumerate(pages):
        wide, tall = page.size
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {tall}] /Rotate {page.rotate} /Resources "
            f"<< /Font << /F 3 0 R >> /XObject << /P 7 0 R >> >> /Contents {11 + 2 * at} 0 R >>".encode()
        )
        content = "\n".join(page.ink).encode()
        objects.append(
            stream(zlib.compress(content), b"/Filter /FlateDecode") if compress else stream(content)
        )
    return assembled(objects)


def assembled(objects: Sequence[bytes]) -> bytes:
    """Numbered objects as a file; the first one is its catalogue."""
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(written)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


@cache
def _font() -> tuple[bytes, bytes]:
    """The paper font, and which of its glyphs each Unicode number is."""
    file = FOLDER / "ita-sarabun-paper-regular.ttf"
    glyphs = bytearray(2 * 0x10000)
    with TTFont(file) as font:
        for code, name in font.getBestCmap().items():
            if code < 0x10000:
                glyphs[2 * code : 2 * code + 2] = font.getGlyphID(name).to_bytes(2)
    return (
        stream(zlib.compress(file.read_bytes()), b"/Filter /FlateDecode"),
        stream(zlib.compress(bytes(glyphs)), b"/Filter /FlateDecode"),
    )


_CODES = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Test def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    + b"".join(
        b"1 beginbfrange <%04x> <%04x> <%04x> endbfrange\n" % (start, start + 0xFF, start)
        for start in range(0, 0x10000, 0x100)
    )
    + b"endcmap end end"
)
