"""Who may move a report from which state to which: the transition table, carried out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Assessment
from assessments.services import add_analysis_row, save_analysis_row, save_scores
from measures.evidence_rows import add_evidence
from measures.models import Measure
from measures.services import add_measure, delete_measure, move_measure, update_measure
from municipalities.guard import ReadOnly
from municipalities.models import Membership, User
from municipalities.roles import Role
from reports.apply import apply
from reports.frozen import changed_since_submission, frozen_now, frozen_to_read
from reports.models import Report, State, Version
from reports.publication import perform, publish
from reports.services import get_or_create_report, set_front_matter, set_layout
from reports.workflow import (
    TRANSITIONS,
    CommentMissing,
    HasErrors,
    NotAllowed,
    WrongState,
    possible,
)
from tests import factories
from tests.cast import Cast, load_catalogue, make_cast
from trail.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def results(people: Cast) -> Report:
    return apply(factories.results_document(), people.municipality, actor=people.officer)


@pytest.fixture
def submitted(people: Cast, results: Report) -> Report:
    return perform(results, "submit", people.officer)


@pytest.fixture
def approved(people: Cast, submitted: Report) -> Report:
    return perform(submitted, "approve", people.approver)


def test_submitting_freezes_the_document(people: Cast, results: Report) -> None:
    frozen = frozen_now(results)
    submitted = perform(results, "submit", people.officer)
    assert submitted.state == State.SUBMITTED
    assert submitted.submitted_by == people.officer
    assert bytes(submitted.submitted_document) == frozen.data
    assert submitted.submitted_sha256 == frozen.sha256


def test_a_document_with_errors_is_not_submitted(people: Cast) -> None:
    document = factories.results_document(sections=factories.results_document().sections[:6])
    report = apply(document, people.municipality)
    with pytest.raises(HasErrors) as refused:
        perform(report, "submit", people.officer)
    assert {finding.code for finding in refused.value.findings} == {"issue-missing"}
    report.refresh_from_db()
    assert report.state == State.DRAFT


@pytest.mark.parametrize("who", ["approver", "outsider", "auditor", "system_admin", "stranger"])
def test_only_an_officer_of_the_municipality_submits(people: Cast, results: Report, who: str) -> None:
    with pytest.raises(NotAllowed):
        perform(results, "submit", getattr(people, who))


def test_a_membership_that_ended_gives_no_right(people: Cast, results: Report) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=people.officer).update(valid_until=yesterday)
    with pytest.raises(NotAllowed):
        perform(results, "submit", people.officer)


def test_an_inactive_person_does_nothing(people: Cast, results: Report) -> None:
    User.objects.filter(pk=people.officer.pk).update(is_active=False)
    people.officer.refresh_from_db()
    with pytest.raises(NotAllowed):
        perform(results, "submit", people.officer)


def test_nobody_approves_what_they_submitted(people: Cast, submitted: Report) -> None:
    Membership.objects.create(user=people.officer, role=Role.APPROVER, municipality=people.municipality)
    with pytest.raises(NotAllowed):
        perform(submitted, "approve", people.officer)


def test_only_the_submitter_takes_a_report_back(people: Cast, submitted: Report) -> None:
    other = User.objects.create_user("other@example.org", "secret-word-2569", name="อีกคน")
    Membership.objects.create(user=other, role=Role.OFFICER, municipality=people.municipality)
    with pytest.raises(NotAllowed):
        perform(submitted, "recall", other)
    recalled = perform(submitted, "recall", people.officer)
    assert (recalled.state, recalled.submitted_document, recalled.submitted_sha256) == (State.DRAFT, None, "")


def test_a_return_carries_a_comment(people: Cast, submitted: Report) -> None:
    with pytest.raises(CommentMissing):
        perform(submitted, "return", people.approver, "  ")
    perform(submitted, "return", people.approver, "ผลผลิตข้อ ๒ ยังไม่ครบ")
    event = Event.objects.get(action="report-returned")
    assert (event.comment, event.actor) == ("ผลผลิตข้อ ๒ ยังไม่ครบ", people.approver)
    assert (event.before["state"], event.after["state"]) == ("submitted", "draft")


def test_an_approved_report_can_still_be_returned(people: Cast, approved: Report) -> None:
    returned = perform(approved, "return", people.approver, "ขอแก้ไขอีกครั้ง")
    assert (returned.state, returned.approved_by) == (State.DRAFT, None)


def test_another_document_than_the_one_read_is_not_approved(people: Cast, submitted: Report) -> None:
    with pytest.raises(WrongState):
        perform(submitted, "approve", people.approver, sha256="0" * 64)
    read = submitted.submitted_sha256
    assert perform(submitted, "approve", people.approver, sha256=read).state == State.APPROVED


@pytest.mark.parametrize(
    ("action", "who"),
    [("approve", "approver"), ("publish", "approver"), ("recall", "officer"), ("amend", "officer")],
)
def test_a_step_out_of_turn_is_refused(people: Cast, results: Report, action: str, who: str) -> None:
    with pytest.raises(WrongState):
        perform(results, action, getattr(people, who), "เหตุผล")


def test_an_unknown_step_is_refused(people: Cast, results: Report) -> None:
    with pytest.raises(WrongState):
        perform(results, "delete", people.officer)


def test_pressing_a_button_twice_does_it_once(people: Cast, results: Report) -> None:
    perform(results, "submit", people.officer)
    perform(results, "submit", people.officer)
    perform(results, "approve", people.approver)
    perform(results, "approve", people.approver)
    perform(results, "publish", people.approver)
    perform(results, "publish", people.approver)
    assert Version.objects.count() == 1
    actions = list(
        Event.objects.filter(action__startswith="report-").order_by("pk").values_list("action", flat=True)
    )
    assert actions[-3:] == ["report-submitted", "report-approved", "report-publishing"]


def test_the_table_says_what_is_possible() -> None:
    assert [each.action for each in possible(State.DRAFT, [Role.OFFICER])] == ["submit"]
    assert [each.action for each in possible(State.SUBMITTED, [Role.APPROVER])] == [
        "return",
        "approve",
        "withdraw",
    ]
    assert possible(State.DRAFT, [Role.CATALOGUE_ADMIN]) == ()
    assert {each.action for each in TRANSITIONS} == {
        "submit", "recall", "return", "approve", "publish", "amend", "withdraw",
    }  # fmt: skip


class TestWhileInApproval:
    """What only the report prints is read-only in every path; scores stay editable."""

    def test_results_cannot_be_changed(self, submitted: Report) -> None:
        measure = Measure.objects.first()
        for field in ("output", "outcome", "suggestion"):
            with pytest.raises(ReadOnly):
                update_measure(measure, {field: "เปลี่ยน"})
        with pytest.raises(ReadOnly):
            add_evidence(measure, title="หลักฐาน", url="https://www.example.go.th/")
        with pytest.raises(ReadOnly):
            delete_measure(measure)
        with pytest.raises(ReadOnly):
            add_measure(measure.section, {"title": "ใหม่"})
        with pytest.raises(ReadOnly):
            move_measure(measure, direction="down")

    def test_what_the_plan_prints_can_be_changed(self, submitted: Report) -> None:
        measure = Measure.objects.first()
        assert update_measure(measure, {"follow_up": "รายงานทุกเดือน"}).follow_up == "รายงานทุกเดือน"

    def test_the_layout_and_title_cannot_be_changed(self, submitted: Report) -> None:
        with pytest.raises(ReadOnly):
            set_layout(submitted, "results-by-issue")
        with pytest.raises(ReadOnly):
            set_front_matter(submitted, title="ชื่อใหม่")

    def test_the_analysis_cannot_be_changed(self, people: Cast) -> None:
        report = apply(factories.submittable_analysis(), people.municipality)
        perform(report, "submit", people.officer)
        assessment = Assessment.objects.get()
        with pytest.raises(ReadOnly):
            save_analysis_row(assessment.analysis.first(), {"remark": "เปลี่ยน"})
        with pytest.raises(ReadOnly):
            add_analysis_row(assessment, {"remark": "เพิ่ม"})
        with pytest.raises(ReadOnly):
            update_measure(Measure.objects.first(), {"title": "เปลี่ยน"})

    def test_scores_can_be_changed_and_the_approver_sees_it(self, people: Cast) -> None:
        report = perform(
            apply(factories.submittable_analysis(), people.municipality), "submit", people.officer
        )
        assert not changed_since_submission(report)
        save_scores(Assessment.objects.get(), {"i1": "90.00"})
        assert changed_since_submission(report)
        assert frozen_to_read(report).sha256 == report.submitted_sha256

    def test_another_year_and_another_municipality_are_free(self, people: Cast, submitted: Report) -> None:
        apply(factories.results_document(2567), people.municipality)
        apply(factories.results_document(2568), people.other)

    def test_the_reason_names_the_report(self, submitted: Report) -> None:
        with pytest.raises(ReadOnly, match="2568"):
            update_measure(Measure.objects.first(), {"output": "เปลี่ยน"})


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time anyway")
def test_two_people_who_publish_at_once_publish_one_version(people: Cast, approved: Report) -> None:
    at_once(lambda: perform(approved, "publish", people.approver))
    assert Version.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time anyway")
def test_two_people_who_begin_a_report_at_once_begin_one(people: Cast) -> None:
    begun = at_once(lambda: get_or_create_report(people.municipality, "results", 2568))
    assert len(begun) == 4
    assert len({report.pk for report in begun}) == 1


def at_once(step: Callable[[], Report]) -> list[Report]:
    """Do the same in four threads; what each was given, without those that failed."""
    given: list[Report] = []
    start = threading.Barrier(4)

    def press() -> None:
        try:
            start.wait(timeout=120)
            given.append(step())
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_publishing_what_was_never_reserved_changes_nothing(approved: Report) -> None:
    publish(12345)
    approved.refresh_from_db()
    assert approved.state == State.APPROVED
