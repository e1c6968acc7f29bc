"""What a check may ask: the document, the framework of its year, and every text with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from catalogue.frame import Frame, Requirement, frame_for, requirement_for
from ita_portal.thai.celltext import plain
from reports.checks.column_headings import column_headings
from reports.checks.link_facts import NO_LINKS, Links
from reports.checks.score_sentences import Statement, statements
from reports.checks.texts import MEASURE_FIELDS, Text, measure_place, printed_labels, texts_of
from reports.document import Document, Measure, Section

__all__ = [
    "MEASURE_FIELDS", "Context", "Text", "blank", "measure_place", "measures_of", "shortened",
]  # fmt: skip


@dataclass(frozen=True)
class Context:
    """Everything a check needs beside the document, each thing computed once.

    `frames` are the frameworks by evaluation year, `links` what was found out about its links. Nothing here raises for
    an odd or unfinished document.
    """

    document: Document
    frames: Mapping[int, Frame]
    links: Links = NO_LINKS

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
        return tuple(text for text in texts_of(self.document) if text.text.strip())

    @cached_property
    def wordings(self) -> tuple[Text, ...]:
        """Every text, and the short ones that are words too: titles of items and headings of columns."""
        titles = (
            text
            for text in printed_labels(self.document)
            if text.text.strip() and text.where.path and text.where.path[-1] == "title_as_written"
        )
        return (*self.texts, *titles, *column_headings(self.document))

    @cached_property
    def statements(self) -> tuple[tuple[Text, Statement], ...]:
        """Every statement about scores in any text."""
        return tuple((text, each) for text in self.texts for each in _statements(text.text))


@lru_cache(maxsize=4096)
def _statements(text: str) -> tuple[Statement, ...]:
    return statements(text)


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
