"""A correction of a year in force: who uses it, who goes over to the revision, and who stays."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.models import Assessment, ItemScore
from catalogue import drafting
from catalogue.models import Framework
from catalogue.parts import Data
from catalogue.usage import moves_to, uses_of
from measures.models import MeasureItem, Section
from reports.models import State
from tests.cast import YEAR, Cast, Work, sign_in
from trail.models import Event


@pytest.fixture
def admin(client: Client, cast: Cast, work: Work) -> Client:
    return sign_in(client, cast.catalogue_admin)


@pytest.fixture
def in_force(work: Work) -> Framework:
    return work.assessment.framework


def without_item(code: str) -> object:
    def change(data: Data) -> Data:
        return data | {"items": [row for row in data["items"] if row["code"] != code]}

    return change


def test_the_page_of_a_year_says_who_uses_it(admin: Client, in_force: Framework) -> None:
    assert {use.count for use in uses_of(in_force)} >= {1}
    page = admin.get(f"/catalogue/{YEAR - 1}/").content.decode()
    assert "ใช้อยู่ใน" in page


def test_work_goes_over_to_the_revision_with_all_that_hangs_on_it(
    admin: Client, in_force: Framework, work: Work
) -> None:
    draft = drafting.begin_revision(in_force)
    scores = ItemScore.objects.filter(assessment=work.assessment).count()
    page = admin.get(f"/catalogue/{YEAR - 1}/r2/publish/")
    assert page.context["moving"] == 1
    admin.post(f"/catalogue/{YEAR - 1}/r2/publish/", {"move": "1"})
    assessment = Assessment.objects.get(pk=work.assessment.pk)
    assert assessment.framework_id == draft.pk
    assert ItemScore.objects.filter(assessment=assessment, item__framework=draft).count() == scores
    assert not MeasureItem.objects.filter(item__framework=in_force).exists()
    assert Event.objects.filter(action="framework-taken-over").exists()


def test_without_the_tick_everything_keeps_the_old_revision(
    admin: Client, in_force: Framework, work: Work
) -> None:
    drafting.begin_revision(in_force)
    admin.post(f"/catalogue/{YEAR - 1}/r2/publish/", {})
    assert Assessment.objects.get(pk=work.assessment.pk).framework_id == in_force.pk


def test_work_that_uses_what_is_gone_stays_and_the_preview_names_it(
    admin: Client, in_force: Framework, work: Work, cast: Cast
) -> None:
    draft = drafting.begin_revision(in_force)
    drafting.change(draft, without_item("O1"))  # type: ignore[arg-type]
    page = admin.get(f"/catalogue/{YEAR - 1}/r2/publish/")
    assert [(each.lost, each.label) for each in page.context["staying"]] == [
        (("O1",), str(cast.municipality))
    ]
    admin.post(f"/catalogue/{YEAR - 1}/r2/publish/", {"move": "1"})
    assert Assessment.objects.get(pk=work.assessment.pk).framework_id == in_force.pk


def test_work_with_a_report_in_approval_stays(in_force: Framework, work: Work, cast: Cast) -> None:
    report = work.results
    report.state = State.SUBMITTED
    report.submitted_document, report.submitted_sha256 = b"{}", "0" * 64
    report.submitted_at, report.submitted_by = report.created_at, cast.officer
    report.save()
    draft = drafting.begin_revision(in_force)
    assert [each.held for each in moves_to(in_force, drafting.data_of(draft))] == [True]


def test_sections_go_over_with_the_issues_of_their_year(admin: Client, work: Work) -> None:
    section = Section.objects.filter(plan=work.plan, issue__isnull=False).first()
    assert section is not None
    assert section.issue is not None
    year = section.issue.framework.evaluation_year
    draft = drafting.begin_revision(section.issue.framework)
    admin.post(f"/catalogue/{year}/r2/publish/", {"move": "1"})
    section.refresh_from_db()
    assert section.issue is not None
    assert section.issue.framework_id == draft.pk
