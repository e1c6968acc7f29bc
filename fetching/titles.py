"""The title of a web page from its first bytes."""

from __future__ import annotations

import codecs
import re
from html.parser import HTMLParser

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
LIMIT = 300


class _Title(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._inside = self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "title" and not self._done

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._inside:
            self._inside, self._done = False, True

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words.append(data)


def title_of(data: bytes, content_type: str) -> str:
    """The title as one line, at most 300 characters; "" for what is no page or has none."""
    if "html" not in content_type.lower():
        return ""
    parser = _Title()
    try:
        parser.feed(_decoded(data, content_type))
        parser.close()
    except (AssertionError, ValueError):  # html.parser gives up on some broken declarations
        return ""
    line = " ".join("".join(parser.words).split())
    return "".join(character for character in line if character.isprintable())[:LIMIT]


def _decoded(data: bytes, content_type: str) -> str:
    """Older Thai pages are written in TIS-620, and some do not say so."""
    found = _CHARSET.search(content_type.encode("utf-8", "replace")) or _CHARSET.search(data[:2048])
    names = [found[1].decode("ascii", "replace")] if found else []
    try:
        known = codecs.lookup(names[0]).name if names else "utf-8"
    except LookupError:
        known = "utf-8"
    if known in ("tis-620", "iso8859-11", "tis620"):
        known = "cp874"
    if known == "utf-8":
        try:
            return codecs.getincrementaldecoder("utf-8")().decode(data)
        except UnicodeDecodeError:
            known = "cp874"
    return data.decode(known, "replace")
