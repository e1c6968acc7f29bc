"""Files that were made to harm, or that only look so: a name, the bytes, and the code of the refusal."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from reports.formats.json_form import dumps
from reports.workbook.fields import SIGN
from tests.reports.readers.book_files import HEAD, book, changed
from tests.reports.readers.open_files import cell, open_file, row, sheet
from tests.reports.readers.pdf_files import Page, assembled, pdf, stream
from tests.reports.readers.word_files import p, word_file
from tests.reports.writers.demo import RESULTS

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
    yield from _archives(excel)
    yield from _sizes(excel)
    yield from _papers()
    yield from _texts()
    yield "JSON of others", "report.json", b'{"name": "left-pad"}', "read-json-other"


def _archives(excel: bytes) -> Iterator[tuple[str, str, bytes, str]]:
    """Archives whose lists of parts lie, and files that are two kinds at once."""
    twice = io.BytesIO(excel)
    with zipfile.ZipFile(twice, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, b"<worksheet/>")
    yield "a part twice", "report.xlsx", twice.getvalue(), "read-no-sheet-table"
    yield "parts over each other", "report.xlsx", _overlapping(2_000), "read-book-damaged"
    yield "a part that points elsewhere", "report.xlsx", _pointing(excel), "read-book-damaged"
    word = changed(open_file(sheet(row("ก", "ข"))), "word/document.xml", b"<document/>")
    yield "two office files in one", "report.ods", word, "read-word-other"
    yield "a picture before a zip", "report.xlsx", b"GIF89a" + excel, "read-not-text"
    yield "a page before a zip", "report.xls", b"<html><table><tr><td>a<td>b</table>" + excel, "read-not-text"


def _sizes(excel: bytes) -> Iterator[tuple[str, str, bytes, str]]:
    """Files that say how large they are and mean it."""
    strings = b"<sst>" + b"<si><t>a</t></si>" * 1_000_000 + b"</sst>"
    yield "a million strings", "a.xlsx", changed(excel, "xl/sharedStrings.xml", strings), "read-book-large"
    with zipfile.ZipFile(io.BytesIO(excel)) as archive:
        content = archive.read(SHEET)
    merged = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 400_000 + b"</mergeCells>"
    wide = changed(excel, SHEET, content.replace(b"</sheetData>", merged))
    yield "the whole sheet merged", "report.xlsx", wide, "read-book-large"
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    yield "deep Excel", "report.xlsx", changed(excel, SHEET, deep), "read-book-large"
    yield "deep Word", "a.docx", changed(word_file(p("ก")), "word/document.xml", deep), "read-word-large"
    across = cell("ก", 'table:number-columns-repeated="2147483648"')
    all_over = open_file(sheet(row(across, attributes='table:number-rows-repeated="4999"')))
    yield "columns without end", "report.ods", all_over, "read-sheets-large"
    spaces = (
        "<table:table-cell><text:p>" + '<text:s text:c="99999999"/>' * 100 + "</text:p></table:table-cell>"
    )
    ours = open_file(sheet(row(f"{SIGN} 1", "ก"), *[row(spaces)] * 2_000))
    yield "spaces without end", "report.ods", ours, "read-sheets-large"


def _papers() -> Iterator[tuple[str, str, bytes, str]]:
    """PDFs whose pages, parts and letters are more than anybody reads."""
    yield "ten thousand pages", "report.pdf", pdf(*[Page() for _ in range(10_000)]), "read-pdf-large"
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    leaf = b"<< /Type /Pages /Count 3 /Parent 2 0 R /Kids [2 0 R 2 0 R 2 0 R] >>"
    tree = assembled([catalogue, b"<< /Type /Pages /Count 3 /Kids [3 0 R 3 0 R 3 0 R] >>", leaf])
    yield "pages in each other", "report.pdf", tree, "read-empty"
    paper = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    objects = stream(
        zlib.compress(b"0 0 " * 5_000_000, 9),
        b"/Type /ObjStm /N 1000000000 /First 9999999 /Filter /FlateDecode",
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    yield "a billion objects", "report.pdf", assembled([catalogue, paper, page, objects]), "read-empty"


def _texts() -> Iterator[tuple[str, str, bytes, str]]:
    """JSON that programs read differently, and texts without their codes."""
    report = dumps(RESULTS)
    year = b'"action_year":2568'
    assert year in report
    for name, value in (
        ("a number of a million digits", b"9" * 1_000_000),
        ("not a number", b"NaN"),
        ("a number beyond all", b"1e999"),
        ("a name twice", b'2568,"action_year":2569'),
        ("half a character", b'"\\ud800"'),
        ("a deep value", b"[" * 100_000 + b"]" * 100_000),
    ):
        data = report.replace(year, b'"action_year":' + value, 1)
        yield f"JSON with {name}", "report.json", data, "read-json-other"
    yield "a text of four bytes a letter", "report.txt", "ที่\tมาตรการ".encode("utf-32"), "read-not-text"


def _overlapping(count: int) -> bytes:
    """An archive in which many parts are the same bytes, that unpack to three megabytes each."""
    content = b" " * 3_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    sizes = struct.pack("<III", zlib.crc32(content), len(packed), len(content))
    name = b"xl/worksheets/sheet0.xml"
    out = (
        struct.pack("<IHHHHH", 0x04034B50, 20, 0, 8, 0, 0)
        + sizes
        + struct.pack("<HH", len(name), 0)
        + name
        + packed
    )
    start = len(out)
    for number in range(count):
        name = b"xl/worksheets/sheet%d.xml" % number
        out += struct.pack("<IHHHHHH", 0x02014B50, 20, 20, 0, 8, 0, 0) + sizes
        out += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    return out + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(out) - start, start, 0)


def _pointing(data: bytes) -> bytes:
    """An archive whose list says that the sheet is where another part is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        elsewhere = archive.getinfo("xl/workbook.xml").header_offset
    entry = data.rindex(SHEET.encode()) - 46
    return data[: entry + 42] + struct.pack("<I", elsewhere) + data[entry + 46 :]


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
