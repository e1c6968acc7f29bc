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
from measures.models import Evidence
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
from review.models import Review
from review.services import decide

SUBDISTRICT, TOWN, SAO = "99400501", "99570502", "99801403"


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


def test_a_published_report_has_no_error_but_a_waived_one_and_its_files_are_kept(demo: str) -> None:
    versions = Version.objects.filter(state=Version.State.PUBLIC).order_by("pk")
    assert len(versions) == Report.objects.filter(state=State.PUBLISHED).count() + 1 >= 4
    for version in versions:
        findings = registry.run(loads(bytes(version.document)), frames_in_force(), language="en")
        waived = list(version.waivers.values_list("code", "decision"))
        assert [(each.code, "granted") for each in findings if each.severity != "info"] == waived
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


def test_a_report_was_amended_because_an_auditor_asked_for_it(demo: str) -> None:
    report = report_of(SUBDISTRICT, "results", 2568)
    second, first = report.versions.order_by("-number")
    assert first.waivers.get().decision == "granted"
    assert first.review.state == "changes_requested"
    assert first.review.findings.get().replies.get().by_municipality
    assert second.reason.startswith("เพิ่มผลลัพธ์")
    assert not Review.objects.filter(version=second).exists()
    lacking, whole = (loads(bytes(each.document)).sections[2].measures[0] for each in (first, second))
    assert (lacking.outcome, bool(whole.outcome)) == ("", True)


def test_reviews_stand_at_every_turn(demo: str) -> None:
    told = {
        (str(each.version.report.municipality.codes.get().pk), each.version.report.kind): (
            each.state,
            each.findings.filter(awaits_reply=True).count(),
            each.findings.filter(replies__isnull=False).count(),
        )
        for each in Review.objects.order_by("pk")
    }
    assert told == {
        (SUBDISTRICT, "analysis"): ("accepted", 0, 0),
        (SUBDISTRICT, "results"): ("changes_requested", 0, 1),
        (TOWN, "results"): ("open", 1, 0),
        (SAO, "results"): ("open", 0, 1),
    }


def test_readers_open_public_evidence_and_are_told_of_private(demo: str, client: Client) -> None:
    version = report_of(TOWN, "results", 2568).versions.get()
    public, private = (
        Evidence.objects.filter(measure__section__plan__municipality=municipality_by_code(TOWN))
        .exclude(sha256="")
        .order_by("pk")
    )
    page = client.get(f"/r/{TOWN}/results/2568/").content.decode()
    files = f"/r/{TOWN}/results/2568/v{version.number}/files/"
    assert f"{files}{public.sha256}.pdf" in page
    assert private.title in page
    assert private.sha256 not in page
    assert client.get(f"{files}{public.sha256}.pdf").status_code == 200
    assert client.get(f"{files}{private.sha256}.jpg").status_code == 404


def test_a_review_that_somebody_began_is_left_to_him(demo: str) -> None:
    version = report_of(TOWN, "analysis", 2567).versions.get()
    auditor = User.objects.get(email="auditor@portal.example")
    decide(version, "accepted", "ครบถ้วน", actor=auditor)
    before = list(Review.objects.order_by("pk").values())
    seed_demo()
    assert list(Review.objects.order_by("pk").values()) == before
