"""Tags and text of an HTML fragment, read in one pass and in linear time whatever the input.

The standard library's parser looks again and again for ends that never come ("<!--" repeated takes hours on
two megabytes) and stops at character references of thousands of digits; a cell may be pasted by anyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple


class Tag(NamedTuple):
    """A start or end tag; `name` in lower case, `attributes` as written (see `attributes_of`)."""

    name: str
    attributes: str
    closing: bool


_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:_-]*+)(?=[\s/>])")
_ATTRIBUTE = re.compile(r"""(?<![^\s/"'])([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_STOP = re.compile("[>\"']")
_OVERLONG_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_HIDDEN = frozenset({"script", "style", "template", "title"})
_CLOSE = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in _HIDDEN}
_KNOWN = frozenset(
    "a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br "
    "button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir "
    "div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu "
    "meta meter nav noframes noscript object ol optgroup option output p param picture pre progress q "
    "rp rt ruby s samp script section select small source span strike strong style sub summary sup "
    "svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr "
    "xml".split()
)


def tokens(fragment: str) -> Iterator[Tag | str]:
    """Tags, and the text between them with character references resolved.

    Comments, declarations and processing instructions are left out, as is what stands inside script,
    style, template and title. Whatever is no complete tag is text, so that nothing visible is lost.
    """
    scanner = _Scanner(fragment)
    at = text_from = 0
    while (at := fragment.find("<", at)) >= 0:
        end, tag = scanner.markup(at)
        if end is None:
            at += 1
            continue
        if at > text_from:
            yield resolve(fragment[text_from:at])
        if tag is not None:
            yield tag
        at = text_from = end
    if text_from < len(fragment):
        yield resolve(fragment[text_from:])


def resolve(text: str) -> str:
    """Character references as characters."""
    return unescape(_OVERLONG_REFERENCE.sub("\ufffd", text)) if "&" in text else text


def attributes_of(tag: Tag) -> dict[str, str]:
    """The attributes that have a value; of two with one name the first counts.

    Only references that end in a semicolon are resolved: "?a=1&copy=2" is an address.
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag.attributes):
        value = double or single or bare
        found.setdefault(name.lower(), _REFERENCE.sub(lambda match: unescape(match[0]), value))
    return found


class _Scanner:
    """Finds where markup ends, remembering what it has looked for in vain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = {mark: text.rfind(mark) for mark in (">", '"', "'", "-->", "]]>")}
        self.quotes_are_text = False
        self.never_closed: set[str] = set()

    def markup(self, at: int) -> tuple[int | None, Tag | None]:
        """The end of the markup that begins at `at` and its tag, if it is one; end None when it is text."""
        text = self.text
        if text.startswith("<!--", at):
            return self._after("-->", at + 4), None
        if text.startswith("<![CDATA[", at):
            return self._after("]]>", at + 9), None
        if (
            text.startswith(("<!", "<?"), at)
            and at + 2 < len(text)
            and (text[at + 2].isalpha() or text[at + 2] in "[/")
        ):
            return self._after(">", at + 2), None
        name = _NAME.match(text, at)
        if name is None:
            return None, None
        end = self._tag_end(name.end())
        if end is None:
            return None, None
        tag = Tag(name[1].lower(), text[name.end() : end - 1], text[at + 1] == "/")
        if _looks_like_text(tag):
            return None, None
        if tag.name in _HIDDEN and not tag.closing and not tag.attributes.endswith("/"):
            return self._after_hidden(tag.name, end), None
        return end, tag

    def _after(self, mark: str, start: int) -> int | None:
        if self.last[mark] < start:
            return None
        return self.text.index(mark, start) + len(mark)

    def _tag_end(self, at: int) -> int | None:
        """The position after the ">" that ends a tag; one inside a quoted value does not end it."""
        first = self._after(">", at)
        if first is None or self.quotes_are_text:
            return first
        while (found := _STOP.search(self.text, at)) is not None:
            if found[0] == ">":
                return found.end()
            if self.last[found[0]] < found.end():
                at = found.end()  # never closed: an ordinary character
            else:
                at = self.text.index(found[0], found.end()) + 1
        self.quotes_are_text = True
        return first

    def _after_hidden(self, name: str, start: int) -> int:
        """The position after the end tag; only the start tag is left out when the end tag never comes."""
        if name in self.never_closed:
            return start
        close = _CLOSE[name].search(self.text, start)
        if close is None:
            self.never_closed.add(name)
            return start
        return self._after(">", close.end()) or len(self.text)


def _looks_like_text(tag: Tag) -> bool:
    """An unknown name followed by bare words is a sentence with a "<" in it: "x <y and z> w"."""
    if tag.name in _KNOWN or ":" in tag.name or "-" in tag.name:
        return False
    return "=" not in tag.attributes and bool(tag.attributes.strip(" \t\r\n\f/"))
