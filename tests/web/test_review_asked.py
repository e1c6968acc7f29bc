"""Who is asked is told where he begins the day; who asks sees where an answer came and what was waived."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from reports.additions import after_publication
from reports.apply import apply
from reports.models import Report, Version
from reports.publication import perform
from reports.waivers import ask_for_all, grant_all, keep_with
from review.services import add_finding, decide, reply
from review.tallies import tallies
from tests import factories
from tests.cast import CODE, YEAR, Cast, load_catalogue, sign_in
from tests.review.published import published_version, without_outcomes

pytestmark = pytest.mark.django_db
QUEUE = "/review/"
REPLIES = f"/m/{CODE}/{YEAR}/report/results/review/"


@pytest.fixture
def version(cast: Cast) -> Version:
    load_catalogue()
    return published_version(cast)


@pytest.fixture
def auditor(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.auditor)


def test_the_queue_says_where_the_municipality_has_replied(
    auditor: Client, cast: Cast, version: Version
) -> None:
    add_finding(version, "ขอจำนวนเรื่อง", "error", place="measure:1.1", actor=cast.auditor)
    add_finding(version, "ขอเอกสาร", "warning", actor=cast.auditor)
    for number in (1, 2):
        assert "ชี้แจงแล้ว" not in auditor.get(QUEUE).content.decode()
        reply(version, number, "๑๒ เรื่อง", actor=cast.officer)
    row = auditor.get(QUEUE).content.decode()
    assert "ชี้แจงแล้ว" in row
    assert ">2<span" in row


@pytest.mark.parametrize("year", [YEAR, YEAR + 1])
def test_whatever_year_an_officer_is_in_he_sees_what_the_auditor_asks(
    client: Client, cast: Cast, version: Version, year: int
) -> None:
    officer, home = sign_in(client, cast.officer), f"/m/{CODE}/{year}/"
    assert REPLIES not in officer.get(home).content.decode()
    add_finding(version, "ขอจำนวนเรื่อง", "error", actor=cast.auditor)
    assert f'href="{REPLIES}"' in officer.get(home).content.decode()
    assert "มีข้อสังเกตรอชี้แจง 1 ข้อ" in officer.get(home).content.decode()
    reply(version, 1, "๑๒ เรื่อง", actor=cast.officer)
    assert REPLIES not in officer.get(home).content.decode()


def test_a_decision_that_asks_for_a_new_version_stays_on_the_home_until_it_is_begun(
    client: Client, cast: Cast, version: Version
) -> None:
    Report.objects.filter(pk=version.report_id).update(**submitted_and_published(version, cast))
    decide(version, "changes_requested", "ขอฉบับแก้ไข", actor=cast.auditor)
    officer, home = sign_in(client, cast.officer), f"/m/{CODE}/{YEAR}/"
    desk = f"/m/{CODE}/{YEAR}/report/results/"
    for page_of_it in (home, desk):
        assert "ขอให้แก้ไขและเผยแพร่ฉบับใหม่" in officer.get(page_of_it).content.decode()
    perform(version.report, "amend", cast.officer, "แก้ตามข้อสังเกต")
    assert REPLIES not in officer.get(home).content.decode()
    assert "ขอให้แก้ไขและเผยแพร่ฉบับใหม่" not in officer.get(desk).content.decode()


def submitted_and_published(version: Version, cast: Cast) -> dict[str, Any]:
    return {
        "state": "published",
        "submitted_document": bytes(version.document),
        "submitted_sha256": version.document_sha256,
        "submitted_at": version.published_at,
        "submitted_by": cast.officer,
        "approved_at": version.published_at,
        "approved_by": cast.approver,
    }


def test_an_auditor_reads_beside_a_mistake_why_it_was_waived(auditor: Client, cast: Cast) -> None:
    load_catalogue()
    report = apply(factories.results_document(**without_outcomes()), cast.municipality, actor=cast.officer)
    ask_for_all(report, cast.officer, "โครงการเลื่อนไปปีหน้า")
    perform(report, "submit", cast.officer)
    grant_all(report, cast.approver, "ตามเอกสารแนบ")
    perform(report, "approve", cast.approver)
    perform(report, "publish", cast.approver)
    version = Version.objects.get()
    Version.objects.filter(pk=version.pk).update(state="public", published_at=version.reserved_at)
    keep_with(version)
    response = auditor.get(reverse("review_page", args=(CODE, "results", YEAR, 1)))
    machine, read = response.context["machine"], response.content.decode()
    assert [bool(each["waiver"]) for each in machine] == [
        each["finding"].severity == "error" for each in machine
    ]
    assert "โครงการเลื่อนไปปีหน้า" in read
    assert "ตามเอกสารแนบ" in read


def test_a_page_of_the_queue_counts_a_few_documents_and_the_worker_the_others(
    auditor: Client, cast: Cast, version: Version
) -> None:
    caches["default"].clear()
    other = published_version(cast, cast.other, **without_outcomes())
    assert len(tallies([version, other], at_most=0)) == 0
    assert len(tallies([version, other], at_most=1)) == 1
    caches["default"].clear()
    after_publication(other)
    assert tallies([version, other], at_most=0)[other.pk].errors == 1
    assert "ยังไม่ได้นับ" not in auditor.get(QUEUE).content.decode()
