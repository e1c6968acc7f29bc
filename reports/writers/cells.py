"""Cell text as HTML: paragraphs, items with hanging labels, bold, underline and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ita_portal.thai.celltext import Block, Span, parse
from reports.writers.markup import Markup, element, fragment, text

DEEPEST = 4
"""Levels of indentation that are shown; deeper items stand on the last."""

# E-Service, Line-OA: a hyphen inside a short Latin name is no place to break a line.
_NAME = re.compile(r"(?<![\w./:-])([A-Za-z][A-Za-z0-9]{0,11}(?:-[A-Za-z0-9]{1,12}){1,2})(?![\w/:-])")


def cell(value: str, number: str = "") -> Markup:
    """The lines of a cell. `number`, when given, hangs before the whole as its label."""
    body = fragment(_lines(parse(value)))
    if not number:
        return body
    return element(
        "div", element("span", number, class_="label"), " ", element("div", body), class_="numbered"
    )


def inline(value: str) -> Markup:
    """A heading or another text that flows: lines parted by line breaks, labels as typed."""
    parts: list[Markup] = []
    for position, block in enumerate(parse(value)):
        if position:
            parts.append(element("br"))
        parts += [_label(block), text(block.gap)] if block.kind == "item" else []
        parts.append(spans(block.spans))
    return fragment(parts)


def spans(values: Iterable[Span]) -> Markup:
    """Spans of one line."""
    return fragment(_span(each) for each in values)


def _lines(blocks: Iterable[Block]) -> Iterator[Markup]:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "item":
            yield element("ol", (_item(block) for block in group), class_="items", role="list")
        else:
            yield from (_paragraph(block) for block in group)


def _paragraph(block: Block) -> Markup:
    if not block.spans:
        return element("p", class_="blank")
    return element("p", spans(block.spans), class_=_depth(block) or None)


def _item(block: Block) -> Markup:
    return element("li", _label(block), block.gap, spans(block.spans), class_=_depth(block) or None)


def _label(block: Block) -> Markup:
    written = _styled(text(block.label), block.label_bold, block.label_underline)
    return element("span", written, class_="label")


def _depth(block: Block) -> str:
    return f"depth-{min(block.depth, DEEPEST)}" if block.depth else ""


def _span(span: Span) -> Markup:
    if span.href is not None and span.href.lower().startswith(("http://", "https://")):
        shown = element("a", span.text, href=span.href, rel="nofollow noopener")
    else:
        shown = keep_names(span.text)
    return _styled(shown, span.bold, span.underline)


def _styled(shown: Markup, bold: bool, underline: bool) -> Markup:
    if underline:
        shown = element("u", shown)
    return element("b", shown) if bold else shown


def keep_names(value: str) -> Markup:
    """Plain text in which short hyphenated names do not break."""
    pieces = _NAME.split(value)
    return fragment(
        element("span", piece, class_="keep") if position % 2 else piece
        for position, piece in enumerate(pieces)
    )
