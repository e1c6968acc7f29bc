"""Where a link of an HTML fragment leads, and whether its text already says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")
_SAFE = "!#$%&'()*+,/:;=?@[]~_-."
_START = re.compile(r"(?:https?://)?", re.IGNORECASE)


@dataclass
class Link:
    """A link being read: where its text began, and the pieces of that text."""

    address: str
    line: int
    first_span: int
    pieces: list[str] = field(default_factory=list)

    def is_meant_by(self, text: str) -> bool:
        """Whether the text is the address but for "https://" and a closing slash, so that nothing of it is lost."""
        return _bare(text) == _bare(self.address) and text.rstrip("/") in self.address


def address_of(href: str) -> str | None:
    """The address to print for a link: http(s) with everything unusual percent-encoded, or a bare mail address
    or telephone number. None for addresses within a page or site, scripts, files and anything else."""
    bare = _CONTROLS.sub("", href).strip()
    scheme, colon, rest = bare.partition(":")
    scheme = scheme.lower()
    if not colon:
        return None
    if scheme in ("http", "https") and re.match(r"//[^/?#\s]", rest):
        return quote(f"{scheme}:{rest}", safe=_SAFE, errors="replace")
    if scheme in ("mailto", "tel"):
        return unquote(rest.partition("?")[0], errors="replace").strip() or None
    return None


def _bare(address: str) -> str:
    match = _START.match(address)
    return address[match.end() if match else 0 :].rstrip("/").lower()
