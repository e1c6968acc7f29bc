"""Document → database, in one transaction: everything a document says, as written and as resolved, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext

from assessments.models import Assessment
from assessments.services import get_or_create_assessment
from catalogue.frame import requirement_for
from catalogue.models import Issue
from catalogue.queries import NoFramework, frames_in_force, framework_for, year_from
from ita_portal.thai.celltext import clean_characters
from measures.fields import ALL, items_of_plan
from measures.models import Measure, Plan
from municipalities.guard import require_writable
from municipalities.models import Municipality, User
from reports.apply_fields import also_prints, blocks_of, count_scores, has_figures, merged_fields, plain_value
from reports.apply_plan import PlanWriter, SectionsOfPlan
from reports.apply_result import AnalysisWriter, Note, Notes, ScoreWriter
from reports.build import read_figures, result_stored
from reports.document import MEASURE_TEXT_FIELDS, Document
from reports.formats.json_form import from_tree, to_tree
from reports.guard import require_draft
from reports.models import Report, State
from reports.overlay import overlay
from reports.rounds import RoundReader
from reports.selection import Taken
from reports.services import create_report
from reports.years import years_of
from trail.services import record

Mode = Literal["new", "replace", "merge"]

LARGEST_NUMBER = 2**31 - 1


class AlreadyThere(Exception):
    """The year already has this report, measures or an analysis; the message says what, in the user's language.

    `can_be_changed`: whether it could be replaced or merged with, as it is nowhere in approval or published.
    """

    def __init__(self, message: str, *, can_be_changed: bool) -> None:
        super().__init__(message)
        self.can_be_changed = can_be_changed


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import wrote: the report, how many issues, measures and scores, and what it has to say."""

    report: Report
    issues: int
    measures: int
    scores: int
    notes: tuple[Note, ...] = ()


def apply(
    document: Document, municipality: Municipality, *, mode: Mode = "new", actor: User | None = None
) -> Report:
    """Write a document as the report of its kind and key year; see `apply_document`."""
    return apply_document(document, municipality, mode=mode, actor=actor).report


@transaction.atomic
def apply_document(
    document: Document,
    municipality: Municipality,
    *,
    mode: Mode = "new",
    actor: User | None = None,
    only: Taken | None = None,
) -> Applied:
    """Write a document as the report of its kind and key year.

    "new" needs a free place: AlreadyThere when the report, measures in its plan or (for an analysis) an analysis of
    its year exist. "replace" writes over them, "merge" adds to them. Raises ValueError for a document without a
    year or with a layout that cannot be printed, NoFramework for a year that is not in the catalogue, ReadOnly
    while a report in approval holds what would be written. `only` limits what is taken: what it leaves out is
    neither written nor replaced.
    """
    if only is not None:
        document = only.of(document)
    # One import at a time: what is found there stays as it was found until everything is written.
    municipality = Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    return _Application(storable_document(document), municipality, mode, actor, only).run()


def storable_document(document: Document) -> Document:
    """The document without what no database keeps: NUL, lone surrogates, impossible line numbers; in NFC."""

    def cleaned(tree: object) -> object:
        if isinstance(tree, str):
            return clean_characters(tree)
        if isinstance(tree, dict):
            values = {name: cleaned(value) for name, value in tree.items()}
            if not isinstance(line := values.get("line", 1), int) or not 1 <= line <= LARGEST_NUMBER:
                values["line"] = None
            return values
        return [cleaned(each) for each in tree] if isinstance(tree, list) else tree

    result: Document = from_tree(Document, cleaned(to_tree(document)))
    return result


class _Application:
    def __init__(
        self,
        document: Document,
        municipality: Municipality,
        mode: Mode,
        actor: User | None,
        only: Taken | None,
    ) -> None:
        if document.key_year is None:
            raise ValueError(gettext("The document does not say which year it is for."))
        if impossible := document.layout.impossible():
            raise ValueError(
                gettext("The layout of the document cannot be printed: “%(what)s”.")
                % {"what": impossible[:40]}
            )
        if document.evaluation_year is not None:
            year_from(document.evaluation_year)
        self.document = document
        self.municipality = municipality
        self.mode = mode
        self.actor = actor
        self.only = only
        self.notes = Notes()
        self.key_year = year_from(document.key_year)
        self.framework = framework_for(document.kind, self.key_year, document.evaluation_year)
        self.frames = frames_in_force()
        years = years_of(document.kind, self.key_year, self.frames, document.evaluation_year)
        self.evaluation_year = years.evaluation
        self.assessed_year = year_from(document.assessed_year or years.assessed)
        self.action_year = year_from(document.action_year or years.action)
        self.result_year = self._stated_year() or self._year_of_the_result(years.result)
        self.issues = {each.no: each for each in Issue.objects.filter(framework=self.framework)}

    def _stated_year(self) -> int | None:
        """The year that the figures say; an impossible one is noted."""
        year = self.document.result.year
        try:
            return year_from(year) if year is not None else None
        except ValueError as error:
            self.notes.add("import-year", str(error))
            self.document = replace(self.document, result=replace(self.document.result, year=None))
            return None

    def _year_of_the_result(self, usual: int) -> int | None:
        """The year of figures that say none: of an analysis its own. A results report whose figures say none keeps
        them to itself; one without figures shows what the portal has or will have."""
        if self.document.kind == "analysis":
            return self.assessed_year
        return None if has_figures(self.document.result) else usual

    def run(self) -> Applied:
        existing = self._existing_report()
        plan = self._locked_plan()
        assessment = self._assessment(self.assessed_year) if self._touches_the_analysis(existing) else None
        self._require_free(existing, plan, assessment)
        self._require_writable(existing, analysis=assessment is not None)
        before = self._what_is_replaced(plan, assessment) if self.mode == "replace" else {}
        self._write_result()
        self._write_analysis(assessment)
        self._write_plan(plan)
        report = self._write_report(existing)
        if self.only is None or self.only.scores:
            self._keep_what_was_printed(report)
        return self._finish(report, before)

    def _touches_the_analysis(self, existing: Report | None) -> bool:
        """A replaced analysis report loses its old analysis also when the new document has none."""
        if self.only is not None:
            return bool(self.document.analysis)
        replaced = self.mode == "replace" and self.document.kind == "analysis" and existing is not None
        return replaced or bool(self.document.analysis)

    # --- what is there --------------------------------------------------------------------------------

    def _existing_report(self) -> Report | None:
        rows = Report.objects.select_for_update(of=("self",)).select_related("municipality")
        return rows.filter(
            municipality=self.municipality, kind=self.document.kind, key_year=self.key_year
        ).first()

    def _locked_plan(self) -> Plan:
        """The plan, created bare: its sections are the document's."""
        plan, created = Plan.objects.get_or_create(
            municipality=self.municipality, action_year=self.action_year
        )
        if created:
            record(
                "plan-created", plan, actor=self.actor, municipality=self.municipality,
                after={"action_year": self.action_year},
            )  # fmt: skip
        return Plan.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=plan.pk)

    def _assessment(self, year: int) -> Assessment:
        assessment = get_or_create_assessment(self.municipality, year, actor=self.actor)
        return Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)

    def _require_free(self, existing: Report | None, plan: Plan, assessment: Assessment | None) -> None:
        if self.mode != "new":
            return
        there = []
        if existing is not None:
            there.append(
                gettext("the %(kind)s of %(year)s (%(state)s)")
                % {
                    "kind": existing.get_kind_display(),
                    "year": existing.key_year,
                    "state": existing.get_state_display(),
                }
            )
        measures = Measure.objects.filter(section__plan=plan).count()
        if measures and self.document.sections:
            there.append(
                gettext("%(count)s measures in the plan of %(year)s")
                % {"count": measures, "year": self.action_year}
            )
        rows = assessment.analysis.count() if assessment is not None else 0
        if rows:
            there.append(
                gettext("%(count)s rows of analysis of %(year)s")
                % {"count": rows, "year": self.assessed_year}
            )
        if there:
            raise AlreadyThere(
                gettext("Already there: %(what)s.") % {"what": ", ".join(there)},
                can_be_changed=existing is None or existing.state == State.DRAFT,
            )

    def _require_writable(self, existing: Report | None, *, analysis: bool) -> None:
        if existing is not None:
            require_draft(existing)
        if self.document.sections:
            require_writable(self.municipality, ALL, action_year=self.action_year)
        elif self.document.item_evidence:
            require_writable(self.municipality, ("evidence",), action_year=self.action_year)
        if analysis:
            require_writable(self.municipality, ("remark",), assessed_year=self.assessed_year)
        require_writable(self.municipality, ("score",), assessed_year=self.assessed_year)

    def _what_is_replaced(self, plan: Plan, assessment: Assessment | None) -> dict[str, object]:
        """For the event: what stood there is told in full, so that a mistaken import can be undone by hand."""
        said: dict[str, object] = {}
        if self.document.sections:
            measures = Measure.objects.filter(section__plan=plan)
            if self.only is not None:
                rows = SectionsOfPlan(plan).matching(self.document.sections)
                measures = measures.filter(section__in=[row.pk for row in rows if row is not None])
            said["measures"] = list(
                measures.order_by("section__position", "position", "pk").values(
                    "pk", "section__issue__no", *MEASURE_TEXT_FIELDS, "responsible_as_written", "period_text"
                )
            )
        if assessment is not None:
            said["analysis"] = list(assessment.analysis.order_by("position", "pk").values("pk", "remark"))
        return said

    # --- writing --------------------------------------------------------------------------------------

    def _write_result(self) -> None:
        """The figures go into the assessment of their year; without one they stay with the report alone."""
        result, year = self.document.result, self.result_year
        if year is None or not has_figures(result):
            return
        try:
            assessment = self._assessment(year_from(year))
        except (NoFramework, ValueError) as error:
            self.notes.add("import-year", str(error))
            return
        ScoreWriter(assessment, overwrite=self.mode == "replace", notes=self.notes).write(result)

    def _write_analysis(self, assessment: Assessment | None) -> None:
        if assessment is None:
            return
        if self.mode == "replace":
            assessment.analysis.all().delete()
        merge = self.mode == "merge"
        AnalysisWriter(assessment, self.issues, merge=merge, notes=self.notes).write(self.document.analysis)

    def _write_plan(self, plan: Plan) -> None:
        rounds = RoundReader(self.document)
        writer = PlanWriter(plan, self.issues, items_of_plan(self.action_year), self.notes, rounds)
        if self.document.sections:
            if self.mode == "merge":
                writer.merge(self.document.sections)
            elif self.only is not None:
                writer.replace(self.document.sections)
            else:
                writer.clear(only_bare=self.mode == "new")
                writer.add(self.document.sections)
        gone = writer.evidence.write_items(self.document.item_evidence, replace=self.mode == "replace")
        if writer.evidence.loose:
            notes = (*self.document.notes, *writer.evidence.loose)
            self.document = replace(self.document, notes=notes)
        if gone:
            self.notes.said("evidence of items", {"evidence": gone}, {"evidence": []})
        requirement = requirement_for(self.frames, self.document.kind, self.key_year, self.evaluation_year)
        writer.complete(requirement.issues_required if requirement else self.issues)
        if self.only is not None:
            writer.put_in_order()

    def _write_report(self, existing: Report | None) -> Report:
        document = self.document
        fields = {
            "assessed_year": self.assessed_year,
            "action_year": self.action_year,
            "result_year": self.result_year,
            "covers_start": document.covers.start if document.covers else None,
            "covers_end": document.covers.end if document.covers else None,
            "title": document.title,
            "document_number": document.number[:100],
            "document_date": document.dated,
            "layout": to_tree(document.layout),
            "blocks": blocks_of(document),
            "also_prints": also_prints(document),
            "signatures": to_tree(document.signatures),
            "emblem": document.emblem,
            "result_as_written": {},
        }
        if self.only is not None and not self.only.text:
            fields = {"also_prints": also_prints(document)}
        if existing is None:
            return create_report(
                self.municipality,
                document.kind,
                self.key_year,
                actor=self.actor,
                evaluation_year=self.evaluation_year,
                **fields,
            )
        if self.only is not None and not self.only.text:
            fields["also_prints"] = sorted({*existing.also_prints, *also_prints(document)})
        elif self.mode == "merge":
            fields = merged_fields(existing, fields)
        self.notes.said(
            "report",
            {name: plain_value(getattr(existing, name)) for name in fields},
            {name: plain_value(value) for name, value in fields.items()},
        )
        for name, value in fields.items():
            setattr(existing, name, value)
        existing.save()
        return existing

    def _keep_what_was_printed(self, report: Report) -> None:
        """Keep the printed result where it is not what the database now has."""
        if report.result_as_written:  # merged into a report that has its own
            return
        base = to_tree(result_stored(report, read_figures(report)))
        written = to_tree(self.document.result)
        if overlay(base, written, base) != base:
            report.result_as_written = {"base": base, "written": written}
            report.save(update_fields=["result_as_written", "updated_at"])

    def _finish(self, report: Report, before: dict[str, object]) -> Applied:
        document = self.document
        issues = {each.issue for each in document.sections} | {each.issue for each in document.analysis}
        applied = Applied(
            report,
            len(issues - {None}),
            document.measure_count,
            count_scores(document.result),
            tuple(self.notes.items),
        )
        record(
            "report-imported",
            report,
            actor=self.actor,
            municipality=self.municipality,
            before={**before, **self.notes.said_before, "scores": self.notes.before},
            after={
                "mode": self.mode,
                "issues": applied.issues,
                "measures": applied.measures,
                "scores": self.notes.after,
                **self.notes.said_after,
            },
        )
        return applied
