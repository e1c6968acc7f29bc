"""The measure of fidelity: how much of a source text is found again in what a report shows.

A source is taken apart into runs: every paragraph and every piece of a cell. A run is found when its characters
stand in the visible text in order; a run that is cut (by a page's end, a repeated head, a cell that goes on
overleaf) is found in pieces of at least `PIECE` characters. White space does not count, Thai and Arabic digits
are the same, and a number counts by its value. The score is the share of characters that were found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.normal import INVISIBLE, nfc

PIECE = 6
"""Characters a piece of a cut run must have; shorter ones would be found anywhere."""

_BREAKS = re.compile(r"</?(?:p|ul|ol|li|br|div)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_HIDDEN_CLASSES = frozenset({"vh", "visually-hidden"})
_SILENT = frozenset({"head", "style", "script", "title", "desc", "template", "noscript"})
_INLINE = frozenset({"a", "b", "i", "em", "small", "span", "strong", "sub", "sup", "u"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "area", "base", "source", "wbr"})


def squeezed(text: str) -> str:
    """The characters that count: no white space, one spelling, numbers by their value."""
    plain = to_arabic(nfc(unicodedata.normalize("NFC", INVISIBLE.sub("", text))))
    return re.sub(r"\s+", "", _NUMBER.sub(_value, plain))


def _value(found: re.Match[str]) -> str:
    number = found[0].replace(",", "")
    return number.rstrip("0").rstrip(".") if "." in number else number


def visible_runs(source: str) -> list[str]:
    """Every cell and paragraph of a source text file, taken apart where it has paragraphs of its own."""
    runs = []
    for line in source.splitlines():
        for cell in line.split("\t"):
            for piece in _BREAKS.split(cell):
                text = unescape(_TAGS.sub("", piece)).strip()
                text = re.sub(r"^#{1,6}\s+", "", text)
                if text:
                    runs.append(text)
    return runs


@dataclass(frozen=True)
class Coverage:
    """The share of characters found (0–1), and the pieces that were not."""

    share: float
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.share:.4%} found; missing: {' | '.join(self.missing[:12])}"


def coverage(runs: Iterable[str], shown: str) -> Coverage:
    """How much of the runs is found in the visible text."""
    page = squeezed(shown)
    wanted = found = 0
    missing: list[str] = []
    for run in runs:
        letters = squeezed(run)
        wanted += len(letters)
        lost = _lost(letters, page)
        found += len(letters) - sum(len(each) for each in lost)
        missing += lost
    return Coverage(found / wanted if wanted else 1.0, tuple(missing))


def _lost(letters: str, page: str) -> list[str]:
    """The pieces of a run that the page lacks."""
    if letters in page:
        return []
    lost: list[str] = []
    at = 0
    while at < len(letters):
        length = _longest(letters, at, page)
        if length >= min(PIECE, len(letters)):
            at += length
            continue
        if lost and at and lost[-1] and letters[:at].endswith(lost[-1]):
            lost[-1] += letters[at]
        else:
            lost.append(letters[at])
        at += 1
    return lost


def _longest(letters: str, at: int, page: str) -> int:
    """The length of the longest piece from here that stands in the page, by halving."""
    low, high = 0, len(letters) - at
    while low < high:
        middle = (low + high + 1) // 2
        if letters[at : at + middle] in page:
            low = middle
        else:
            high = middle - 1
    return low


def visible_text(html: str) -> str:
    """The text of a page that its reader sees: nothing hidden, no style, no descriptions of drawings."""
    reader = _Visible()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


@dataclass
class _Open:
    tag: str
    hidden: bool


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.parts.append("\n")
        if tag not in _VOID:
            self.open.append(_Open(tag, self._hides(tag, dict(attrs)) or self._hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append("\n")
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)

    @property
    def _hidden(self) -> bool:
        return bool(self.open) and self.open[-1].hidden

    @staticmethod
    def _hides(tag: str, attributes: dict[str, str | None]) -> bool:
        style = (attributes.get("style") or "").replace(" ", "")
        return (
            tag in _SILENT
            or "hidden" in attributes
            or "display:none" in style
            or "visibility:hidden" in style
            or bool(_HIDDEN_CLASSES & set((attributes.get("class") or "").split()))
        )


@dataclass
class Row:
    """A printed table row: text by the heading of its column."""

    cells: list[tuple[str, str]] = field(default_factory=list)

    def under(self, heading: str) -> str:
        wanted = squeezed(heading)
        return "".join(text for name, text in self.cells if squeezed(name) == wanted)


def table_rows(html: str) -> list[Row]:
    """Every body row of every table of a page, its cells named by the headings in force above them."""
    import lxml.html

    rows: list[Row] = []
    for table in lxml.html.fromstring(html).iter("table"):
        headings: list[str] = []
        for tr in table.iter("tr"):
            cells = [each for each in tr if each.tag in ("td", "th")]
            texts = [
                _cell_text(lxml.html.tostring(each, encoding="unicode", with_tail=False)) for each in cells
            ]
            in_head = tr.getparent().tag == "thead" or "again" in (tr.get("class") or "").split()
            if in_head:
                headings = texts
            elif len(cells) == len(headings):
                rows.append(Row(list(zip(headings, texts, strict=True))))
    return rows


def _cell_text(html: str) -> str:
    """The visible text of a cell, its lines parted by line ends."""
    return "\n".join(line for line in visible_text(html).split("\n") if line.strip())


def pdf_text(data: bytes) -> dict[str, str]:
    """The text of a PDF as two independent programs extract it."""
    import io

    import pypdf
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
    finally:
        document.close()
    reader = pypdf.PdfReader(io.BytesIO(data))
    return {
        "pypdfium2": "\n".join(pages),
        "pypdf": "\n".join(page.extract_text() for page in reader.pages),
    }
