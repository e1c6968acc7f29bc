"""A file that says itself which report it is, taken for the report that was asked for."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Document
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field


def asked_for(reading: Reading, *, kind: str | None, key_year: int | None) -> Reading:
    """A report of another kind is refused (UnreadableFile), one of another year is taken for `key_year`."""
    document = reading.document
    if kind is not None and kind != document.kind:
        raise UnreadableFile(f"read-json-is-{document.kind}")
    if key_year is None or key_year == document.key_year:
        return reading
    said = document.key_year
    doubts = (Warning("read-year-differs", (("found", said), ("year", key_year))),) if said else ()
    return replace(reading, document=_for_the_year(document, key_year), warnings=(*reading.warnings, *doubts))


def _for_the_year(document: Document, key_year: int) -> Document:
    if document.kind == "analysis":
        return replace(document, assessed_year=key_year, action_year=None, evaluation_year=None)
    return replace(document, action_year=key_year, assessed_year=None, evaluation_year=None)
