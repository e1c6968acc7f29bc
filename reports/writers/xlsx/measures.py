"""The sheets of the measures: one for each issue, or one for all, as the layout groups them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document import Document, Measure, Section
from reports.workbook.derived import is_told_by_cell, period_of, trace
from reports.workbook.fields import MEASURES, SECTION_FACTS
from reports.workbook.values import NOTHING, listed
from reports.writers.xlsx.analysis import LAST_OF_FROZEN
from reports.writers.xlsx.headed import Headed, Kept, headed, said_keys
from reports.writers.xlsx.sheet import Row, Sheet
from reports.writers.xlsx.tables import Pen, Written, add_fact, blocks, row_mark
from reports.writers.xlsx.tall import rows_of


def measure_ids(document: Document) -> list[list[str]]:
    """The name of every measure in the file, by section: evidence says by it whose it is."""
    count = 0
    found: list[list[str]] = []
    for section in document.sections:
        found.append([f"M{count + at}" for at in range(1, len(section.measures) + 1)])
        count += len(section.measures)
    return found


def counted(document: Document) -> list[list[int | None]]:
    """The numbers of the measures that have none of their own, by section, as the layout counts."""
    numbering, count = document.layout.numbering, 0
    found: list[list[int | None]] = []
    for section in document.sections:
        count = 0 if numbering == "issue" else count
        row: list[int | None] = []
        for measure in section.measures:
            counts = numbering != "none" and not measure.number_as_written
            count += counts
            row.append(count if counts else None)
        found.append(row)
    return found


def table_of(document: Document) -> Headed:
    """The same columns for every issue."""
    measures = [measure for section in document.sections for measure in section.measures]
    rows = [_row(document, each, "").values for each in measures]
    headings = [*(each.headings for each in document.sections), *(each.headings for each in measures)]
    return headed(
        "measures",
        MEASURES,
        document.layout.columns,
        said_keys(rows),
        [each.extra for each in measures],
        headings,
    )


def section_sheet(
    sheet: Sheet,
    document: Document,
    section: Section,
    names: Sequence[tuple[str, int | None]],
    table: Headed,
    pen: Pen,
    kept: Kept,
) -> None:
    """One section below what the sheet has already; `names` are those of its measures, with their numbers."""
    first = not any(row.mark.startswith("table") for row in sheet.rows)
    across = 1 + sum(each.printed for each in table.columns)
    line = f" line={section.line}" if section.line is not None else ""
    if len(sheet.rows) > 1:
        sheet.add(Row(""))
    sheet.add(Row(f"section{line}", hidden=True))
    written = dict(_facts(document, section))
    for each in SECTION_FACTS:
        add_fact(sheet, f"of-section {each.key}", each, written.get(each.key), pen, across)
    blocks(sheet, "section.before", section.before, across)
    head, force = table.begin(sheet, section.headings, kept)
    if first and head <= LAST_OF_FROZEN:
        sheet.head = head
    for (name, number), measure in zip(names, section.measures, strict=True):
        if measure.headings:
            force = table.again(sheet, measure.headings, kept, force)
        for row in _parted(
            table.with_extra(_row(document, measure, name, number), measure.extra, force), table
        ):
            table.add(sheet, row, pen)
    blocks(sheet, "section.after", section.after, across)


def _parted(row: Written, table: Headed) -> Iterator[Written]:
    """A measure in one row, or in several where its texts are longer than a row can be tall."""
    widths = {each.key: each.width for each in table.columns if each.printed}
    texts = {key: str(value) for key, value in row.values.items() if key in widths and isinstance(value, str)}
    rest = {key: value for key, value in row.values.items() if key not in texts}
    for at, said in enumerate(rows_of(texts, widths)):
        yield Written(said, "more") if at else Written(rest | said, row.mark)


def _facts(document: Document, section: Section) -> Iterator[tuple[str, object]]:
    yield "issue", section.issue
    yield "title", section.title
    yield "number_as_written", section.number_as_written
    yield "heading_as_written", section.heading_as_written


def _row(document: Document, measure: Measure, name: str, number: int | None = None) -> Written:
    values: dict[str, object] = {
        each.key: getattr(measure, each.key)
        for each in MEASURES
        if each.key in Measure.__dataclass_fields__ and each.key != "responsible"
    }
    values |= {"responsible": measure.text("responsible"), "period.text": measure.period.text, "id": name}
    if number is not None:
        values["number_as_written"] = number
    mark = row_mark(measure)
    if not is_told_by_cell(measure):
        values["units"] = listed(measure.responsible) or NOTHING
        mark += f" units={trace(measure.text('responsible'))}"
        if measure.responsible_as_written and measure.responsible_as_written == ", ".join(
            measure.responsible
        ):
            mark += " responsible"
    period = measure.period
    if period != period_of(period.text, document.action_year):
        mark += f" period={trace(period.text)}"
        values |= {"period.style": period.style, "period.start": period.start, "period.end": period.end}
    return Written(values, mark)
