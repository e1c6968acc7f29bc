"""Lines of cell text put together from the running text of an HTML fragment."""

from __future__ import annotations

import re
from dataclasses import replace

from ita_portal.thai.celltext import clean, clean_characters
from ita_portal.thai.html_links import Link
from ita_portal.thai.inline import Span, is_blank, merge, render_inline
from ita_portal.thai.labels import match_label

_BLANKS = re.compile(r"\s+")
_DEEPEST = 8


class Lines:
    """Takes text and the breaks between; a break is made only when text follows, so no line is blank.

    `bold`, `underline`, `in_symbols` and `preformatted` hold for the text that comes next. `label`, `level` and
    `continues_item` are taken over by the line that the next text begins.
    """

    def __init__(self) -> None:
        self.bold = self.underline = self.in_symbols = self.preformatted = False
        self.label: str | None = None  # "" for an item of a list without marks
        self.level = 0
        self.continues_item = False
        self._written: list[str] = []
        self._spans: list[Span] = []
        self._has_text = False
        self._break_pending = False
        self._gap: Span | None = None
        self._link: Link | None = None
        self._cell_is_fresh = False
        self._row_has_text = False
        self._line = ("", 0, False)

    def add(self, text: str) -> None:
        """Text of the source; its white space counts only as HTML has it."""
        cleaned = clean_characters(text)
        if not self.preformatted:
            self._put(_BLANKS.sub(" ", cleaned))
            return
        for number, line in enumerate(cleaned.split("\n")):
            if number:
                self._break_pending = True
            self._put(line)

    def end_line(self) -> None:
        """What follows stands on a new line, unless nothing of the current table cell has been said yet."""
        if not self._cell_is_fresh:
            self._break_pending = True

    def begin_row(self) -> None:
        """A row of a table: a new line."""
        self._row_has_text = self._cell_is_fresh = False
        self._break_pending = True

    def begin_cell(self) -> None:
        """A cell of a row, set apart from the one before it."""
        if self._row_has_text:
            self._break_pending = False
            self._gap = Span("  ")
        self._cell_is_fresh = True

    def space(self) -> None:
        """White space that the source makes by other means than a blank."""
        self._gap = self._gap or Span(" ")

    def begin_link(self, address: str) -> None:
        """Text to come is the text of a link."""
        self._link = Link(address, len(self._written), len(self._spans))

    def end_link(self) -> None:
        """Write the address of the link after its text, in its place, or not at all when the text shows it."""
        link, self._link = self._link, None
        if link is None:
            return
        text = _BLANKS.sub(" ", "".join(link.pieces)).strip()
        if text == link.address:
            return
        if not text:
            self.space()
            self._begin_text()
            self._append(link.address)
            self.space()
        elif link.is_meant_by(text) and link.line == len(self._written):
            del self._spans[link.first_span :]
            self._append(link.address)
        else:
            self._append(f" ({link.address})")

    def finish(self) -> str:
        """The cell text of everything added."""
        self.end_link()
        self._flush()
        return clean("\n".join(self._written))

    def _put(self, text: str) -> None:
        if is_blank(text):
            if text and self._has_text and self._gap is None:
                self._gap = self._styled(" ")
            return
        self._begin_text()
        if self.in_symbols:
            text = _word_label(text)
        if self._link is not None:
            if not self._link.pieces:
                if text.startswith(" "):
                    self._append(" ")
                    text = text.lstrip(" ")
                self._link.line, self._link.first_span = len(self._written), len(self._spans)
            self._link.pieces.append(text)
        self._append(text)

    def _begin_text(self) -> None:
        if self._break_pending:
            self._flush()
        if not self._has_text:
            self._line = (self.label or "", self.level, self.continues_item)
            self.label = None
        elif self._gap is not None:
            if self._link is not None and self._link.pieces:
                self._link.pieces.append(self._gap.text)
            self._spans.append(self._gap)
        self._break_pending = self._cell_is_fresh = False
        self._row_has_text = True
        self._gap = None

    def _append(self, text: str) -> None:
        self._spans.append(self._styled(text))
        self._has_text = True

    def _styled(self, text: str) -> Span:
        return Span(
            text, self.bold, self.underline and self._link is None
        )  # a link's underline is no emphasis

    def _flush(self) -> None:
        spans, self._spans, self._has_text = _tidy(self._spans), [], False
        visible = "".join(span.text for span in spans)
        if not visible:
            return
        label, level, continues_item = self._line
        if match_label(visible) is None:
            level += continues_item
            if label:
                spans.insert(0, Span(label + " "))
        self._written.append("  " * min(level, _DEEPEST) + render_inline(spans))


def _word_label(text: str) -> str:
    """A list label as Word writes it: bullets come as letters of a symbol font (·, o, §, Ø, ü)."""
    bare = text.strip()
    is_symbol = len(bare) == 1 and not bare.isdigit() and bare not in "-–—•" and not "ก" <= bare <= "ฮ"
    return "•" if is_symbol else text


def _tidy(spans: list[Span]) -> list[Span]:
    """The spans of a line without blanks at its ends, and with blanks outside of marks where they can be."""
    pieces: list[Span] = []
    for span in merge(spans):
        body = span.text.strip(" ")
        lead = len(span.text) - len(span.text.lstrip(" "))
        trail = lead + len(body)
        pieces += [replace(span, text=part) for part in (span.text[:lead], body, span.text[trail:]) if part]
    while pieces and is_blank(pieces[0].text):
        del pieces[0]
    while pieces and is_blank(pieces[-1].text):
        pieces.pop()
    for index in range(1, len(pieces) - 1):
        piece, before, after = pieces[index], pieces[index - 1], pieces[index + 1]
        if is_blank(piece.text):  # nobody sees whether a blank is bold
            underline = piece.underline and before.underline and after.underline
            pieces[index] = Span(piece.text, before.bold and after.bold, underline)
    return list(merge(pieces))
