"""What a Word file of the portal knows of its report beyond its pages (`reports.writers.docx.memory`).

It came with a file that may come from anyone, so it is worth what an uploaded JSON file is: bounded before it is
read, and nothing of it counts that the pages contradict. Whatever is wrong with it, there is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from reports.document import Document
from reports.formats.json_form import FormatError, from_tree, loads
from reports.layouts import Layout
from reports.readers.reading import UnreadableFile
from reports.readers.word.package import opened
from reports.word_marks import MEMORY

SIZE_LIMIT = 4_000_000
"""Bytes: a report of a hundred pages has a third of a million."""
PARTS_LIMIT = 20
"""Parts of custom XML that are looked at; templates of offices have two or three."""

_PART = re.compile(r"customxml/item[0-9]{0,4}\.xml")


@dataclass(frozen=True, slots=True)
class Memory:
    """The report, and the layout it was printed in when that was not its own."""

    document: Document
    layout: Layout | None = None


class _Other(Exception):
    """Not a part of ours."""


def memory_of(data: bytes) -> Memory | None:
    """What a Word file remembers; None when there is nothing, or nothing that can be used."""
    try:
        with opened(data) as parts:
            names = sorted(name for name in parts.names if _PART.fullmatch(name))[:PARTS_LIMIT]
            for name in names:
                with parts.archive.open(parts.names[name]) as file:
                    part = file.read(SIZE_LIMIT + 1)
                if len(part) <= SIZE_LIMIT and MEMORY.encode() in part:
                    return _memory(part)
    except (UnreadableFile, _Other, FormatError, ValueError, RecursionError, expat.ExpatError):
        return None
    return None


def _memory(part: bytes) -> Memory:
    texts = dict(_texts(part))
    layout: Layout | None = from_tree(Layout, json.loads(texts["layout"])) if "layout" in texts else None
    document = loads(texts.get("document", "").encode())
    if any(each.impossible() for each in (document.layout, layout) if each is not None):
        raise _Other
    return Memory(document, layout)


def _texts(part: bytes) -> Iterator[tuple[str, str]]:
    """The text of each element of ours below the root; no document type, and nothing deeper."""
    found: dict[str, list[str]] = {}
    path: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, _attributes: object) -> None:
        path.append(name)
        if path[0] != f"{MEMORY} report" or len(path) > 2:
            raise _Other
        found.setdefault(name, [])

    def end(_name: str) -> None:
        path.pop()

    def text(characters: str) -> None:
        if len(path) == 2:
            found[path[1]].append(characters)

    def refuse(*_: object) -> None:
        raise _Other

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(part, True)  # noqa: FBT003 - expat knows no names
    prefix = f"{MEMORY} "
    yield from ((name.removeprefix(prefix), "".join(pieces)) for name, pieces in found.items())
