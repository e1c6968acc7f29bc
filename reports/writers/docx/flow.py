"""The page as paragraphs: text, headings, lists with hanging labels, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reports.word_marks import ASIDE
from reports.writers.cells import DEEPEST
from reports.writers.docx.ink import Align, Ink, Place
from reports.writers.docx.runs import Look, bookmarked, run, runs, tab
from reports.writers.docx.tree import Node
from reports.writers.docx.xml import Element, w
from reports.writers.heights import HANGING_EM, length

LABEL_EM = 1.2
"""A longer label does not fit before the hanging text: its text follows after a space."""


def paragraph(
    style: str,
    children: Iterable[Element] = (),
    *,
    left: int = 0,
    hanging: int = 0,
    align: Align | None = None,
    keep_next: bool = False,
    before: int | None = None,
    tabs: Iterable[tuple[str, int]] = (),
    leader: str | None = None,
) -> Element:
    """A paragraph in a style, with what differs from it in twips. `tabs` are (kind, place)."""
    stops = [w("tab", val=kind, leader=leader, pos=place) for kind, place in tabs]
    return w(
        "p",
        w(
            "pPr",
            w("pStyle", val=style),
            w("keepNext") if keep_next else None,
            w("tabs", stops) if stops else None,
            w("spacing", before=before) if before is not None else None,
            w("ind", left=left, hanging=hanging or None) if left or hanging else None,
            w("jc", val=align) if align else None,
        ),
        children,
    )


def flow(ink: Ink, children: Iterable[Node | str], place: Place) -> list[Element]:
    """Blocks one after the other; inline content between them is a paragraph of its own."""
    made: list[Element] = []
    line: list[Node | str] = []

    def end_line() -> None:
        if any(each.text if isinstance(each, Node) else each.strip() for each in line):
            made.append(plain(ink, line, place))
        line.clear()

    for child in children:
        if isinstance(child, Node) and child.is_block:
            end_line()
            made += ink.handler(child)(ink, child, place)
        else:
            line.append(child)
    end_line()
    return made


def plain(ink: Ink, children: Iterable[Node | str], place: Place, *, left: int = 0) -> Element:
    return paragraph(
        place.style,
        runs(ink, children),
        left=place.left + left,
        align=place.align,
        keep_next=place.keep_next,
    )


def content(ink: Ink, node: Node, place: Place) -> list[Element]:
    """What has no form of its own: only what is in it."""
    return flow(ink, node.children, place)


def text_paragraph(ink: Ink, node: Node, place: Place) -> list[Element]:
    return [plain(ink, node.children, place, left=depth(ink, node))]


def heading(ink: Ink, node: Node, place: Place) -> list[Element]:
    level = int(node.name[1])
    children = bookmarked(ink, node.attributes.get("id", ""), runs(ink, node.children))
    return [paragraph(f"Heading{level}", children, left=place.left)]


def items(ink: Ink, node: Node, place: Place) -> list[Element]:
    """A list: every item with the label that was typed, as text, never counted by Word."""
    return [_item(ink, each, place) for each in node.elements("li")]


def _item(ink: Ink, node: Node, place: Place) -> Element:
    first = node.children[0] if node.children else ""
    if isinstance(first, Node) and first.has("label"):
        return hanging(ink, first, node.children[1:], place, left=depth(ink, node))
    return plain(ink, node.children, place, left=depth(ink, node))


def hanging(ink: Ink, label: Node, rest: Iterable[Node | str], place: Place, *, left: int = 0) -> Element:
    """A label, and its text hanging beside it. A tab takes the place of one space where the label is short."""
    gap, others = _gap_apart(list(rest))
    short = gap == " " and length(label.text) <= LABEL_EM
    indent = round(HANGING_EM * ink.em)
    return paragraph(
        place.style,
        [*runs(ink, [label]), *(tab() if short else run(gap)), *runs(ink, others)],
        left=place.left + left + indent,
        hanging=indent,
        align=place.align,
        keep_next=place.keep_next,
    )


def _gap_apart(children: list[Node | str]) -> tuple[str, list[Node | str]]:
    """The white space at the start of the children, and the children without it."""
    first = children[0] if children else ""
    if not isinstance(first, str):
        return "", children
    bare = first.lstrip()
    return first[: len(first) - len(bare)], [bare, *children[1:]]


def numbered(ink: Ink, node: Node, place: Place) -> list[Element]:
    """A cell text with the row's number before its first line."""
    label = next(each for each in node.elements("span"))
    body = next(each for each in node.elements("div"))
    blocks = body.elements()
    first = blocks[0] if blocks else None
    if first is None or first.name != "p":
        return [plain(ink, [label], place), *flow(ink, body.children, place)]
    opening = hanging(ink, label, [" ", *first.children], place)
    indent = round(HANGING_EM * ink.em)
    rest = Place(place.width, place.style, place.left + indent, place.align, place.keep_next)
    return [opening, *flow(ink, blocks[1:], rest)]


def one_of_several(ink: Ink, node: Node, place: Place) -> list[Element]:
    """A line of a cell that lists items; a score says before it, as an aside, whose it is."""
    made = plain(ink, node.children, replace(place, align="right") if node.has("n") else place)
    code = node.attributes.get("data-code")
    if code:
        made[1:1] = run(f"{code} ", Look(style=ASIDE))
    return [made]


def guest_label(ink: Ink, node: Node, place: Place) -> list[Element]:
    """The name of a field before its text in another field's column."""
    return [paragraph("GuestLabel", runs(ink, node.children), left=place.left, keep_next=True)]


def depth(ink: Ink, node: Node) -> int:
    """How far an item of a list within a list is pushed in."""
    levels = (n for n in range(1, DEEPEST + 1) if node.has(f"depth-{n}"))
    return next(levels, 0) * ink.em
