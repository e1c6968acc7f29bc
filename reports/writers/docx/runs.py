"""Text within a paragraph: runs with bold and underline, links, line breaks and fields.

Bold that belongs to the text is set on the run; bold of the form (headings, totals) comes from styles, so that
reading the file back tells one from the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from reports.writers.docx.ink import ACCENT, FALLEN, FONT, SOFT, Ink
from reports.writers.docx.tree import Node
from reports.writers.docx.xml import Element, qualified, text, w

HIDDEN = "vh"
COLOURS = {"soft": SOFT, "df-up": ACCENT, "df-down": FALLEN, "hash": SOFT}
LEVELS = {
    "lv-5": ("FFFFFF", ACCENT),
    "lv-4": ("073F48", "CFE4E6"),
    "lv-3": (ACCENT, "FFFFFF"),
    "lv-2": (FALLEN, "FFF4DD"),
    "lv-1": ("981B15", "FDEEEC"),
}
"""Ink and ground of the levels, as on the page."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks where it differs from its paragraph; `size` in half points."""

    style: str = ""
    bold: bool = False
    underline: bool = False
    size: int | None = None
    colour: str = ""
    ground: str = ""


PLAIN = Look()


def fonts() -> Element:
    """The one font for every script: without `cs` Word takes another one for Thai."""
    return w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def language() -> Element:
    return w("lang", val="en-US", eastAsia="en-US", bidi="th-TH")


def sized(half_points: int) -> list[Element]:
    return [w("sz", val=half_points), w("szCs", val=half_points)]


def properties(look: Look) -> Element:
    """The properties of a run, each with its twin for Thai, in the order of the schema."""
    bold = [w("b"), w("bCs")] if look.bold else []
    return w(
        "rPr",
        w("rStyle", val=look.style) if look.style else None,
        fonts(),
        bold,
        w("color", val=look.colour) if look.colour else None,
        sized(look.size) if look.size else None,
        w("u", val="single") if look.underline else None,
        w("shd", val="clear", color="auto", fill=look.ground) if look.ground else None,
        language(),
    )


def run(value: str, look: Look = PLAIN) -> list[Element]:
    """A text in one run; line ends and tabs become Word's own."""
    if not value:
        return []
    made = w("r", properties(look))
    for position, line in enumerate(value.split("\n")):
        if position:
            made.append(w("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(w("tab"))
            if piece:
                made.append(text("t", piece))
    return [made]


def tab() -> list[Element]:
    return [w("r", properties(PLAIN), w("tab"))]


def field(instruction: str, shown: str, look: Look = PLAIN, *, stale: bool = False) -> list[Element]:
    """A field that Word computes. `shown` stands there until it did; a stale one is computed when the file opens."""
    parts = (
        w("fldChar", fldCharType="begin", dirty="true" if stale else None),
        text("instrText", f" {instruction} "),
        w("fldChar", fldCharType="separate"),
        text("t", shown),
        w("fldChar", fldCharType="end"),
    )
    return [w("r", properties(look), part) for part in parts]


def number_format(digits: str) -> str:
    """The switch of a field that shows a number in the layout's digits.

    Thai digits are Word's `ThaiArabic`. LibreOffice knows only the first switch, and would show that one as letters
    of the alphabet, so it finds another one before it and shows Arabic digits.
    """
    return "\\* MERGEFORMAT \\* ThaiArabic" if digits == "thai" else "\\* Arabic"


def link(ink: Ink, address: str, children: Iterable[Element]) -> list[Element]:
    """A hyperlink to a place in the file (`#…`) or in the web."""
    if address.startswith("#"):
        made = w("hyperlink", children, anchor=ink.bookmark(address[1:])[1], history="1")
        return [made]
    target = web_address(address)
    if not target:
        return list(children)
    made = w("hyperlink", children, history="1")
    made.set(qualified("r:id"), ink.package.external_link(target))
    return [made]


def web_address(written: str) -> str:
    """An address as Word accepts it; "" for one that no browser could open, because Word refuses the whole file."""
    try:
        parts = urlsplit(written)
        if not parts.hostname or (parts.port is not None and parts.port < 1):
            return ""
    except ValueError:
        return ""
    return quote(written, safe="%/:=&?~+!$,;'@()*-._#").replace("#", "%23").replace("%23", "#", 1)


def bookmarked(ink: Ink, anchor: str, children: Iterable[Element]) -> list[Element]:
    """Content that the contents can point at."""
    if not anchor:
        return list(children)
    number, name = ink.bookmark(anchor)
    return [w("bookmarkStart", id=number, name=name), *children, w("bookmarkEnd", id=number)]


def runs(ink: Ink, children: Iterable[Node | str], look: Look = PLAIN) -> list[Element]:
    """The inline part of the page."""
    made: list[Element] = []
    for child in children:
        if isinstance(child, str):
            made += run(child.replace("\n", " ").replace("\t", " "), look)
        elif child.name == "br":
            made += run("\n", look)
        elif child.name == "a":
            shown = runs(ink, child.children, replace(look, style="Hyperlink"))
            made += link(ink, child.attributes["href"], shown)
        elif child.name != "svg" and not child.has(HIDDEN):
            made += runs(ink, child.children, _look_of(child, look))
    return made


def _look_of(node: Node, look: Look) -> Look:
    if node.name == "b":
        return replace(look, bold=True)
    if node.name == "u":
        return replace(look, underline=True)
    for name in node.classes:
        if name in COLOURS:
            return replace(look, colour=COLOURS[name])
        if name in LEVELS:
            colour, ground = LEVELS[name]
            return replace(look, style="Strong", colour=colour, ground=ground)
    return look
