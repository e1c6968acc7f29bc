"""A table as CSV, JSON Lines or Parquet. The same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from national.opendata.columns import Column

Row = dict[str, Any]

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(extension: str, columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """The bytes of a table. Raises KeyError for another extension than those of `MEDIA_TYPES`."""
    return _WRITERS[extension](columns, rows)


def _csv(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([each.name for each in columns])
    for row in rows:
        writer.writerow([_cell(row[each.name]) for each in columns])
    return out.getvalue().encode("utf-8-sig")  # Excel knows UTF-8 by the mark


def _cell(value: Any) -> str:
    """A cell as Table Schema reads it by default; no text becomes a formula when a spreadsheet opens it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value)


def _jsonl(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    lines = []
    for row in rows:
        tree = {each.name: _plain(row[each.name]) for each in columns}
        lines.append(json.dumps(tree, ensure_ascii=False, separators=(",", ":")) + "\n")
    return "".join(lines).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _parquet(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    import pyarrow
    from pyarrow import parquet

    types = {
        "integer": pyarrow.int32(),
        "score": pyarrow.decimal128(5, 2),
        "yes": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "moment": pyarrow.timestamp("s", tz="UTC"),
    }
    schema = pyarrow.schema(
        [
            pyarrow.field(
                each.name,
                types.get(each.kind, pyarrow.string()),
                nullable=not each.required,
                metadata={"description": str(each.about)},
            )
            for each in columns
        ]
    )
    table = pyarrow.Table.from_pylist([_whole_seconds(row) for row in rows], schema=schema)
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _whole_seconds(row: Row) -> Row:
    return {
        name: value.replace(microsecond=0) if isinstance(value, datetime) else value
        for name, value in row.items()
    }


_WRITERS: dict[str, Callable[[Sequence[Column], Iterable[Row]], bytes]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
