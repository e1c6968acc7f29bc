"""Bold and underlined words that a page tells by classes, as Excel and Word put them on the clipboard.

Excel writes `<td class=xl65>` and `<font class=font6>` and says in a style sheet what these are. Only that is read:
rules of one class each, weight and underline. The nearest class that says something counts, so that words of usual
weight in a bold cell are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ita_portal.thai.html_tokens import Tag, attributes_of

_LONGEST = 400_000
"""Letters of style sheets that are looked at; Word writes a tenth of it."""
_MOST_CLASSES = 2_000
_LONGEST_RULE = 4_000
_SHEET = re.compile(r"<style\b[^>]{0,200}>", re.IGNORECASE)
_CLASS = re.compile(r"(?:td|th|span|font)?\.([A-Za-z_][\w-]{0,60})", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:\A|[;\s])font-weight\s*:\s*([a-z]+|[0-9]{3})", re.IGNORECASE)
_LINE = re.compile(r"(?:\A|[;\s])text-decoration(?:-line)?\s*:\s*([a-z -]{1,60})", re.IGNORECASE)
_HEAVY = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_PARTS = frozenset({"td", "th", "span", "font"})
_ENDS = frozenset({"td", "th", "tr", "table", "tbody", "thead", "tfoot"})

Token = Tag | str


@dataclass(frozen=True, slots=True)
class Look:
    """What a class says of weight and underline; None where it says nothing."""

    bold: bool | None = None
    underline: bool | None = None

    def over(self, other: Look) -> Look:
        """This one where it says something, the other elsewhere."""
        return Look(
            other.bold if self.bold is None else self.bold,
            other.underline if self.underline is None else self.underline,
        )


def looks_of(html: str) -> dict[str, Look]:
    """The classes that a page's style sheets make bold or underlined, or plain again."""
    found: dict[str, Look] = {}
    for selectors, body in _rules(_sheets(html)):
        look = _look(body)
        if look == Look():
            continue
        for selector in selectors.split(","):
            named = _CLASS.fullmatch(selector.strip())
            if named and len(found) < _MOST_CLASSES:
                found[named[1]] = look.over(found.get(named[1], Look()))
    return found


def _sheets(html: str) -> str:
    """The style sheets of a page, one after the other."""
    sheets, room = [], _LONGEST
    at = 0
    while room > 0 and (begin := _SHEET.search(html, at)):
        end = html.find("</", begin.end())
        at = len(html) if end < 0 else end
        sheets.append(html[begin.end() : min(at, begin.end() + room)])
        room -= len(sheets[-1])
    written = "\n".join(sheets).replace("<!--", " ").replace("-->", " ")
    return " ".join(_without_comments(written))


def _without_comments(sheet: str) -> Iterator[str]:
    at = 0
    while (begin := sheet.find("/*", at)) >= 0:
        yield sheet[at:begin]
        end = sheet.find("*/", begin + 2)
        if end < 0:
            return
        at = end + 2
    yield sheet[at:]


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    at = 0
    while (begin := sheet.find("{", at)) >= 0 and (end := sheet.find("}", begin)) >= 0:
        if begin - at < _LONGEST_RULE and end - begin < _LONGEST_RULE:
            yield sheet[at:begin], sheet[begin + 1 : end]
        at = end + 1


def _look(declarations: str) -> Look:
    weight, line = _WEIGHT.search(declarations), _LINE.search(declarations)
    return Look(
        weight[1].lower() in _HEAVY if weight else None,
        "underline" in line[1].lower() if line else None,
    )


def dressed(source: Iterable[Token], looks: Mapping[str, Look]) -> Iterator[Token]:
    """The tokens with the words that classes make bold or underlined in elements of their own."""
    if not looks:
        yield from source
        return
    opened: list[tuple[str, Look]] = []
    for token in source:
        if isinstance(token, str):
            yield from _marked(token, opened[-1][1] if opened else Look())
            continue
        if token.name in _ENDS:
            opened.clear()
        if token.name in _PARTS and not token.closing:
            around = opened[-1][1] if opened else Look()
            opened.append((token.name, _own(token, looks).over(around)))
        elif token.closing and opened and opened[-1][0] == token.name:
            opened.pop()
        yield token


def _own(tag: Tag, looks: Mapping[str, Look]) -> Look:
    """What an element says itself. What it says in its own style is told by that; here it only ends a class's."""
    attributes = attributes_of(tag)
    look = Look()
    for name in attributes.get("class", "").split()[:20]:
        look = looks.get(name, Look()).over(look)
    inline = _look(attributes.get("style", ""))
    return Look(
        False if inline.bold is not None else None, False if inline.underline is not None else None
    ).over(look)


def _marked(text: str, look: Look) -> Iterator[Token]:
    names = [name for name, wanted in (("b", look.bold), ("u", look.underline)) if wanted and text.strip()]
    yield from (Tag(name, "", closing=False) for name in names)
    yield text
    yield from (Tag(name, "", closing=True) for name in reversed(names))
