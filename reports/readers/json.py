"""The reader of a report's own JSON, in any format that the portal ever published."""

from __future__ import annotations

import re
from dataclasses import replace

from reports.document import Document
from reports.formats.json_form import FormatError, loads
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field

_MARK = b"\xef\xbb\xbf"
_OBJECT = re.compile(rb'\s*\{\s*["}]')


def is_json(data: bytes) -> bool:
    """Whether a file looks like a JSON object: no text report begins with a brace and a quotation mark."""
    return bool(_OBJECT.match(data.removeprefix(_MARK)))


def read_json(data: bytes, *, kind: str | None = None, key_year: int | None = None) -> Reading:
    """Read a report's JSON; a report of another kind is refused, one of another year is taken for `key_year`."""
    try:
        document = loads(data.removeprefix(_MARK))
    except FormatError as error:
        raise UnreadableFile("read-json-other", problem=str(error)[:200]) from error
    if kind is not None and kind != document.kind:
        raise UnreadableFile(f"read-json-is-{document.kind}")
    if key_year is None or key_year == document.key_year:
        return Reading(document)
    said = document.key_year
    doubts = (Warning("read-year-differs", (("found", said), ("year", key_year))),) if said else ()
    return Reading(_for_the_year(document, key_year), doubts)


def _for_the_year(document: Document, key_year: int) -> Document:
    if document.kind == "analysis":
        return replace(document, assessed_year=key_year, action_year=None, evaluation_year=None)
    return replace(document, action_year=key_year, assessed_year=None, evaluation_year=None)
