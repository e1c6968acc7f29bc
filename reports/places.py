"""From a finding to the field that causes it: its place in words, and the address where it is mended."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ita_portal.thai.numerals import numeral
from measures.fields import DONE
from measures.models import Measure
from reports.approval_models import Waiver
from reports.build import PLACES
from reports.checks.finding import SEVERITIES, Finding, Where
from reports.checks.mending import text_at
from reports.document import Document
from reports.finding_fields import ANALYSIS_FIELDS, ANNOUNCED, OF_THE_REPORT, Field, Fields, Mend
from reports.progress import Cycle
from reports.waivers import fingerprints

SCORED = frozenset({*ANNOUNCED, "result", "trend", "indicators"})
"""Fields of the document's result, which are mended on the pages of scores."""

SHOWN_AROUND = 45
"""So many characters of the text stand before and after the words that a finding is about."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its place. `before` and `after` are the text around the words it quotes."""

    finding: Finding
    number: int
    """Its number in the report, the same in every list and beside the text."""
    place: str
    url: str
    mark: str
    """The name of the finding as long as place and words are the same."""
    fingerprint: str = ""
    """The name of an error that can be waived, "" for what needs no waiver."""
    waiver: Waiver | None = None
    before: str = ""
    after: str = ""
    field: Field | None = None
    mend: Mend | None = None

    @property
    def part(self) -> str:
        """The step of the work in which it is mended: scores, analysis, measures, results, or the document itself."""
        kind = self.field.subject.partition(":")[0] if self.field else ""
        where = self.finding.where
        if _in_running_text(where):
            return "document"
        if kind == "assessment" or (where.section is None and where.indicator is not None):
            return "scores"
        if kind == "analysis" or where.field in ANALYSIS_FIELDS:
            return "analysis"
        if where.measure is not None and where.field in DONE:
            return "results"
        if where.section is not None or where.issue is not None:
            return "measures"
        return "scores" if where.item is not None or where.field in SCORED else "document"

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
    numbered = list(zip(findings, range(1, len(findings) + 1), fingerprints(findings, document), strict=True))
    groups = []
    for severity in SEVERITIES:
        found = [each for each in numbered if each[0].severity == severity]
        of_severity = [finding for finding, _number, _mark in found]
        waivable = fingerprints(of_severity, document) if severity == "error" else [""] * len(found)
        rows = tuple(
            places.placed(finding, number, mark, name, (waivers or {}).get(name))
            for (finding, number, mark), name in zip(found, waivable, strict=True)
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
    around = _in_running_text(where) or not _is_in_row(where)
    name = _of_document(where) if around else field_name(where.field)
    if name:
        parts.append(name)
    return " · ".join(parts) or _("the whole document")


def _in_running_text(where: Where) -> bool:
    """Whether a place is in the text around the tables, whatever item or issue that speaks of."""
    path = where.path or ("",)
    return path[0] in OF_THE_REPORT or path[:2] == ("result", "before")


def _is_in_row(where: Where) -> bool:
    """Whether a place is in a measure, in an issue or in a row of figures, not in the text around them."""
    return any(
        each is not None for each in (where.section, where.issue, where.measure, where.item, where.indicator)
    )


def _of_document(where: Where) -> str:
    """A part of the document that no row has; of running text also which paragraph."""
    names = {
        "title": _("title of the report"),
        "intro": _("Introduction"),
        "before": _("opening text"),
        "result.before": _("text before the scores"),
        "analysis_before": _("text before the analysis"),
        "sections_before": _("text before the measures"),
        "after": _("text after the measures"),
        "notes": _("text that was not recognised"),
        "signatures": _("signatures"),
    }
    field = where.field or ""
    if field == "title" and where.path is None:
        return field_name(field)  # a finding about the measures altogether
    name = names.get(field) or field_name(field)
    block = next((part for part in where.path or () if isinstance(part, int)), None)
    if field in names and block is not None:
        return _("%(part)s, paragraph %(number)s") % {"part": name, "number": block + 1}
    return name


def _issue_of_section(where: Where, document: Document) -> int | None:
    if where.section is None or not 0 < where.section <= len(document.sections):
        return None
    return document.sections[where.section - 1].issue


def stored_measure(section: int, measure: int, document: Document, cycle: Cycle) -> Measure | None:
    """The measure in the plan behind one of the document; both numbers count from 1."""
    return Fields(document, cycle).measure(Where(section=section, measure=measure))


def result_year(document: Document, cycle: Cycle) -> int:
    """The ITA year on whose page the figures of a document are mended."""
    year = document.result.year or document.assessed_year or cycle.analysed_year
    return year if year in (cycle.analysed_year, cycle.action_year) else cycle.analysed_year


def scores_url(document: Document, cycle: Cycle, fragment: str) -> str:
    return cycle.url("scores_of_year", result_year(document, cycle), fragment=fragment)


def words_around(where: Where, document: Document) -> tuple[str, str]:
    """What stands before and after the words of a finding, on their line; cut at a space where one is near."""
    if where.path is None or where.start is None or where.end is None:
        return "", ""
    text = text_at(document, where.path)
    if text[where.start : where.end] != where.quote:
        return "", ""
    first, last = max(0, where.start - SHOWN_AROUND), min(len(text), where.end + SHOWN_AROUND)
    while 0 < first < where.start and _is_mark(text[first]):
        first += 1  # a vowel or tone mark is not cut off from its letter
    while last < len(text) and _is_mark(text[last]):
        last += 1
    before, after = text[first : where.start], text[where.end : last]
    if first:
        before = "…" + (before.split(" ", 1)[-1] if " " in before[:-1] else before)
    if last < len(text):
        after = (after.rsplit(" ", 1)[0] if " " in after[1:] else after) + "…"
    return before.rpartition("\n")[2], after.partition("\n")[0]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn" or character == "ำ"


class _Places:
    def __init__(self, document: Document, cycle: Cycle) -> None:
        self.document = document
        self.cycle = cycle
        self.fields = Fields(document, cycle)

    def placed(
        self, finding: Finding, number: int, mark: str, fingerprint: str, waiver: Waiver | None
    ) -> Placed:
        before, after = words_around(finding.where, self.document)
        return Placed(
            finding,
            number,
            words_of_place(finding.where, self.document),
            self.url(finding.where),
            mark,
            fingerprint,
            waiver,
            before,
            after,
            self.fields.of(finding.where),
            self.fields.mend(finding),
        )

    def url(self, where: Where) -> str:
        """The page and field where it is mended; `at` tells the page which words of the field are meant."""
        field = where.field or ""
        at = {} if where.start is None or where.end is None else {"at": f"{where.start}-{where.end}"}
        if where.measure is not None:
            return self._measure_url(where, field, at)
        if _in_running_text(where):
            return self._text_url(where, at)
        issue = where.issue if where.issue is not None else _issue_of_section(where, self.document)
        if field in ANALYSIS_FIELDS:
            row = self.fields.analysis_row(where)
            if row is not None:
                return self.cycle.url("analysis", fragment=f"remark-{row.pk}", **at)
            return self.cycle.url("analysis", fragment=f"issue-{issue}" if issue else "")
        if where.section is not None:
            return self.cycle.url("measures", fragment=f"issue-{issue}" if issue else "")
        if where.item and field == "evidence":
            return self.cycle.url("item_evidence_of", where.item.lower(), fragment="evidence")
        if where.item and field != "items":
            return scores_url(self.document, self.cycle, f"score-{where.item}")
        if where.indicator is not None:
            return scores_url(self.document, self.cycle, f"indicator-{where.indicator}")
        if field in ANNOUNCED:
            return scores_url(self.document, self.cycle, f"announced-{field}")
        if field in SCORED:
            return scores_url(self.document, self.cycle, "announced")
        return self._url_of_all(field, issue)

    def _url_of_all(self, field: str, issue: int | None) -> str:
        """Where a finding leads that is about all measures, about all of an issue, or about the report."""
        if field in DONE:
            return self.cycle.url("results")
        if issue is not None or field in OPENED:
            return self.cycle.url("measures", fragment=f"issue-{issue}" if issue is not None else "")
        return self.cycle.url("report_layout", self.document.kind)

    def _text_url(self, where: Where, at: dict[str, str]) -> str:
        """Title and introduction are on the page of the layout, paragraphs on one of their own."""
        path = where.path or ()
        if path[0] in PLACES and path[-1] == "text":
            fragment = f"text-{path[0]}-{path[1]}"
            return self.cycle.url("report_texts", self.document.kind, fragment=fragment, **at)
        if path[0] in PLACES:  # a cell of a table that nobody recognised: it is only shown
            return self.cycle.url("report_preview", self.document.kind)
        if path[0] == "result":
            return scores_url(self.document, self.cycle, "announced")
        field = "layout" if path[-1] == "heading" else path[-1]
        return self.cycle.url("report_layout", self.document.kind, fragment=f"id_{field}", **at)

    def _measure_url(self, where: Where, field: str, at: dict[str, str]) -> str:
        measure = self.fields.measure(where)
        if measure is None:
            return self.cycle.url("measures")
        if field in DONE:
            fragment = "evidence" if field == "evidence" else f"id_{field}"
            return self.cycle.url("result_edit", measure.pk, fragment=fragment, **at)
        name = field if field in OPENED else "title"
        return self.cycle.url("measure_edit", measure.pk, fragment=f"id_{name}", **at)


OPENED = frozenset({"title", "procedure", "responsible", "period", "items", "follow_up"})
"""Fields of the plan that the open measure shows."""


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
        "number": _("number"),
        "analysis_heading": _("heading"),
        "analysis_number": _("number"),
        "item_remark": _("remark"),
        "score": _("score"),
        "before": _("text above the table"),
        "after": _("text below the table"),
        "trend": _("scores of several years"),
    }
    if field and field.startswith("extra:"):
        return _("another column")
    return names.get(field or "", "")
