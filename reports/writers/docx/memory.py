"""What the file knows of its report beyond what its pages show: the report's own JSON, in a part of custom XML.

Word and LibreOffice keep such a part when they save; a program that drops it leaves a file that is read by its pages.
"""

from __future__ import annotations

import json
import uuid
from xml.sax.saxutils import escape

from reports.document import Document
from reports.formats.json_form import dumps, to_tree
from reports.layouts import Layout
from reports.word_marks import MEMORY
from reports.writers.docx.package import Package
from reports.writers.docx.xml import IMPOSSIBLE

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = str(uuid.uuid5(uuid.NAMESPACE_URL, MEMORY)).upper()


def remember(package: Package, document: Document, layout: Layout | None) -> None:
    """Put the report into the file, and the layout it is printed in when that is not its own."""
    shown = f"<layout>{_json(to_tree(layout))}</layout>" if layout is not None else ""
    report = f"<document>{_written(dumps(document).decode())}</document>"
    package.memory(
        f'{_DECLARATION}<report xmlns="{MEMORY}">{report}{shown}</report>'.encode(),
        f'{_DECLARATION}<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID="{{{_ITEM}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{MEMORY}"/></ds:schemaRefs></ds:datastoreItem>'.encode(),
    )


def _json(tree: object) -> str:
    return _written(json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _written(text: str) -> str:
    r"""JSON as XML can hold it: a character that XML has not is written as JSON writes it, \u0000."""
    return escape(IMPOSSIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text))
