"""What of a source text is missing in the Document that was read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_portal.thai.celltext import plain
from ita_portal.thai.celltext_html import from_html
from reports.document import Block, Document, Measure

_SPACE = re.compile(r"\s+")


def squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def lost(source: str, document: Document) -> list[tuple[int, str]]:
    """Every paragraph and table cell, by line, that is not found whole in the texts of the document.

    White space does not count; a text may be found anywhere, and so may the lines of one cell each.
    """
    held = "\n".join(squeezed(plain(text)) for text in texts_of(document))
    missing = []
    for number, line in enumerate(re.split("\r\n|\r|\n", source), 1):
        for cell in line.split("\t"):
            text = plain(from_html(re.sub(r"^#{1,6} ", "", cell.strip())))
            if squeezed(text) not in held and any(squeezed(part) not in held for part in text.split("\n")):
                missing.append((number, text))
    return missing


def texts_of(document: Document) -> Iterator[str]:
    """Every text that the document holds as written, in pieces as they stood together."""
    yield document.title
    for column in (
        *document.layout.columns,
        *document.layout.analysis_columns,
        *document.layout.indicator_columns,
    ):
        yield column.heading
    for blocks in (
        document.before,
        document.analysis_before,
        document.sections_before,
        document.after,
        document.notes,
    ):
        yield from _blocks(blocks)
    yield from _result(document)
    yield from _analysis(document)
    for section in document.sections:
        yield f"{section.number_as_written} {section.heading_as_written}"
        yield section.number_as_written
        yield section.heading_as_written
        yield from _blocks(section.before)
        yield from _blocks(section.after)
        yield from (heading.text for heading in section.headings)
        for measure in section.measures:
            yield from _measure(measure)
    for signature in document.signatures:
        yield f"(ลงชื่อ)\n({signature.name})\nตำแหน่ง{signature.position}\n{signature.position}"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        for row in block.rows:
            yield from row


def _result(document: Document) -> Iterator[str]:
    yield from _blocks(document.result.before)
    yield from (heading.text for heading in document.result.headings)
    for each in document.result.indicators:
        yield from (
            each.no_as_written, each.name_as_written, each.instrument_as_written, each.score_as_written,
            each.before_as_written, each.level_as_written,
        )  # fmt: skip
        for pair in each.extra:
            yield from pair


def _analysis(document: Document) -> Iterator[str]:
    for row in document.analysis:
        yield f"{row.number_as_written} {row.heading_as_written}"
        yield from (row.number_as_written, row.heading_as_written, row.instrument, row.remark)
        yield " ".join(f"{item.code_as_written} {item.title_as_written}" for item in row.items)
        yield " ".join(item.code_as_written for item in row.items)
        yield " ".join(item.title_as_written for item in row.items)
        yield " ".join(item.score_as_written for item in row.items)
        yield from (heading.text for heading in row.headings)
        for pair in row.extra:
            yield from pair


def _measure(measure: Measure) -> Iterator[str]:
    yield from (
        measure.number_as_written, measure.title, measure.procedure, measure.output, measure.outcome,
        measure.suggestion, measure.follow_up, measure.responsible_as_written, ", ".join(measure.responsible),
        measure.period.text,
    )  # fmt: skip
    for pair in measure.extra:
        yield from pair
    yield from (heading.text for heading in measure.headings)
