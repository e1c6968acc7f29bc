"""The transition table, generated: every action in every state by every role, and by many at once."""

from __future__ import annotations

import threading
from itertools import product

import pytest
from django.db import connection, transaction
from django.utils import timezone

from municipalities.models import Membership, User
from municipalities.roles import OF_A_MUNICIPALITY, OF_A_PROVINCE, Role
from reports.apply import apply
from reports.frozen import frozen_now
from reports.models import Report, State, Version
from reports.publication import perform, publish
from reports.workflow import BY_ACTION, Refused
from tests import factories
from tests.cast import Cast, load_catalogue, make_cast, user
from trail.models import Event

pytestmark = pytest.mark.django_db

STATES = tuple(State.values)
ROLES = (*Role.values, "nobody")
REASON = "เหตุผล"


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def report(people: Cast) -> Report:
    return apply(factories.results_document(), people.municipality, actor=people.officer)


def put_into(report: Report, state: str, people: Cast) -> None:
    """Bring a report into a state as if people had done so before anything was recorded."""
    frozen, now = frozen_now(report), timezone.now()
    if state != State.DRAFT:
        report.submitted_document, report.submitted_sha256 = frozen.data, frozen.sha256
        report.submitted_at, report.submitted_by = now, people.officer
    if state in (State.APPROVED, State.PUBLISHING, State.PUBLISHED):
        report.approved_at, report.approved_by = now, people.approver
    if state in (State.PUBLISHING, State.PUBLISHED):
        public = state == State.PUBLISHED
        Version.objects.create(
            report=report,
            number=1,
            document=frozen.data,
            document_sha256=frozen.sha256,
            published_by=people.approver,
            state=Version.State.PUBLIC if public else Version.State.RESERVED,
            published_at=now if public else None,
        )
    report.state = state
    report.save()


def person_with(role: str, people: Cast) -> User:
    """Somebody else than those who acted before, with this one role here."""
    person = user(f"as-{role}", "ผู้ทดสอบ")
    if role != "nobody":
        place: dict[str, object] = {}
        if role in OF_A_MUNICIPALITY:
            place["municipality"] = people.municipality
        elif role in OF_A_PROVINCE:
            record = people.municipality.record_on()
            assert record is not None
            place["province"] = record.province
        Membership.objects.create(user=person, role=role, valid_from="2020-01-01", **place)
    return person


def expected(action: str, state: str, role: str) -> bool:
    """Whether the table lets a person with this role, who did nothing before, do this in this state."""
    row = BY_ACTION[action]
    if role not in {str(each) for each in row.roles} or state not in {str(each) for each in row.sources}:
        return False
    if action == "withdraw":
        return state == State.PUBLISHED
    return row.by != "submitter"


def attempt(report: Report, action: str, actor: User, sha256: str | None) -> Report | None:
    """The report after the step, None when it was refused."""
    try:
        return perform(report, action, actor, REASON, sha256=sha256)
    except Refused:
        return None


def test_every_action_in_every_state_by_every_role(people: Cast, report: Report) -> None:
    actors = {role: person_with(role, people) for role in ROLES}
    for state in STATES:
        with transaction.atomic():
            put_into(report, state, people)
            sha256 = report.submitted_sha256 or None
            for action, role in product(BY_ACTION, ROLES):
                case = f"{action} of a report {state} by {role}"
                events = Event.objects.count()
                mark = transaction.savepoint()
                done = attempt(report, action, actors[role], sha256)
                may = expected(action, state, role)
                already = action == "publish" and state == State.PUBLISHED and role == Role.APPROVER
                target = BY_ACTION[action].target if may else None
                assert (done is not None) == (may or already), f"{case}: {done}"
                assert Report.objects.get(pk=report.pk).state == (target or state), case
                assert Event.objects.count() == events + may, case
                transaction.savepoint_rollback(mark)
            transaction.set_rollback(True)
        report.refresh_from_db()


def test_only_the_submitter_recalls_and_never_approves(people: Cast, report: Report) -> None:
    Membership.objects.create(user=people.officer, role=Role.APPROVER, municipality=people.municipality)
    submitted = perform(report, "submit", people.officer)
    with pytest.raises(Refused):
        perform(submitted, "approve", people.officer)
    assert perform(submitted, "recall", people.officer).state == State.DRAFT


def test_every_step_pressed_twice_is_done_once(people: Cast, report: Report) -> None:
    steps = (
        ("submit", people.officer),
        ("recall", people.officer),
        ("submit", people.officer),
        ("return", people.approver),
        ("submit", people.officer),
        ("approve", people.approver),
        ("publish", people.approver),
    )
    for action, who in steps:
        for _press in range(2):
            perform(report, action, who, REASON)
    publish(Version.objects.get().pk)
    publish(Version.objects.get().pk)
    for action, who in (("withdraw", people.approver), ("amend", people.officer)):
        for _press in range(2):
            perform(report, action, who, REASON)
    told = Event.objects.filter(subject_type="reports.report", subject_id=report.pk)
    done = told.filter(
        action__in=[*(row.event for row in BY_ACTION.values()), "report-published"]
    ).values_list("action", flat=True)
    assert list(done.order_by("pk")) == [
        *(BY_ACTION[action].event for action, _who in steps),
        "report-published",
        "version-withdrawn",
        "report-amended",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time anyway")
def test_two_workers_who_publish_at_once_make_one_version_public(people: Cast, report: Report) -> None:
    for action, who in (("submit", people.officer), ("approve", people.approver)):
        perform(report, action, who)
    barrier = threading.Barrier(2)

    def press() -> None:
        try:
            barrier.wait(timeout=120)
            perform(report, "publish", people.approver)
            publish(Version.objects.get().pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    version = Version.objects.get()
    assert (version.number, version.state) == (1, Version.State.PUBLIC)
    assert Event.objects.filter(action="report-published").count() == 1
    assert Event.objects.filter(action="report-publishing").count() == 1
