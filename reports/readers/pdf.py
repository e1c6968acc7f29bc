"""The PDF reader: a file with a text layer, its tables cell by cell, read as a Document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from catalogue.frame import Frame
from reports.readers.grid import Element, Row, settle
from reports.readers.pages.content import Page, pages_of
from reports.readers.pages.grid import grid_of, is_more_than_boxes
from reports.readers.pages.layout import laid_out
from reports.readers.pages.margins import without_margins
from reports.readers.pages.unruled_tables import find_unruled
from reports.readers.placing import Place, Places, with_places
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field
from reports.readers.recognise import recognise

ELEMENT_LIMIT = 6_000
"""Paragraphs and rows of a file at most; the longest reports have a thousand."""
_MOST_NAMED = 30
_FEW_LETTERS = 40
"""A page with a picture and fewer letters is the picture of a page."""


def read_pdf(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read a PDF; running titles and page numbers are left out, lines and rows that a page broke are joined.

    `frames` are the catalogue's years; `kind` ("analysis" or "results") and `key_year` (B.E.) win over what the
    text says. Warnings name page, table and row. Raises UnreadableFile for a file that is no PDF, locked, damaged, too
    long, only pictures of pages, or without any table, with ruling lines or without.
    """
    grid, placed, unruled, scanned = grid_from_pdf(data)
    if not any(isinstance(element, Row) for element in grid):
        raise UnreadableFile("read-no-pdf-table")
    reading = recognise(grid, frames, kind=kind, key_year=key_year)
    places = {each.line: placed[each.line] for each in grid if isinstance(each, Row)}
    warnings = with_places(reading.warnings, places)
    if unruled:
        warnings = (_without_lines([placed[line] for line in unruled]), *warnings)
    if scanned:
        warnings = (*warnings, Warning("read-pages-scanned", (("pages", _listed(scanned)),)))
    return replace(reading, warnings=warnings, places=places)


@lru_cache(maxsize=1)
def grid_from_pdf(data: bytes) -> tuple[tuple[Element, ...], Places, tuple[int, ...], tuple[int, ...]]:
    """The paragraphs and rows of a PDF and the places of the rows.

    Then the first rows of tables that have no ruling lines, and the pages that are only pictures.
    """
    pages = pages_of(data)
    scanned = tuple(page.number for page in pages if page.pictures and len(page.letters) < _FEW_LETTERS)
    letters = sum(len(page.letters) for page in pages)
    if not letters or len(scanned) == len(pages):
        raise UnreadableFile("read-pdf-scanned" if scanned else _without_text(pages))
    if sum(page.nameless for page in pages) > letters:
        raise UnreadableFile("read-pdf-letters")
    layouts = [laid_out(page) for page in pages]
    without_margins(layouts)
    if not any(is_more_than_boxes(table) for layout in layouts for table in layout.tables):
        find_unruled(layouts)
    elements, places = grid_of(layouts)
    if len(elements) > ELEMENT_LIMIT:
        raise UnreadableFile("read-pdf-large")
    grid = tuple(settle(elements))
    guessed = {(table.number, table.page) for layout in layouts for table in layout.tables if not table.drawn}
    first = {row.table: row.line for row in reversed(grid) if isinstance(row, Row)}
    unruled = [line for line in first.values() if (places[line][0], places[line][-1]) in guessed]
    return grid, places, tuple(sorted(unruled)), scanned


def _without_lines(places: Sequence[Place]) -> Warning:
    """Which tables have no ruling lines, each by page and number on it."""
    named = [f"{page}/{table}" for table, _row, page in places]
    shown = ", ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")
    return Warning("read-pdf-unruled", (("count", len(named)), ("tables", shown)))


def _without_text(pages: list[Page]) -> str:
    return "read-pdf-letters" if any(page.nameless for page in pages) else "read-empty"


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
