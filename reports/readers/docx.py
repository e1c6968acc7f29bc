"""The Word reader: a .docx file, with its lists, merged cells and tracked changes, read as a Document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from catalogue.frame import Frame
from ita_portal.thai.celltext import plain
from reports.document import Block, Document
from reports.readers.grid import Element, Row
from reports.readers.html_tables import grid_from_html
from reports.readers.placing import places_of, with_places
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field
from reports.readers.recognise import recognise
from reports.readers.word.body import Body
from reports.readers.word.own import cover_lines, own_title
from reports.readers.word.package import Package, open_package

ELEMENT_LIMIT = 5_000
"""Paragraphs and rows of a file at most; the longest reports have a thousand."""


def read_docx(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read a Word file; tracked changes count as accepted, headers, footers and pictures are left out.

    `frames` are the catalogue's years; `kind` ("analysis" or "results") and `key_year` (B.E.) win over what the
    text says. Warnings name table and row. Raises UnreadableFile for a file that is no Word file, too large,
    damaged or dangerous, or without any table.
    """
    package = open_package(data)
    grid, pictures = _grid(package)
    if not any(isinstance(element, Row) for element in grid):
        raise UnreadableFile("read-no-word-table")
    reading = recognise(grid, frames, kind=kind, key_year=key_year)
    if lines := cover_lines(package.document):
        title = own_title(package.document) or reading.document.title
        reading = replace(reading, document=replace(without_lines(reading.document, lines), title=title))
    places = places_of(grid)
    warnings = with_places(reading.warnings, places)
    if pictures:
        warnings = (*warnings, Warning("read-pictures", (("count", pictures),)))
    return replace(reading, warnings=warnings, places=places)


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
