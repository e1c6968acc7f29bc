"""What to do next in a municipality's year: the one thing, why it matters, and the way there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.frame import Requirement
from catalogue.models import DocumentKind
from measures.models import Measure
from municipalities.addresses import address
from municipalities.queries import Person
from reports.models import Report, State
from reports.progress import Cycle, years_of_work
from reports.steps import Missing, Step

Asked = Mapping[str, Requirement | None]


@dataclass(frozen=True, slots=True)
class NextAction:
    title: str
    why: str
    url: str
    label: str


def next_action(cycle: Cycle, asked: Asked, approvers: Collection[Person]) -> NextAction | None:
    """The next thing an officer can do; None while the year waits for somebody else or is done."""
    if cycle.next is not None:
        step, missing = cycle.next
        return NextAction(missing.text, _why(cycle, asked, step, missing), missing.url, _("Go there"))
    return _to_begin(cycle) or _to_submit(cycle, approvers) or _to_next_year(cycle)


def _to_begin(cycle: Cycle) -> NextAction | None:
    kind = "analysis" if "analysis" not in cycle.reports else "results"
    if kind in cycle.reports or not cycle.measures:
        return None
    title = _("begin the analysis report") if kind == "analysis" else _("begin the results report")
    why = _("All that it prints has been entered: choose its layout, look at it and let it be checked")
    return NextAction(title, why, cycle.url("report", kind), _("Begin the report"))


def _to_submit(cycle: Cycle, approvers: Collection[Person]) -> NextAction | None:
    draft = next((each for each in cycle.reports.values() if each.state == State.DRAFT), None)
    if draft is None:
        return None
    title = _("submit the %(document)s for approval") % {"document": draft.get_kind_display()}
    names = ", ".join(each.name for each in approvers)
    why = (
        _("No mistake is left; %(names)s can approve it") % {"names": names}
        if names
        else _(
            "No mistake is left, but nobody here can approve it yet: ask the administrator for an approver"
        )
    )
    return NextAction(title, why, cycle.url("report", draft.kind), _("Open the report"))


def _to_next_year(cycle: Cycle) -> NextAction | None:
    published = [each for each in cycle.reports.values() if each.state == State.PUBLISHED]
    following = cycle.action_year + 1
    if len(published) < len(DocumentKind) or following not in years_of_work(cycle.municipality):
        return None
    return NextAction(
        _("the work of fiscal year %(year)s") % {"year": following},
        _("Both documents of this year are published"),
        address("work_home", cycle.code, following),
        _("Open fiscal year %(year)s") % {"year": following},
    )


def waits_for(cycle: Cycle, approvers: Collection[Person]) -> str:
    """Who has the documents of this year in hand, when it is not the officer."""
    names = ", ".join(each.name for each in approvers) or "–"
    return " ".join(_waits(each, names) for each in cycle.reports.values() if each.state in _IN_HAND)


_IN_HAND = (State.SUBMITTED, State.APPROVED)


def _waits(report: Report, names: str) -> str:
    text = (
        _("The %(document)s waits for approval by %(names)s")
        if report.state == State.SUBMITTED
        else _("The %(document)s is approved and waits to be published by %(names)s")
    )
    return text % {"document": report.get_kind_display(), "names": names}


def _why(cycle: Cycle, asked: Asked, step: Step, missing: Missing) -> str:
    """What follows when it stays so, in the words of the evaluation."""
    if step.key == "scores":
        if missing.severity == "error":
            return _("Both figures print in the report, and the evaluator can compute them")
        return _("Without it neither the total nor the difference to the year before can be computed")
    if step.key == "publication":
        return _(
            "The report can be submitted when its mistakes are mended or the approver is asked to waive them"
        )
    requirement = asked["results" if step.key == "results" else "analysis"]
    item = requirement.item if requirement else ""
    if step.key == "results":
        return _results_why(item)
    if step.key == "measures" and missing.issue is None:
        return _plan_why(item)
    lost = (
        _("When one issue is missing, the whole of item %(item)s may get 0 points") % {"item": item}
        if item
        else _("When one issue is missing, the whole item may get 0 points")
    )
    return " ".join(filter(None, (lost, _from_last_year(cycle, step, missing.issue))))


def _results_why(item: str) -> str:
    if not item:
        return _("The report must say of every measure what was done and what it achieved")
    text = _(
        "Item %(item)s asks of every measure what was done and what it achieved; one gap may cost all points"
    )
    return text % {"item": item}


def _plan_why(item: str) -> str:
    if not item:
        return _("The plan must say who does what, how, when, and how it is followed up")
    text = _(
        "Item %(item)s asks who does what, how, when, and how it is followed up; one gap may cost all points"
    )
    return text % {"item": item}


def _from_last_year(cycle: Cycle, step: Step, issue: int | None) -> str:
    """How many measures of the year before could be taken over for an issue that has none."""
    if step.key != "measures" or issue is None:
        return ""
    found = Measure.objects.filter(
        section__plan__municipality=cycle.municipality,
        section__plan__action_year=cycle.action_year - 1,
        section__issue__no=issue,
    )
    count = found.count()
    if not count:
        return ""
    text = ngettext(
        "Last year there was %(count)s measure that can be taken over",
        "Last year there were %(count)s measures that can be taken over",
        count,
    )
    return text % {"count": count}
