"""The Word reader: a .docx file, with its lists, merged cells and tracked changes, read as a Document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from catalogue.frame import Frame
from reports.readers.grid import Element, Row
from reports.readers.html_tables import grid_from_html
from reports.readers.placing import places_of, with_places
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field
from reports.readers.recognise import recognise
from reports.readers.word.body import Body
from reports.readers.word.package import open_package

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
    grid, pictures = grid_from_docx(data)
    if not any(isinstance(element, Row) for element in grid):
        raise UnreadableFile("read-no-word-table")
    reading = recognise(grid, frames, kind=kind, key_year=key_year)
    places = places_of(grid)
    warnings = with_places(reading.warnings, places)
    if pictures:
        warnings = (*warnings, Warning("read-pictures", (("count", pictures),)))
    return replace(reading, warnings=warnings, places=places)


def grid_from_docx(data: bytes) -> tuple[tuple[Element, ...], int]:
    """The paragraphs and rows of a Word file, and how many pictures among its tables say what cannot be read."""
    body = Body(open_package(data))
    grid = grid_from_html(body.html())
    if len(grid) > ELEMENT_LIMIT:
        raise UnreadableFile("read-word-large")
    if not grid:
        raise UnreadableFile("read-empty")
    return grid, body.pictures
