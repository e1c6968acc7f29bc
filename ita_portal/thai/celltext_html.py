"""HTML of web pages, Word, Excel and converters, turned into cell text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from ita_portal.thai.digits import to_thai
from ita_portal.thai.html_lines import Lines
from ita_portal.thai.html_links import address_of
from ita_portal.thai.html_tokens import Tag, attributes_of, tokens

_BREAKING = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main nav ol "
    "optgroup option p pre section summary table tbody tfoot thead tr ul br".split()
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNDERLINED = frozenset({"u", "ins"})
_STYLED = _BOLD | _UNDERLINED | {"span", "font", "p", "div", "td", "th", "em", "i", "a"}
_NOT_NESTED = frozenset({"p", "td", "th"})  # a new one ends the one before
_LISTS = frozenset({"ul", "ol", "dir", "menu"})
_COUNT = re.compile("[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True)
class _Effect:
    bold: bool
    underline: bool
    symbols: bool


@dataclass
class _List:
    ordered: bool
    number: int
    thai: bool
    unmarked: bool
    in_item: bool = False

    def next_label(self) -> str:
        if self.unmarked:
            return ""
        if not self.ordered:
            return "-"
        number, self.number = self.number, self.number + 1
        return f"{to_thai(str(number)) if self.thai else number}."


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
            writer.lines.add(token)
        elif token.closing:
            writer.end(token.name)
        else:
            writer.start(token)
    return writer.lines.finish()


class _Writer:
    """Follows the tags: which styles, lists and links are open."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.effects: defaultdict[str, list[_Effect]] = defaultdict(list)
        self.bold = self.underline = self.symbols = self.preformatted = 0
        self.lists: list[_List] = []
        self.word_level = 0  # of a paragraph that Word's "mso-list" makes a list item

    def start(self, tag: Tag) -> None:
        name = tag.name
        self._break(name)
        wants_attributes = tag.attributes and (name in _STYLED or name in _LISTS or name == "li")
        attributes = attributes_of(tag) if wants_attributes else {}
        style = _declarations(attributes.get("style", ""))
        if name in ("td", "th"):
            self.lines.begin_cell()
        elif name in _LISTS:
            marks = style.get("list-style-type", "") + " " + style.get("list-style", "")
            first = _count(attributes.get("start", ""), 1)
            self.lists.append(_List(name == "ol", first, "thai" in marks, "none" in marks))
        elif name == "li":
            self._start_item(attributes)
        elif name == "pre":
            self.preformatted += 1
        elif name == "a":
            self._start_link(attributes.get("href", ""))
        if name in _NOT_NESTED:
            while self.effects[name]:
                self._remove_effect(name)
        if name == "p":
            listed = re.search("level([1-9])", style.get("mso-list", ""))
            self.word_level = int(listed[1]) - 1 if listed else 0
        if name in _STYLED and not tag.attributes.endswith("/"):
            self._add_effect(name, style)
        self._tell_lines()

    def end(self, name: str) -> None:
        if name == "a":
            self.lines.end_link()
        if self.effects[name]:
            self._remove_effect(name)
        if name in _LISTS and self.lists:
            self.lists.pop()
            self.lines.label = None
        elif name == "li":
            self.lines.label = None
            if self.lists:
                self.lists[-1].in_item = False
        elif name == "pre":
            self.preformatted = max(self.preformatted - 1, 0)
        self._break(name)
        self._tell_lines()

    def _break(self, name: str) -> None:
        if name == "tr":
            self.lines.begin_row()
        elif name in _BREAKING:
            self.lines.end_line()

    def _tell_lines(self) -> None:
        lines = self.lines
        lines.bold, lines.underline = self.bold > 0, self.underline > 0
        lines.in_symbols, lines.preformatted = self.symbols > 0, self.preformatted > 0
        lines.level = max(len(self.lists) - 1, self.word_level, 0)
        lines.continues_item = lines.label is None and bool(self.lists) and self.lists[-1].in_item

    def _start_item(self, attributes: dict[str, str]) -> None:
        if not self.lists:
            self.lines.label = "-"
            return
        inner = self.lists[-1]
        inner.in_item = True
        inner.number = _count(attributes.get("value", ""), inner.number)
        self.lines.label = inner.next_label()

    def _start_link(self, href: str) -> None:
        self.lines.end_link()
        address = address_of(href)
        if address is not None:
            self.lines.begin_link(address)

    def _add_effect(self, name: str, style: dict[str, str]) -> None:
        weight = style.get("font-weight", "")
        heavy = weight in ("bold", "bolder") or _count(weight, 0) >= 600
        decoration = style.get("text-decoration", "") + " " + style.get("text-decoration-line", "")
        effect = _Effect(
            bold=heavy or (name in _BOLD and not weight),
            underline="underline" in decoration or (name in _UNDERLINED and "none" not in decoration),
            symbols=style.get("mso-list") == "ignore",
        )
        self.effects[name].append(effect)
        self._count_effect(effect, 1)

    def _remove_effect(self, name: str) -> None:
        effect = self.effects[name].pop()
        self._count_effect(effect, -1)
        if effect.symbols:
            self.lines.space()

    def _count_effect(self, effect: _Effect, step: int) -> None:
        self.bold += step * effect.bold
        self.underline += step * effect.underline
        self.symbols += step * effect.symbols


def _count(written: str, otherwise: int) -> int:
    return int(written) if _COUNT.fullmatch(written) else otherwise


def _declarations(style: str) -> dict[str, str]:
    """The declarations of a style attribute, in lower case; the last of a name counts."""
    found = {}
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.strip()
    return found
