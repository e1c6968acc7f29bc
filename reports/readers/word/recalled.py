"""A page of Word read with what its file remembers: edited where somebody edited it, whole where nobody did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from reports.document import Document
from reports.merging.report import merged_report
from reports.readers.placing import Places
from reports.readers.reading import Reading, Warning  # noqa: A004 - the word of the field
from reports.readers.word.memory import Memory

Write = Callable[[Memory], bytes]
"""Writes a remembered report as the file it was; raises anything for a report that cannot be written."""

LINES = 1_000_000
"""Added to the lines of this file: those in ours are lines of another one."""
_NAMING = frozenset({"read-year-differs", "read-kind-differs"})
_PLACES = frozenset({"line", "above", "header", "table", "row", "page", "lines"})


def fits(document: Document, *, kind: str | None, key_year: int | None) -> bool:
    """Whether a remembered report is the one that is asked for."""
    return kind in (None, document.kind) and key_year in (None, document.key_year)


def unedited(ours: Document, places: Places, doubts: tuple[Warning, ...]) -> Reading:
    """What is remembered, of a page that says what it said."""
    return Reading(ours, doubts, _away(places))


def recalled(page: Reading, base: Reading, ours: Document, told: tuple[Warning, ...] = ()) -> Reading:
    """What the page says, with what ours knows beyond it; the page alone when it is another report's.

    `told` is what is to be said besides of our own page.
    """
    if _report_of(page) != _report_of(base):
        return replace(page, warnings=(*page.warnings, Warning("read-memory-other")))
    found = merged_report(page.document, base.document, ours)
    if found is None:
        return replace(page, warnings=(*page.warnings, Warning("read-memory-lost")))
    doubts = (*_new_doubts(page, base), *told)
    if found.unpaired:
        doubts = (*doubts, Warning("read-memory-row"))
    document = found.document
    if document.notes == ours.notes:  # a header that was left without rows is ours
        doubts = tuple(each for each in doubts if each.code != "read-header")
    return Reading(document, doubts, _away(page.places))


def _report_of(reading: Reading) -> tuple[object, ...]:
    """Whose report a page says it is, of which kind and year, also where something else was asked for."""
    document = reading.document
    named = {each.params for each in reading.warnings if each.code in _NAMING}
    return document.municipality, document.kind, document.key_year, named


def _new_doubts(page: Reading, base: Reading) -> tuple[Warning, ...]:
    """The doubts that came with an edit; what was doubtful in our own page is known."""
    known = Counter(map(_doubt, base.warnings))
    found = []
    for each in page.warnings:
        if known[_doubt(each)]:
            known[_doubt(each)] -= 1
        else:
            lines = tuple(line + LINES for line in each.lines)
            line = each.line + LINES if each.line is not None else None
            found.append(replace(each, line=line, lines=lines))
    return tuple(found)


def _doubt(warning: Warning) -> tuple[object, ...]:
    """A doubt without its place, which every added row moves."""
    params = tuple(each for each in warning.params if each[0].split("_")[-1] not in _PLACES)
    return warning.code, params, warning.quote


def _away(places: Places) -> Places:
    return {line + LINES: place for line, place in places.items()}
