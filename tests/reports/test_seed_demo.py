"""`seed_demo`: the demo is there after the first run, untouched by the second, and shows what the portal finds."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from catalogue.queries import frames_in_force
from municipalities.models import Membership, User
from municipalities.queries import municipality_by_code
from municipalities.roles import Role
from reports import publication, storage
from reports.build import build
from reports.checks import registry
from reports.checks.finding import Finding
from reports.demo import seeding
from reports.demo.stories import PlannedReport, stories
from reports.formats.json_form import loads
from reports.models import Report, State, Version
from reports.progress import Cycle

TOWN, SAO = "99570502", "99801403"


def seed_demo(*arguments: str) -> str:
    output = io.StringIO()
    with override_settings(DEBUG=True):
        call_command("seed_demo", *arguments, stdout=output, stderr=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def first_output(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the first run printed; the demo is there for all tests of this module and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed_demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(first_output: str, db: None) -> str:
    return first_output


def report_of(code: str, kind: str, key_year: int) -> Report:
    return Report.objects.get(municipality=municipality_by_code(code), kind=kind, key_year=key_year)


def errors(report: Report) -> list[Finding]:
    found = registry.run(build(report), frames_in_force(), language="en")
    return [each for each in found if each.severity == "error"]


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of the database, sessions and the queue apart."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label not in ("sessions", "django_tasks_db")
    }


def test_a_second_run_changes_nothing_and_prints_the_logins_again(demo: str) -> None:
    before = everything()
    assert seed_demo() == demo
    assert everything() == before


def test_every_printed_login_opens_the_portal(demo: str) -> None:
    lines = [line.split() for line in demo.splitlines() if "@" in line]
    assert len(lines) == 13
    for email, password, role, *_place in lines:
        assert Client().login(username=email, password=password), email
        assert [each.role for each in User.objects.get(email=email).memberships.valid_on()] == [role]


def test_every_role_has_somebody(demo: str) -> None:
    roles = Membership.objects.filter(user__email__endswith=".example").values_list("role", flat=True)
    assert set(roles) == set(Role.values)


@override_settings(DEBUG=False)
def test_production_is_refused_before_anything_is_written(db: None) -> None:
    before = everything()
    with pytest.raises(CommandError, match="DEBUG เป็น false"):
        call_command("seed_demo")
    assert everything() == before


def test_published_reports_are_of_both_kinds_and_several_layouts(demo: str) -> None:
    published = Report.objects.filter(state=State.PUBLISHED).order_by("pk")
    assert len({report.municipality_id for report in published}) == 3
    assert {report.kind for report in published} == {"analysis", "results"}
    assert len({report.layout["name"] for report in published}) >= 4


def test_a_published_report_has_no_error_and_its_files_are_kept(demo: str) -> None:
    versions = Version.objects.filter(state=Version.State.PUBLIC).order_by("pk")
    assert len(versions) == Report.objects.filter(state=State.PUBLISHED).count() >= 3
    for version in versions:
        findings = registry.run(loads(bytes(version.document)), frames_in_force(), language="en")
        assert not [each for each in findings if each.severity != "info"]
        assert set(version.files) == {"html", "pdf", "json", "csv"}
        assert storage.read(version.files["pdf"]).startswith(b"%PDF")
        assert version.notice == ""


def test_submitted_and_approved_by_different_people(demo: str) -> None:
    for report in Report.objects.exclude(state=State.DRAFT).order_by("pk"):
        assert report.submitted_by_id != report.approved_by_id


def test_visitors_see_the_published_reports(demo: str, client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    for story in stories():
        assert story.name in page.content.decode()
        assert client.get(f"/r/{story.code}/results/2568/").status_code == 200


def test_the_three_planted_mistakes_are_found_and_nothing_else(demo: str) -> None:
    draft = report_of(TOWN, "results", 2569)
    assert draft.state == State.DRAFT
    found = {each.code: each for each in errors(draft)}
    assert len(errors(draft)) == 3
    assert found["score-difference"].where.quote == "๒.๑๓"
    assert found["score-difference"].replacement == "๒.๓๑"
    assert found["level"].where.quote == "ผ่านดีเยี่ยม"
    assert found["level"].replacement == "ผ่านดี"
    assert (found["component-missing"].where.issue, found["component-missing"].where.measure) == (4, 2)
    assert found["component-missing"].where.field == "outcome"


def test_every_other_report_lacks_only_what_is_still_being_written(demo: str) -> None:
    for report in Report.objects.order_by("pk"):
        code = build(report).municipality.code
        if (code, report.kind, report.key_year) == (TOWN, "results", 2569):
            continue
        unfinished = (code, report.kind, report.key_year) == (SAO, "results", 2569)
        fields = {(each.code, each.where.field) for each in errors(report)}
        assert fields == ({("component-missing", "outcome")} if unfinished else set())


def test_the_officer_of_the_unfinished_report_sees_what_is_missing(demo: str) -> None:
    municipality = municipality_by_code(SAO)
    assert municipality is not None
    steps = {step.key: step for step in Cycle(municipality, 2569).steps}
    assert (steps["results"].done, steps["results"].whole) == (7, 14)
    assert len(steps["results"].missing) == 7
    assert steps["analysis"].is_done
    assert steps["measures"].is_done


def test_what_a_visitor_changed_stays(demo: str) -> None:
    municipality = municipality_by_code(TOWN)
    assert municipality is not None
    plan = municipality.plans.get(action_year=2569)
    section = plan.sections.get(issue__no=3)
    section.measures.all().delete()
    User.objects.filter(email="auditor@portal.example").update(name="ชื่อใหม่")
    seed_demo()
    assert not section.measures.exists()
    assert User.objects.get(email="auditor@portal.example").name == "ชื่อใหม่"


def test_a_report_that_somebody_took_back_is_not_submitted_again(demo: str) -> None:
    report = Report.objects.filter(state=State.SUBMITTED).get()
    assert report.submitted_by is not None
    publication.perform(report, "recall", report.submitted_by)
    seed_demo()
    report.refresh_from_db()
    assert report.state == State.DRAFT


def test_publishing_that_failed_is_tried_again(demo: str) -> None:
    report = Report.objects.filter(state=State.SUBMITTED).get()
    story = next(each for each in stories() if report.municipality.codes.filter(pk=each.code).exists())
    approver = User.objects.get(email=story.person(Role.APPROVER).email)
    publication.perform(report, "approve", approver)
    publication.perform(report, "publish", approver)
    publication._publishing_failed(report.versions.get().pk, "the disk was full")

    planned = PlannedReport(report.kind, report.key_year, "published")
    assert seeding.bring_forward(report.municipality, story, planned) == []
    report.refresh_from_db()
    assert report.state == State.PUBLISHED
    assert report.versions.get().state == Version.State.PUBLIC
