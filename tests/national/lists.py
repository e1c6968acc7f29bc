"""Lists of announced results, as somebody would hand them in."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from national.announcing.rows import Checked, Defaults, check_table
from national.announcing.table import read_table

YEAR = 2567
HEADINGS = ("code", "name", "total", "level", "IIT", "EIT", "OIT")
ROW = ("99400001", "เทศบาลตำบลตัวอย่าง", "91.00", "ผ่านดี", "90.00", "90.00", "92.50")
"""A row that adds up: 0.3 × 90 + 0.3 × 90 + 0.4 × 92.5 = 91."""
OTHER = ("99400002", "องค์การบริหารส่วนตำบลบ้านสมมติ", "80.00", "ต้องปรับปรุง", "80.00", "80.00", "80.00")


def as_csv(*lines: tuple[Any, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode()


def as_xlsx(*lines: tuple[Any, ...]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def checked(*lines: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS, **options: Any) -> Checked:
    """What is in a list with these rows, of `YEAR` unless the rows say another."""
    table = read_table("list.csv", as_csv(headings, *lines))
    defaults = Defaults(**{"year": YEAR, **options.pop("defaults", {})})
    return check_table(table, defaults, **options)


def file_of(folder: Path, *lines: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    path = folder / "results.csv"
    path.write_bytes(as_csv(headings, *lines))
    return path
