"""The text reader: a plain text file whose table rows are lines with tabs, read as a Document."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.frame import Frame
from reports.readers.decoding import decode
from reports.readers.grid import grid_from_text
from reports.readers.reading import Reading
from reports.readers.recognise import recognise


def read_text(
    data: bytes, *, frames: Mapping[int, Frame], kind: str | None = None, key_year: int | None = None
) -> Reading:
    """Read a text file. Cells may hold simple HTML (p, b, u, ul, li, sup, a).

    `frames` are the catalogue's years; `kind` ("analysis" or "results") and `key_year` (B.E.) win over what the
    text says. Raises UnreadableFile for a file that is empty, too large, no text, or without any table.
    """
    return recognise(grid_from_text(decode(data)), frames, kind=kind, key_year=key_year)
