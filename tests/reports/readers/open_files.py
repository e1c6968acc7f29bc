"""OpenDocument spreadsheets for tests, with the XML as the programs write it."""

from __future__ import annotations

import io
import zipfile
from html import escape

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("number", "datastyle"),
    )
)  # fmt: skip


def cell(text: str, attributes: str = "") -> str:
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {attributes}>{paragraphs}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    """A row; a cell that does not begin with "<" is a text."""
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def sheet(*rows: str, name: str = "Sheet1", style: str = "") -> str:
    return (
        f'<table:table table:name="{escape(name)}" table:style-name="{style}">{"".join(rows)}</table:table>'
    )


def open_file(
    *sheets: str, styles: str = "", further: dict[str, bytes] | None = None, raw: bytes | None = None
) -> bytes:
    """An .ods file; `styles` are automatic ones, `further` more parts, `raw` stands for the whole content."""
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content.encode() if raw is None else raw)
        for path, data in (further or {}).items():
            archive.writestr(path, data)
    return out.getvalue()
