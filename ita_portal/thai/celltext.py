"""Cell text: what a table cell says, stored as plain lines that a person can type.

A line is a paragraph. A line that begins with a label (`๑.` `1)` `(๑)` `ก.` `-` `•`, see `labels`) is an item; its
label stays as typed and deeper items are indented by spaces. Inside a line `**bold**`, `__underline__` and
http(s) addresses are seen (see `inline`). Blocks know the line they came from, so `render(parse(text)) == text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ita_portal.thai.inline import Span, escape_line, merge, parse_inline, render_inline, slice_spans
from ita_portal.thai.labels import match_label
from ita_portal.thai.normal import INVISIBLE, nfc
from ita_portal.thai.run_on import split_run_on

__all__ = [
    "Block",
    "Span",
    "clean",
    "clean_characters",
    "count_items",
    "escape",
    "is_blank_cell",
    "item_block",
    "parse",
    "plain",
    "render",
    "slice_spans",
    "split_run_on",
]

_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Block:
    """One line. `indent` counts its leading spaces; two or more deeper than another item is a level below it.

    `gap` is the white space between label and text. The label has a style of its own when marks begin
    before it (`**๑. หัวข้อ**`). `source` is the line as stored; it does not count in comparisons.
    """

    kind: Literal["paragraph", "item"]
    label: str = ""
    indent: int = 0
    spans: tuple[Span, ...] = ()
    gap: str = " "
    label_bold: bool = False
    label_underline: bool = False
    source: str | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The visible text, without label and indentation."""
        return "".join(span.text for span in self.spans)

    @property
    def depth(self) -> int:
        """Level of nesting, 0 outermost: two spaces are one level."""
        return self.indent // 2


def parse(text: str) -> tuple[Block, ...]:
    """The lines of a cell; an empty text has none, an empty line is a paragraph without spans."""
    return tuple(_parse_line(line) for line in text.split("\n")) if text else ()


def render(blocks: Iterable[Block]) -> str:
    """The text of blocks: the very lines they came from, or freshly written ones for new or changed blocks."""
    return "\n".join(_render_line(block) for block in blocks)


def escape(text: str) -> str:
    """Write outside text as cell text that shows exactly it: `plain(escape(text)) == text`.

    Labels need no escape: a line that looks like an item is one.
    """
    return "\n".join(escape_line(line) for line in text.split("\n"))


def plain(text: str) -> str:
    """The visible text: no marks and backslashes, but labels, indentation and line breaks."""
    return "\n".join("".join(span.text for span in parse_inline(line)) for line in text.split("\n"))


def clean(text: str) -> str:
    """Make what was typed or pasted fit to store, without losing anything visible. Idempotent.

    Newlines become "\\n" (Word's vertical tab too), tabs and special spaces become spaces, controls,
    direction marks and characters without width go, ำ is whole (NFC), blank lines at the end go.
    """
    return clean_characters(text).rstrip()


def clean_characters(text: str) -> str:
    """`clean` for a piece of a text: blank ends stay."""
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return nfc(_SURROGATES.sub("\ufffd", INVISIBLE.sub("", _CONTROLS.sub("", text))))


def count_items(text: str) -> int:
    """How many items the cell lists on its top level: steps, outcomes.

    Top-level items are the outermost ones that are labelled like the first of them, so dashes below
    numbers do not count; 0 when nothing is listed.
    """
    items = [block for block in parse(text) if block.kind == "item"]
    if not items:
        return 0
    outermost = min(block.indent for block in items) + 1
    families = [_family(block) for block in items if block.indent <= outermost]
    return families.count(families[0])


def is_blank_cell(text: str) -> bool:
    """Whether a cell says nothing: empty, white space, or only dashes as people write in empty cells."""
    return not plain(clean(text)).strip(" \n-‐–—")


def item_block(label: str, spans: Iterable[Span], indent: int = 0) -> Block:
    """A new item with a label and one space after it."""
    return Block("item", label, indent, merge(spans))


def _parse_line(line: str) -> Block:
    bare = line.lstrip(" ")
    indent = len(line) - len(bare)
    spans = parse_inline(bare)
    visible = "".join(span.text for span in spans)
    label = match_label(visible)
    if label is None:
        return Block("paragraph", "", indent, spans, source=line)
    return Block(
        "item",
        label.text,
        indent,
        slice_spans(spans, len(label.text) + len(label.gap), len(visible)),
        label.gap,
        spans[0].bold,
        spans[0].underline,
        line,
    )


def _render_line(block: Block) -> str:
    if block.source is not None and _parse_line(block.source) == block:
        return block.source
    label = Span(block.label + block.gap, block.label_bold, block.label_underline)
    spans = (label, *block.spans) if block.kind == "item" else block.spans
    return " " * block.indent + render_inline(spans)


def _family(block: Block) -> str:
    found = match_label(block.label + " x")
    return found.family if found else block.label
