"""The municipality is told what is asked and decided, the lead that everything was replied to; after commit."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core import mail

from reports.models import Version
from review.services import add_finding, decide, reply, take
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_list_of_findings_is_one_mail_to_officer_and_approver(
    cast: Cast, version: Version, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add_finding(version, "ขอเอกสาร", "error", actor=cast.auditor)
        add_finding(version, "ขอตาราง", "warning", actor=cast.auditor)
        add_finding(version, "ทราบไว้", "info", actor=cast.auditor)
        assert not mail.outbox
    assert sorted(to for each in mail.outbox for to in each.to) == sorted(
        [cast.approver.email, cast.officer.email]
    )
    page = f"{settings.SITE_URL.rstrip('/')}/m/99400001/2568/report/results/review/"
    assert all(page in each.body for each in mail.outbox)


def test_the_lead_is_told_when_nothing_waits_any_more(
    cast: Cast, version: Version, django_capture_on_commit_callbacks: Any
) -> None:
    take(version, actor=cast.auditor)
    for text in ("ขอเอกสาร", "ขอตาราง"):
        add_finding(version, text, "error", actor=cast.auditor)
    with django_capture_on_commit_callbacks(execute=True):
        reply(version, 1, "แนบแล้ว", actor=cast.officer)
    assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        reply(version, 2, "แนบแล้ว", actor=cast.officer)
    (message,) = mail.outbox
    assert message.to == [cast.auditor.email]
    assert "/review/99400001/results/2568/v1/" in message.body


def test_a_decision_is_told_with_its_reason(
    cast: Cast, version: Version, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        decide(version, "accepted", "ครบถ้วน", actor=cast.auditor)
    assert {each.to[0] for each in mail.outbox} == {cast.officer.email, cast.approver.email}
    assert all("ครบถ้วน" in each.body and "ยอมรับ" in each.subject for each in mail.outbox)
