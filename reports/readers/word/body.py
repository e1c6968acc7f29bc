"""The body of a Word file as simple HTML: paragraphs with the labels they show, headings, tables with spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from xml.etree.ElementTree import Element

from reports.readers.word.names import attribute, child, name_of, number, value
from reports.readers.word.numbering import LEVELS, Numbering
from reports.readers.word.own import is_own_block
from reports.readers.word.package import Package
from reports.readers.word.runs import Runs, shown_children
from reports.readers.word.styles import Styles
from reports.readers.word.tables import Cell, laid_out

_DEEPER = 150
"""Twips by which a paragraph of a cell stands further in than another to be below it."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph before it is written: where its text begins, in twips, and how deep in Word's own list it is."""

    html: str
    edge: int = 0
    level: int | None = None
    heading: int = 0
    new_page: bool = False
    ends_page: bool = False
    boxes: list[Element] = field(default_factory=list)
    mark_is_gone: bool = False


class Body:
    """Writes a file's text, and counts what no text could be taken from (`pictures`, not those of the cover)."""

    def __init__(self, package: Package) -> None:
        self._document = package.document
        self._numbering = Numbering(package.parts.get("numbering"))
        self._styles = Styles(package.parts.get("styles"))
        self._runs = Runs(package.links)
        self._noted: list[tuple[str, str]] = []
        self._notes = {
            f"{kind[:-1]}Reference:{attribute(each, 'id')}": each
            for kind in ("footnotes", "endnotes")
            for each in package.parts.get(kind, ())
        }
        self._begun = False
        self.pictures = 0

    def html(self) -> str:
        body = child(self._document, "body")
        written = list(self._flow(body)) if body is not None else []
        position = 0
        while position < len(self._noted):
            key, mark = self._noted[position]
            position += 1
            if key in self._notes:
                written.append("".join(self._lines(self._notes[key])).replace(">", f">{mark} ", 1))
        return "".join(written)

    # --- blocks ---

    def _flow(self, container: Element) -> Iterator[str]:
        """Outside of tables: one after the other, with what begins a page as a rule."""
        for block in self._blocks(container):
            if isinstance(block, Element):
                self._begun = True
                yield from self._table(block)
                continue
            if block.new_page:
                yield "<hr>"
            tag = f"h{block.heading}" if block.heading else "p"
            yield f"<{tag}>{block.html}</{tag}>"
            for box in block.boxes:
                yield from self._flow(box)
            if block.ends_page:
                yield "<hr>"

    def _lines(self, container: Element) -> Iterator[str]:
        """Inside of a cell or a note: paragraphs, pushed in as they are on paper."""
        blocks = list(self._blocks(container))
        edges = sorted({each.edge for each in blocks if isinstance(each, _Paragraph) and each.html.strip()})
        steps = [edge for before, edge in pairwise(edges) if edge - before >= _DEEPER]
        for block in blocks:
            if isinstance(block, Element):
                yield from self._table(block)
                continue
            depth = block.level
            if depth is None:
                depth = sum(edge <= block.edge for edge in steps)
            level = min(depth + 1, LEVELS)
            yield f'<p style="mso-list:l0 level{level}">{block.html}</p>'
            for box in block.boxes:
                yield from self._lines(box)

    def _blocks(self, container: Element) -> Iterator[_Paragraph | Element]:
        """Paragraphs and tables; a paragraph whose end was deleted goes on in the next one."""
        carried = _Paragraph("")
        for element in _block_elements(container):
            if is_own_block(element):
                continue
            if name_of(element) == "tbl":
                if carried.html or carried.boxes:
                    yield carried
                    carried = _Paragraph("")
                yield element
                continue
            paragraph = self._paragraph(element)
            paragraph.html = carried.html + paragraph.html
            paragraph.boxes = carried.boxes + paragraph.boxes
            carried = _Paragraph("")
            if paragraph.mark_is_gone:
                carried = paragraph
                continue
            yield paragraph
        if carried.html or carried.boxes:
            yield carried

    def _paragraph(self, element: Element) -> _Paragraph:
        properties = child(element, "pPr")
        inline = self._runs.inline(element)
        self._noted += inline.notes
        self.pictures += inline.pictures if self._begun else 0
        html = "".join(inline.html)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            return _Paragraph(html, boxes=inline.boxes, mark_is_gone=True)
        style = value(properties, "pStyle") or ""
        label, level = self._label(properties, style, html)
        outline = value(properties, "outlineLvl")
        heading = self._styles.heading_level(style)
        if outline is not None:
            heading = min(number(outline, 9) + 1, 6) if number(outline, 9) < 9 else 0
        breaks = child(properties, "pageBreakBefore") is not None
        ends = inline.breaks_page or child(properties, "sectPr") is not None
        return _Paragraph(label + html, _edge(properties), level, heading, breaks, ends, inline.boxes)

    def _label(self, properties: Element | None, style: str, html: str) -> tuple[str, int | None]:
        """What Word counts before the text, and how deep; a bullet before nothing is left out."""
        own = child(properties, "numPr")
        named = self._styles.numbering(style)
        instance = value(own, "numId") or (named[1] if named else None)
        if instance is None or instance == "0":
            return "", None
        level = named[2] if named else None
        if named is not None and level is None:
            level = self._numbering.level_of_style(instance, named[0])
        written = value(own, "ilvl")
        depth = number(written) if written is not None else level or 0
        label = self._numbering.label(instance, depth)
        if not label or (not html.strip() and not any(map(str.isalnum, label))):
            return "", depth if label is not None else None
        return f'<span style="mso-list:Ignore">{escape(label)}</span>', depth

    # --- tables ---

    def _table(self, table: Element) -> Iterator[str]:
        yield "<table>"
        for row in laid_out(table):
            yield "<tr>"
            for cell in row:
                yield from self._cell(cell)
            yield "</tr>"
        yield "</table>"

    def _cell(self, cell: Cell) -> Iterator[str]:
        spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
            f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        )
        yield f"<td{spans}>"
        if cell.element is not None:
            yield from self._lines(cell.element)
        yield "</td>"


def _block_elements(container: Element) -> Iterator[Element]:
    for each in shown_children(container):
        name = name_of(each)
        if name in ("p", "tbl"):
            yield each
        elif name not in ("pPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"):
            yield from _block_elements(each)


def _edge(properties: Element | None) -> int:
    """How far in the text of a paragraph begins; the indentation of a first line is only looks."""
    indent = child(properties, "ind")
    if indent is None or (value(properties, "jc") or "") in ("center", "right", "end"):
        return 0
    left = attribute(indent, "left") or attribute(indent, "start")
    return number(left) - number(attribute(indent, "hanging"))
