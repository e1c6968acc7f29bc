"""JSON: the canonical form of the Document, which is what is frozen and hashed."""

from __future__ import annotations

from reports.document import Document
from reports.formats.json_form import dumps


def write_json(document: Document) -> bytes:
    """The canonical JSON of a document."""
    return dumps(document)
