"""The sheet of evidence: of measures by their name in the file, of items by their code."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Document, Evidence
from reports.writers.xlsx.sheet import Sheet
from reports.writers.xlsx.tables import Pen, Written, simple_table

LONGEST_LINK = 2000


def evidence(sheet: Sheet, document: Document, ids: list[list[str]], pen: Pen) -> None:
    rows = [
        Written({"of": name, **_values(each)}, links=_links(each))
        for section, names in zip(document.sections, ids, strict=True)
        for measure, name in zip(section.measures, names, strict=True)
        for each in measure.evidence
    ]
    if rows:
        head = simple_table(sheet, "evidence", rows, pen, "หลักฐานของมาตรการ")
        sheet.head = head if not document.item_evidence else 0
    if document.item_evidence:
        simple_table(sheet, "item_evidence", list(_of_items(document)), pen, "หลักฐานรายข้อ OIT")


def _of_items(document: Document) -> Iterator[Written]:
    for each in document.item_evidence:
        whose = {"of": each.item, "of_title": each.title}
        if not each.evidence:
            yield Written(whose, "row none")
        for at, piece in enumerate(each.evidence):
            yield Written({**whose, **_values(piece)}, "more" if at else "row", _links(piece))


def _values(piece: Evidence) -> dict[str, object]:
    return {name: getattr(piece, name) for name in ("title", "url", "public", "media_type", "sha256")}


def _links(piece: Evidence) -> dict[str, str]:
    is_link = piece.url.startswith(("http://", "https://")) and len(piece.url) <= LONGEST_LINK
    return {"url": piece.url} if is_link else {}
