"""Waivers: an error may stay when the officer says why and the approver agrees; both are published."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from reports.apply import apply
from reports.document import Measure, Section
from reports.frozen import frozen_now
from reports.models import Report, State, Version, Waiver
from reports.publication import perform, publish
from reports.services import set_front_matter
from reports.waivers import ask, ask_for_all, decide, fingerprints, grant_all, obstacles, waivers_of
from reports.workflow import CommentMissing, HasErrors, NotAllowed, WaiverNeeded, WrongState
from tests import factories
from tests.cast import Cast, load_catalogue, make_cast
from trail.models import Event

pytestmark = pytest.mark.django_db

REASON = "ประเด็นนี้ไม่มีในปีที่ประเมิน"


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def faulty(people: Cast) -> Report:
    """A report that lacks two issues."""
    document = factories.results_document(sections=factories.results_document().sections[:5])
    return apply(document, people.municipality, actor=people.officer)


def names_of(report: Report) -> list[str]:
    document = frozen_now(report).document
    return fingerprints(obstacles(document), document)


@pytest.fixture
def submitted(people: Cast, faulty: Report) -> Report:
    ask_for_all(faulty, people.officer, REASON)
    return perform(faulty, "submit", people.officer)


def decide_all(report: Report, decision: str, people: Cast, note: str = "") -> None:
    keys = [each.pk for each in waivers_of(report).values()]
    decide(report, dict.fromkeys(keys, decision), people.approver, dict.fromkeys(keys, note))


def test_every_error_needs_a_waiver_before_the_report_is_submitted(people: Cast, faulty: Report) -> None:
    first, second = names_of(faulty)
    ask(faulty, first, people.officer, REASON)
    with pytest.raises(HasErrors) as refused:
        perform(faulty, "submit", people.officer)
    assert len(refused.value.findings) == 1
    ask(faulty, second, people.officer, REASON)
    assert perform(faulty, "submit", people.officer).state == State.SUBMITTED


def test_a_waiver_says_why(people: Cast, faulty: Report) -> None:
    with pytest.raises(CommentMissing):
        ask(faulty, names_of(faulty)[0], people.officer, "  ")
    assert not Waiver.objects.exists()


def test_what_was_asked_is_told_in_the_history(people: Cast, faulty: Report) -> None:
    waiver = ask(faulty, names_of(faulty)[0], people.officer, REASON)
    event = Event.objects.get(action="waiver-requested")
    assert (event.actor, event.comment, event.after["waiver"]) == (people.officer, REASON, waiver.pk)
    assert event.after["code"] == "issue-missing"


def test_asking_again_changes_the_reason_and_asking_twice_changes_nothing(
    people: Cast, faulty: Report
) -> None:
    name = names_of(faulty)[0]
    ask(faulty, name, people.officer, REASON)
    ask(faulty, name, people.officer, REASON)
    assert Event.objects.filter(action="waiver-requested").count() == 1
    ask(faulty, name, people.officer, "เหตุผลใหม่")
    assert Waiver.objects.get().reason == "เหตุผลใหม่"


@pytest.mark.parametrize("who", ["approver", "admin", "outsider", "auditor", "system_admin", "stranger"])
def test_only_an_officer_asks(people: Cast, faulty: Report, who: str) -> None:
    with pytest.raises(NotAllowed):
        ask(faulty, names_of(faulty)[0], getattr(people, who), REASON)


@pytest.mark.parametrize("who", ["officer", "admin", "outsider", "auditor", "system_admin", "stranger"])
def test_only_an_approver_decides(people: Cast, submitted: Report, who: str) -> None:
    waiver = Waiver.objects.first()
    assert waiver is not None
    with pytest.raises(NotAllowed):
        decide(submitted, {waiver.pk: "granted"}, getattr(people, who))
    waiver.refresh_from_db()
    assert waiver.decision == "requested"


def test_a_finding_that_is_gone_cannot_be_waived(people: Cast, faulty: Report) -> None:
    with pytest.raises(WrongState):
        ask(faulty, "0" * 64, people.officer, REASON)


def test_nothing_is_asked_while_the_report_waits_for_approval(people: Cast, submitted: Report) -> None:
    with pytest.raises(WrongState):
        ask_for_all(submitted, people.officer, "อีกครั้ง")


def test_nothing_is_decided_before_the_report_is_submitted(people: Cast, faulty: Report) -> None:
    ask_for_all(faulty, people.officer, REASON)
    with pytest.raises(WrongState):
        decide_all(faulty, "granted", people)


def test_a_report_is_approved_when_every_waiver_is_granted(people: Cast, submitted: Report) -> None:
    with pytest.raises(WaiverNeeded):
        perform(submitted, "approve", people.approver)
    decide_all(submitted, "granted", people, "เห็นด้วย")
    assert perform(submitted, "approve", people.approver).state == State.APPROVED
    assert Event.objects.filter(action="waiver-granted", comment="เห็นด้วย").count() == 2


def test_a_refused_waiver_keeps_the_report_from_approval_and_it_can_be_returned(
    people: Cast, submitted: Report
) -> None:
    first, second = waivers_of(submitted).values()
    decide(submitted, {first.pk: "granted", second.pk: "refused"}, people.approver)
    with pytest.raises(WaiverNeeded):
        perform(submitted, "approve", people.approver)
    assert perform(submitted, "return", people.approver, "เพิ่มประเด็นที่ขาด").state == State.DRAFT


def test_after_a_refusal_the_error_is_mended_or_asked_for_anew(people: Cast, submitted: Report) -> None:
    decide_all(submitted, "refused", people)
    returned = perform(submitted, "return", people.approver, "ขอเหตุผลที่ชัดเจน")
    with pytest.raises(HasErrors):
        perform(returned, "submit", people.officer)
    ask_for_all(returned, people.officer, "หนังสือสั่งการแนบท้าย")
    again = perform(returned, "submit", people.officer)
    grant_all(again, people.approver)
    assert perform(again, "approve", people.approver).state == State.APPROVED


def test_what_was_granted_stays_granted_after_a_return(people: Cast, submitted: Report) -> None:
    grant_all(submitted, people.approver)
    returned = perform(submitted, "return", people.approver, "แก้ชื่อรายงาน")
    set_front_matter(returned, title="ชื่อใหม่", actor=people.officer)
    perform(returned, "submit", people.officer)
    assert perform(returned, "approve", people.approver).state == State.APPROVED


def test_a_wish_is_forgotten_when_its_error_was_mended(people: Cast, faulty: Report) -> None:
    ask_for_all(faulty, people.officer, REASON)
    apply(factories.results_document(), people.municipality, mode="replace", actor=people.officer)
    faulty.refresh_from_db()
    perform(faulty, "submit", people.officer)
    assert not Waiver.objects.exists()
    assert Event.objects.filter(action="waiver-requested").exists()


def test_another_document_than_the_one_read_is_not_decided_on(people: Cast, submitted: Report) -> None:
    waiver = Waiver.objects.first()
    assert waiver is not None
    with pytest.raises(WrongState):
        decide(submitted, {waiver.pk: "granted"}, people.approver, sha256="0" * 64)


def test_a_waiver_of_another_report_is_not_touched(people: Cast, submitted: Report) -> None:
    document = factories.results_document(2567, sections=factories.results_document(2567).sections[:6])
    other = apply(document, people.municipality, actor=people.officer)
    (foreign,) = ask_for_all(other, people.officer, REASON)
    decide(submitted, {foreign.pk: "granted"}, people.approver)
    foreign.refresh_from_db()
    assert foreign.decision == "requested"


def test_waivers_are_published_with_the_version_and_stay_as_they_were(
    people: Cast, submitted: Report
) -> None:
    grant_all(submitted, people.approver, "เห็นด้วย")
    perform(submitted, "approve", people.approver)
    perform(submitted, "publish", people.approver)
    publish(Version.objects.get().pk)
    version = Version.objects.get()
    kept = list(version.waivers.all())
    assert [(each.reason, each.decision, each.note) for each in kept] == [(REASON, "granted", "เห็นด้วย")] * 2
    with pytest.raises(DatabaseError, match="published waiver"), transaction.atomic():
        Waiver.objects.update(reason="อย่างอื่น")
    with pytest.raises(DatabaseError, match="published waiver"), transaction.atomic():
        Waiver.objects.all()._raw_delete("default")


def test_a_new_version_asks_anew(people: Cast, submitted: Report) -> None:
    grant_all(submitted, people.approver)
    perform(submitted, "approve", people.approver)
    perform(submitted, "publish", people.approver)
    publish(Version.objects.get().pk)
    amended = perform(submitted, "amend", people.officer, "แก้คำผิด")
    with pytest.raises(HasErrors):
        perform(amended, "submit", people.officer)
    assert waivers_of(amended) == {}


def test_a_measure_that_moves_keeps_its_name(people: Cast) -> None:
    measures = tuple(
        factories.document_measure(1, title=title, output="") for title in ("มาตรการ ก", "มาตรการ ข")
    )
    sections = factories.results_document().sections
    told = factories.results_document(sections=(_with(sections[0], measures), *sections[1:]))
    turned = factories.results_document(sections=(_with(sections[0], measures[::-1]), *sections[1:]))
    before = dict(zip(fingerprints(obstacles(told), told), obstacles(told), strict=True))
    after = dict(zip(fingerprints(obstacles(turned), turned), obstacles(turned), strict=True))
    assert before.keys() == after.keys()
    assert len(before) == len(obstacles(told)) > 0


def _with(section: Section, measures: tuple[Measure, ...]) -> Section:
    return replace(section, measures=measures)


class TestOnTheCommandLine:
    def test_a_comment_asks_and_grants(self, people: Cast, faulty: Report) -> None:
        act(faulty, "submit", people.officer.email, "--comment", REASON)
        assert {each.decision for each in Waiver.objects.all()} == {"requested"}
        act(faulty, "approve", people.approver.email, "--comment", "เห็นด้วย")
        assert {(each.decision, each.note) for each in Waiver.objects.all()} == {("granted", "เห็นด้วย")}
        faulty.refresh_from_db()
        assert faulty.state == State.APPROVED

    def test_without_a_comment_an_error_refuses(self, people: Cast, faulty: Report) -> None:
        with pytest.raises(CommandError):
            act(faulty, "submit", people.officer.email)
        assert not Waiver.objects.exists()

    def test_a_refused_step_asks_nothing(self, people: Cast, faulty: Report) -> None:
        with pytest.raises(CommandError):
            act(faulty, "submit", people.approver.email, "--comment", REASON)
        assert not Waiver.objects.exists()


def act(report: Report, *arguments: str) -> None:
    action, email, *rest = arguments
    call_command("report_action", str(report.pk), action, "--as", email, *rest, stdout=io.StringIO())
