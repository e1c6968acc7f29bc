"""The parts of a Word file that hold its text, opened with care: a file may come from anyone.

Nothing is unpacked but the few parts that are read, each up to a limit, whatever the file says its size is.
Nothing is ever fetched. Document types are refused (they carry entities), so are macros and parts from elsewhere.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from reports.readers.messages import REFUSALS
from reports.readers.reading import UnreadableFile

SIZE_LIMIT = 20_000_000
"""Largest Word file that is read, in bytes; pictures make them large, text never does."""
PART_LIMIT = 30_000_000
UNPACKED_LIMIT = 60_000_000
"""Bytes of all parts that are read; a book may have a hundred sheets."""
ELEMENT_LIMIT = 300_000
TEXT_LIMIT = 3_000_000
DEPTH_LIMIT = 150
"""A report of a hundred pages has a hundred thousand elements and half a million characters."""
MEMBER_LIMIT = 5_000

OLE = b"\xd0\xcf\x11\xe0"
_MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_FETCHED = ("subDocument", "aFChunk", "oleObject", "frame", "attachedTemplate")
"""Kinds of relations that make Word bring in something from elsewhere."""
_OWN_DISK = re.compile(r"(?:file:/{2,3})?[a-z]:[\\/]", re.IGNORECASE)
_IN_THE_NETWORK = re.compile(r"[a-z]{2,}:|\\\\|//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """The parts as trees; `links` are the addresses of hyperlinks by the name of their relation."""

    document: Element
    parts: dict[str, Element] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def is_package(data: bytes) -> bool:
    """Whether a file looks like one of Word's: of today (a zip file) or of before 2007."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE))


def open_package(data: bytes) -> Package:
    """The text parts of a Word file. Raises UnreadableFile with what to do about it."""
    with opened(data) as parts:
        return _Opened(parts).package()


def as_of(error: UnreadableFile, program: str) -> UnreadableFile:
    """What all zipped files have in common, said of another program's: "book" or "sheets"."""
    if not error.code.startswith("read-word-"):
        return error
    code = error.code.replace("read-word-", f"read-{program}-")
    return UnreadableFile(code if code in REFUSALS else f"read-{program}-damaged")


@contextmanager
def opened(data: bytes) -> Iterator[Parts]:
    """The parts of a file of today's Office. Whatever is wrong with it is an UnreadableFile `read-word-…`."""
    if len(data) > SIZE_LIMIT:
        size = f"{len(data) / 1_000_000:.1f}"
        raise UnreadableFile("read-too-large", size=size, limit=SIZE_LIMIT // 1_000_000)
    if data.startswith(OLE):
        raise UnreadableFile("read-word-old")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Parts(archive)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
    ) as error:  # fmt: skip
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile("read-word-damaged") from error


class Parts:
    """The parts of a file by their names, in any case of letters."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        members = archive.infolist()
        if len(members) > MEMBER_LIMIT:
            raise UnreadableFile("read-word-large")
        self.names = {member.filename.lower(): member.filename for member in members}
        self._unpacked = 0

    def holds_macros(self) -> bool:
        return any("vbaproject" in name for name in self.names)

    def part(self, name: str) -> Element | None:
        """A part as a tree, None when there is none. Only so many bytes are unpacked."""
        known = self.names.get(name.lower())
        if known is None:
            return None
        with self.archive.open(known) as file:
            data = file.read(PART_LIMIT + 1)
        self._unpacked += len(data)
        if len(data) > PART_LIMIT or self._unpacked > UNPACKED_LIMIT:
            raise UnreadableFile("read-word-large")
        return parse_xml(data)


class _Opened:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._part = parts.part

    def package(self) -> Package:
        types = self._part("[Content_Types].xml")
        if types is None:
            raise UnreadableFile("read-word-other")
        if self.parts.holds_macros():
            raise UnreadableFile("read-word-macros")
        main = self._main(types)
        document = self._part(main)
        if document is None:
            raise UnreadableFile("read-word-damaged")
        folder, name = posixpath.split(main)
        links: dict[str, str] = {}
        parts: dict[str, Element] = {}
        relations = self._part(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for relation in relations.iter("Relationship") if relations is not None else ():
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                if kind in _FETCHED and _is_elsewhere(target):
                    raise UnreadableFile("read-word-outside")
                if kind == "hyperlink":
                    links[relation.get("Id", "")] = target
            elif kind in ("numbering", "styles", "footnotes", "endnotes"):
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                part = self._part(posixpath.normpath(path))
                if part is not None:
                    parts[kind] = part
        return Package(document, parts, links)

    def _main(self, types: Element) -> str:
        """The name of the part with the text; a refusal for files of other programs."""
        overrides = {
            each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
            for each in types.iter("Override")
        }
        if any("macroEnabled" in kind for kind in overrides.values()):
            raise UnreadableFile("read-word-macros")
        found = next((name for name, kind in overrides.items() if kind in _MAIN), None)
        if found is None:
            raise UnreadableFile("read-word-other")
        return found


def _is_elsewhere(target: str) -> bool:
    """An address in the network; a template on the writer's own disk is only named, never there."""
    return not _OWN_DISK.match(target) and bool(_IN_THE_NETWORK.match(target))


def parse_xml(data: bytes) -> Element:
    """XML without a document type, of bounded size and depth. Raises UnreadableFile otherwise.

    Elements have their local names alone; attributes keep their namespace, as two may have one name.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = count = length = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > DEPTH_LIMIT or count > ELEMENT_LIMIT:
            raise UnreadableFile("read-word-large")
        builder.start(local(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(local(name))

    def text(characters: str) -> None:
        nonlocal length
        length += len(characters)
        if length > TEXT_LIMIT:
            raise UnreadableFile("read-word-large")
        builder.data(characters)

    def refuse(*_: object) -> None:
        raise UnreadableFile("read-word-outside")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data)
        parser.Parse(b"", True)  # noqa: FBT003 - expat knows no names
    except expat.ExpatError as error:
        raise UnreadableFile("read-word-damaged") from error
    return builder.close()


@lru_cache(maxsize=1000)
def local(name: str) -> str:
    return name.rpartition("}")[2]
