"""Every text of a document with its place: in the words of a finding, and as the way to it in the Document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.checks.finding import Path, Where
from reports.document import AnalysisRow, Block, Document, IndicatorScore, Measure, Section
from reports.layouts import FIELDS

MEASURE_FIELDS = tuple(name for name in FIELDS if name != "number")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the document. `where` names its place; offsets of a finding count in `text`."""

    where: Where
    text: str

    def at(self, start: int, end: int, **known: str | int | None) -> Where:
        """The place of a range of the text, with its quote."""
        return replace(self.where, start=start, end=end, quote=self.text[start:end], **known)  # type: ignore[arg-type]


def texts_of(document: Document) -> Iterator[Text]:
    """The running texts and cells that checks read, in the order of the page; empty ones too."""
    yield Text(Where(field="title", path=("title",)), document.title)
    yield from _blocks(document.before, Where(field="before", path=("before",)))
    yield Text(Where(field="intro", path=("layout", "intro")), document.layout.intro)
    yield from _blocks(document.result.before, Where(field="result.before", path=("result", "before")))
    for index, indicator in enumerate(document.result.indicators):
        where = Where(indicator=indicator.no, line=indicator.line, path=("result", "indicators", index))
        yield from _extra(indicator.extra, where)
    for index, item in enumerate(document.result.items):
        path: Path = ("result", "items", index, "remark")
        yield Text(Where(item=item.code, field="item_remark", path=path), item.remark)
    yield from _blocks(document.analysis_before, Where(field="analysis_before", path=("analysis_before",)))
    for index, row in enumerate(document.analysis):
        codes = {each.item for each in row.items if each.item}
        where = Where(issue=row.issue, line=_heading_line(row), path=("analysis", index))
        yield Text(_field(where, "analysis_heading", "heading_as_written"), row.heading_as_written)
        where = replace(where, item=codes.pop() if len(codes) == 1 else None, line=_row_line(row))
        yield Text(_field(where, "remark"), row.remark)
        yield from _extra(row.extra, where)
    yield from _blocks(document.sections_before, Where(field="sections_before", path=("sections_before",)))
    for index, section in enumerate(document.sections):
        yield from _section(index, section)
    yield from _blocks(document.after, Where(field="after", path=("after",)))
    for index, each in enumerate(document.item_evidence):
        for number, evidence in enumerate(each.evidence):
            path = ("item_evidence", index, "evidence", number, "title")
            yield Text(Where(item=each.item or None, field="evidence", path=path), evidence.title)
    yield from _blocks(document.notes, Where(field="notes", path=("notes",)))


def printed_labels(document: Document) -> Iterator[Text]:
    """Short texts that checks read field by field: levels, figures, numbers and titles as they were written."""
    result = document.result
    yield Text(Where(field="level", line=result.line, path=("result", "level")), result.level)
    total: Path = ("result", "total_as_written")
    yield Text(Where(field="total", line=result.line, path=total), result.total_as_written)
    for index, indicator in enumerate(result.indicators):
        yield from _indicator(index, indicator)
    for index, point in enumerate(result.trend):
        path: Path = ("result", "trend", index, "level")
        yield Text(Where(field="trend", item=str(point.year), path=path), point.level)
    for index, row in enumerate(document.analysis):
        where = Where(issue=row.issue, line=_heading_line(row), path=("analysis", index))
        yield Text(_field(where, "analysis_number", "number_as_written"), row.number_as_written)
        where = replace(where, line=_row_line(row))
        for position, item in enumerate(row.items):
            of_item = replace(where, item=item.item or None, path=(*_path(where), "items", position))
            yield Text(_field(of_item, "items", "code_as_written"), item.code_as_written)
            yield Text(_field(of_item, "items", "title_as_written"), item.title_as_written)
            yield Text(_field(of_item, "items", "score_as_written"), item.score_as_written)
    for index, section in enumerate(document.sections):
        where = Where(
            section=index + 1, issue=section.issue, field="number", line=section.line,
            path=("sections", index, "number_as_written"),
        )  # fmt: skip
        yield Text(where, section.number_as_written)
        for position, measure in enumerate(section.measures, start=1):
            placed = measure_place(index + 1, section, position)
            yield Text(_field(placed, "number", "number_as_written"), measure.number_as_written)


def _heading_line(row: AnalysisRow) -> int | None:
    return row.source_lines[0] if row.source_lines else None


def _row_line(row: AnalysisRow) -> int | None:
    """The line of the row itself, below the line of its issue's heading when it has one of its own."""
    headed = row.number_as_written or row.heading_as_written
    return row.source_lines[1] if headed and len(row.source_lines) > 1 else _heading_line(row)


def _indicator(index: int, indicator: IndicatorScore) -> Iterator[Text]:
    where = Where(indicator=indicator.no, line=indicator.line, path=("result", "indicators", index))
    for field, name in (
        ("level", "level_as_written"), ("score", "score_as_written"), ("before", "before_as_written"),
        ("name", "name_as_written"), ("number", "no_as_written"), ("instrument", "instrument_as_written"),
    ):  # fmt: skip
        yield Text(_field(where, field, name), str(getattr(indicator, name)))


def _section(index: int, section: Section) -> Iterator[Text]:
    where = Where(section=index + 1, issue=section.issue, path=("sections", index))
    heading = replace(where, line=section.line)
    yield Text(_field(heading, "heading", "heading_as_written"), section.heading_as_written)
    yield from _blocks(section.before, _field(where, "before"))
    for position, measure in enumerate(section.measures, start=1):
        placed = measure_place(index + 1, section, position)
        for field in MEASURE_FIELDS:
            yield Text(_field(placed, field), measure.text(field))
        yield from _extra(measure.extra, placed)
        for number, evidence in enumerate(measure.evidence):
            path = (*_path(placed), "evidence", number, "title")
            yield Text(replace(placed, field="evidence", path=path), evidence.title)
    yield from _blocks(section.after, _field(where, "after"))


def _extra(pairs: tuple[tuple[str, str], ...], where: Where) -> Iterator[Text]:
    for number, (_heading, text) in enumerate(pairs):
        yield Text(replace(where, field=f"extra:{number}", path=(*_path(where), "extra", number, 1)), text)


def _blocks(blocks: tuple[Block, ...], where: Where) -> Iterator[Text]:
    for number, block in enumerate(blocks):
        path = (*_path(where), number)
        placed = replace(where, line=block.line, path=(*path, "text"))
        yield Text(placed, block.text)
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                yield Text(replace(placed, path=(*path, "rows", row, column)), cell)


def _field(where: Where, field: str, name: str = "") -> Where:
    """The place of a field; `name` is what the Document calls it when that is another word."""
    return replace(where, field=field, path=(*_path(where), name or field))


def _path(where: Where) -> Path:
    return where.path or ()


def measure_place(number: int, section: Section, position: int, field: str | None = None) -> Where:
    """The place of a measure: `number` counts sections, `position` measures within it, both from 1."""
    measure: Measure = section.measures[position - 1]
    line = measure.source_lines[0] if measure.source_lines else None
    path: Path = ("sections", number - 1, "measures", position - 1)
    return Where(
        section=number,
        issue=section.issue,
        measure=position,
        field=field,
        line=line,
        path=(*path, field) if field else path,
    )
