"""The second version of a report of the demo: what version 1 lacked is written, and it is published again."""

from __future__ import annotations

from django.db import transaction

from measures.models import Measure
from measures.services import update_measure
from municipalities.queries import municipality_by_code
from municipalities.roles import Role
from reports.demo.seeding import approve_and_publish, finish_publishing, user_of
from reports.demo.stories import PlannedReport, Story, stories
from reports.models import Report, State
from reports.publication import perform
from reports.workflow import BY_ACTION
from trail.models import Event


def amend_reports() -> list[str]:
    """Bring version 2 of every report that has one; return what could not be published, with the reason."""
    unpublished: list[str] = []
    for story in stories():
        for planned in story.reports:
            if planned.amendment is not None:
                unpublished += _amended(story, planned)
    return unpublished


def _amended(story: Story, planned: PlannedReport) -> list[str]:
    municipality = municipality_by_code(story.code)
    report = Report.objects.get(municipality=municipality, kind=planned.kind, key_year=planned.key_year)
    if report.state == State.PUBLISHED and not _was_amended(report):
        _amend(report, story, planned)
    return finish_publishing(report, story)


def _was_amended(report: Report) -> bool:
    amended = BY_ACTION["amend"].event
    return Event.objects.filter(subject_type="reports.report", subject_id=report.pk, action=amended).exists()


@transaction.atomic
def _amend(report: Report, story: Story, planned: PlannedReport) -> None:
    assert planned.amendment is not None
    officer = user_of(story, Role.OFFICER)
    perform(report, "amend", officer, planned.amendment.reason)
    year = next(each for each in story.years if each.action_year == report.action_year)
    for each in year.measures:
        if each.later:
            measure = Measure.objects.get(
                section__plan__municipality=report.municipality_id,
                section__plan__action_year=report.action_year,
                title=each.fields["title"],
            )
            update_measure(measure, {name: each.fields[name] for name in each.later}, actor=officer)
    perform(report, "submit", officer)
    approve_and_publish(report, story)
