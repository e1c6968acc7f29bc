"""What is refused before it is rendered: documents that would take a renderer minutes or gigabytes.

One Latin word of 40,000 characters takes half a minute to lay out. The limits are far above real reports, whose
longest cells have some 3,000 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.document import MEASURE_TEXT_FIELDS, Block, Document
from reports.readers.messages import gettext_noop

CELL_LIMIT = 20_000
TOKEN_LIMIT = 500
ROW_LIMIT = 3_000
COLUMN_LIMIT = 40
HTML_LIMIT = 5 * 1024 * 1024
QUOTED = 40
"""So many characters of a text that is too long are enough to find it."""

# Thai breaks between words without spaces; what cannot be broken is a run of other signs.
_UNBROKEN = re.compile(rf"[^\s\u0e00-\u0e7f]{{{TOKEN_LIMIT + 1},}}")


class TooLarge(ValueError):
    """The document is beyond what is rendered. The message names the place; `template` with `params` is the same
    for people, to be translated, with the words of the place."""

    def __init__(self, message: str, template: str, **params: str) -> None:
        super().__init__(message)
        self.template = template
        self.params = params


def check_size(document: Document) -> None:
    """Raise TooLarge for a document that should not be rendered."""
    for place, text in texts(document):
        if len(text) > CELL_LIMIT:
            raise TooLarge(
                f"{place}: {len(text):,} characters in one cell, at most {CELL_LIMIT:,} can be printed",
                gettext_noop(
                    "“%(quote)s” has %(count)s characters in one cell; at most %(limit)s can be printed"
                ),
                quote=f"{text[:QUOTED]}…",
                count=f"{len(text):,}",
                limit=f"{CELL_LIMIT:,}",
            )
        if len(text) > TOKEN_LIMIT and (found := _UNBROKEN.search(text)):
            raise TooLarge(
                f"{place}: {len(found[0]):,} characters without a space ({found[0][:30]}…), "
                f"at most {TOKEN_LIMIT} can be printed",
                gettext_noop(
                    "“%(quote)s” has %(count)s characters without a space; at most %(limit)s can be printed"
                ),
                quote=f"{found[0][:QUOTED]}…",
                count=f"{len(found[0]):,}",
                limit=str(TOKEN_LIMIT),
            )
    count = row_count(document)
    if count > ROW_LIMIT:
        raise TooLarge(
            f"{count:,} table rows and paragraphs, at most {ROW_LIMIT:,} can be printed",
            gettext_noop(
                "The report has %(count)s table rows and paragraphs; at most %(limit)s can be printed"
            ),
            count=f"{count:,}",
            limit=f"{ROW_LIMIT:,}",
        )
    columns = [len(document.layout.columns), *(len(row) for block in _blocks(document) for row in block.rows)]
    if max(columns, default=0) > COLUMN_LIMIT:
        raise TooLarge(
            f"{max(columns)} columns in a table, at most {COLUMN_LIMIT} can be printed",
            gettext_noop("A table has %(count)s columns; at most %(limit)s can be printed"),
            count=str(max(columns)),
            limit=str(COLUMN_LIMIT),
        )


def check_html(size: int) -> None:
    """Raise TooLarge for a page of so many bytes."""
    if size > HTML_LIMIT:
        raise TooLarge(
            f"the report is {size / 1024**2:.1f} MB before printing, at most 5 MB can be printed",
            gettext_noop("The report has %(count)s MB before printing; at most %(limit)s MB can be printed"),
            count=f"{size / 1024**2:.1f}",
            limit="5",
        )


def row_count(document: Document) -> int:
    """Rows of all tables, and paragraphs."""
    blocks = sum(max(1, len(block.rows)) for block in _blocks(document))
    items = sum(max(1, len(row.items)) for row in document.analysis)
    return document.measure_count + len(document.result.indicators) + items + blocks


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Every text that prints, with the name of its place: section and measure count from 1."""
    yield "title", document.title
    town = document.municipality
    yield from (("municipality", text) for text in (town.name, town.district, town.province))
    for name, blocks in _places(document):
        yield from _block_texts(name, blocks)
    for column in document.layout.columns:
        yield "layout.columns", column.heading
    yield "layout.intro", document.layout.intro
    for n, indicator in enumerate(document.result.indicators, start=1):
        place = f"indicator {n}"
        yield place, indicator.name_as_written or indicator.name
        yield place, indicator.level_as_written
        yield from ((f"{place}, {heading}", text) for heading, text in indicator.extra)
    for item in document.result.items:
        yield f"item {item.code}, remark", item.remark
    yield from _analysis_texts(document)
    yield from _measure_texts(document)
    for each in document.item_evidence:
        for evidence in each.evidence:
            yield f"item {each.item}, evidence", evidence.title
            yield f"item {each.item}, evidence", evidence.url
    for n, signature in enumerate(document.signatures, start=1):
        for text in (signature.name, signature.position, signature.acting_for):
            yield f"signature {n}", text


def _analysis_texts(document: Document) -> Iterator[tuple[str, str]]:
    for n, row in enumerate(document.analysis, start=1):
        place = f"analysis row {n}"
        yield f"{place}, heading", row.heading_as_written
        yield f"{place}, remark", row.remark
        for item in row.items:
            yield f"{place}, items", item.title_as_written
            yield f"{place}, score", item.score_as_written
        yield from ((f"{place}, {heading or 'extra'}", text) for heading, text in row.extra)


def _measure_texts(document: Document) -> Iterator[tuple[str, str]]:
    for s, section in enumerate(document.sections, start=1):
        yield f"section {s}, heading", section.heading_as_written
        for written in section.headings:
            yield f"section {s}, column headings", written.text
        for m, measure in enumerate(section.measures, start=1):
            place = f"section {s}, measure {m}"
            for name in (*MEASURE_TEXT_FIELDS, "responsible", "period", "number"):
                yield f"{place}, {name}", measure.text(name)
            for heading, text in measure.extra:
                yield f"{place}, {heading or 'extra'}", text
            for evidence in measure.evidence:
                yield f"{place}, evidence", evidence.title
                yield f"{place}, evidence", evidence.url


def _places(document: Document) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield "text before", document.before
    yield "text before the indicators", document.result.before
    yield "text before the analysis", document.analysis_before
    yield "text before the measures", document.sections_before
    for s, section in enumerate(document.sections, start=1):
        yield f"section {s}, text before", section.before
        yield f"section {s}, text after", section.after
    yield "text after", document.after
    yield "notes", document.notes


def _blocks(document: Document) -> Iterator[Block]:
    for _, blocks in _places(document):
        yield from blocks


def _block_texts(name: str, blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for n, block in enumerate(blocks, start=1):
        yield f"{name}, block {n}", block.text
        for row in block.rows:
            for text in row:
                yield f"{name}, block {n}", text
