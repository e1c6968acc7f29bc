"""Tables: fixed widths on columns and cells, heads that repeat, rows that stay whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.word_marks import OWN_TABLE
from reports.writers.docx.flow import flow, paragraph
from reports.writers.docx.ink import Align, Ink, Place, twips
from reports.writers.docx.runs import bookmarked
from reports.writers.docx.tree import Node
from reports.writers.docx.xml import Element, is_paragraph, w

HEAD, GROUP = "E4EFF1", "F1F7F8"
PADDING = 102
"""Twips left and right of the text of a cell, as on paper."""

TIGHT = frozenset({"c-no", "c-number"})
CENTRED = TIGHT | {"c"}
OWN = frozenset({"evidence", "instruments", "remarks", "trend-table"})
"""Tables that repeat what the data say."""

SIDE_MM, TREND_MM = 34, 160
_WIDTH = re.compile(r"w-([0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a table in twips, what the table is, and which columns hold a mere number."""

    widths: tuple[int, ...]
    node: Node
    tight: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Dress:
    """How the cells of a row look: style of their text, ground, and whether the row stays with the next."""

    style: str = "TableText"
    ground: str = ""
    middle: bool = False
    keep_next: bool = False


def table(ink: Ink, node: Node, place: Place) -> list[Element]:
    """A table and the small gap below it, which also keeps two tables apart."""
    head = [row for part in node.elements("thead") for row in part.elements("tr")]
    body = [row for part in node.elements("tbody") for row in part.elements("tr")]
    grid = Grid(_widths(node, place.width - place.left), node, _tight(body))
    together = node.has("indicators") or node.has("trend-table")
    rows = [_row(ink, row, grid, _head_dress(node), is_head=True) for row in head]
    for position, row in enumerate(body):
        dress = _dress(row, keep_next=together and position < len(body) - 1)
        rows.append(_row(ink, row, grid, dress))
    whole = sum(grid.widths)
    made = w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=OWN_TABLE if OWN.intersection(node.classes) else "ReportTable"),
            w("tblW", w=whole, type="dxa"),
            w("tblInd", w=place.left, type="dxa") if place.left else None,
            w("tblLayout", type="fixed"),
            _close_together() if node.has("indicators") else None,
            w("tblLook", val="0020" if head else "0000", firstRow=int(bool(head)), noHBand=1, noVBand=1),
        ),
        w("tblGrid", (w("gridCol", w=width) for width in grid.widths)),
        rows,
    )
    return [made, paragraph("TableGap")]


def _close_together() -> Element:
    """No room above and below the text: the indicators stay on one page."""
    return w("tblCellMar", (w(side, w=0, type="dxa") for side in ("top", "bottom")))


def _widths(node: Node, room: int) -> tuple[int, ...]:
    """The widths of the columns, together the room there is."""
    columns = [each for group in node.elements("colgroup") for each in group.elements("col")]
    rows = [each for each in node.walk() if each.name == "tr"]
    count = len(columns) or max((len(row.elements()) for row in rows), default=1)
    if any(each.has("trend-side") for each in columns):
        room, side = min(room, twips(TREND_MM)), twips(SIDE_MM)
        return (side, *_parts([1] * (count - 1), room - side))
    shares = [int(found[1]) if (found := _WIDTH.search(" ".join(each.classes))) else 0 for each in columns]
    return tuple(_parts(shares if any(shares) else [1] * count, room))


def _parts(shares: Sequence[int], room: int) -> list[int]:
    """The room divided by shares, to the last twip."""
    edges = [room * sum(shares[:n]) // (sum(shares) or 1) for n in range(len(shares) + 1)]
    return [end - start for start, end in pairwise(edges)]


def _tight(rows: Sequence[Node]) -> frozenset[int]:
    """Columns of row numbers, whose heading needs all the room there is."""
    return frozenset(
        n
        for row in rows
        for n, cell in enumerate(row.elements("th", "td"))
        if TIGHT.intersection(cell.classes)
    )


def _head_dress(node: Node) -> Dress:
    style = "TableHeadSmall" if node.has("indicators") else "TableHead"
    return Dress(style, HEAD, middle=True, keep_next=True)


def _dress(row: Node, *, keep_next: bool) -> Dress:
    if row.has("again"):
        return Dress("TableHead", HEAD, middle=True, keep_next=True)
    if row.has("is-group"):
        return Dress("TableStrong", GROUP, keep_next=True)
    if row.has("is-sum"):
        return Dress("TableStrong", GROUP)
    return Dress(keep_next=keep_next)


def _row(ink: Ink, row: Node, grid: Grid, dress: Dress, *, is_head: bool = False) -> Element:
    cells, column = [], 0
    for node in row.elements("th", "td"):
        span = int(node.attributes.get("colspan", "1"))
        cells.append(_cell(ink, node, slice(column, column + span), grid, dress))
        column += span
    properties = w(
        "trPr", w("cantSplit") if not row.has("tall") else None, w("tblHeader") if is_head else None
    )
    return w("tr", properties, cells)


def _cell(ink: Ink, node: Node, columns: slice, grid: Grid, dress: Dress) -> Element:
    """One cell over these columns of the grid."""
    width, span = sum(grid.widths[columns]), columns.stop - columns.start
    tight = span == 1 and columns.start in grid.tight
    place = Place(
        max(width - 2 * PADDING, 1), dress.style, align=_align(node, grid, dress), keep_next=dress.keep_next
    )
    anchor = node.attributes.get("id", "")
    written = flow(ink, node.children, place)
    if not written or not is_paragraph(written[-1]):
        written.append(paragraph(place.style, keep_next=dress.keep_next))
    if anchor:
        first = written[0]
        inside = bookmarked(ink, anchor, list(first)[1:])
        first[1:] = inside
    return w(
        "tc",
        w(
            "tcPr",
            w("tcW", w=width, type="dxa"),
            w("gridSpan", val=span) if span > 1 else None,
            w("shd", val="clear", color="auto", fill=dress.ground) if dress.ground else None,
            w("tcMar", (w(side, w=20, type="dxa") for side in ("left", "right"))) if tight else None,
            w("vAlign", val="center") if dress.middle else None,
        ),
        written,
    )


def _align(node: Node, grid: Grid, dress: Dress) -> Align | None:
    if dress.ground == HEAD:
        return None
    if node.has("n"):
        return "right"
    if CENTRED.intersection(node.classes):
        return "center"
    return "center" if grid.node.has("indicators") and node.has("c-instrument") else None
