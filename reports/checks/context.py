"""What a check may ask: the document, the framework of its year, and every text with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from catalogue.frame import Frame, Requirement, frame_for, requirement_for
from ita_portal.thai.celltext import plain
from reports.checks.finding import Where
from reports.checks.score_sentences import Statement, statements
from reports.document import Block, Document, Measure, Section
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


@dataclass(frozen=True)
class Context:
    """Everything a check needs beside the document, each thing computed once.

    `frames` are the frameworks by evaluation year. Nothing here raises for an odd or unfinished document.
    """

    document: Document
    frames: Mapping[int, Frame]

    @cached_property
    def frame(self) -> Frame | None:
        """The framework whose issues and components the document follows, None when its year is unknown."""
        document = self.document
        if document.key_year is not None:
            return frame_for(self.frames, document.kind, document.key_year, document.evaluation_year)
        if document.evaluation_year is not None and document.evaluation_year in self.frames:
            return self.frames[document.evaluation_year]
        if self.frames and self.has_issues:  # issues came with 2567: any later framework asks for them
            return self.frames[max(self.frames)]
        return None

    @cached_property
    def requirement(self) -> Requirement | None:
        """What the evaluation asks of this document; that of the year before while the new one is not out."""
        document = self.document
        if document.key_year is not None:
            found = requirement_for(self.frames, document.kind, document.key_year, document.evaluation_year)
            if found is not None:
                return found
        return self.frame.requirement(document.kind) if self.frame else None

    @cached_property
    def has_issues(self) -> bool:
        """Whether any part of the document stands under an issue."""
        document = self.document
        return any(section.issue is not None for section in document.sections) or any(
            row.issue is not None for row in document.analysis
        )

    @cached_property
    def result_year(self) -> int | None:
        """The ITA year of the document's own scores."""
        document = self.document
        return document.result.year or document.assessed_year or document.action_year

    def frame_of_result(self, year: int | None = None) -> Frame | None:
        """The framework by which the result of an ITA year (default: the document's) is rated.

        A year before or after all known frameworks is rated like the nearest one.
        """
        year = year or self.result_year
        if year is None or not self.frames:
            return None
        if year in self.frames:
            return self.frames[year]
        return self.frames[min(self.frames, key=lambda known: (abs(known - year), known))]

    def issue_title(self, number: int) -> str:
        """The title of an issue: the catalogue's, else the document's own."""
        if self.frame and number in self.frame.issue_by_no:
            return self.frame.issue_by_no[number].title
        return next((issue.title for issue in self.document.issues if issue.no == number), "")

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the document, in the order of the page."""
        return tuple(text for text in _texts(self.document) if text.text.strip())

    @cached_property
    def statements(self) -> tuple[tuple[Text, Statement], ...]:
        """Every statement about scores in any text."""
        return tuple((text, each) for text in self.texts for each in _statements(text.text))


@lru_cache(maxsize=4096)
def _statements(text: str) -> tuple[Statement, ...]:
    return statements(text)


def _texts(document: Document) -> Iterator[Text]:
    yield Text(Where(field="title"), document.title)
    yield from _blocks(document.before, Where(field="before"))
    yield Text(Where(field="intro"), document.layout.intro)
    yield from _blocks(document.result.before, Where(field="result.before"))
    for indicator in document.result.indicators:
        where = Where(indicator=indicator.no, line=indicator.line)
        for number, (_heading, text) in enumerate(indicator.extra):
            yield Text(replace(where, field=f"extra:{number}"), text)
    for item in document.result.items:
        yield Text(Where(item=item.code, field="item_remark"), item.remark)
    yield from _blocks(document.analysis_before, Where(field="analysis_before"))
    for row in document.analysis:
        line = row.source_lines[0] if row.source_lines else None
        codes = {item.item for item in row.items if item.item}
        where = Where(issue=row.issue, item=codes.pop() if len(codes) == 1 else None, line=line)
        yield Text(replace(where, field="analysis_heading", item=None), row.heading_as_written)
        yield Text(replace(where, field="remark"), row.remark)
        for number, (_heading, text) in enumerate(row.extra):
            yield Text(replace(where, field=f"extra:{number}"), text)
    yield from _blocks(document.sections_before, Where(field="sections_before"))
    for number, section in enumerate(document.sections, start=1):
        yield from _section_texts(number, section)
    yield from _blocks(document.after, Where(field="after"))
    yield from _blocks(document.notes, Where(field="notes"))


def _blocks(blocks: tuple[Block, ...], where: Where) -> Iterator[Text]:
    for block in blocks:
        placed = replace(where, line=block.line)
        yield Text(placed, block.text)
        for row in block.rows:
            for cell in row:
                yield Text(placed, cell)


def _section_texts(number: int, section: Section) -> Iterator[Text]:
    where = Where(section=number, issue=section.issue)
    yield Text(replace(where, field="heading", line=section.line), section.heading_as_written)
    yield from _blocks(section.before, replace(where, field="before"))
    for position, measure in enumerate(section.measures, start=1):
        placed = measure_place(number, section, position)
        for field in MEASURE_FIELDS:
            yield Text(replace(placed, field=field), measure.text(field))
        for extra, (_heading, text) in enumerate(measure.extra):
            yield Text(replace(placed, field=f"extra:{extra}"), text)
        for evidence in measure.evidence:
            yield Text(replace(placed, field="evidence"), evidence.title)
    yield from _blocks(section.after, replace(where, field="after"))


def measure_place(number: int, section: Section, position: int, field: str | None = None) -> Where:
    """The place of a measure: `number` counts sections, `position` measures within it, both from 1."""
    measure = section.measures[position - 1]
    line = measure.source_lines[0] if measure.source_lines else None
    return Where(section=number, issue=section.issue, measure=position, field=field, line=line)


def blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or only dashes, dots and rules as printed in empty forms."""
    return not plain(text).strip(" \n\t\u00a0-‐–—.…_*ฯ")


def shortened(text: str, limit: int = 60) -> str:
    """The beginning of a text on one line, to name a measure in a message."""
    line = " ".join(plain(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def measures_of(document: Document) -> Iterator[tuple[int, Section, int, Measure]]:
    """Every measure with its section's number, the section, and its position, both from 1."""
    for number, section in enumerate(document.sections, start=1):
        for position, measure in enumerate(section.measures, start=1):
            yield number, section, position, measure
