"""The file itself: sheets, strings, styles and how they point at each other, in a zip that is always the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from reports.writers.docx.xml import writable
from reports.writers.xlsx.looks import Looks
from reports.writers.xlsx.sheet import Sheet, Strings, letters

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the same report has the same bytes."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def package(sheets: Sequence[Sheet], core: bytes, app: bytes) -> bytes:
    """The bytes of the workbook."""
    strings, looks = Strings(), Looks()
    parts: dict[str, str] = {}
    for number, sheet in enumerate(sheets, 1):
        written, addresses = sheet.written(strings, looks, selected=number == 1)
        parts[f"xl/worksheets/sheet{number}.xml"] = written
        if addresses:
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _links(addresses)
    files = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (
                f"{_RELATIONSHIPS}/metadata/core-properties",
                "docProps/core.xml",
            ),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/sharedStrings", "sharedStrings.xml"),
        ),
        **parts,
        "xl/styles.xml": looks.written(),
        "xl/sharedStrings.xml": strings.written(),
    }
    data = {name: f"{_DECLARATION}{text}".encode() for name, text in files.items()}
    return _zipped(data | {"docProps/core.xml": core, "docProps/app.xml": app})


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    names = "".join(_names(sheet, at) for at, sheet in enumerate(sheets))
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr defaultThemeVersion="124226"/>'
        f'<bookViews><workbookView activeTab="0"/></bookViews><sheets>{listed}</sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )


def _names(sheet: Sheet, at: int) -> str:
    """What is printed of a sheet, and the rows that are repeated on every page."""
    quoted = "'" + sheet.name.replace("'", "''") + "'"
    area = f"{quoted}!$B$1:${letters(sheet.printed)}${max(len(sheet.rows), 1)}"
    found = f'<definedName name="_xlnm.Print_Area" localSheetId="{at}">{escape(area)}</definedName>'
    if sheet.head:
        rows = f"{quoted}!${sheet.head}:${sheet.head}"
        found += f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">{escape(rows)}</definedName>'
    return found


def _links(addresses: Sequence[str]) -> str:
    written = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/hyperlink" Target={quoteattr(writable(each))} '
        'TargetMode="External"/>'
        for n, each in enumerate(addresses, 1)
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{written}</Relationships>'


def _relations(*targets: tuple[str, str]) -> str:
    written = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{written}</Relationships>'


def _content_types(sheets: int) -> str:
    types = {
        "/xl/workbook.xml": f"{_SHEET}.sheet.main+xml",
        **{f"/xl/worksheets/sheet{n}.xml": f"{_SHEET}.worksheet+xml" for n in range(1, sheets + 1)},
        "/xl/styles.xml": f"{_SHEET}.styles+xml",
        "/xl/sharedStrings.xml": f"{_SHEET}.sharedStrings+xml",
        "/docProps/core.xml": _CORE,
        "/docProps/app.xml": _APP,
    }
    written = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{written}</Types>'
    )


def _zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return target.getvalue()
