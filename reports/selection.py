"""What of a document somebody takes over: chosen measures, scores, analysis, and the text around them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.document import Document, Result, Section


@dataclass(frozen=True, slots=True)
class Taken:
    """`measures` are places, section and measure counted from 0. `text`: title, period, layout, running text,
    evidence of items."""

    measures: frozenset[tuple[int, int]]
    scores: bool = False
    analysis: bool = False
    text: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.measures or self.scores or self.analysis or self.text)

    def of(self, document: Document) -> Document:
        """The document with only what was chosen; an issue without any measure goes with the text."""
        sections = []
        for number, section in enumerate(document.sections):
            chosen = tuple(each for at, each in enumerate(section.measures) if (number, at) in self.measures)
            if chosen or (self.text and not section.measures and says_something(section)):
                sections.append(replace(section, measures=chosen))
        return replace(
            document,
            sections=tuple(sections),
            result=document.result if self.scores else Result(),
            analysis=document.analysis if self.analysis else (),
            item_evidence=document.item_evidence if self.text else (),
        )


def says_something(section: Section) -> bool:
    return bool(section.heading_as_written or section.before or section.after)


def everything(document: Document) -> Taken:
    """All that a document has."""
    places = (
        (number, at)
        for number, section in enumerate(document.sections)
        for at in range(len(section.measures))
    )
    return Taken(frozenset(places), scores=True, analysis=True, text=True)
