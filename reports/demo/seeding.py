"""Bringing the stories into the portal, by the services that the browser uses.

A municipality comes whole, in one transaction, and is left alone once it is there: what visitors changed stays.
Its reports then go their way one by one, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from django.db import transaction

from assessments.models import Assessment
from assessments.services import add_analysis_row, get_or_create_assessment, save_scores
from catalogue.frame import Frame
from catalogue.queries import kept_frame
from measures.models import Plan
from measures.services import add_measure, get_or_create_plan
from municipalities import places
from municipalities.models import Department, District, Executive, Municipality, Province, User
from municipalities.queries import municipality_by_code
from municipalities.roles import Role
from municipalities.services import Identity, register_municipalities
from reports import publication, waivers
from reports.conditions import WORKFLOW_EVENTS
from reports.demo.evidence import enter_evidence
from reports.demo.people import Login, ensure_person
from reports.demo.stories import PlannedReport, Story, YearOfWork, YearResult, portal_people, stories
from reports.models import Report, State, Version
from reports.services import get_or_create_report, perform, set_layout
from trail.models import Event

SOURCE = "ตัวเลขสมมติสำหรับการสาธิตระบบ"


class DemoError(Exception):
    """The demo data do not fit the catalogue or the places; the message says why."""


@dataclass(slots=True)
class Seeded:
    """Who may sign in, and which reports could not be published, with the reason."""

    logins: list[Login] = field(default_factory=list)
    unpublished: list[str] = field(default_factory=list)


def seed() -> Seeded:
    """Bring in what is missing of the demo. A second run changes nothing, or publishes what failed before.

    Raises DemoError, or a `workflow.Refused` when a report of the demo has errors.
    """
    seeded = Seeded()
    told = {story: municipality_by_code(story.code) or seed_story(story) for story in stories()}
    for story, municipality in told.items():
        seeded.logins += [Login(person, str(municipality)) for person in story.people]
    for of_each in zip_longest(*(story.reports for story in told)):  # side by side, as years go by
        for (story, municipality), planned in zip(told.items(), of_each, strict=True):
            if planned is not None:
                seeded.unpublished += bring_forward(municipality, story, planned)
    for person in portal_people():
        ensure_person(person)
        seeded.logins.append(Login(person, person.province))
    return seeded


@transaction.atomic
def seed_story(story: Story) -> Municipality:
    """A municipality with its people, scores, analyses, measures and the drafts of its reports."""
    municipality = _register(story)
    people = {person.role: ensure_person(person, municipality) for person in story.people}
    officer = people[Role.OFFICER]
    for result in story.results:
        _enter_result(municipality, result, officer)
    for year in story.years:
        _enter_year(municipality, year, officer)
    for planned in story.reports:
        report = get_or_create_report(municipality, planned.kind, planned.key_year, actor=officer)
        if planned.layout:
            set_layout(report, planned.layout, actor=officer)
    return municipality


def _register(story: Story) -> Municipality:
    district = places.find_district(story.district, story.province)
    if district is None:
        raise DemoError(f"there is no district {story.district} in {story.province}")
    identity = Identity(
        code=story.code,
        kind=story.kind,
        name=story.name,
        province=Province.objects.get(pk=district.province.code),
        district=District.objects.get(pk=district.code),
        website=story.website,
    )
    register_municipalities([identity])
    municipality = municipality_by_code(story.code)
    assert municipality is not None
    Department.objects.bulk_create(
        Department(municipality=municipality, name=name, position=position)
        for position, name in enumerate(story.departments)
    )
    Executive.objects.bulk_create(
        Executive(
            municipality=municipality,
            office=office,
            name=holder.name,
            position=holder.position,
            valid_from=holder.since,
        )
        for office, holder in ((Executive.Office.HEAD, story.head), (Executive.Office.CLERK, story.clerk))
    )
    return municipality


def _enter_result(municipality: Municipality, result: YearResult, officer: User) -> None:
    assessment = get_or_create_assessment(municipality, result.assessed_year, actor=officer)
    saved = save_scores(
        assessment,
        result.items,
        indicators=result.indicators,
        announced={
            "total": result.total,
            "level": result.level,
            "status": result.status,
            "source": SOURCE,
            "announced_on": result.announced_on,
            **result.instruments,
        },
        remarks=result.remarks,
        actor=officer,
    )
    if saved.problems:
        raise DemoError(f"ITA {result.assessed_year}: {saved.problems}")


def _enter_year(municipality: Municipality, year: YearOfWork, officer: User) -> None:
    assessment = get_or_create_assessment(municipality, year.assessed_year, actor=officer)
    _enter_analysis(assessment, year, officer)
    _enter_measures(get_or_create_plan(municipality, year.action_year, actor=officer), year, officer)


def _enter_analysis(assessment: Assessment, year: YearOfWork, officer: User) -> None:
    frame = kept_frame(assessment.framework)
    for row in year.analysis:
        add_analysis_row(
            assessment,
            {
                "issue": row.issue,
                "instrument": row.instrument,
                "items": usual_items(frame, row.issue, row.instrument),
                "remark": row.remark,
            },
            actor=officer,
        )


def usual_items(frame: Frame, issue: int, instrument: str) -> list[str]:
    """The items of an instrument that are usually analysed under an issue."""
    return [
        item.code
        for item in frame.items
        if issue in item.issues and frame.instrument_of(item.indicator) == instrument
    ]


def _enter_measures(plan: Plan, year: YearOfWork, officer: User) -> None:
    sections = {
        section.issue.no: section for section in plan.sections.select_related("issue") if section.issue
    }
    for planned in year.measures:
        known = {name: value for name, value in planned.fields.items() if name not in planned.later}
        measure = add_measure(sections[planned.issue], known, actor=officer)
        for each in planned.evidence:
            enter_evidence(measure, each, officer)


def bring_forward(municipality: Municipality, story: Story, planned: PlannedReport) -> list[str]:
    """Submit, approve and publish a report as far as planned, unless somebody moved it; return what failed."""
    found = Report.objects.filter(municipality=municipality, kind=planned.kind, key_year=planned.key_year)
    report = found.first()
    if report is None or planned.state == "draft":
        return []
    if report.state == State.DRAFT and not _was_moved(report):
        _submit(report, story, planned)
    return finish_publishing(report, story) if planned.state == "published" else []


def _was_moved(report: Report) -> bool:
    return Event.objects.filter(
        subject_type="reports.report", subject_id=report.pk, action__in=WORKFLOW_EVENTS
    ).exists()


@transaction.atomic
def _submit(report: Report, story: Story, planned: PlannedReport) -> None:
    officer, approver = user_of(story, Role.OFFICER), user_of(story, Role.APPROVER)
    if planned.amendment is not None:
        waivers.ask_for_all(report, officer, planned.amendment.waiver)
    perform(report, "submit", officer)
    if planned.amendment is not None:
        waivers.grant_all(report, approver, planned.amendment.note)
    if planned.state == "published":
        approve_and_publish(report, story)


def approve_and_publish(report: Report, story: Story) -> None:
    """Both by the approver; `finish_publishing` makes the files."""
    perform(report, "approve", user_of(story, Role.APPROVER))
    perform(report, "publish", user_of(story, Role.APPROVER))


def user_of(story: Story, role: Role) -> User:
    """The account of a person of a story."""
    return User.objects.get(email=story.person(role).email)


def finish_publishing(report: Report, story: Story) -> list[str]:
    """Make the files here and now; the task in the queue then finds nothing left to do."""
    version = report.versions.filter(state=Version.State.RESERVED).first()
    if version is None:
        return []
    report.refresh_from_db()
    if report.state == State.APPROVED:  # failed before
        perform(report, "publish", user_of(story, Role.APPROVER))
    publication.publish(version.pk)
    version.refresh_from_db()
    if version.state == Version.State.PUBLIC:
        return []
    return [f"{report.municipality}, {report.kind} {report.key_year}: {version.notice}"]
