"""Files that were made to harm, or that only look so: a name, the bytes, and the code of the refusal."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.reports.readers.book_files import HEAD, book, changed
from tests.reports.readers.open_files import cell, open_file, row, sheet
from tests.reports.readers.word_files import p, word_file

OLD = (Path(__file__).parent / "files" / "shown.xls").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)
SHEET = "xl/worksheets/sheet1.xml"
BILLION = 'table:number-rows-repeated="1000000000"'


def hostile() -> Iterator[tuple[str, str, bytes, str]]:
    """Name of the case, name of the file, bytes, code."""
    excel = book(HEAD)
    yield "bomb", "report.xlsx", changed(excel, "xl/sharedStrings.xml", b" " * 31_000_000), "read-book-large"
    yield "bomb in parts", "report.xlsx", _many_sheets(), "read-book-large"
    yield "zip in zip", "report.docx", _zip(("inner.zip", _zip(("a", b"0" * 5_000_000)))), "read-word-other"
    yield "many members", "report.xlsx", _members(excel), "read-book-large"
    yield "macros", "report.xlsx", changed(excel, "xl/vbaProject.bin", b"x"), "read-book-macros"
    yield (
        "Word macros",
        "report.docx",
        changed(word_file(p("ก")), "word/vbaProject.bin", b"x"),
        "read-word-macros",
    )
    yield "old macros", "report.xls", _renamed(OLD, "CompObj", "_VBA_PROJECT_CUR"), "read-book-macros"
    yield (
        "open macros",
        "report.ods",
        open_file(sheet(), further={"Basic/a.xml": b"<a/>"}),
        "read-sheets-macros",
    )
    links = changed(excel, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    yield "links", "report.xlsx", links, "read-book-links"
    away = '<table:table-source table:table-name="a"/>'
    yield "open links", "report.ods", open_file(sheet(away)), "read-sheets-links"
    yield "program", "report.docx", b"MZ\x90\x00\x03" + b"\0\x01\x02" * 500, "read-not-text"
    yield "picture", "report.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "read-not-text"
    yield "entities", "report.xlsx", changed(excel, SHEET, LAUGHS), "read-book-outside"
    yield (
        "Word entities",
        "a.docx",
        changed(word_file(p("ก")), "word/document.xml", LAUGHS),
        "read-word-outside",
    )
    yield "open entities", "report.ods", open_file(raw=LAUGHS), "read-sheets-outside"
    yield "deep", "report.ods", open_file(raw=b"<a>" * 5000 + b"</a>" * 5000), "read-sheets-large"
    yield (
        "billion rows",
        "report.ods",
        open_file(sheet(row("ก", "ข", attributes=BILLION))),
        "read-sheets-large",
    )
    far = sheet(row("ก", "ข"), row(cell(""), attributes=BILLION), row("ค", "ง"))
    yield "far rows", "report.ods", open_file(far), "read-book-large"
    yield "broken records", "report.xls", _broken(OLD), "read-book-damaged"
    yield "most of an old book", "report.xls", OLD[:6900], "read-book-damaged"
    yield "NULs", "scores.csv", b"a,b\0\0,c\n" * 50, "read-not-text"
    yield "half a zip", "report.xlsx", excel[: len(excel) // 2], "read-book-damaged"
    yield "half an ods", "report.ods", open_file(sheet(row("ก", "ข")))[:300], "read-sheets-damaged"
    locked = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    yield "password", "report.xlsx", locked, "read-book-password"
    yield "old password", "report.xls", _locked(OLD), "read-book-password"
    key = b'<manifest xmlns:m="m"><m:encryption-data/></manifest>'
    closed = open_file(sheet(row("ก", "ข")), further={"META-INF/manifest.xml": key})
    yield "open password", "report.ods", closed, "read-book-password"
    yield "binary book", "report.xlsb", _zip(("xl/workbook.bin", b"x")), "read-book-binary"
    yield "deep JSON", "report.json", b'{"a":' * 200_000, "read-json-other"
    yield "JSON of others", "report.json", b'{"name": "left-pad"}', "read-json-other"


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def _members(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(5_001):
            archive.writestr(f"xl/{number}", b"")
    return out.getvalue()


def _many_sheets() -> bytes:
    data = book(HEAD, further={f"s{number}": [("a", "b")] for number in range(4)})
    blank = b"<worksheet>" + b" " * 2_900_000
    for number in range(1, 6):
        data = changed(
            data, f"xl/worksheets/sheet{number}.xml", blank + b"<!--" + b" " * 20_000_000 + b"--></worksheet>"
        )
    return data


def _renamed(data: bytes, name: str, other: str) -> bytes:
    """An old file in which one entry of the directory has another name."""
    entry = data.index(name.encode("utf-16-le")) // 128 * 128
    written = other.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(other) + 2)
    return data[:entry] + written + data[entry + 66 :]


def _locked(data: bytes) -> bytes:
    """An old file with the record of a password in the place of its code page."""
    page = data.index(struct.pack("<HH", 0x0042, 2))
    return data[:page] + struct.pack("<HH", 0x002F, 2) + data[page + 4 :]


def _broken(data: bytes) -> bytes:
    """An old file in which the records of the shared strings lie about their size."""
    strings = data.index(struct.pack("<H", 0x00FC), 512)
    return data[: strings + 4] + b"\xff" * 40 + data[strings + 44 :]
