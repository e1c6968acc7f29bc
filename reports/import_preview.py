"""What a file was understood as, beside what was not: everything that the page before saving shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.queries import frames_in_force
from ita_portal.thai.numerals import numeral
from measures.models import Measure as StoredMeasure
from reports.build import municipality_on
from reports.checks.finding import SEVERITIES, Finding
from reports.checks.reader_warnings import RESOLVED, from_warnings, untold
from reports.checks.registry import run
from reports.document import MEASURE_TEXT_FIELDS, AnalysisRow, Block, Document, Measure, Result, Section
from reports.findings_told import in_their_tables, place_told
from reports.importing import document_of, named_otherwise, places_in, warnings_of
from reports.models import ImportDraft
from reports.readers.placing import SHEET
from reports.readers.reading import Warning  # noqa: A004 - the word of the field
from reports.selection import Taken, says_something

Places = Mapping[int, tuple[int, ...]]

_ABOUT_THE_WHOLE = frozenset({"read-year-differs", "read-kind-differs", "read-kind", "read-year"})
"""Doubts about what the file is at all: they stand above everything else."""


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure as it will be saved. `key` is its place, section and measure counted from 0."""

    key: str
    number: int
    measure: Measure
    taken: bool
    doubts: tuple[str, ...]

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.measure.text(name) for name in MEASURE_TEXT_FIELDS}


@dataclass(frozen=True, slots=True)
class ShownSection:
    """An issue with its measures; `present` are the measures that the plan already has there."""

    number: int
    heading: str
    measures: tuple[ShownMeasure, ...]
    present: int
    has_text: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was not sure, or not understood: where it stands, what is said about it, its words."""

    place: str
    message: str
    quote: str = ""
    fix: str = ""
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """Something the checks say of the file, with its place in it."""

    severity: str
    place: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A text or a table that belongs to no known part; it is kept as text around the tables."""

    place: str
    block: Block


@dataclass(frozen=True, slots=True)
class ImportPreview:
    document: Document
    sections: tuple[ShownSection, ...]
    taken: Taken
    doubts: tuple[Doubt, ...]
    notices: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]
    scores: tuple[tuple[str, Decimal | None], ...]
    findings: tuple[ShownFinding, ...]

    @property
    def analysis(self) -> tuple[AnalysisRow, ...]:
        return self.document.analysis

    @property
    def running_text(self) -> tuple[Block, ...]:
        """What stands around the tables and is no table itself."""
        return tuple(
            block for block in _around(self.document) if block.kind != "table" and block.text.strip()
        )

    @property
    def measure_count(self) -> int:
        return self.document.measure_count

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many findings of each severity the checks have, the gravest first."""
        counted = Counter(each.severity for each in self.findings)
        return [(severity, counted[severity]) for severity in SEVERITIES if counted[severity]]


def preview(draft: ImportDraft, taken: Taken) -> ImportPreview:
    """The file as it was understood, with what is ticked."""
    document = document_of(draft)
    warnings = warnings_of(draft)
    places = places_in(draft)
    said = from_warnings(warnings)
    by_line: dict[int, list[str]] = {}
    for warning, finding in zip(warnings, said, strict=True):
        if warning.line is not None:
            by_line.setdefault(warning.line, []).append(finding.message)
    present = _present(draft)
    ours = municipality_on(draft.municipality, timezone.localdate())
    findings = run(replace(document, municipality=ours), frames_in_force())
    told_here = untold(warnings, findings)
    findings.sort(key=lambda each: SEVERITIES.index(each.severity))
    return ImportPreview(
        document,
        tuple(
            _section(number, section, taken, by_line, present)
            for number, section in enumerate(document.sections)
        ),
        taken,
        tuple(
            Doubt(
                place_words(warning.line, places, page_only=_says_where(warning)),
                finding.message,
                finding.where.quote or "",
                finding.fix,
                "info" if warning.code in RESOLVED else "warning",
            )
            for warning, finding in zip(warnings, said, strict=True)
            if warning.code not in _ABOUT_THE_WHOLE and warning in told_here
        ),
        (
            *(each.message for each in named_otherwise(document, draft.municipality)),
            *(finding.message for finding in said if finding.code in _ABOUT_THE_WHOLE),
        ),
        tuple(Unplaced(place_words(block.line, places), block) for block in _not_understood(document)),
        tuple(_scores(document.result)),
        tuple(_found(each, document) for each in in_their_tables(findings, places)),
    )


def _found(finding: Finding, document: Document) -> ShownFinding:
    return ShownFinding(finding.severity, place_told(finding.where, document), finding.message, finding.fix)


def _says_where(warning: Warning) -> bool:
    """Whether the message names the place itself."""
    return "%(line)s" in warning.template or "%(table)s" in warning.template


def place_words(line: int | None, places: Places, *, page_only: bool = False) -> str:
    """Where something stands in the file: table and row of a Word file, with the page of a PDF; the line of a text."""
    if line is None:
        return ""
    if line in places:
        table, row, *pages = places[line]
        if pages == [SHEET]:
            return "" if page_only else _("Sheet %(sheet)s, row %(row)s") % {"sheet": table, "row": row}
        told = [_("Page %(page)s") % {"page": page} for page in pages]
        if not page_only:
            told.append(_("Table %(table)s, row %(row)s") % {"table": table, "row": row})
        return " · ".join(told)
    return "" if places or page_only else _("line %(line)s") % {"line": line}


def _section(
    number: int,
    section: Section,
    taken: Taken,
    by_line: Mapping[int, Sequence[str]],
    present: Mapping[int | None, int],
) -> ShownSection:
    return ShownSection(
        number,
        _heading(section),
        tuple(
            ShownMeasure(
                f"{number}-{at}",
                at + 1,
                measure,
                (number, at) in taken.measures,
                tuple(dict.fromkeys(text for line in measure.source_lines for text in by_line.get(line, ()))),
            )
            for at, measure in enumerate(section.measures)
        ),
        present.get(section.issue, 0),
        says_something(section),
    )


def _heading(section: Section) -> str:
    if section.issue is not None:
        title = section.title or section.heading_as_written
        return _("Issue %(no)s") % {"no": numeral(section.issue)} + f" {title}"
    return f"{section.number_as_written} {section.heading_as_written}".strip()


def _present(draft: ImportDraft) -> dict[int | None, int]:
    """How many measures the plan has, by issue."""
    measures = StoredMeasure.objects.filter(
        section__plan__municipality=draft.municipality_id, section__plan__action_year=draft.action_year
    )
    return dict(Counter(measures.values_list("section__issue__no", flat=True)))


def _around(document: Document) -> Iterable[Block]:
    yield from document.before
    yield from document.result.before
    yield from document.analysis_before
    yield from document.sections_before
    for section in document.sections:
        yield from section.before
        yield from section.after
    yield from document.after
    yield from document.notes


def _not_understood(document: Document) -> list[Block]:
    tables = [block for block in _around(document) if block.kind == "table"]
    notes = [block for block in document.notes if block.kind != "table" and block.text.strip()]
    return sorted([*tables, *notes], key=lambda block: block.line or 0)


def _scores(result: Result) -> Iterable[tuple[str, Decimal | None]]:
    """Every figure with what it is the figure of."""
    if result.total is not None:
        yield _("Total"), result.total
    for instrument in result.instruments:
        yield instrument.code, instrument.score
    for indicator in result.indicators:
        name = indicator.name or indicator.name_as_written
        number = f"{indicator.no}. " if indicator.no is not None else ""
        if indicator.score is not None:
            yield f"{number}{name}", indicator.score
    for item in result.items:
        if item.score is not None:
            yield f"{item.code} {item.title}", item.score
