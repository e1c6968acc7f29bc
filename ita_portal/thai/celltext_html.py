"""HTML of web pages, Word, Excel and converters, turned into cell text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from ita_portal.thai.celltext import clean, clean_characters
from ita_portal.thai.digits import to_thai
from ita_portal.thai.html_links import Link, address_of
from ita_portal.thai.html_tokens import Tag, attributes_of, tokens
from ita_portal.thai.inline import Span, is_blank, merge, render_inline
from ita_portal.thai.labels import match_label

_BREAKING = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main nav ol optgroup option p pre section summary "
    "table tbody tfoot thead tr ul br".split()
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNDERLINED = frozenset({"u", "ins"})
_STYLED = _BOLD | _UNDERLINED | {"span", "font", "p", "div", "td", "th", "em", "i", "a"}
_CELLS = frozenset({"td", "th"})
_LISTS = frozenset({"ul", "ol", "dir", "menu"})
_BLANKS = re.compile(r"\s+")
_DEEPEST = 8


@dataclass(frozen=True)
class _Effect:
    bold: bool = False
    underline: bool = False
    label: bool = False


@dataclass
class _List:
    ordered: bool
    number: int
    thai: bool
    unmarked: bool
    in_item: bool = False


def from_html(fragment: str) -> str:
    """The cell text that shows what an HTML fragment shows. Never raises; linear time on any input.

    Paragraphs, divisions, table rows and `<br>` become lines (blank ones are dropped), cells of a row are set
    apart by two spaces. List items get "- " or "1. " ("๑. " for Thai lists) unless their text brings a label; nested
    ones are indented. Bold and underline are kept. A link shows its text and, when that differs, its address in
    brackets; only http(s), mail and telephone addresses are kept. Scripts, styles and comments are left out.
    """
    writer = _Writer()
    for token in tokens(fragment):
        if isinstance(token, str):
            writer.text(token)
        elif token.closing:
            writer.end(token)
        else:
            writer.start(token)
    return writer.finish()


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.spans: list[Span] = []
        self.has_text = False  # in the current line
        self.break_pending = False
        self.gap_pending = ""
        self.cell_is_fresh = False
        self.row_has_text = False
        self.effects: defaultdict[str, list[_Effect]] = defaultdict(list)
        self.bold = self.underline = self.in_label = self.in_pre = 0
        self.lists: list[_List] = []
        self.label: str | None = None  # waits for the first text of its item; "" when the list shows no marks
        self.line_label = ""
        self.line_level = 0
        self.line_continues_item = False
        self.word_level = 0  # of a paragraph that is a list item by Word's "mso-list"
        self.link: Link | None = None

    # --- tags ---

    def start(self, tag: Tag) -> None:
        name = tag.name
        if name in _BREAKING:
            self._break(name)
        attributes = attributes_of(tag) if name in _STYLED or name in _LISTS or name == "li" else {}
        style = _declarations(attributes.get("style", ""))
        if name in _CELLS:
            self._cell()
        elif name in _LISTS:
            self._open_list(name, attributes, style)
        elif name == "li":
            self._item(attributes)
        elif name == "pre":
            self.in_pre += 1
        elif name == "a":
            self._end_link()
            self._start_link(attributes.get("href", ""))
        if name in _STYLED and not tag.attributes.endswith("/"):
            self._push(name, style)

    def end(self, tag: Tag) -> None:
        name = tag.name
        if name == "a":
            self._end_link()
        if self.effects[name]:
            self._pop(name)
        if name in _LISTS and self.lists:
            self.lists.pop()
            self.label = None
        elif name == "li":
            self.label = None
            if self.lists:
                self.lists[-1].in_item = False
        elif name == "pre":
            self.in_pre = max(self.in_pre - 1, 0)
        if name in _BREAKING:
            self._break(name)

    def _push(self, name: str, style: dict[str, str]) -> None:
        if name in ("p", "td", "th"):  # they do not nest: a new one ends the one before
            while self.effects[name]:
                self._pop(name)
        if name == "p":
            listed = re.search(r"level([1-9])", style.get("mso-list", ""))
            self.word_level = int(listed[1]) - 1 if listed else 0
        weight = style.get("font-weight", "")
        heavy = weight in ("bold", "bolder") or (weight.isdigit() and len(weight) <= 4 and int(weight) >= 600)
        decoration = style.get("text-decoration", "") + " " + style.get("text-decoration-line", "")
        effect = _Effect(
            bold=heavy or (name in _BOLD and not weight),
            underline="underline" in decoration or (name in _UNDERLINED and "none" not in decoration),
            label=style.get("mso-list") == "ignore",
        )
        self.effects[name].append(effect)
        self.bold += effect.bold
        self.underline += effect.underline
        self.in_label += effect.label

    def _pop(self, name: str) -> None:
        effect = self.effects[name].pop()
        self.bold -= effect.bold
        self.underline -= effect.underline
        self.in_label -= effect.label
        if effect.label:
            self.gap_pending = " "

    def _break(self, name: str) -> None:
        if name == "tr":
            self.row_has_text = self.cell_is_fresh = False
        if not self.cell_is_fresh:
            self.break_pending = True

    def _cell(self) -> None:
        if self.row_has_text:
            self.break_pending = False
            self.gap_pending = "  "
        self.cell_is_fresh = True

    def _open_list(self, name: str, attributes: dict[str, str], style: dict[str, str]) -> None:
        marks = style.get("list-style-type", "") + " " + style.get("list-style", "")
        start = attributes.get("start", "")
        number = int(start) if re.fullmatch("[0-9]{1,6}", start, re.ASCII) else 1
        self.lists.append(_List(name == "ol", number, "thai" in marks, "none" in marks))

    def _item(self, attributes: dict[str, str]) -> None:
        if not self.lists:
            self.label = "-"
            return
        inner = self.lists[-1]
        inner.in_item = True
        value = attributes.get("value", "")
        if re.fullmatch("[0-9]{1,6}", value, re.ASCII):
            inner.number = int(value)
        if inner.unmarked:
            self.label = ""
        elif inner.ordered:
            self.label = f"{to_thai(str(inner.number)) if inner.thai else inner.number}."
            inner.number += 1
        else:
            self.label = "-"

    # --- links ---

    def _start_link(self, href: str) -> None:
        address = address_of(href)
        if address is not None:
            self.link = Link(address, len(self.lines), len(self.spans))

    def _end_link(self) -> None:
        link, self.link = self.link, None
        if link is None:
            return
        text = _BLANKS.sub(" ", "".join(link.pieces)).strip()
        if link.is_shown_by(text):
            return
        if not text:
            self.gap_pending = self.gap_pending or " "
            self._begin_text()
            self._add(link.address)
            self.gap_pending = " "
        elif link.is_meant_by(text) and link.line == len(self.lines):
            del self.spans[link.first_span :]
            self._add(link.address)
        else:
            self._add(f" ({link.address})")

    # --- text ---

    def text(self, text: str) -> None:
        cleaned = clean_characters(text)
        if self.in_pre:
            for number, line in enumerate(cleaned.split("\n")):
                if number:
                    self.break_pending = True
                self._put(line)
        else:
            self._put(_BLANKS.sub(" ", cleaned))

    def _put(self, text: str) -> None:
        if is_blank(text):
            if text and self.has_text and not self.break_pending:
                self.gap_pending = self.gap_pending or " "
            return
        self._begin_text()
        if self.in_label:
            text = _word_label(text)
        if self.link is not None:
            if not self.link.pieces:
                self.link.first_span, self.link.line = len(self.spans), len(self.lines)
                text = self._lead(text)
            self.link.pieces.append(text)
        self._add(text)

    def _lead(self, text: str) -> str:
        """Put the blank before a link's text outside of it."""
        bare = text.lstrip(" ")
        if bare != text and self.link is not None:
            self._add(" ")
            self.link.first_span = len(self.spans)
        return bare

    def _begin_text(self) -> None:
        if self.break_pending:
            self._flush()
        if self.has_text:
            if self.gap_pending:
                self.spans.append(Span(self.gap_pending, bool(self.bold), self._underlined()))
        else:
            self.line_label = self.label or ""
            self.line_level = max(len(self.lists) - 1, self.word_level, 0)
            self.line_continues_item = self.label is None and bool(self.lists) and self.lists[-1].in_item
            self.label = None
        self.break_pending = self.cell_is_fresh = False
        self.row_has_text = True
        self.gap_pending = ""

    def _add(self, text: str) -> None:
        self.spans.append(Span(text, bool(self.bold), self._underlined()))
        self.has_text = self.has_text or not is_blank(text)

    def _underlined(self) -> bool:
        return bool(self.underline) and self.link is None  # a link's underline is no emphasis

    def _flush(self) -> None:
        spans, self.spans, self.has_text = _tidy(self.spans), [], False
        visible = "".join(span.text for span in spans)
        if not visible:
            return
        level = self.line_level
        if match_label(visible) is None:
            level += self.line_continues_item
            if self.line_label:
                spans.insert(0, Span(self.line_label + " "))
        self.lines.append("  " * min(level, _DEEPEST) + render_inline(spans))

    def finish(self) -> str:
        self._end_link()
        self._flush()
        return clean("\n".join(self.lines))


def _declarations(style: str) -> dict[str, str]:
    """The declarations of a style attribute, in lower case; the last of a name counts."""
    found = {}
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.strip()
    return found


def _word_label(text: str) -> str:
    """A list label as Word writes it: bullets come as letters of a symbol font (·, o, §, Ø, ü)."""
    bare = text.strip()
    return (
        "•"
        if len(bare) == 1 and not bare.isdigit() and bare not in "-–—•" and not "ก" <= bare <= "ฮ"
        else text
    )


def _tidy(spans: list[Span]) -> list[Span]:
    """The spans of a line without blanks at its ends, single blanks inside, and blanks outside of marks."""
    pieces: list[Span] = []
    for span in merge(spans):
        body = span.text.strip(" ")
        lead = len(span.text) - len(span.text.lstrip(" "))
        pieces.append(Span(span.text[:lead]))
        if body:
            pieces += [Span(body, span.bold, span.underline), Span(span.text[lead + len(body) :])]
    kept = [piece for piece in pieces if piece.text]
    for index, piece in enumerate(kept):
        if is_blank(piece.text) and 0 < index < len(kept) - 1:
            before, after = kept[index - 1], kept[index + 1]
            kept[index] = replace(
                piece, bold=before.bold and after.bold, underline=before.underline and after.underline
            )
    while kept and is_blank(kept[0].text):
        del kept[0]
    while kept and is_blank(kept[-1].text):
        del kept[-1]
    return list(merge(kept))
