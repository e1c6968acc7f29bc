"""HTML from Word, Excel or a web page as the paragraphs and rows that the recogniser takes.

Elements are numbered from 1 in the order of the source; rows also within their table. Tables inside a cell become
lines of that cell. A table of one column only frames what it holds: that is read as if the frame were not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

import nh3

from ita_portal.thai.celltext_html import from_html
from ita_portal.thai.html_tokens import Tag, attributes_of, tokens
from reports.readers.grid import Element, Paragraph, Row, settle
from reports.readers.html_classes import dressed, looks_of
from reports.readers.merged import SpannedCell, spread

_DEEPEST_FRAME = 8
_DEEPEST = 100
"""Elements inside each other; the tags of deeper ones are left out, as parsing them takes quadratic time."""
_CLOSED_BY_OTHERS = frozenset("p li td th tr thead tbody tfoot dd dt option col colgroup".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form "
    "header hr html legend main nav p pre section".split()
)
_LISTS = frozenset({"ul", "ol", "dir", "menu"})
_TABLE_PARTS = frozenset("tr td th thead tbody tfoot caption col colgroup".split())
_INLINE = frozenset("a b br del em font i li s small span strike strong sub sup u".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_TAGS = frozenset({"table"}) | _BLOCKS | _LISTS | _TABLE_PARTS | _INLINE | frozenset(_HEADINGS)
_ATTRIBUTES = {
    "*": {"style"},
    "a": {"href"},
    "ol": {"start", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_SILENT = {"script", "style", "title", "template", "noscript"}
_CONTROLS = frozenset({"comment", "button", "select", "textarea", "noscript"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<![\w-])hidden(?![\w-])", re.IGNORECASE)
"""The attribute; in quotes it is a word of another one."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_WHOLLY_BOLD = re.compile(r"\A\*\*((?:[^*\\]|\\.)+)\*\*\Z")

Token = Tag | str


def grid_from_html(html: str) -> tuple[Element, ...]:
    """The paragraphs and rows of an HTML text that may come from anywhere; never raises."""
    flow = _Flow()
    flow.read(_shown(tokens(sanitised(html))))
    flow.end_paragraph()
    return tuple(settle(flow.elements))


def sanitised(html: str) -> str:
    """Only what the text, its emphasis, lists, links and tables are made of; well nested."""
    html = html.replace("\0", "")
    return nh3.clean(
        "".join(_shallow(dressed(_without_controls(tokens(html)), looks_of(html)))),
        tags=set(_TAGS),
        attributes={name: set(values) for name, values in _ATTRIBUTES.items()},
        clean_content_tags=_SILENT,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )


def _without_controls(source: Iterable[Token]) -> Iterator[Token]:
    """Without what belongs to the page or the sheet and not to its text: buttons, notes on cells.

    What is never closed is no such thing and stays.
    """
    held: list[Token] = []
    for token in source:
        closes = isinstance(token, Tag) and token.closing and bool(held) and token.name == _name(held[0])
        if closes:
            held.clear()
        elif held or (isinstance(token, Tag) and token.name in _CONTROLS and not token.closing):
            held.append(token)
        else:
            yield token
    yield from held


def _name(token: Token) -> str:
    return token.name if isinstance(token, Tag) else ""


def _shallow(source: Iterable[Token]) -> Iterator[str]:
    """The known tags, nested no deeper than pages and documents nest them, and all text."""
    opened: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for token in source:
        if isinstance(token, str):
            yield escape(token, quote=False)
            continue
        name = token.name
        if name not in _TAGS:
            continue
        if name not in _VOID and name not in _CLOSED_BY_OTHERS:
            if token.closing:
                if left_out[name]:
                    left_out[name] -= 1
                    continue
                opened[name] -= bool(opened[name])
            elif opened.total() >= _DEEPEST:
                left_out[name] += 1
                continue
            else:
                opened[name] += 1
        hidden = not token.closing and _HIDDEN.search(_QUOTED.sub("", token.attributes))
        yield f'<{name} style="display:none">' if hidden else _written(token)


def _shown(source: Iterable[Token]) -> Iterator[Token]:
    """Without elements that are not displayed and without deletions that Word shows struck."""
    hidden: list[str] = []
    for token in source:
        if isinstance(token, Tag) and token.name not in _VOID:
            if hidden:
                if not token.closing:
                    hidden.append(token.name)
                elif token.name == hidden[-1]:
                    hidden.pop()
                continue
            if not token.closing and (token.name == "del" or _NOT_SHOWN.search(token.attributes)):
                hidden.append(token.name)
                continue
        if not hidden:
            yield token


@dataclass(slots=True)
class _OpenTable:
    """A table while its rows are collected; tables inside it count as depth."""

    rows: list[list[tuple[list[Token], int, int]]] = field(default_factory=list)
    caption: list[Token] = field(default_factory=list)
    target: list[Token] | None = None
    depth: int = 1

    def take(self, token: Token) -> bool:
        """Take in one token; False when it ended the table."""
        if isinstance(token, Tag) and token.name == "table":
            self.depth += -1 if token.closing else 1
            if not self.depth:
                return False
        elif isinstance(token, Tag) and self.depth == 1 and token.name in _TABLE_PARTS:
            self._part(token)
            return True
        if self.target is not None:
            self.target.append(token)
        return True

    def _part(self, tag: Tag) -> None:
        self.target = None
        if tag.closing:
            return
        if tag.name == "tr":
            self.rows.append([])
        elif tag.name == "caption":
            self.target = self.caption
        elif tag.name in ("td", "th"):
            attributes = attributes_of(tag)
            if not self.rows:
                self.rows.append([])
            self.target = []
            self.rows[-1].append(
                (self.target, _span(attributes.get("colspan"), 1), _span(attributes.get("rowspan"), 1))
            )


class _Flow:
    """Follows the tokens: paragraphs are written as they end, tables when they are complete."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self._line = 0
        self._tables = 0
        self._gap = False
        self._buffer: list[Token] = []
        self._level = 0
        self._lists = 0

    def read(self, source: Iterable[Token], depth: int = 0) -> None:
        table: _OpenTable | None = None
        for token in source:
            if table is not None:
                if not table.take(token):
                    self._table(table, depth)
                    table = None
            elif isinstance(token, Tag) and token.name == "table":
                if not token.closing:
                    self.end_paragraph()
                    table = _OpenTable()
            elif isinstance(token, Tag):
                self._tag(token)
            else:
                self._buffer.append(token)

    def _tag(self, tag: Tag) -> None:
        name = tag.name
        if name in _HEADINGS:
            self.end_paragraph()
            self._level = 0 if tag.closing else _HEADINGS[name]
            return
        if name in _LISTS:
            if not self._lists and not tag.closing:
                self.end_paragraph()
            self._lists = max(self._lists + (-1 if tag.closing else 1), 0)
            self._buffer.append(tag)
            if not self._lists:
                self.end_paragraph()
            return
        if name in _BLOCKS and not self._lists:
            self.end_paragraph(empty_is_gap=name in ("p", "hr") and (tag.closing or name == "hr"))
            if name == "p" and not tag.closing:
                self._buffer.append(tag)
            return
        self._buffer.append(tag)

    def end_paragraph(self, *, empty_is_gap: bool = False) -> None:
        """Write what has been collected; items of a list are paragraphs each."""
        collected, self._buffer = self._buffer, []
        text = _text(collected)
        if not text.strip():
            self._gap = self._gap or empty_is_gap
            return
        listed = any(isinstance(token, Tag) and token.name in _LISTS for token in collected)
        for part in text.split("\n") if listed else [text]:
            if self._level and (bold := _WHOLLY_BOLD.match(part)):
                part = bold[1]
            self._line += 1
            self.elements.append(Paragraph(self._line, part.strip("\n "), self._level, self._gap))
            self._gap = False

    def _table(self, table: _OpenTable, depth: int) -> None:
        self._buffer = table.caption
        self.end_paragraph()
        if not any(table.rows):
            return
        self._tables += 1
        if all(len(row) <= 1 for row in table.rows) and depth < _DEEPEST_FRAME:
            self._frame(table, depth)
            return
        number = self._tables
        spans = [[SpannedCell(_text(cell), *span) for cell, *span in row] for row in table.rows]
        for position, row in enumerate(spread(spans), 1):
            self._line += 1
            self.elements.append(Row(self._line, row.cells, number, self._gap, position, row.merged))
            self._gap = False

    def _frame(self, table: _OpenTable, depth: int) -> None:
        """A table of one column: what stands in it, not torn from what is around it."""
        for row in table.rows:
            for cell, *_ in row:
                self._gap = True
                self.read(cell, depth + 1)
                self.end_paragraph()
        self._gap = True


def _text(source: Iterable[Token]) -> str:
    pieces = []
    for token in source:
        if isinstance(token, Tag):
            pieces.append(_written(token))
        else:
            pieces.append(escape(token, quote=False))
    return from_html("".join(pieces)).strip("\n ")


def _written(tag: Tag) -> str:
    return f"<{'/' if tag.closing else ''}{tag.name}{tag.attributes}>"


def _span(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch("[0-9]{1,4}", written, re.ASCII) else otherwise
