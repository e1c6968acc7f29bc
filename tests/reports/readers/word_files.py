"""Word files made in a test: from raw XML, or from the paragraphs and rows that a text was read as."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from ita_portal.thai.celltext import parse
from reports.readers.grid import Element, Paragraph, Row

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word_file(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    relations: str = "",
    content_type: str = _DOCUMENT_TYPE,
    prolog: str = "",
    members: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx whose body is `body`; `parts` are the insides of numbering, styles, footnotes."""
    spaces = (
        f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
    links = relations
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>',
        )
        archive.writestr(
            "word/document.xml", f"{prolog}<w:document {spaces}><w:body>{body}</w:body></w:document>"
        )
        for name, inside in (parts or {}).items():
            archive.writestr(f"word/{name}.xml", f"<w:{roots[name]} {spaces}>{inside}</w:{roots[name]}>")
            links += f'<Relationship Id="part-{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}'
            "</Relationships>",
        )
        for name, data in (members or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def p(inside: str = "", properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside if '<' in inside else r(inside)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def tc(*paragraphs: str, properties: str = "") -> str:
    inside = "".join(each if each.startswith(("<w:p", "<w:tbl")) else p(each) for each in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inside = "".join(each if each.startswith("<") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, grid: Sequence[int] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def numbered(instance: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{instance}"/></w:numPr>'


def levels(*formats: tuple[str, str], key: int = 0) -> str:
    """The definition of a list: format and text of each level."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(formats)
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{inside}</w:abstractNum>'


def instance(key: int, definition: int = 0, start: int | None = None) -> str:
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        if start is not None
        else ""
    )
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'


def typed(grid: Sequence[Element]) -> bytes:
    """A Word file in which somebody typed these paragraphs and tables."""
    file = docx.Document()
    position = 0
    while position < len(grid):
        element = grid[position]
        if element.gap:
            file.add_paragraph()
        if isinstance(element, Paragraph):
            if element.level:
                file.add_heading(element.text.replace("**", ""), element.level)
            else:
                _write(element.text, file.add_paragraph)
            position += 1
            continue
        rows = []
        while position < len(grid) and isinstance(row := grid[position], Row) and row.table == element.table:
            rows.append(row)
            position += 1
        _table(file, rows)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _table(file: docx.document.Document, rows: Sequence[Row]) -> None:
    table = file.add_table(0, max(len(row.cells) for row in rows))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.cells, strict=False):
            _write(text, _first_of(cell))


def _first_of(cell: Any) -> Callable[[], WordParagraph]:
    """Adds paragraphs to a cell; the one that every cell has is the first."""
    unused = [cell.paragraphs[0]]
    return lambda: unused.pop() if unused else cell.add_paragraph()


def _write(text: str, add: Callable[[], WordParagraph]) -> None:
    for block in parse(text):
        paragraph = add()
        paragraph.paragraph_format.left_indent = Pt(16 * block.depth) if block.depth else None
        if block.label:
            run = paragraph.add_run(block.label + block.gap)
            run.bold, run.underline = block.label_bold or None, block.label_underline or None
        for span in block.spans:
            run = paragraph.add_run(span.text)
            run.bold, run.underline = span.bold or None, span.underline or None
