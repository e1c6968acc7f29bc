"""The links of a document that readers can open, each with its place: of evidence, and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from reports.checks.finding import Where
from reports.checks.texts import measure_place
from reports.document import Document, Evidence

_IN_TEXT = re.compile(r"https?://[^\s\u0e00-\u0e7f<>\"'“”‘’«»()\[\]{}|\\^`]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """An address of evidence, its place and its title."""

    where: Where
    url: str
    title: str


def evidence_links(document: Document) -> Iterator[Link]:
    """The public links of evidence, of measures and then of items, in the order of the annex."""
    for number, section in enumerate(document.sections, start=1):
        for position, measure in enumerate(section.measures, start=1):
            placed = measure_place(number, section, position, "evidence")
            yield from _public(placed, measure.evidence)
    for index, item in enumerate(document.item_evidence):
        path = ("item_evidence", index, "evidence")
        yield from _public(Where(item=item.item or None, field="evidence", path=path), item.evidence)


def _public(where: Where, evidence: tuple[Evidence, ...]) -> Iterator[Link]:
    for index, each in enumerate(evidence):
        if each.public and each.url:
            path = (*(where.path or ()), index, "url")
            yield Link(replace(where, quote=each.url, path=path), each.url, each.title)


def links_in(text: str) -> Iterator[tuple[int, str]]:
    """The addresses that begin with http:// or https:// in a text, without what closes a sentence, and their starts."""
    for found in _IN_TEXT.finditer(text):
        yield found.start(), found[0].rstrip(".,;:!?*_")


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """The website of an address, in lower case without www.; "" for what is no address."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.")


@lru_cache(maxsize=1024)
def is_inside(host: str) -> bool:
    """Whether a host is one of a network that readers are not in: the computer itself, or private numbers."""
    if host == "localhost" or host.endswith((".local", ".lan", ".localhost", ".internal")):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False
