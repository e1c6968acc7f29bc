"""A frozen document as an auditor reads it: text by text, each place with the pins of its findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ita_portal.thai.celltext import plain
from ita_portal.thai.numerals import numeral
from reports.document import MEASURE_TEXT_FIELDS, Document, Measure
from reports.places import field_name
from review.models import ReviewFinding
from review.places import issue_words, section_words

FIELDS = MEASURE_TEXT_FIELDS[1:]
"""What stands under a measure's title."""


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    key: str
    number: str
    title: str
    facts: str
    texts: tuple[tuple[str, str], ...]
    pins: tuple[ReviewFinding, ...]


@dataclass(frozen=True, slots=True)
class ReadSection:
    key: str
    anchor: str
    name: str
    title: str
    measures: tuple[ReadMeasure, ...]
    pins: tuple[ReviewFinding, ...]


@dataclass(frozen=True, slots=True)
class ReadScore:
    name: str
    score: Decimal | None
    before: Decimal | None
    pins: tuple[ReviewFinding, ...]

    @property
    def difference(self) -> Decimal | None:
        return None if self.score is None or self.before is None else self.score - self.before


@dataclass(frozen=True, slots=True)
class ReadAnalysis:
    name: str
    items: str
    remark: str
    pins: tuple[ReviewFinding, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document for the auditor's page; `pins` are those of the whole and of its total."""

    scores: tuple[ReadScore, ...]
    analysis: tuple[ReadAnalysis, ...]
    sections: tuple[ReadSection, ...]
    pins: tuple[ReviewFinding, ...]


def read(document: Document, findings: Iterable[ReviewFinding]) -> Reading:
    pins: defaultdict[str, list[ReviewFinding]] = defaultdict(list)
    for finding in findings:
        pins[finding.place].append(finding)
    return Reading(
        scores=tuple(_scores(document, pins)),
        analysis=tuple(_analysis(document, pins)),
        sections=tuple(
            ReadSection(
                key=f"section:{number}",
                anchor=f"section-{number}",
                name=section_words(section, number),
                title=plain(section.title or section.heading_as_written),
                measures=tuple(
                    _measure(f"measure:{number}.{position}", position, measure, pins)
                    for position, measure in enumerate(section.measures, 1)
                ),
                pins=tuple(pins[f"section:{number}"]),
            )
            for number, section in enumerate(document.sections, 1)
        ),
        pins=(*pins[""], *pins["result"]),
    )


def _scores(document: Document, pins: dict[str, list[ReviewFinding]]) -> Iterable[ReadScore]:
    """The indicators, and of the items those to which something is pinned."""
    for each in document.result.indicators:
        name = f"{each.no or ''} {each.name or each.name_as_written}".strip()
        yield ReadScore(name, each.score, each.before, tuple(pins.get(f"indicator:{each.no}", ())))
    for item in document.result.items:
        if found := pins.get(f"item:{item.code}"):
            yield ReadScore(f"{item.code} {item.title}", item.score, item.before, tuple(found))


def _analysis(document: Document, pins: dict[str, list[ReviewFinding]]) -> Iterable[ReadAnalysis]:
    pinned: set[int] = set()
    for row in document.analysis:
        name = issue_words(row.issue) if row.issue is not None else plain(row.heading_as_written)
        found = () if row.issue in pinned else tuple(pins.get(f"analysis:{row.issue}", ()))
        if row.issue is not None:
            pinned.add(row.issue)
        yield ReadAnalysis(
            name, ", ".join(each.item or each.code_as_written for each in row.items), row.remark, found
        )


def _measure(key: str, position: int, measure: Measure, pins: dict[str, list[ReviewFinding]]) -> ReadMeasure:
    facts = [measure.text("responsible"), measure.text("period"), ", ".join(measure.items)]
    texts = [(field_name(field), measure.text(field)) for field in FIELDS if measure.text(field).strip()]
    texts += [(heading, text) for heading, text in measure.extra if text.strip()]
    return ReadMeasure(
        key=key,
        number=measure.number_as_written or f"{numeral(position)}.",
        title=measure.title,
        facts=" · ".join(filter(None, (plain(each).replace("\n", " ") for each in facts))),
        texts=tuple(texts),
        pins=tuple(pins[key]),
    )
