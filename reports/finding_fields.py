"""From a finding of a report's document to the row and the field of the database that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.models import AnalysisRow
from editing.registry import Unknown, adapter_for
from editing.texts import text_hash
from measures.models import Measure, Section
from reports.build import PLACES
from reports.checks.finding import Finding, Path, Where
from reports.checks.mending import path_of, text_at
from reports.document import Document
from reports.progress import Cycle

MEASURE_FIELDS = frozenset(
    {"title", "procedure", "output", "outcome", "suggestion", "follow_up", "responsible", "period", "items"}
)
ANALYSIS_FIELDS = frozenset({"analysis", "remark", "analysis_heading", "analysis_number", "items"})
OF_A_ROW = {
    "remark": "remark",
    "items": "items",
    "analysis_heading": "heading_as_written",
    "analysis_number": "number_as_written",
}
HEADINGS = {"heading": "heading_as_written", "number": "number_as_written"}
OF_THE_REPORT = frozenset({"title", "layout", *PLACES})
ANNOUNCED: dict[str, str] = {"total": "announced.total", "level": "announced.level"}


@dataclass(frozen=True, slots=True)
class Field:
    """A row as pages name it (`measure:12`), and a field of it that saves itself; "" when only the row is known."""

    subject: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.subject}/{self.name}"


@dataclass(frozen=True, slots=True)
class Mend:
    """A field with the text it has and the one it would have with a finding mended."""

    field: Field
    path: Path
    text: str

    @property
    def base(self) -> str:
        """The hash by which a save knows that nobody has changed the text since."""
        return text_hash(self.text)


class Fields:
    """The rows behind a document that was built from them."""

    def __init__(self, document: Document, cycle: Cycle) -> None:
        self.document = document
        self.cycle = cycle
        self._printed = [each for each in cycle.sections if _may_print(each)]

    def of(self, where: Where) -> Field | None:
        """The field that a place is in, None for what no row of the year's work has."""
        if where.path is not None and where.path[0] in OF_THE_REPORT:
            return self._of_report(where.path)
        if where.section is not None and where.measure is not None:
            return self._of_measure(where)
        if where.field in ANALYSIS_FIELDS:
            return self._of_analysis(where)
        if where.section is not None and where.field in HEADINGS:
            section = self.section(where)
            return Field(f"section:{section.pk}", HEADINGS[where.field]) if section else None
        subject = f"assessment:{self.document.result.year or self.document.assessed_year or 0}"
        if where.section is None and where.indicator is not None:
            return Field(subject, f"indicator.{where.indicator}")
        if where.section is None and where.field in ANNOUNCED and where.item is None:
            return Field(subject, ANNOUNCED[where.field or ""])
        if where.section is None and where.issue is None and where.item is not None:
            known = {each.code.lower(): each.code for each in self.document.result.items}
            code = known.get(where.item.lower())
            group = "remark" if where.field == "item_remark" else "score"
            return Field(subject, f"{group}.{code}") if code else None
        return None

    def mend(self, finding: Finding) -> Mend | None:
        """What a mend of the finding would be saved into; None unless the database has the very text it is about."""
        path = path_of(self.document, finding)
        field = self.of(finding.where) if path is not None else None
        if path is None or field is None or not field.name:
            return None
        stored = self._stored(field)
        return Mend(field, path, stored) if stored == text_at(self.document, path) else None

    def _of_measure(self, where: Where) -> Field | None:
        measure = self.measure(where)
        if measure is None:
            return None
        name = "number_as_written" if where.field == "number" else where.field or ""
        return Field(f"measure:{measure.pk}", name if name in {*MEASURE_FIELDS, "number_as_written"} else "")

    def _of_analysis(self, where: Where) -> Field | None:
        row = self.analysis_row(where)
        if row is None:
            return None
        return Field(f"analysis:{row.pk}", OF_A_ROW.get(where.field or "", ""))

    def _of_report(self, path: Path) -> Field | None:
        """A text that only the report has: title, introduction, or the text of a block."""
        report = self.cycle.reports.get(self.document.kind)
        if report is None:
            return None
        name = str(path[0]) if len(path) == 1 else ""
        if path == ("layout", "intro"):
            name = "intro"
        elif len(path) == 3 and path[2] == "text":
            name = f"{path[0]}.{path[1]}"
        return Field(f"report:{report.pk}", name)

    def analysis_row(self, where: Where) -> AnalysisRow | None:
        """The row of the analysis that a place is in."""
        rows, path = self.cycle.analysis, where.path or ()
        if len(rows) != len(self.document.analysis):
            return None
        if len(path) > 1 and path[0] == "analysis" and isinstance(path[1], int) and path[1] < len(rows):
            return rows[path[1]]
        fitting = [
            row
            for row, printed in zip(rows, self.document.analysis, strict=True)
            if where.issue is not None and printed.issue == where.issue
        ]
        return fitting[0] if len(fitting) == 1 else None

    def measure(self, where: Where) -> Measure | None:
        """The stored measure that a place is in; both numbers count from 1."""
        section = self.section(where)
        found = list(section.measures.all()) if section else []
        number = where.measure or 0
        return found[number - 1] if 0 < number <= len(found) else None

    def section(self, where: Where) -> Section | None:
        """The stored section behind the document's: sections that say nothing are not in the document."""
        if where.section is None:
            return next(
                (each for each in self.cycle.sections if each.issue and each.issue.no == where.issue), None
            )
        sections = self.document.sections
        if not 0 < where.section <= len(sections):
            return None
        if len(self._printed) == len(sections):
            return self._printed[where.section - 1]
        # A document of another day: sections came or went since.
        wanted = sections[where.section - 1].issue
        ordinal = sum(each.issue == wanted for each in sections[: where.section])
        same = [each for each in self._printed if (each.issue.no if each.issue else None) == wanted]
        with_measures = [each for each in same if each.measures.all()] or same
        return with_measures[min(ordinal, len(with_measures)) - 1] if with_measures else None

    def _stored(self, field: Field) -> str | None:
        """The text as it is stored, read from the rows that are there already."""
        kind, _colon, key = field.subject.partition(":")
        try:
            adapter, _key = adapter_for(field.subject)
            row = self._row(kind, int(key))
            return None if row is None else adapter.text(row, field.name)
        except Unknown:
            return None

    def _row(self, kind: str, key: int) -> object | None:
        if kind == "measure":
            return next((each for _section, _no, each in self.cycle.measures if each.pk == key), None)
        if kind == "section":
            return next((each for each in self.cycle.sections if each.pk == key), None)
        if kind == "report":
            return next((each for each in self.cycle.reports.values() if each.pk == key), None)
        if kind == "analysis":
            return next((each for each in self.cycle.analysis if each.pk == key), None)
        return self.cycle.assessments.get(key)


def _may_print(section: Section) -> bool:
    return bool(
        section.measures.all()
        or section.number_as_written
        or section.heading_as_written
        or section.before
        or section.after
        or section.headings
    )
