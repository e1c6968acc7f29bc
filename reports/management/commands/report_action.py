"""`manage.py report_action REPORT_ID ACTION --as EMAIL [--comment …] [--json]`: the services of the browser."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext

from municipalities.models import User
from reports.management.one_line import OneLineCommand, report_named
from reports.models import Report, State, Version
from reports.publication import perform, publish
from reports.waivers import ask_for_all, grant_all
from reports.workflow import BY_ACTION


class Command(OneLineCommand):
    help = (
        "Submit, approve, publish … a report as a person of the portal. Publishing waits for the files. "
        "`submit --comment` asks a waiver for every open error with that reason, `approve --comment` grants them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", metavar="REPORT_ID")
        parser.add_argument("action", metavar="|".join(BY_ACTION))
        parser.add_argument("--as", required=True, dest="email", metavar="EMAIL")
        parser.add_argument("--comment", default="")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] not in BY_ACTION:
            raise CommandError(
                gettext("There is no action “%(action)s”; there are %(actions)s.")
                % {"action": options["action"][:40], "actions": ", ".join(BY_ACTION)}
            )
        actor = User.objects.filter(email__iexact=options["email"], is_active=True).first()
        if actor is None:
            raise CommandError(
                gettext("There is no active person with the address %(email)s.")
                % {"email": options["email"][:80] or "-"}
            )
        report = self.carry_out(report_named(options["report"]), options["action"], actor, options["comment"])
        if options["action"] == "publish":
            report = self.wait_for_the_files(report)
        version = report.versions.exclude(state=Version.State.RESERVED).order_by("-number").first()
        answer = {
            "state": report.state,
            "version": version.number if version else None,
            "files": version.files if version else {},
        }
        if options["json"]:
            self.print_json(answer)
        else:
            self.stdout.write(
                gettext("%(state)s, version %(version)s")
                % {"state": report.get_state_display(), "version": answer["version"] or "-"}
            )

    @transaction.atomic
    def carry_out(self, report: Report, action: str, actor: User, comment: str) -> Report:
        """The step itself; a comment on submitting asks to waive all errors, one on approving grants that."""
        if comment and action == "submit" and report.state == State.DRAFT:
            ask_for_all(report, actor, comment)
        if comment and action == "approve" and report.state == State.SUBMITTED:
            grant_all(report, actor, comment)
        return perform(report, action, actor, comment)

    def wait_for_the_files(self, report: Report) -> Report:
        """Make the files here; the queued task finds nothing left to do. A worker that was quicker did it already."""
        reserved = report.versions.filter(state=Version.State.RESERVED).first()
        if reserved is not None:
            publish(reserved.pk)
        report.refresh_from_db()
        if report.state != State.PUBLISHED:
            reason = (
                report.versions.filter(state=Version.State.RESERVED).values_list("notice", flat=True).first()
            )
            raise CommandError(reason or gettext("The files could not be made."))
        return report
