"""Files of municipalities: rows of text from CSV or XLSX, whatever the program that saved them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine
from django.utils.translation import gettext

from ita_portal.thai.normal import squash
from trail.commands import file_problem

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
ENCODINGS = ("utf-8-sig", "cp874")
"""Excel saves Thai CSV files in Windows-874 unless told otherwise."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "รหัส", "รหัส อปท.", "รหัสอปท", "รหัสหน่วยงาน", "รหัสองค์กรปกครองส่วนท้องถิ่น"),
    "kind": ("kind", "type", "ประเภท", "ประเภท อปท.", "ประเภทหน่วยงาน"),
    "name": ("name", "ชื่อ", "ชื่อ อปท.", "ชื่อหน่วยงาน", "หน่วยงาน", "ชื่อองค์กรปกครองส่วนท้องถิ่น"),
    "province": ("province", "จังหวัด", "ชื่อจังหวัด"),
    "district": ("district", "อำเภอ", "อำเภอ/เขต", "ชื่ออำเภอ"),
    "website": ("website", "url", "เว็บไซต์", "เว็บไซด์", "เว็บไซต์หน่วยงาน"),
}
"""Each column and the headings by which it is known (spaces, dots and case do not count)."""
REQUIRED = ("code", "name", "province")


class UnreadableFileError(Exception):
    """The file is no table of municipalities; the message is one line, `problem` the same without the file's name."""

    def __init__(self, problem: str, name: str = "") -> None:
        super().__init__(f"{name}: {problem}" if name else problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file; `number` counts from 1 with the heading row, as spreadsheet programs do."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file, and the headings that nobody knows."""

    rows: tuple[Row, ...]
    unknown_columns: tuple[str, ...]


def read_sheet(path: Path) -> Sheet:
    """Read a CSV or XLSX file. Raises UnreadableFileError when it is none or lacks a required column."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # not all of a device without end
    except OSError as error:
        raise UnreadableFileError(file_problem(error)) from error
    return read_content(str(path), content)


def read_content(name: str, content: bytes) -> Sheet:
    """As `read_sheet`, for bytes that were handed in under a file's name."""
    try:
        return _sheet(_lines(name, content))
    except UnreadableFileError as error:
        raise UnreadableFileError(error.problem, name) from error


def _lines(name: str, content: bytes) -> list[list[str]]:
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(gettext("is larger than %(size)s MB") % {"size": MAX_BYTES // 1024 // 1024})
    if content[:4] == b"PK\x03\x04":
        lines = _xlsx_lines(content)
    elif name.lower().endswith((".xlsx", ".xls")):
        raise UnreadableFileError(gettext("is not an XLSX file; save it as .xlsx or .csv"))
    else:
        lines = csv_lines(content)
    if len(lines) > MAX_ROWS:
        raise UnreadableFileError(gettext("has more than %(count)s rows") % {"count": MAX_ROWS})
    return lines


def _xlsx_lines(content: bytes) -> list[list[str]]:
    try:
        workbook = python_calamine.load_workbook(io.BytesIO(content))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, IndexError, ValueError) as error:
        raise UnreadableFileError(gettext("cannot be read as XLSX")) from error
    return [[_cell_text(cell) for cell in row] for row in rows]


def _cell_text(cell: Any) -> str:
    """Whole numbers lose the ".0" that spreadsheets keep them with."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def csv_lines(content: bytes) -> list[list[str]]:
    """The cells of a CSV file in UTF-8 or Windows-874, one row more than may be. Raises UnreadableFileError."""
    if b"\x00" in content:
        raise UnreadableFileError(gettext("is neither CSV text nor XLSX"))
    text = _decoded(content)
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = list(islice(reader, MAX_ROWS + 1))
    except csv.Error as error:
        raise UnreadableFileError(gettext("is not valid CSV (%(problem)s)") % {"problem": error}) from error
    return [[cell.strip() for cell in row] for row in rows]


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(gettext("is text in neither UTF-8 nor Windows-874"))


def heading_key(text: str) -> str:
    """What headings share that a reader would call the same."""
    return squash(text).replace(".", "")


def _sheet(lines: list[list[str]]) -> Sheet:
    first = next((n for n, line in enumerate(lines) if any(line)), None)
    if first is None:
        raise UnreadableFileError(gettext("is empty"))
    known = {heading_key(heading): column for column, headings in COLUMNS.items() for heading in headings}
    columns = [known.get(heading_key(heading)) for heading in lines[first]]
    _check_columns(columns)
    unknown = [
        heading for heading, column in zip(lines[first], columns, strict=True) if heading and not column
    ]
    rows = [
        Row(
            number,
            {column: cell for column, cell in zip(columns, line, strict=False) if column is not None},
        )
        for number, line in enumerate(lines[first + 1 :], first + 2)
        if any(line)
    ]
    return Sheet(tuple(rows), tuple(unknown))


def _check_columns(columns: Iterable[str | None]) -> None:
    found = [column for column in columns if column is not None]
    twice = sorted({column for column in found if found.count(column) > 1})
    if twice:
        raise UnreadableFileError(gettext("column %(column)s is there twice") % {"column": twice[0]})
    missing = [column for column in REQUIRED if column not in found]
    if missing:
        named = ", ".join(f"{column} ({COLUMNS[column][1]})" for column in missing)
        raise UnreadableFileError(gettext("the first row has no column %(columns)s") % {"columns": named})
