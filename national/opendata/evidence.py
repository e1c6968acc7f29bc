"""The table of evidence: what shows that a measure was carried out or an item is disclosed, as far as it is public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from national.opendata import frozen
from national.opendata.columns import Column
from national.opendata.frozen import as_plain
from national.opendata.table import Row, Table
from reports.document import Document, Evidence


def _columns() -> Sequence[Column]:
    *about, address = frozen.columns()
    return (
        *about,
        Column(
            "position", "integer", _("Place of the evidence among the public ones, from 1."), required=True
        ),
        Column(
            "measure",
            "integer",
            _("Place of its measure in the table of measures; empty for one of an item."),
        ),
        Column("item", "text", _("Code of its item; empty for one of a measure.")),
        Column("title", "text", _("What it is called.")),
        Column("link", "text", _("Where it was found when the report was published; empty for a file.")),
        Column("sha256", "text", _("SHA-256 of the file; empty for a link.")),
        Column("media_type", "text", _("Type of the file; empty for a link.")),
        address,
    )


def _rows(year: int) -> Iterator[Row]:
    for about, document in frozen.documents(year):
        public = (each for each in _pieces(document) if each[2].public)
        for position, (measure, item, piece) in enumerate(public, 1):
            yield {
                **about,
                "position": position,
                "measure": measure,
                "item": item or None,
                "title": as_plain(piece.title),
                "link": piece.url or None,
                "sha256": piece.sha256 or None,
                "media_type": piece.media_type or None,
            }


def _pieces(document: Document) -> Iterator[tuple[int | None, str, Evidence]]:
    """With the place of its measure, or with its item; one that belongs to no known item has what was written."""
    position = 0
    for section in document.sections:
        for measure in section.measures:
            position += 1
            yield from ((position, "", each) for each in measure.evidence)
    for item in document.item_evidence:
        yield from ((None, item.item or item.title, each) for each in item.evidence)


TABLE = Table(
    "evidence",
    _("Evidence"),
    _("Every public piece of evidence of every public report: of its measures, and of the items of OIT."),
    by_year=True,
    key=("code", "report", "action_year", "position"),
    columns=_columns,
    years=frozen.years,
    rows=_rows,
    made_of=frozen.made_of("evidence", form=1),
)
