"""From a finding to the field that causes it: its place in words, and the address where it is mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ita_portal.thai.numerals import numeral
from measures.fields import DONE
from measures.models import Measure, Section
from reports.approval_models import Waiver
from reports.checks.finding import SEVERITIES, Finding, Where
from reports.document import Document
from reports.progress import Cycle
from reports.waivers import fingerprints

ANALYSIS_FIELDS = frozenset({"analysis", "remark", "analysis_heading", "items"})
ANNOUNCED = frozenset({"total", "level", "result", "trend"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its place. `quote` is cut into what stands before, the words meant, and what follows."""

    finding: Finding
    place: str
    url: str
    fingerprint: str = ""
    """The name of an error that can be waived, "" for what needs no waiver."""
    waiver: Waiver | None = None

    @property
    def is_open(self) -> bool:
        """Whether this keeps the report from being submitted."""
        refused = self.waiver is not None and self.waiver.decision == Waiver.Decision.REFUSED
        return self.finding.severity == "error" and (self.waiver is None or refused)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity."""

    severity: str
    name: str
    findings: tuple[Placed, ...]


def placed(
    findings: list[Finding], document: Document, cycle: Cycle, waivers: Mapping[str, Waiver] | None = None
) -> list[Group]:
    """Findings by severity, the gravest first, each with the way to its field and what was waived of it."""
    places = _Places(document, cycle)
    names = {"error": _("Wrong, to be mended"), "warning": _("Worth a look"), "info": _("For information")}
    groups = []
    for severity in SEVERITIES:
        found = [each for each in findings if each.severity == severity]
        marks = fingerprints(found, document) if severity == "error" else [""] * len(found)
        rows = tuple(
            Placed(each, places.words(each.where), places.url(each.where), mark, (waivers or {}).get(mark))
            for each, mark in zip(found, marks, strict=True)
        )
        groups.append(Group(severity, names[severity], rows))
    return groups


def words_of_place(where: Where, document: Document) -> str:
    """The place of a finding in words, without the way to it."""
    issue = where.issue if where.issue is not None else _issue_of_section(where, document)
    parts = []
    if issue is not None:
        parts.append(_("Issue %(no)s") % {"no": numeral(issue)})
    if where.measure is not None:
        parts.append(_("measure %(number)s") % {"number": where.measure})
    if where.item:
        parts.append(_("item %(code)s") % {"code": where.item})
    if where.indicator is not None:
        parts.append(_("indicator %(no)s") % {"no": where.indicator})
    name = field_name(where.field)
    if name:
        parts.append(name)
    return " · ".join(parts) or _("the whole document")


def _issue_of_section(where: Where, document: Document) -> int | None:
    if where.section is None or not 0 < where.section <= len(document.sections):
        return None
    return document.sections[where.section - 1].issue


def stored_measure(section: int, measure: int, document: Document, cycle: Cycle) -> Measure | None:
    """The measure in the plan behind one of the document; both numbers count from 1."""
    found = _Places(document, cycle).section(Where(section=section))
    measures = list(found.measures.all()) if found else []
    return measures[measure - 1] if 0 < measure <= len(measures) else None


def result_year(document: Document, cycle: Cycle) -> int:
    """The ITA year on whose page the figures of a document are mended."""
    year = document.result.year or document.assessed_year or cycle.analysed_year
    return year if year in (cycle.analysed_year, cycle.action_year) else cycle.analysed_year


def scores_url(document: Document, cycle: Cycle, fragment: str) -> str:
    return cycle.url("scores_of_year", result_year(document, cycle), fragment=fragment)


class _Places:
    def __init__(self, document: Document, cycle: Cycle) -> None:
        self.document = document
        self.cycle = cycle

    def words(self, where: Where) -> str:
        return words_of_place(where, self.document)

    def url(self, where: Where) -> str:
        field = where.field or ""
        if where.measure is not None:
            return self._measure_url(where, field)
        issue = where.issue if where.issue is not None else self._issue_of_section(where)
        if field in ANALYSIS_FIELDS:
            return self.cycle.url("analysis", fragment=f"issue-{issue}" if issue else "")
        if where.item and field != "items":
            return scores_url(self.document, self.cycle, f"score-{where.item}")
        if where.indicator is not None:
            return scores_url(self.document, self.cycle, f"indicator-{where.indicator}")
        if field in ANNOUNCED:
            return scores_url(self.document, self.cycle, "announced")
        if issue is not None or where.section is not None:
            return self.cycle.url("measures", fragment=f"issue-{issue}" if issue else "")
        return self.cycle.url("report_layout", self.document.kind)

    def _measure_url(self, where: Where, field: str) -> str:
        section = self.section(where)
        found = list(section.measures.all()) if section else []
        number = where.measure or 0
        if not 0 < number <= len(found):
            return self.cycle.url("measures")
        measure = found[number - 1]
        if field in DONE:
            fragment = "evidence" if field == "evidence" else f"id_{field}"
            return self.cycle.url("result_edit", measure.pk, fragment=fragment)
        return self.cycle.url("measure_edit", measure.pk, fragment=f"id_{field or 'title'}")

    def _issue_of_section(self, where: Where) -> int | None:
        return _issue_of_section(where, self.document)

    def section(self, where: Where) -> Section | None:
        """The stored section behind the document's: sections that say nothing are not in the document."""
        if where.section is None:
            same = [each for each in self.cycle.sections if each.issue and each.issue.no == where.issue]
            return same[0] if same else None
        kept = [each for each in self.cycle.sections if _may_print(each)]
        wanted = self._issue_of_section(where)
        ordinal = sum(each.issue == wanted for each in self.document.sections[: where.section])
        same = [each for each in kept if (each.issue.no if each.issue else None) == wanted]
        with_measures = [each for each in same if each.measures.all()] or same
        return with_measures[min(ordinal, len(with_measures)) - 1] if with_measures else None


def _may_print(section: Section) -> bool:
    return bool(section.measures.all() or section.heading_as_written or section.before or section.after)


def field_name(field: str | None) -> str:
    """A field of the document as people call it."""
    names = {
        "title": _("name of the measure"),
        "procedure": _("steps"),
        "output": _("output"),
        "outcome": _("outcome"),
        "suggestion": _("suggestion"),
        "follow_up": _("follow-up"),
        "responsible": _("responsible"),
        "period": _("period"),
        "items": _("items"),
        "evidence": _("evidence"),
        "progress": _("progress"),
        "remark": _("analysis"),
        "analysis": _("analysis"),
        "total": _("total"),
        "level": _("level"),
        "heading": _("heading"),
    }
    return names.get(field or "", "")
