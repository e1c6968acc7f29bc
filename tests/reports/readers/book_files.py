"""Workbooks for tests, written as Excel writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook

HEAD = ("ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "ผลการดำเนินการ", "ผลลัพธ์")


def book(
    *rows: Iterable[Any],
    merged: Iterable[str] = (),
    formats: dict[str, str] | None = None,
    name: str = "Sheet1",
    further: dict[str, list[Iterable[Any]]] | None = None,
    hidden: Iterable[str] = (),
) -> bytes:
    """An .xlsx file; `formats` are number formats by address, `further` are more sheets."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for address, code in (formats or {}).items():
        sheet[address].number_format = code
    for title, lines in (further or {}).items():
        other = workbook.create_sheet(title)
        for line in lines:
            other.append(list(line))
    for title in hidden:
        workbook[title].sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def changed(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one part replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for each in before.namelist():
            if each != name:
                after.writestr(each, before.read(each))
        after.writestr(name, content)
    return out.getvalue()
