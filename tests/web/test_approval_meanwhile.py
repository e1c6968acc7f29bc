"""Two tabs, two people, a late press: what the approver read is what is published, and what was typed stays."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.models import Assessment
from measures.models import Measure
from measures.services import update_measure
from municipalities.models import Membership
from municipalities.roles import Role
from reports.apply import apply
from reports.conditions import FAILED
from reports.models import Report, State, Version
from reports.publication import _publishing_failed, perform, publish
from reports.waivers import ask_for_all
from tests import factories
from tests.cast import Cast, load_catalogue
from trail.models import Event

REPORT = "/m/99400001/2568/report/results/"
PAGE = f"{REPORT}approval/"


@pytest.fixture
def submitted(cast: Cast) -> Report:
    load_catalogue()
    report = apply(factories.results_document(), cast.municipality, actor=cast.officer)
    return perform(report, "submit", cast.officer)


def form(report: Report, action: str, **fields: str) -> dict[str, str]:
    return {"action": action, "sha256": report.submitted_sha256, "comment": "", **fields}


def test_what_was_typed_stays_when_the_officer_took_the_report_back(
    approver: Client, cast: Cast, submitted: Report
) -> None:
    typed = form(submitted, "return", comment="ขอให้เพิ่มหลักฐาน", **{"pin-measure-2-1": "ระบุจำนวนผู้ใช้"})
    perform(submitted, "recall", cast.officer)
    response = approver.post(PAGE, typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "ขอให้เพิ่มหลักฐาน" in page
    assert "ระบุจำนวนผู้ใช้" in page
    assert f'href="{REPORT}"' in page


def test_a_late_press_with_nothing_typed_leads_to_the_report(
    approver: Client, cast: Cast, submitted: Report
) -> None:
    late = form(submitted, "approve")
    perform(submitted, "recall", cast.officer)
    assert approver.post(PAGE, late).headers["Location"] == REPORT


def test_a_tab_from_before_the_return_does_not_approve_what_came_after(
    approver: Client, cast: Cast, submitted: Report
) -> None:
    late = form(submitted, "approve")
    perform(submitted, "return", cast.approver, "แก้")
    measure = Measure.objects.get(title="มาตรการของประเด็นที่ 2")
    update_measure(measure, {"output": "๑. ประชุมแล้ว 4 ครั้ง\n๒. เผยแพร่แล้ว"}, actor=cast.officer)
    perform(submitted, "submit", cast.officer)
    assert approver.post(PAGE, late).status_code == 409
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED


@pytest.mark.parametrize("action", ["approve", "return"])
def test_no_step_without_saying_what_was_read(approver: Client, submitted: Report, action: str) -> None:
    response = approver.post(f"{REPORT}action/", {"action": action, "comment": "เหตุผล"})
    assert response.status_code == 409
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED


def test_the_bytes_that_were_read_are_published(approver: Client, cast: Cast, submitted: Report) -> None:
    read = bytes(submitted.submitted_document or b"")
    approver.post(PAGE, form(submitted, "approve"))
    submitted.refresh_from_db()
    measure = Measure.objects.get(title="มาตรการของประเด็นที่ 2")
    update_measure(measure, {"procedure": "๑. แก้หลังอนุมัติ"}, actor=cast.officer)
    page = approver.get(PAGE).content.decode()
    assert "ข้อความในระบบถูกแก้หลังจากส่งรายงานนี้" in page
    assert "๑. แก้หลังอนุมัติ" not in page
    approver.post(PAGE, form(submitted, "publish"))
    version = Version.objects.get()
    assert bytes(version.document) == read
    assert version.document_sha256 == submitted.submitted_sha256


def test_back_and_once_more_changes_nothing(approver: Client, submitted: Report) -> None:
    pressed = form(submitted, "approve")
    for _press in range(2):
        assert approver.post(PAGE, pressed).status_code == 302
    submitted.refresh_from_db()
    approver.post(PAGE, form(submitted, "publish"))
    approver.post(PAGE, pressed)
    approver.post(PAGE, form(submitted, "publish"))
    submitted.refresh_from_db()
    assert submitted.state == State.PUBLISHING
    assert Version.objects.count() == Event.objects.filter(action="report-approved").count() == 1


def test_a_failed_publication_is_told_where_it_is_tried_again_and_not_after_a_return(
    approver: Client, officer: Client, cast: Cast, submitted: Report
) -> None:
    for action in ("approve", "publish"):
        perform(submitted, action, cast.approver)
    _publishing_failed(Version.objects.get().pk, "ฟอนต์เสียหาย")
    assert "ฟอนต์เสียหาย" in approver.get(PAGE).content.decode()
    assert Event.objects.filter(action=FAILED).exists()
    submitted.refresh_from_db()
    approver.post(PAGE, form(submitted, "return", comment="แก้ก่อน"))
    assert "ฟอนต์เสียหาย" not in officer.get(REPORT).content.decode()


def test_an_approver_whose_time_is_over_decides_nothing(
    approver: Client, cast: Cast, submitted: Report
) -> None:
    Membership.objects.filter(user=cast.approver, role=Role.APPROVER).update(valid_until="2021-01-01")
    assert approver.post(PAGE, form(submitted, "approve")).status_code in (403, 404)
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED


def test_scores_may_change_and_the_approver_sees_it(approver: Client, cast: Cast) -> None:
    load_catalogue()
    report = apply(factories.analysis_document(), cast.municipality, actor=cast.officer)
    ask_for_all(report, cast.officer, "รอประกาศ")
    perform(report, "submit", cast.officer)
    Assessment.objects.update(total="99.00")
    page = approver.get("/m/99400001/2568/report/analysis/approval/").content.decode()
    assert "99.00" in page
    assert "82.11" in page


def test_the_approver_of_a_new_version_sees_what_changed_since_the_one_before_and_why(
    approver: Client, cast: Cast, submitted: Report
) -> None:
    for action in ("approve", "publish"):
        perform(submitted, action, cast.approver)
    publish(Version.objects.get().pk)
    perform(submitted, "amend", cast.officer, "จำนวนผู้เข้าร่วมไม่ถูกต้อง")
    measure = Measure.objects.get(title="มาตรการของประเด็นที่ 2")
    update_measure(measure, {"output": "๑. ประชุม 4 ครั้ง\n๒. เผยแพร่แล้ว"}, actor=cast.officer)
    perform(submitted, "submit", cast.officer)
    page = approver.get(PAGE).content.decode()
    assert "จำนวนผู้เข้าร่วมไม่ถูกต้อง" in page
    assert "เทียบกับฉบับที่ 1" in page
    assert "๑. ประชุม<del>แล้ว</del><ins> 4 ครั้ง</ins>" in page
