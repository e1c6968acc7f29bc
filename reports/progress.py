"""How far a municipality's year has come: five steps, and in each exactly what is missing, with the way there.

Read only; a "cycle" is named by its action year N (B.E.): the result of ITA N−1 is analysed, measures run in
fiscal year N, and ITA N shows what they achieved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import AnalysisRow, Assessment
from assessments.scoring import agrees
from catalogue.frame import Frame, FrameIssue, frame_for
from catalogue.queries import frames_in_force, kept_frame
from ita_portal.thai.celltext import is_blank_cell
from ita_portal.thai.dates import fiscal_year
from ita_portal.thai.digits import format_decimal
from ita_portal.thai.numerals import numeral
from measures.cited import outdated
from measures.models import Measure, Plan, Section
from measures.queries import plan_of
from municipalities.addresses import address
from municipalities.models import Municipality
from municipalities.queries import current_code
from reports.checks.finding import Finding
from reports.checks.kept import kept_findings
from reports.figures import YearFigures, computed
from reports.frozen import Frozen, frozen_to_read
from reports.link_facts import links_of
from reports.models import Report, State, Version
from reports.rows import Rows
from reports.steps import Missing, Step
from reports.waivers import uncovered


@dataclass
class Cycle:
    """A municipality's year of work. Everything is read once, when it is first asked for."""

    municipality: Municipality
    action_year: int
    code: str = field(init=False)
    rows: Rows = field(init=False)
    _checked: dict[int, tuple[Frozen, list[Finding]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.code = current_code(self.municipality)
        self.rows = Rows(self.municipality)

    @property
    def analysed_year(self) -> int:
        return self.action_year - 1

    @cached_property
    def assessments(self) -> dict[int, Assessment]:
        years = (self.action_year - 2, self.analysed_year, self.action_year)
        return self.rows.assessments(years)

    @cached_property
    def frame(self) -> Frame | None:
        """The framework whose issues this year's measures follow."""
        return frame_for(frames_in_force(), "analysis", self.analysed_year)

    @cached_property
    def issues(self) -> tuple[FrameIssue, ...]:
        """The issues that this year's documents must treat."""
        if self.frame is None:
            return ()
        requirement = self.frame.requirement("analysis")
        required = requirement.issues_required if requirement else ()
        return tuple(each for each in self.frame.issues if not required or each.no in required)

    @cached_property
    def analysis(self) -> list[AnalysisRow]:
        return self.rows.analysis(self.analysed_year)

    @cached_property
    def plan(self) -> Plan | None:
        return plan_of(self.municipality, self.action_year)

    @cached_property
    def sections(self) -> list[Section]:
        return self.rows.sections(self.action_year)

    @cached_property
    def measures(self) -> list[tuple[Section, int, Measure]]:
        """Every measure with its section and its number within it, from 1."""
        return [
            (section, number, measure)
            for section in self.sections
            for number, measure in enumerate(section.measures.all(), start=1)
        ]

    @cached_property
    def reports(self) -> dict[str, Report]:
        found = Report.objects.filter(municipality=self.municipality)
        own = found.filter(kind="analysis", key_year=self.analysed_year) | found.filter(
            kind="results", key_year=self.action_year
        )
        versions = Prefetch("versions", Version.objects.defer("document").order_by("-number"))
        rows = own.defer("submitted_document").select_related("submitted_by").prefetch_related(versions)
        return {each.kind: each for each in rows.order_by("pk")}

    @cached_property
    def steps(self) -> list[Step]:
        return [
            self._scores(),
            self._analysis(),
            self._measures(),
            self._results(),
            self._publication(),
        ]

    def checked(self, report: Report) -> tuple[Frozen, list[Finding]]:
        """A report as its readers see it, and what the checks find in it."""
        if report.pk not in self._checked:
            report.municipality = self.municipality
            frozen = frozen_to_read(report, self.rows)
            links = links_of(frozen.document, self.municipality)
            self._checked[report.pk] = (frozen, kept_findings(frozen.document, frames_in_force(), links))
        return self._checked[report.pk]

    def url(self, name: str, *args: object, fragment: str = "", **query: str) -> str:
        return address(name, self.code, self.action_year, *args, fragment=fragment, **query)

    def _scores(self) -> Step:
        missing: list[Missing] = []
        done = whole = 0
        for year in (self.analysed_year, self.action_year):
            frame = self._frame_of(year)
            if frame is None:
                continue
            url = address("scores_of_year", self.code, self.action_year, year)
            stored = self.assessments.get(year)
            if stored is None:
                whole += len(frame.items)
                if year == self.analysed_year:
                    missing.append(Missing(_("ITA %(year)s has no scores yet") % {"year": year}, url))
                else:
                    whole -= len(frame.items)
                continue
            figures = YearFigures(stored)
            done += sum(score is not None for score in figures.items.values())
            whole += len(frame.items)
            missing += _disagreement(figures, url)
            missing += [
                Missing(
                    _("Item %(code)s has no score of %(year)s") % {"code": item.code, "year": year},
                    f"{url}#score-{item.code}",
                )
                for item in frame.items
                if figures.items.get(item.code.lower()) is None
            ]
        return Step(1, "scores", _("Scores"), self.url("scores"), done, whole, _("items"), tuple(missing))

    def _frame_of(self, year: int) -> Frame | None:
        stored = self.assessments.get(year)
        return kept_frame(stored.framework) if stored else frames_in_force().get(year)

    def _analysis(self) -> Step:
        written = {
            row.issue.no for row in self.analysis if row.issue is not None and not is_blank_cell(row.remark)
        }
        url = self.url("analysis")
        missing = [
            Missing(
                _("Issue %(no)s has no analysis yet") % {"no": numeral(issue.no)},
                f"{url}#issue-{issue.no}",
                issue=issue.no,
            )
            for issue in self.issues
            if issue.no not in written
        ]
        return Step(
            2, "analysis", _("Analysis"), url, len(self.issues) - len(missing), len(self.issues), _("issues"),
            tuple(missing),
        )  # fmt: skip

    def _measures(self) -> Step:
        url = self.url("measures")
        planned = {
            section.issue.no for section, _no, measure in self.measures if section.issue and measure.title
        }
        # A flat list without issues is complete as soon as there is a measure.
        flat = bool(self.measures) and all(section.issue is None for section in self.sections)
        missing = [
            Missing(
                _("Issue %(no)s has no measure yet") % {"no": numeral(issue.no)},
                f"{url}#issue-{issue.no}",
                "error",
                issue.no,
            )
            for issue in self.issues
            if issue.no not in planned and not flat
        ]
        done = len(self.issues) - len(missing)
        for section, number, measure in self.measures:
            missing += self._lacking(plan_labels(), "measure_edit", section, number, measure)
        return Step(3, "measures", _("Measures"), url, done, len(self.issues), _("issues"), tuple(missing))

    def _results(self) -> Step:
        missing: list[Missing] = []
        for section, number, measure in self.measures:
            missing += self._lacking(result_labels(), "result_edit", section, number, measure)
        whole, empty = len(self.measures), len(missing)
        missing += self._old_sentences()
        return Step(
            4, "results", _("Results and evidence"), self.url("results"), whole - empty, whole,
            _("measures"), tuple(missing), "" if whole else _("after the measures"),
        )  # fmt: skip

    def _old_sentences(self) -> Iterable[Missing]:
        """Result sentences whose scores are others now; each leads to its field."""
        numbers = {measure.pk: (section, number) for section, number, measure in self.measures}
        for each in outdated(self.municipality, self.action_year) if numbers else ():
            citation = each.citation
            if citation.measure_id in numbers:
                text = _("%(place)s: a sentence cites other scores of item %(code)s than those of today")
                words = {"place": measure_place(*numbers[citation.measure_id]), "code": citation.item.code}
                url = self.url("result_edit", citation.measure_id, fragment=f"id_{citation.field}")
                yield Missing(text % words, url)

    def _lacking(
        self, labels: dict[str, str], route: str, section: Section, number: int, measure: Measure
    ) -> Iterable[Missing]:
        """The empty fields of a measure in one line, which leads to the first of them."""
        names = [name for name in labels if not has(measure, name)]
        if names:
            text = _("%(place)s: %(fields)s missing") % {
                "place": measure_place(section, number),
                "fields": ", ".join(labels[name] for name in names),
            }
            yield Missing(text, self.url(route, measure.pk, fragment=f"id_{names[0]}"))

    def _publication(self) -> Step:
        kinds = ("analysis", "results")
        published = sum(
            kind in self.reports and self.reports[kind].state == State.PUBLISHED for kind in kinds
        )
        states = [str(self.reports[kind].get_state_display()) for kind in kinds if kind in self.reports]
        note = states[-1] if states else _("not begun")
        missing, wrong = [], 0
        for kind in kinds:
            count = self._errors_of(kind)
            if count:
                text = ngettext("%(document)s: %(count)s mistake", "%(document)s: %(count)s mistakes", count)
                name = str(self.reports[kind].get_kind_display())
                url = self.url("report", kind, fragment="error")
                missing.append(Missing(text % {"document": name, "count": count}, url, "error"))
                wrong += count
        if wrong:
            note = ngettext("%(count)s mistake", "%(count)s mistakes", wrong) % {"count": wrong}
        kind = "results" if self.measures and self.reports.get("analysis") else "analysis"
        return Step(
            5, "publication", _("Check and publish"), self.url("report", kind), published, len(kinds),
            _("documents"), tuple(missing), note,
        )  # fmt: skip

    def _errors_of(self, kind: str) -> int:
        """How many mistakes keep a draft from being submitted: those nobody asked to waive."""
        report = self.reports.get(kind)
        if report is None or report.state != State.DRAFT:
            return 0
        frozen, findings = self.checked(report)
        errors = [each for each in findings if each.severity == "error"]
        return len(uncovered(report, errors, frozen.document))

    @property
    def next(self) -> tuple[Step, Missing] | None:
        """The first thing to do: an error before a warning, an earlier step before a later one.

        What the checks count in a document comes last: most of it is what an earlier step misses by name.
        """
        ordered = [(step, each) for step in self.steps for each in step.missing]
        return min(
            ordered,
            key=lambda pair: (pair[0].key == "publication", pair[1].severity != "error", pair[0].number),
            default=None,
        )


def plan_labels() -> dict[str, str]:
    """What a planned measure must say, with its name for people."""
    return {
        "title": _("measure"),
        "procedure": _("steps"),
        "responsible": _("responsible"),
        "period": _("period"),
        "follow_up": _("follow-up"),
    }


def result_labels() -> dict[str, str]:
    return {"output": _("output"), "outcome": _("outcome")}


def has(measure: Measure, name: str) -> bool:
    """Whether a field says anything; a lone dash is nothing."""
    if name == "responsible":
        return bool(measure.responsible_as_written or measure.responsible.all())
    text = measure.period_text if name == "period" else getattr(measure, name)
    return bool(text) and not is_blank_cell(text)


def measure_place(section: Section, number: int) -> str:
    if section.issue is None:
        return _("Measure %(number)s") % {"number": number}
    return _("Issue %(no)s measure %(number)s") % {"no": numeral(section.issue.no), "number": number}


def _disagreement(figures: YearFigures, url: str) -> Iterable[Missing]:
    total = figures.assessment.total
    by_rule = computed(figures.frame, figures.indicators).total
    if agrees(total, by_rule) is False:
        text = _("The announced total %(announced)s is not the computed %(computed)s")
        yield Missing(
            text % {"announced": format_decimal(total), "computed": format_decimal(by_rule)},
            f"{url}#announced",
            "error",
        )


def years_of_work(municipality: Municipality, today_year: int | None = None) -> list[int]:
    """Action years (B.E.) that have something in them, the running one and the next to begin, newest first."""
    years = set(Plan.objects.filter(municipality=municipality).values_list("action_year", flat=True))
    years |= set(Report.objects.filter(municipality=municipality).values_list("action_year", flat=True))
    assessed = Assessment.objects.filter(municipality=municipality).values_list("assessed_year", flat=True)
    years |= {year + 1 for year in assessed}
    reach = max(frames_in_force(), default=0) + 1
    today_year = today_year or _today_year()
    if today_year <= reach:
        years.add(today_year)
    return sorted(years, reverse=True) or [min(today_year, reach) or today_year]


def current_year(municipality: Municipality) -> int:
    """Where work goes on: the newest year that has measures or a report, else the first to begin."""
    plans = Plan.objects.filter(municipality=municipality, sections__measures__isnull=False)
    newest = plans.order_by("-action_year").values_list("action_year", flat=True).first()
    return newest or years_of_work(municipality)[0]


def _today_year() -> int:
    return fiscal_year(timezone.localdate())
