"""The reader of a report's own JSON, in any format that the portal ever published."""

from __future__ import annotations

import json
import re

from reports.formats.json_form import FormatError, loads
from reports.readers.asked import asked_for
from reports.readers.reading import Reading, UnreadableFile

_MARK = b"\xef\xbb\xbf"
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\ud800-\udfff]")
"""What no text of a report holds and no database keeps."""
_OBJECT = re.compile(rb'\s*\{\s*["}]')


def is_json(data: bytes) -> bool:
    """Whether a file looks like a JSON object: no text report begins with a brace and a quotation mark."""
    return bool(_OBJECT.match(data.removeprefix(_MARK)))


def read_json(data: bytes, *, kind: str | None = None, key_year: int | None = None) -> Reading:
    """Read a report's JSON; a report of another kind is refused, one of another year is taken for `key_year`."""
    data = data.removeprefix(_MARK)
    try:
        _refuse_odd(data)
        document = loads(data)
    except FormatError as error:
        raise UnreadableFile("read-json-other", problem=str(error)[:200]) from error
    return asked_for(Reading(document), kind=kind, key_year=key_year)


def _refuse_odd(data: bytes) -> None:
    """Refuse what programs read differently: names that stand twice, and halves of characters."""
    try:
        waiting = [json.loads(data, object_pairs_hook=_once)]
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not JSON: {error}") from error
    while waiting:
        value = waiting.pop()
        if isinstance(value, str) and _NO_TEXT.search(value):
            raise FormatError("a text holds signs that no text has")
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in an object")
    return found
