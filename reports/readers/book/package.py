"""The parts of an Excel file that hold its text, opened with care: a file may come from anyone.

Only the parts that are read are unpacked, each up to a limit whatever the file says its size is. Macros and document
types are refused; links to other workbooks are never followed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reports.readers.reading import UnreadableFile
from reports.readers.word.package import MEMBER_LIMIT, Parts, as_of, opened

MAIN = "xl/workbook.xml"
SHEETS_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: its name and its tree (`worksheet`)."""

    name: str
    root: Element


@dataclass(frozen=True, slots=True)
class Book:
    """The visible sheets in their order; `strings` and `styles` are the parts they point into, None when absent.

    `hidden` counts the sheets that are not shown.
    """

    sheets: tuple[Sheet, ...]
    strings: Element | None
    styles: Element | None
    since_1904: bool
    hidden: int = 0


def is_book(data: bytes) -> bool:
    """Whether a file looks like one of Excel's of today."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.lower().startswith("xl/") for name in archive.namelist()[:MEMBER_LIMIT])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return b"xl/" in data and b"word/" not in data  # its list of parts is lost, their names are not


def open_book(data: bytes) -> Book:
    """The text parts of an Excel file. Raises UnreadableFile with what to do about it."""
    try:
        with opened(data) as parts:
            return _Opened(parts).book()
    except UnreadableFile as error:
        raise as_of(error, "book") from None


class _Opened:
    def __init__(self, parts: Parts) -> None:
        self._part = parts.part
        self.names = parts.names
        if parts.holds_macros():
            raise UnreadableFile("read-book-macros")
        if any(name.startswith("xl/externallinks/") for name in parts.names):
            raise UnreadableFile("read-book-links")

    def book(self) -> Book:
        main = self._part(MAIN)
        if main is None:
            binary = any(name.endswith("workbook.bin") for name in self.names)
            raise UnreadableFile("read-book-binary" if binary else "read-book-damaged")
        targets = self._targets()
        properties = main.find("workbookPr")
        since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        return Book(
            tuple(self._sheets(main, targets)),
            self._part("xl/sharedStrings.xml"),
            self._part("xl/styles.xml"),
            since_1904,
            sum(each.get("state", "visible") != "visible" for each in main.iter("sheet")),
        )

    def _sheets(self, main: Element, targets: dict[str, str]) -> Iterator[Sheet]:
        for number, sheet in enumerate(main.iter("sheet")):
            if number >= SHEETS_LIMIT:
                raise UnreadableFile("read-book-large")
            if sheet.get("state", "visible") != "visible":
                continue
            relation = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
            root = self._part(targets.get(relation, ""))
            if root is not None and root.tag == "worksheet":
                yield Sheet(sheet.get("name", ""), root)

    def _targets(self) -> dict[str, str]:
        relations = self._part("xl/_rels/workbook.xml.rels")
        found = {}
        for each in relations.iter("Relationship") if relations is not None else ():
            target = each.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            found[each.get("Id", "")] = posixpath.normpath(path)
        return found
