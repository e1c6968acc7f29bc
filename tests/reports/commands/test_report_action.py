"""`report_action`: the workflow on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError

from municipalities.models import User
from reports.models import Report
from tests.cast import Cast
from tests.reports.commands.files import Run, imported

pytestmark = pytest.mark.django_db


class TestReportAction:
    def test_carries_a_report_from_draft_to_published(self, people: Cast, file: Path, run: Run) -> None:
        number = imported(file, run)
        assert run("report_action", number, "submit", "--as", people.officer.email) == {
            "state": "submitted",
            "version": None,
            "files": {},
        }
        assert run("report_action", number, "approve", "--as", people.approver.email)["state"] == "approved"
        answer = run("report_action", number, "publish", "--as", people.approver.email)
        assert (answer["state"], answer["version"], sorted(answer["files"])) == (
            "published",
            1,
            ["csv", "html", "json", "pdf"],
        )

    def test_refuses_who_may_not(self, people: Cast, file: Path, run: Run) -> None:
        number = imported(file, run)
        with pytest.raises(CommandError):
            run("report_action", number, "submit", "--as", people.approver.email)
        with pytest.raises(CommandError, match="nobody@example"):
            run("report_action", number, "submit", "--as", "nobody@example.org")
        User.objects.filter(pk=people.officer.pk).update(is_active=False)
        with pytest.raises(CommandError):
            run("report_action", number, "submit", "--as", people.officer.email)
        assert Report.objects.get().state == "draft"

    def test_names_the_actions_there_are(self, people: Cast, file: Path, run: Run) -> None:
        with pytest.raises(CommandError, match="withdraw"):
            run("report_action", imported(file, run), "burn", "--as", people.officer.email)
