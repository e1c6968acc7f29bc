"""The reader of a report's own JSON, in any format that the portal ever published."""

from __future__ import annotations

import re

from reports.formats.json_form import FormatError, loads
from reports.readers.asked import asked_for
from reports.readers.reading import Reading, UnreadableFile

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
    return asked_for(Reading(document), kind=kind, key_year=key_year)
