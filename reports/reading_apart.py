"""Reading somebody's file in a process of its own, with limits on time and memory (`reports.apart`).

The officer's upload and the commands read through here; nothing in this module needs Django, so that the process
starts in a fraction of a second.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalogue.frame import Frame
from reports.apart import AllBusy, TooMuch, ask, in_turn
from reports.document import Document
from reports.formats.json_form import from_tree, to_tree
from reports.readers.reading import Reading, UnreadableFile, Warning  # noqa: A004 - the word of the field
from reports.reading_files import file_bytes, is_plain, read_report

SECONDS = 45
"""Seconds that reading a file may take; the longest reports take three, on a machine with much else to do more."""
AT_ONCE = 3
"""Files that one process of the portal has read at a time."""
PATIENCE = 10
"""Seconds that a file waits for its turn."""

_free = threading.BoundedSemaphore(AT_ONCE)


def read_apart(
    data: bytes,
    *,
    frames: Mapping[int, Frame],
    kind: str = "",
    key_years: Mapping[str, int] | None = None,
) -> Reading:
    """Read a file of any kind that the portal reads.

    `kind` "" lets the file say what it is. `key_years` are the years (B.E.) that reports of each kind are taken
    for; without one for its kind, the file says its year. Raises UnreadableFile, also for a file that takes too
    much time or memory ("read-too-much") or while too many are read ("read-busy").
    """
    asked = {"data": data, "frames": dict(frames), "kind": kind, "key_years": dict(key_years or {})}
    try:
        with in_turn(_free, PATIENCE):
            answer = ask("read", asked, seconds=SECONDS)
    except TooMuch:
        raise UnreadableFile("read-too-much") from None
    except AllBusy:
        raise UnreadableFile("read-busy") from None
    if "refused" in answer:
        raise UnreadableFile(answer["refused"], **answer["params"])
    return _reading(answer)


def read_file(
    path: Path, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read a file that somebody names on the command line; what it gives for sure wins over what the file says.

    A text and a JSON file cost no more than their size and are read here. Raises OSError or UnreadableFile.
    """
    data = file_bytes(path)
    if is_plain(data):
        return read_report(data, frames=frames, kind=kind, key_year=key_year)
    key_years = {} if key_year is None else {"analysis": key_year, "results": key_year}
    return read_apart(data, frames=frames, kind=kind or "", key_years=key_years)


def warning_tree(warning: Warning) -> dict[str, Any]:
    """A warning as JSON; `warning_from` makes it one again."""
    return {
        "code": warning.code,
        "params": [list(each) for each in warning.params],
        "line": warning.line,
        "column": warning.column,
        "quote": warning.quote,
        "lines": list(warning.lines),
        "place": list(warning.place) if warning.place else None,
    }


def warning_from(tree: Mapping[str, Any]) -> Warning:
    place = tree["place"]
    return Warning(
        tree["code"],
        tuple((name, value) for name, value in tree["params"]),
        tree["line"],
        tree["column"],
        tree["quote"],
        tuple(tree["lines"]),
        tuple(place) if place else None,
    )


def _reading(answer: Mapping[str, Any]) -> Reading:
    document: Document = from_tree(Document, answer["document"])
    places = {int(line): tuple(place) for line, place in answer["places"].items()}
    return Reading(document, tuple(warning_from(each) for each in answer["warnings"]), places)


# --- in the process of its own ---------------------------------------------------------------------------


def answer(
    data: bytes, frames: Mapping[int, Frame], kind: str, key_years: Mapping[str, int]
) -> dict[str, Any]:
    """What `read_apart` makes a Reading of, or why there is none."""
    try:
        reading = _read(data, frames, kind, key_years)
    except UnreadableFile as refused:
        return {"refused": refused.code, "params": refused.params}
    return {
        "document": to_tree(reading.document),
        "warnings": [warning_tree(each) for each in reading.warnings],
        "places": {str(line): list(place) for line, place in reading.places.items()},
    }


def _read(data: bytes, frames: Mapping[int, Frame], kind: str, key_years: Mapping[str, int]) -> Reading:
    reading = read_report(data, frames=frames, kind=kind or None, key_year=key_years.get(kind))
    found = reading.document.kind
    if kind or key_years.get(found) in (None, reading.document.key_year):
        return reading
    again = read_report(data, frames=frames, key_year=key_years[found])
    if again.document.kind == found:
        return again
    return read_report(data, frames=frames, kind=found, key_year=key_years[found])
