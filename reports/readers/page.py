"""The reader of web pages, and of the HTML that many programs save under the name of a workbook (.xls)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from catalogue.frame import Frame
from reports.readers.decoding import decode
from reports.readers.grid import Row
from reports.readers.html_tables import grid_from_html
from reports.readers.placing import places_of, with_places
from reports.readers.reading import Reading, UnreadableFile
from reports.readers.recognise import recognise

ELEMENT_LIMIT = 5_000
"""Paragraphs and rows, as in a Word file."""
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|meta|table)[\s>]", re.IGNORECASE)


def is_page(data: bytes) -> bool:
    """Whether a file begins like HTML."""
    return bool(_BEGINS.match(data[:1000]))


def read_page(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read the tables and the text of HTML as they show. Warnings name table and row. Raises UnreadableFile."""
    grid = grid_from_html(decode(data))
    if len(grid) > ELEMENT_LIMIT:
        raise UnreadableFile("read-page-large")
    if not any(isinstance(element, Row) for element in grid):
        raise UnreadableFile("read-page-no-table")
    reading = recognise(grid, frames, kind=kind, key_year=key_year)
    places = places_of(grid)
    return replace(reading, warnings=with_places(reading.warnings, places), places=places)
