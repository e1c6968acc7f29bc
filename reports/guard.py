"""The answer to the write guard: which fields a report in approval holds (design §5).

While a report is submitted, approved or being published, what only it prints is read-only in every path. Scores
stay editable; if they changed since the submission, the approver sees it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from catalogue.models import DocumentKind
from municipalities import guard
from reports.models import Report, State

IN_APPROVAL = (State.SUBMITTED, State.APPROVED, State.PUBLISHING)

HELD_OF_THE_ASSESSMENT: Mapping[str, frozenset[str]] = {DocumentKind.ANALYSIS: frozenset({"remark"})}
"""Fields of an assessed year that a kind of report holds."""

HELD_OF_THE_PLAN: Mapping[str, frozenset[str]] = {
    DocumentKind.ANALYSIS: frozenset({"title", "procedure", "responsible", "period", "follow_up"}),
    DocumentKind.RESULTS: frozenset({"output", "outcome", "suggestion", "progress", "evidence"}),
}
"""Fields of an action year's measures that a kind of report holds."""


def held_by_a_report(write: guard.Write) -> str | None:
    """Why these fields cannot be written now, in the language of the reader; None when they can."""
    reports = Report.objects.filter(municipality=write.municipality, state__in=IN_APPROVAL).order_by("pk")
    for report in reports:
        of_assessment = HELD_OF_THE_ASSESSMENT.get(report.kind, frozenset())
        of_plan = HELD_OF_THE_PLAN.get(report.kind, frozenset())
        if (write.assessed_year == report.assessed_year and write.fields & of_assessment) or (
            write.action_year == report.action_year and write.fields & of_plan
        ):
            return held_reason(report)
    return None


def held_reason(report: Report) -> str:
    """Which report is in approval, and what to do about it."""
    return gettext(
        "The %(kind)s of %(year)s is %(state)s: what it says can be changed after it was returned or recalled."
    ) % {
        "kind": report.get_kind_display(),
        "year": report.key_year,
        "state": report.get_state_display(),
    }


def require_draft(report: Report) -> None:
    """Raise ReadOnly unless the report is being written: for its own layout, title and text."""
    if report.state != State.DRAFT:
        raise guard.ReadOnly(
            gettext("The %(kind)s of %(year)s is %(state)s and cannot be changed.")
            % {
                "kind": report.get_kind_display(),
                "year": report.key_year,
                "state": report.get_state_display(),
            }
        )
