"""The headings of a document's columns as they were written, each wording once."""

from __future__ import annotations

from collections.abc import Iterator

from reports.checks.finding import Path, Where
from reports.checks.texts import Text
from reports.document import Document, Heading


def column_headings(document: Document) -> Iterator[Text]:
    """Headings of the layout and those that single tables had; the same words are yielded once."""
    told: set[str] = set()
    for group in ("columns", "analysis_columns", "indicator_columns"):
        for number, column in enumerate(getattr(document.layout, group)):
            if column.heading.strip() and column.heading not in told:
                told.add(column.heading)
                path: Path = ("layout", group, number, "heading")
                yield Text(Where(field="headings", path=path), column.heading)
    for where, path, headings in _rows_of_headings(document):
        for number, heading in enumerate(headings):
            if heading.text.strip() and heading.text not in told:
                told.add(heading.text)
                place = (*path, "headings", number, "text")
                yield Text(Where(field="headings", path=place, **where), heading.text)  # type: ignore[arg-type]


def _rows_of_headings(
    document: Document,
) -> Iterator[tuple[dict[str, int | None], Path, tuple[Heading, ...]]]:
    yield {"line": document.result.line}, ("result",), document.result.headings
    for index, row in enumerate(document.analysis):
        yield {"issue": row.issue}, ("analysis", index), row.headings
    for index, section in enumerate(document.sections):
        where = {"section": index + 1, "issue": section.issue}
        yield where, ("sections", index), section.headings
        for position, measure in enumerate(section.measures):
            yield where, ("sections", index, "measures", position), measure.headings
