"""Marks inside one line of cell text: **bold**, __underline__, links, and `\\*` `\\_` `\\\\` as themselves.

A mark is exactly two stars or two underscores; runs of one, three or more (`***`, `____`) are text, as is
a mark that finds no partner with visible text between. Both marks are switches, so they may nest or cross.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ita_portal.thai.normal import INVISIBLE

# Up to the first blank, Thai letter, quote or bracket that no address holds; an escaped mark belongs to it.
_URL = r"https?://[A-Za-z0-9\[](?:[!#-'(),\-./0-9:;=?@A-Z\[\]_a-z~$&+%]|\\[*_\\])*"
_TOKEN = re.compile(rf"(?P<escape>\\[*_\\])|(?P<url>{_URL})|(?P<stars>\*+)|(?P<lines>_+)", re.IGNORECASE)
_URL_TAIL = re.compile(r"(?:(?<!\\)[.,;:!?'_]|(?<!\\)[)\]])$")
_ESCAPED = re.compile(r"\\([*_\\])")
_RUN = re.compile(r"\\+|\*+|_+")


@dataclass(frozen=True)
class Span:
    """Visible text of one style. `href` is set when the text is an http(s) address."""

    text: str
    bold: bool = False
    underline: bool = False
    href: str | None = None


@dataclass
class _Token:
    text: str
    mark: str = ""
    href: str | None = None
    switches: bool = False


def parse_inline(line: str) -> tuple[Span, ...]:
    """The spans of one line; neighbours differ in style or link, none is empty."""
    if _TOKEN.search(line) is None:
        return (Span(line),) if line else ()
    tokens = list(_tokens(line))
    for mark in ("**", "__"):
        _pair(tokens, mark)
    spans: list[Span] = []
    bold = underline = False
    for token in tokens:
        if token.switches:
            bold ^= token.mark == "**"
            underline ^= token.mark == "__"
        elif token.text:
            spans.append(Span(token.text, bold, underline, token.href))
    return merge(spans)


def render_inline(spans: Iterable[Span]) -> str:
    """The line that shows these spans: `parse_inline` of it has the same text and, where marks can say it, styles.

    Links are not written, they are found again in the text. Should marks beside each other ever spoil
    the text, the styles are given up, not the text.
    """
    wanted = [span for span in _without_blank_styles(merge(spans)) if span.text]
    if len(wanted) == 1 and not (wanted[0].bold or wanted[0].underline):
        return escape_line(wanted[0].text)
    text = "".join(span.text for span in wanted)
    for spans_tried in (wanted, [replace(span, underline=False) for span in wanted]):
        line = _marked(merge(spans_tried))
        if "".join(span.text for span in parse_inline(line)) == text:
            return line
    return escape_line(text)


def escape_line(text: str) -> str:
    """Write text so that no mark is seen in it, with as few backslashes as that takes.

    Runs at either end are always escaped, so that the result may be put between marks.
    """

    def escaped(match: re.Match[str]) -> str:
        run = match[0]
        at_edge = match.start() == 0 or match.end() == len(text)
        if run[0] == "\\":
            alone = len(run) == 1 and match.end() < len(text) and text[match.end()] not in "*_"
            return run if alone else run * 2
        return "".join("\\" + character for character in run) if len(run) == 2 or at_edge else run

    return _RUN.sub(escaped, text)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join neighbours of the same style; an address stays a span of its own."""
    merged: list[Span] = []
    group: list[Span] = []  # neighbours of one style, no addresses
    for span in spans:
        same = group and group[0].bold == span.bold and group[0].underline == span.underline
        if group and (span.href is not None or not same):
            merged.append(_joined(group))
            group = []
        if span.href is not None:
            merged.append(span)
        else:
            group.append(span)
    if group:
        merged.append(_joined(group))
    return tuple(merged)


def _joined(group: list[Span]) -> Span:
    if len(group) == 1:
        return group[0]
    return Span("".join(span.text for span in group), group[0].bold, group[0].underline)


def slice_spans(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """The part of the spans whose text is characters `start` to `end` of their whole text."""
    kept = []
    at = 0
    for span in spans:
        first, last = max(start - at, 0), min(end - at, len(span.text))
        if first < last:
            whole = first == 0 and last == len(span.text)
            kept.append(span if whole else replace(span, text=span.text[first:last], href=None))
        at += len(span.text)
    return tuple(kept)


def is_blank(text: str) -> bool:
    """Nothing to see: white space and characters without ink only."""
    return not INVISIBLE.sub("", text).strip()


def _tokens(line: str) -> Iterator[_Token]:
    at = 0
    text: list[str] = []  # pieces of plain text not yet handed over
    while (match := _TOKEN.search(line, at)) is not None:
        text.append(line[at : match.start()])
        at = match.end()
        if match["escape"]:
            text.append(match[0][1])
        elif match["url"]:
            yield _Token("".join(text))
            text = []
            written = _trimmed(match[0])
            at = match.start() + len(written)
            address = _ESCAPED.sub(r"\1", written)
            yield _Token(address, href=address)
        elif len(match[0]) == 2:
            yield _Token("".join(text))
            text = []
            yield _Token(match[0], mark=match[0])
        else:
            text.append(match[0])
    text.append(line[at:])
    yield _Token("".join(text))


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it; a bracket stays if it was opened inside."""
    end = len(address)
    opened = {")": address.count("(") - address.count(")"), "]": address.count("[") - address.count("]")}
    while end and _URL_TAIL.search(address, max(end - 2, 0), end):
        last = address[end - 1]
        if last in opened:
            if opened[last] >= 0:
                break
            opened[last] += 1
        end -= 1
    return address[:end]


def _pair(tokens: list[_Token], mark: str) -> None:
    """Switch on the pairs of a mark: each opens at one and closes at the next with visible text between."""
    opening: _Token | None = None
    seen = False
    for token in tokens:
        if token.mark == mark:
            if opening is not None and seen:
                opening.switches = token.switches = True
                opening = None
            else:
                opening, seen = token, False
        elif not token.mark and not is_blank(token.text):
            seen = True


def _without_blank_styles(spans: Iterable[Span]) -> list[Span]:
    """Take bold and underline off where they would cover nothing visible."""
    result: list[Span] = []
    for _, run in groupby(spans, key=lambda span: span.bold):
        group = list(run)
        blank = all(is_blank(span.text) for span in group)
        result += [replace(span, bold=False) for span in group] if blank and group[0].bold else group
    spans, result = result, []
    for _, run in groupby(spans, key=lambda span: span.underline):
        group = list(run)
        blank = all(is_blank(span.text) for span in group)
        result += (
            [replace(span, underline=False) for span in group] if blank and group[0].underline else group
        )
    return list(merge(result))


def _marked(spans: Iterable[Span]) -> str:
    line: list[str] = []
    switched_on: list[str] = []
    for span in (*spans, Span("")):
        wanted = {"**": span.bold, "__": span.underline}
        closing = [
            mark for mark in reversed(switched_on) if not wanted[mark]
        ]  # so that marks nest where they can
        opening = [mark for mark in wanted if wanted[mark] and mark not in switched_on]
        line += [*closing, *opening, escape_line(span.text)]
        switched_on = [mark for mark in switched_on if wanted[mark]] + opening
    return "".join(line)
