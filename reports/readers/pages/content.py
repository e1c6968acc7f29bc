"""What a PDF draws on its pages: letters with their places and straight ruling lines.

Places are in points from the upper left corner of the page as a reader sees it: a turned page is turned back, and so
is one whose text runs up or down. PDFium does the reading. Its limits here are those of honest reports; time and
memory are limited besides by the process that reads other people's files (`reports.apart`).
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reports.readers.pages.drawn import Drawing, Rule
from reports.readers.pages.letters import is_mark, is_thai_in_latin, thai_of
from reports.readers.pages.turning import Turn, upright
from reports.readers.reading import UnreadableFile

PAGES_LIMIT = 300
LETTERS_LIMIT = 600_000
"""Letters of a file; a page of a report has two thousand."""
_NO_TEXT = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF})
_MARGIN = 0.15
"""The part of a page's height in which running titles stand."""
_MARKS_LIMIT = 20
_ARTIFACT = "Artifact".encode("utf-16-le")
_UTF16 = ctypes.POINTER(ctypes.c_ushort)


@dataclass(slots=True)
class Letter:
    """A letter, or a run of letters that stand on their side. `base` is the line it stands on.

    `ink` is the middle of a mark as it is drawn: above its letter, before the place at which it is written.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    ink: float = 0.0


@dataclass(slots=True)
class Page:
    """A page with its letters in the order they were written."""

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shades: list[Rule] = field(default_factory=list)
    pictures: int = 0
    nameless: int = 0
    """Letters of a font that does not say which they are."""


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF; some begin with a few other bytes."""
    head = data[:1024]
    return head.lstrip().startswith(b"%PDF-") or (b"%PDF-" in head and b"endobj" in data)


def pages_of(data: bytes) -> list[Page]:
    """The pages of a PDF. Raises UnreadableFile for one that is damaged, locked or far longer than a report."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data
        raise UnreadableFile("read-pdf-locked" if locked else "read-pdf-damaged") from error
    try:
        if len(document) > PAGES_LIMIT:
            raise UnreadableFile("read-pdf-large")
        if not len(document):
            raise UnreadableFile("read-pdf-damaged")
        pages = list(_pages(document))
    finally:
        document.close()
    return _in_thai(pages)


def _in_thai(pages: list[Page]) -> list[Page]:
    if is_thai_in_latin(letter.text for page in pages for letter in page.letters):
        for page in pages:
            for letter in page.letters:
                letter.text = thai_of(letter.text)
    return pages


def _pages(document: Any) -> Iterator[Page]:
    import pypdfium2

    letters = 0
    drawing = Drawing()
    for at in range(len(document)):
        try:
            page = document[at]
        except pypdfium2.PdfiumError:
            continue  # one page is damaged, the others are not
        texts = page.get_textpage()
        try:
            letters += texts.count_chars()
            if letters > LETTERS_LIMIT:
                raise UnreadableFile("read-pdf-large")
            yield _Reader(at + 1, page, texts, drawing).page()
        finally:
            texts.close()
            page.close()


@dataclass(frozen=True, slots=True)
class _Style:
    """What the letters of one piece of text have in common. `way` is where they run, in quarter turns.

    `artifact`: the program that made the file says that it is no part of the text, as a running title is none.
    """

    size: float
    way: int | None
    bold: bool
    artifact: bool


class _Reader:
    def __init__(self, number: int, page: Any, texts: Any, drawing: Drawing) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._page = page
        self._texts = texts.raw
        self._number = number
        self._count = texts.count_chars()
        self._drawing = drawing
        self._styles: dict[int, _Style] = {}

    def page(self) -> Page:
        styles = [self._style(at) for at in range(self._count)]
        ways = Counter(style.way for style in styles if style is not None and style.way is not None)
        turn = upright(self._box(), ways.most_common(1)[0][0] if ways else self._page.get_rotation() // 90)
        page = Page(self._number, turn.width, turn.height)
        self._letters(page, styles, turn)
        drawn = self._drawing.of(self._page.raw, turn)
        page.rules, page.shades, page.pictures = drawn.rules, drawn.shades, drawn.pictures
        return page

    def _box(self) -> tuple[float, float, float, float]:
        box = self._raw.FS_RECTF()
        self._raw.FPDF_GetPageBoundingBox(self._page, box)
        return box.left, box.bottom, box.right, box.top

    def _style(self, at: int) -> _Style | None:
        """None for what is not printed, and for the spaces and line ends that PDFium puts in."""
        raw = self._raw
        if raw.FPDFText_IsGenerated(self._texts, at) == 1:
            return None
        piece = raw.FPDFText_GetTextObject(self._texts, at)
        if not piece:
            return None
        key = ctypes.addressof(piece.contents)
        known = self._styles.get(key)
        if known is None:
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self._texts, at, matrix)
            size = raw.FPDFText_GetFontSize(self._texts, at) * math.hypot(matrix.c, matrix.d)
            known = self._styles[key] = _Style(
                size, _way(matrix.a, matrix.b), self._bold(piece), self._is_artifact(piece)
            )
        return known

    def _bold(self, piece: Any) -> bool:
        font = self._raw.FPDFTextObj_GetFont(piece)
        name = ctypes.create_string_buffer(128)
        self._raw.FPDFFont_GetBaseFontName(font, name, 128)
        return b"bold" in name.value.lower()

    def _is_artifact(self, piece: Any) -> bool:
        raw = self._raw
        name = ctypes.create_string_buffer(64)
        length = ctypes.c_ulong()
        for at in range(min(raw.FPDFPageObj_CountMarks(piece), _MARKS_LIMIT)):
            mark = raw.FPDFPageObj_GetMark(piece, at)
            raw.FPDFPageObjMark_GetName(mark, ctypes.cast(name, _UTF16), 64, length)
            if name.raw[: max(length.value - 2, 0)] == _ARTIFACT:
                return True
        return False

    def _letters(self, page: Page, styles: list[_Style | None], turn: Turn) -> None:
        raw = self._raw
        x, y = ctypes.c_double(), ctypes.c_double()
        box = raw.FS_RECTF()
        aside: _Style | None = None
        for at, style in enumerate(styles):
            if style is None or style.way is None or not style.size:
                continue
            code = raw.FPDFText_GetUnicode(self._texts, at)
            if code in _NO_TEXT or 0xD800 <= code <= 0xDFFF:
                page.nameless += 1
                continue
            text = "-" if code == 2 else chr(code)  # PDFium's sign for a hyphen at the end of a line
            raw.FPDFText_GetCharOrigin(self._texts, at, x, y)
            raw.FPDFText_GetLooseCharBox(self._texts, at, box)
            left, base = turn.point(x.value, y.value)
            if style.artifact and not _MARGIN < base / turn.height < 1 - _MARGIN:
                continue
            ends = turn.point(box.left, box.bottom), turn.point(box.right, box.top)
            right = max(ends[0][0], ends[1][0], left)
            if style.way == turn.way:
                aside = None
                ink = self._ink(at, turn) if is_mark(text) else 0.0
                page.letters.append(Letter(text, left, right, base, style.size, style.bold, ink))
            elif aside == style:
                page.letters[-1].text += text
            else:
                aside = style
                page.letters.append(Letter(text, left - style.size, left, base, style.size, style.bold))

    def _ink(self, at: int, turn: Turn) -> float:
        sides = [ctypes.c_double() for _ in range(4)]
        self._raw.FPDFText_GetCharBox(self._texts, at, *sides)
        left, right, bottom, top = (each.value for each in sides)
        return (turn.point(left, bottom)[0] + turn.point(right, top)[0]) / 2


def _way(a: float, b: float) -> int | None:
    """Quarter turns, counter-clockwise, of text that runs along (a, b); None for text that runs aslant."""
    turned = math.degrees(math.atan2(b, a)) / 90
    return round(turned) % 4 if abs(turned - round(turned)) < 0.05 else None
