"""A table as CSV, JSON Lines or Parquet, written as its rows come. The same rows give the same bytes."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, BinaryIO, Protocol

from national.opendata.columns import Column

Row = dict[str, Any]

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Writer(Protocol):
    """Writes rows as they come, some at a time; the bytes are whole once it is closed."""

    def write(self, rows: Sequence[Row]) -> None: ...

    def close(self) -> None: ...


def writer_of(extension: str, columns: Sequence[Column], target: BinaryIO) -> Writer:
    """A writer to a file. Raises KeyError for another extension than those of `MEDIA_TYPES`."""
    return _WRITERS[extension](columns, target)


def write(extension: str, columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """The bytes of a small table."""
    target = io.BytesIO()
    writer = writer_of(extension, columns, target)
    writer.write(rows)
    writer.close()
    return target.getvalue()


class _Csv:
    def __init__(self, columns: Sequence[Column], target: BinaryIO) -> None:
        self.columns, self.target = columns, target
        target.write(codecs.BOM_UTF8)  # Excel knows UTF-8 by the mark
        self._put([[each.name for each in columns]])

    def write(self, rows: Sequence[Row]) -> None:
        self._put([_cell(row[each.name]) for each in self.columns] for row in rows)

    def _put(self, lines: Iterable[list[str]]) -> None:
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(lines)
        self.target.write(out.getvalue().encode())

    def close(self) -> None:
        pass


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


class _JsonLines:
    def __init__(self, columns: Sequence[Column], target: BinaryIO) -> None:
        self.columns, self.target = columns, target

    def write(self, rows: Sequence[Row]) -> None:
        for row in rows:
            tree = {each.name: _plain(row[each.name]) for each in self.columns}
            line = json.dumps(tree, ensure_ascii=False, separators=(",", ":")) + "\n"
            self.target.write(line.encode())

    def close(self) -> None:
        pass


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Parquet:
    """The rows that are written together are a row group."""

    def __init__(self, columns: Sequence[Column], target: BinaryIO) -> None:
        from pyarrow import parquet

        self.schema = _parquet_schema(columns)
        self.writer = parquet.ParquetWriter(target, self.schema, compression="zstd")

    def write(self, rows: Sequence[Row]) -> None:
        import pyarrow

        if rows:
            table = pyarrow.Table.from_pylist([_whole_seconds(row) for row in rows], schema=self.schema)
            self.writer.write_table(table)

    def close(self) -> None:
        self.writer.close()


def _parquet_schema(columns: Sequence[Column]) -> Any:
    import pyarrow

    types = {
        "integer": pyarrow.int32(),
        "score": pyarrow.decimal128(5, 2),
        "yes": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "moment": pyarrow.timestamp("s", tz="UTC"),
    }
    return pyarrow.schema(
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


def _whole_seconds(row: Row) -> Row:
    return {
        name: value.replace(microsecond=0) if isinstance(value, datetime) else value
        for name, value in row.items()
    }


_WRITERS: dict[str, Callable[[Sequence[Column], BinaryIO], Writer]] = {
    "csv": _Csv,
    "jsonl": _JsonLines,
    "parquet": _Parquet,
}
