"""The Word reader: a .docx file, with its lists, merged cells and tracked changes, read as a Document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from catalogue.frame import Frame
from ita_portal.thai.celltext import plain
from reports.document import Block, Document
from reports.readers.grid import Element, Row
from reports.readers.html_tables import grid_from_html
from reports.readers.placing import Places, places_of, with_places
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field
from reports.readers.recognise import recognise
from reports.readers.word.body import Body
from reports.readers.word.memory import Memory, memory_of
from reports.readers.word.own import cover_lines, own_texts, own_title, registered
from reports.readers.word.package import Package, open_package
from reports.readers.word.recalled import Write, fits, recalled, unedited

ELEMENT_LIMIT = 5_000
"""Paragraphs and rows of a file at most; the longest reports have a thousand."""


def read_docx(
    data: bytes,
    *,
    frames: Mapping[int, Frame],
    kind: str | None = None,
    key_year: int | None = None,
    write: Write | None = None,
) -> Reading:
    """Read a Word file; tracked changes count as accepted, headers, footers and pictures are left out.

    `frames` are the catalogue's years; `kind` ("analysis" or "results") and `key_year` (B.E.) win over what the
    text says. With `write`, a file of the portal brings back what its pages do not show as well (`word.memory`).
    Warnings name table and row. Raises UnreadableFile for a file that is no Word file, too large, damaged or
    dangerous, or without any table.
    """
    page = Page(open_package(data))
    memory = memory_of(data) if write is not None else None
    if write is None or memory is None or not fits(memory.document, kind=kind, key_year=key_year):
        return page.read(frames, kind, key_year)
    base = _written_again(memory, write)
    if base is None:
        return page.read(frames, kind, key_year)
    own = own_texts(page.package.document) != own_texts(base.package.document)
    told = (Warning("read-own-edited"),) if own else ()
    if base.grid == page.grid:
        return unedited(memory.document, page.places, (*page.doubts, *told))
    reading = page.read(frames, kind, key_year)
    try:
        known = base.read(frames, kind, key_year)
    except UnreadableFile:
        return reading
    return recalled(reading, known, memory.document, told)


def _written_again(memory: Memory, write: Write) -> Page | None:
    """The page as it was when it was written; None for a report that cannot be written."""
    try:
        return Page(open_package(write(memory)))
    except Exception:  # noqa: BLE001 - a memory may come from anyone; the page is read all the same
        return None


class Page:
    """What a file shows: its paragraphs and rows, and what of it cannot be read."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.grid, self.pictures = _grid(package)

    @property
    def places(self) -> Places:
        return places_of(self.grid)

    @property
    def doubts(self) -> tuple[Warning, ...]:
        return (Warning("read-pictures", (("count", self.pictures),)),) if self.pictures else ()

    def read(self, frames: Mapping[int, Frame], kind: str | None, key_year: int | None) -> Reading:
        """What the recogniser makes of it."""
        if not any(isinstance(element, Row) for element in self.grid):
            raise UnreadableFile("read-no-word-table")
        reading = recognise(self.grid, frames, kind=kind, key_year=key_year)
        word = self.package.document
        if lines := cover_lines(word):
            number, day = registered(word)
            document = replace(
                without_lines(reading.document, lines),
                title=own_title(word) or reading.document.title,
                number=number,
                dated=day,
            )
            reading = replace(reading, document=document)
        warnings = (*with_places(reading.warnings, self.places), *self.doubts)
        return replace(reading, warnings=warnings, places=self.places)


def without_lines(document: Document, lines: frozenset[str]) -> Document:
    """The Document without what stands among these lines (without white space) in the text before its tables."""

    def rest(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            each for each in blocks if each.kind == "table" or "".join(plain(each.text).split()) not in lines
        )

    return replace(
        document,
        before=rest(document.before),
        result=replace(document.result, before=rest(document.result.before)),
        analysis_before=rest(document.analysis_before),
        sections_before=rest(document.sections_before),
    )


def grid_from_docx(data: bytes) -> tuple[tuple[Element, ...], int]:
    """The paragraphs and rows of a Word file, and how many pictures among its tables say what cannot be read."""
    return _grid(open_package(data))


def _grid(package: Package) -> tuple[tuple[Element, ...], int]:
    body = Body(package)
    grid = grid_from_html(body.html())
    if len(grid) > ELEMENT_LIMIT:
        raise UnreadableFile("read-word-large")
    if not grid:
        raise UnreadableFile("read-empty")
    return grid, body.pictures
