"""A framework as an Excel workbook, and back: every mistake is named by sheet, row and column."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from catalogue.shape import Problem
from catalogue.sheet_columns import ABSENT_WHEN_EMPTY, HEAD_ROWS, SHEETS, CellProblem, Codec

HEAD = "framework"
MAX_ROWS, MAX_UNPACKED = 2_000, 40_000_000
WIDE = {"title", "name", "source", "text", "aliases", "components", "components_source"}


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong, and in which cell; row and column are empty where a whole sheet is meant."""

    sheet: str
    row: int | None
    column: str
    message: str


class UnreadableWorkbook(Exception):
    """The file is no workbook that can be read; the message is for people."""


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook's data, which may still be wrong, the problems of its cells, and which row holds what."""

    data: dict[str, Any]
    problems: tuple[SheetProblem, ...]
    rows: Mapping[str, tuple[int, ...]]
    """For each list of the data its rows in the sheet: `$.items[3]` stands in `rows["items"][3]`."""


def workbook_bytes(data: Mapping[str, Any], labels: Mapping[str, str]) -> bytes:
    """Write a framework; `labels` names sheets and columns (`items`, `items.title`) for people."""
    book = Workbook(write_only=True)
    head = book.create_sheet(_sheet_name(HEAD, labels))
    head.column_dimensions["A"].width, head.column_dimensions["B"].width = 34, 90
    flat = {**data, "scheme": data["rating"]["scheme"], "scheme_source": data["rating"]["source"]}
    for key, codec in HEAD_ROWS.items():
        named = _text(head, _heading(HEAD, key, labels))
        named.font = Font(bold=True)
        head.append([named, _cell(head, codec.out(flat[key]))])
    for name, columns in SHEETS.items():
        sheet = book.create_sheet(_sheet_name(name, labels))
        sheet.freeze_panes = "A2"
        for index, key in enumerate(columns):
            sheet.column_dimensions["ABCDEFGHIJKLMN"[index]].width = 44 if key in WIDE else 18
        headings = [_text(sheet, _heading(name, key, labels)) for key in columns]
        for heading in headings:
            heading.font = Font(bold=True)
        sheet.append(headings)
        for row in _rows(data, name):
            sheet.append(
                [_cell(sheet, codec.out(row[key]) if key in row else "") for key, codec in columns.items()]
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(name: str, labels: Mapping[str, str]) -> str:
    label = re.sub(r"[\[\]:*?/\\]", " ", labels.get(name, ""))
    return f"{name} {label}".strip()[:31]


def _heading(sheet: str, key: str, labels: Mapping[str, str]) -> str:
    label = labels.get(f"{sheet}.{key}", "")
    return f"{label} [{key}]" if label else key


def _cell(sheet: Any, value: Any) -> Any:
    return _text(sheet, value) if isinstance(value, str) else value


def _text(sheet: Any, value: str) -> Any:
    """A text that stays a text, also when it begins with an equals sign."""
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _rows(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    if name == "parts":
        return [{"instrument": row["code"], **part} for row in data["instruments"] for part in row["parts"]]
    if name == "components":
        return [
            {"kind": row["kind"], **part}
            for row in data["document_requirements"]
            for part in row["components"]
        ]
    rows: list[dict[str, Any]] = data["rating"]["bands"] if name == "bands" else data[name]
    return rows


def read_workbook(content: bytes) -> Read:
    """Read a workbook as `workbook_bytes` writes it. Raises UnreadableWorkbook when it is none."""
    sheets = _sheets(content)
    problems: list[SheetProblem] = []
    head = {_key(row[0]): row[1] if len(row) > 1 else "" for row in sheets.get(HEAD, ()) if row}
    flat = {}
    for number, (key, codec) in enumerate(HEAD_ROWS.items(), start=1):
        flat[key] = _value(codec, head.get(key, ""), SheetProblem(HEAD, number, key, ""), problems)
    found: dict[str, list[dict[str, Any]]] = {}
    rows: dict[str, tuple[int, ...]] = {}
    for name, columns in SHEETS.items():
        if name not in sheets:
            problems.append(SheetProblem(name, None, "", gettext("This sheet is missing")))
        found[name], rows[name] = _table(name, columns, sheets.get(name, []), problems)
    scheme, scheme_source = flat.pop("scheme"), flat.pop("scheme_source")
    for row in found["instruments"]:
        row["parts"] = _children(found["parts"], "instrument", row.get("code"))
    for row in found["document_requirements"]:
        row["components"] = _children(found["components"], "kind", row.get("kind"))
    _orphans(found, rows, problems)
    data = {
        **flat,
        **{name: found[name] for name in SHEETS if name not in ("parts", "components", "bands")},
        "rating": {"scheme": scheme, "source": scheme_source, "bands": found["bands"]},
    }
    return Read(data, tuple(problems), rows)


def _sheets(content: bytes) -> dict[str, list[list[Any]]]:
    import python_calamine

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(member.file_size for member in packed.infolist()) > MAX_UNPACKED:
                raise UnreadableWorkbook(gettext("The file unpacks to more than a catalogue can have"))
        book = python_calamine.load_workbook(io.BytesIO(content))
        sheets = {
            name.split(" ")[0]: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except (python_calamine.CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableWorkbook(gettext("This file cannot be read as XLSX")) from error
    if HEAD not in sheets:
        raise UnreadableWorkbook(
            gettext("This is not a workbook of the catalogue: it lacks the sheet “%(name)s”") % {"name": HEAD}
        )
    if max(len(rows) for rows in sheets.values()) > MAX_ROWS:
        raise UnreadableWorkbook(gettext("A sheet has more than %(count)s rows") % {"count": MAX_ROWS})
    return sheets


def _key(cell: Any) -> str:
    text = str(cell).strip()
    found = re.search(r"\[(\w+)\]$", text)
    return found[1] if found else text


def _table(
    name: str, columns: Mapping[str, Codec], lines: list[list[Any]], problems: list[SheetProblem]
) -> tuple[list[dict[str, Any]], tuple[int, ...]]:
    headings = [_key(cell) for cell in lines[0]] if lines else []
    missing = [key for key in columns if lines and key not in headings]
    problems += [SheetProblem(name, 1, key, gettext("This column is missing")) for key in missing]
    rows, numbers = [], []
    for number, line in enumerate(lines[1:], start=2):
        cells = dict(zip(headings, line, strict=False))
        if not any(str(cell).strip() for cell in cells.values()):
            continue
        row = {
            key: _value(codec, cells.get(key, ""), SheetProblem(name, number, key, ""), problems)
            for key, codec in columns.items()
        }
        rows.append(
            {key: value for key, value in row.items() if value is not None or key not in ABSENT_WHEN_EMPTY}
        )
        numbers.append(number)
    return rows, tuple(numbers)


def _value(codec: Codec, cell: Any, where: SheetProblem, problems: list[SheetProblem]) -> Any:
    try:
        return codec.back(cell)
    except CellProblem as wrong:
        problems.append(SheetProblem(where.sheet, where.row, where.column, str(wrong)))
        return None


def _children(rows: list[dict[str, Any]], parent: str, key: Any) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in row.items() if name != parent} for row in rows if row[parent] == key
    ]


def _orphans(
    found: Mapping[str, list[dict[str, Any]]],
    rows: Mapping[str, tuple[int, ...]],
    problems: list[SheetProblem],
) -> None:
    for name, parent, parents, key in (
        ("parts", "instrument", "instruments", "code"),
        ("components", "kind", "document_requirements", "kind"),
    ):
        known = {row[key] for row in found[parents]}
        for number, row in zip(rows[name], found[name], strict=True):
            if row[parent] not in known:
                text = gettext("There is no such row in the sheet %(name)s") % {"name": parents}
                problems.append(SheetProblem(name, number, parent, text))


_PATH = re.compile(r"\$\.(?:rating\.)?(\w+)(?:\[(\d+)\])?(?:\.(parts|components)\[(\d+)\])?(?:\.(\w+))?")


def sheet_problem(problem: Problem, read: Read) -> SheetProblem:
    """A problem of the data, where it stands in the workbook."""
    match = _PATH.match(problem.path)
    if match is None:
        return SheetProblem(HEAD, None, "", problem.message)
    section, index, child, child_index, column = match.groups()
    if section not in SHEETS:
        keys = list(HEAD_ROWS)
        row = keys.index(section) + 1 if section in keys else None
        return SheetProblem(HEAD, row, section, problem.message)
    if index is None:
        return SheetProblem(section, None, "", problem.message)
    if child is not None:
        before = sum(len(row[child]) for row in read.data[section][: int(index)])
        return SheetProblem(
            child, _at(read.rows[child], before + int(child_index)), column or "", problem.message
        )
    return SheetProblem(section, _at(read.rows[section], int(index)), column or "", problem.message)


def _at(rows: tuple[int, ...], index: int) -> int | None:
    return rows[index] if index < len(rows) else None
