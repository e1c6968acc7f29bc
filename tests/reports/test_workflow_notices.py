"""Whose turn it is gets a mail, after the step is stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from municipalities.models import Membership
from reports.apply import apply
from reports.models import Report, State, Version
from reports.publication import perform, publish
from reports.workflow import Refused
from tests import factories
from tests.cast import Cast, load_catalogue, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    load_catalogue()
    return make_cast()


@pytest.fixture
def report(people: Cast) -> Report:
    return apply(factories.results_document(), people.municipality, actor=people.officer)


def sent_to() -> list[str]:
    return [address for each in mail.outbox for address in each.to]


def test_an_approver_is_told_of_a_submission(
    people: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        perform(report, "submit", people.officer)
        assert not mail.outbox  # not before it is stored
    (message,) = mail.outbox
    assert message.to == [people.approver.email]
    assert "รอท่านอนุมัติ" in message.subject
    assert f"{settings.SITE_URL.rstrip('/')}/m/99400001/2568/report/results/approval/" in message.body


def test_an_officer_is_told_of_a_return_with_its_comment(
    people: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    perform(report, "submit", people.officer)
    with django_capture_on_commit_callbacks(execute=True):
        perform(report, "return", people.approver, "ระบุจำนวนผู้ใช้")
    (message,) = mail.outbox
    assert message.to == [people.officer.email]
    assert "ระบุจำนวนผู้ใช้" in message.body


def test_officers_are_told_when_the_report_is_public(
    people: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    for action, who in (
        ("submit", people.officer),
        ("approve", people.approver),
        ("publish", people.approver),
    ):
        perform(report, action, who)
    with django_capture_on_commit_callbacks(execute=True):
        publish(Version.objects.get().pk)
    assert sent_to() == [people.officer.email]
    assert "เผยแพร่แล้ว" in mail.outbox[0].subject


def test_who_did_it_is_not_told(
    people: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    perform(report, "submit", people.officer)
    with django_capture_on_commit_callbacks(execute=True):
        perform(report, "approve", people.approver)
    assert sent_to() == []


def test_pressed_twice_mails_once(
    people: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        perform(report, "submit", people.officer)
        perform(report, "submit", people.officer)
    assert len(mail.outbox) == 1


def test_a_refused_step_mails_nobody(
    people: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused):
        perform(report, "approve", people.approver)
    assert not mail.outbox


def test_an_approver_whose_time_has_ended_is_not_told(
    people: Cast, report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    ended = timezone.localdate().replace(year=2021)
    Membership.objects.filter(user=people.approver).update(valid_until=ended)
    with django_capture_on_commit_callbacks(execute=True):
        perform(report, "submit", people.officer)
    assert not mail.outbox


def test_a_mail_that_cannot_be_sent_undoes_nothing(
    people: Cast, report: Report, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        perform(report, "submit", people.officer)
    report.refresh_from_db()
    assert report.state == State.SUBMITTED
