"""The rows of a list of results as texts, from XLSX or CSV, whatever the program that saved them."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from municipalities.import_rows import MAX_BYTES, MAX_ROWS, UnreadableFileError, csv_lines
from trail.commands import file_problem

MAX_COLUMNS = 150
SECONDS = 25
"""Seconds that opening a file may take; one with all municipalities and all items takes less than two."""
LONGEST_CELL = 1_000


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a file, row by row; the first of `lines` is row 1, as spreadsheet programs count."""

    lines: tuple[tuple[str, ...], ...]


def read_path(path: Path) -> Table:
    """Read a file. Raises UnreadableFileError."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # not all of a device without end
    except OSError as error:
        raise UnreadableFileError(file_problem(error)) from error
    return read_table(path.name, content)


def read_table(name: str, content: bytes) -> Table:
    """Read bytes that were handed in under a file's name. Raises UnreadableFileError."""
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(gettext("is larger than %(size)s MB") % {"size": MAX_BYTES // 1024 // 1024})
    if content[:4] == b"PK\x03\x04":
        lines = _book_lines(content)
    elif name.lower().endswith((".xlsx", ".xls", ".ods")):
        raise UnreadableFileError(gettext("is not an XLSX file; save it as .xlsx or .csv"))
    else:
        lines = [[cell[:LONGEST_CELL] for cell in line] for line in csv_lines(content)]
    if len(lines) > MAX_ROWS:
        raise UnreadableFileError(gettext("has more than %(count)s rows") % {"count": MAX_ROWS})
    if any(any(line[MAX_COLUMNS:]) for line in lines):
        raise UnreadableFileError(gettext("has more than %(count)s columns") % {"count": MAX_COLUMNS})
    return Table(tuple(tuple(line[:MAX_COLUMNS]) for line in lines))


def _book_lines(content: bytes) -> list[list[str]]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "national.announcing.book_child", str(MAX_ROWS), str(MAX_COLUMNS)],
            cwd=settings.BASE_DIR,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(gettext("takes too much time or memory to open")) from None
    if done.returncode:
        raise UnreadableFileError(gettext("takes too much time or memory to open"))
    lines: list[list[str]] | None = json.loads(done.stdout)["lines"]
    if lines is None:
        raise UnreadableFileError(gettext("cannot be read as XLSX"))
    return lines


def packed(table: Table) -> bytes:
    """A table as it is kept."""
    return zlib.compress(json.dumps(table.lines, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def unpacked(kept: bytes) -> Table:
    lines = json.loads(zlib.decompress(kept).decode("utf-8", "surrogatepass"))
    return Table(tuple(tuple(line) for line in lines))
