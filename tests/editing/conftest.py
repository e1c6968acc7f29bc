from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from municipalities.models import User
from reports.frozen import frozen_now
from reports.models import Report
from tests.cast import Cast, Work, begin_work, load_catalogue, make_cast, sign_in


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue(2566, 2567, 2568, 2569)
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Work:
    return begin_work(cast)


@pytest.fixture
def officer(cast: Cast) -> Client:
    return sign_in(Client(), cast.officer)


def in_approval(report: Report, submitter: User) -> None:
    """The report as it is after its submission, whatever the checks would say."""
    frozen = frozen_now(report)
    report.submitted_document, report.submitted_sha256 = frozen.data, frozen.sha256
    report.submitted_at, report.submitted_by = timezone.now(), submitter
    report.state = "submitted"
    report.save()
