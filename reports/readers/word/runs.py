"""The text inside a paragraph of a Word file as HTML, with tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from reports.readers.word.names import attribute, child, is_on, name_of, number, relation, value
from reports.readers.word.own import is_aside

GONE = frozenset({"del", "moveFrom"})
"""Content that is not there once the tracked changes are accepted."""
_SIGNS = {0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0xF0: "⇒", 0x2D: "-"}
_PICTURES = frozenset({"drawing", "pict", "object"})


@dataclass(slots=True)
class Inline:
    """A paragraph's content: `boxes` are the text boxes that hang on it, `breaks_page` what its run breaks say."""

    html: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    breaks_page: bool = False


class Runs:
    """Writes the runs of paragraphs; counts the notes they refer to."""

    def __init__(self, links: dict[str, str]) -> None:
        self._links = links
        self._noted = 0

    def inline(self, paragraph: Element) -> Inline:
        found = Inline()
        self._children(paragraph, found)
        return found

    def _children(self, element: Element, found: Inline) -> None:
        for each in shown_children(element):
            name = name_of(each)
            if name == "r":
                self._run(each, found)
            elif name == "hyperlink":
                self._link(each, found)
            elif name == "t":
                found.html.append(escape(each.text or "", quote=False))
            elif name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rt"):
                continue
            elif name in _PICTURES:
                self._picture(each, found)
            elif name != "txbxContent":
                self._children(each, found)

    def _link(self, element: Element, found: Inline) -> None:
        address = self._links.get(relation(element), "")
        if address:
            found.html.append(f'<a href="{escape(address)}">')
        self._children(element, found)
        if address:
            found.html.append("</a>")

    def _run(self, run: Element, found: Inline) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish") or is_aside(properties):
            return
        start = len(found.html)
        for each in shown_children(run):
            self._content(each, found)
        if not "".join(found.html[start:]).strip():
            return
        if is_on(properties, "b") or is_on(properties, "bCs"):
            found.html.insert(start, "<b>")
            found.html.append("</b>")
        if (value(properties, "u") or "none") != "none":
            found.html.insert(start, "<u>")
            found.html.append("</u>")

    def _content(self, element: Element, found: Inline) -> None:
        name = name_of(element)
        if name == "t":
            found.html.append(escape(_without_symbol_fonts(element.text or ""), quote=False))
        elif name in ("tab", "ptab"):
            found.html.append(" ")
        elif name in ("br", "cr"):
            if attribute(element, "type") == "page":
                found.breaks_page = True
            found.html.append("<br>")
        elif name == "noBreakHyphen":
            found.html.append("-")
        elif name == "sym":
            found.html.append(_sign(_hexadecimal(attribute(element, "char") or "")))
        elif name in ("footnoteReference", "endnoteReference"):
            self._noted += 1
            mark = f"[{self._noted}]"
            found.html.append(mark)
            found.notes.append((f"{name}:{attribute(element, 'id')}", mark))
        elif name in _PICTURES:
            self._picture(element, found)
        elif name == "ruby":
            self._children(element, found)

    def _picture(self, element: Element, found: Inline) -> None:
        boxes = list(text_boxes(element))
        found.boxes += boxes
        found.pictures += not boxes


def shown_children(element: Element) -> Iterator[Element]:
    """The children that are there: without deletions, of alternatives the first, of fields to fill the filled ones."""
    for each in element:
        name = name_of(each)
        if name in GONE:
            continue
        if name == "AlternateContent":
            chosen = next((one for one in each if len(one)), None)
            yield from shown_children(chosen) if chosen is not None else ()
        elif name != "sdt" or not is_on(child(each, "sdtPr"), "showingPlcHdr"):
            yield each


def text_boxes(element: Element) -> Iterator[Element]:
    """The text boxes of a drawing, not those inside of them."""
    for each in shown_children(element):
        if name_of(each) == "txbxContent":
            yield each
        else:
            yield from text_boxes(each)


def _without_symbol_fonts(text: str) -> str:
    if not any("\uf000" <= letter <= "\uf0ff" for letter in text):
        return text
    return "".join(_sign(ord(letter)) if "\uf000" <= letter <= "\uf0ff" else letter for letter in text)


def _sign(code: int) -> str:
    """A letter of a symbol font as the sign it shows; bullets of any form are one."""
    if 0xF000 <= code <= 0xF0FF or code < 0x100:
        return _SIGNS.get(code & 0xFF, "•")
    return escape(chr(code)) if 0x100 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else "•"


def _hexadecimal(written: str) -> int:
    try:
        return number(str(int(written[:6], 16)))
    except ValueError:
        return 0
