"""`manage.py seed_demo`: the catalogues, three invented municipalities with two years of work, their people, and
what an auditor said of their reports."""

from __future__ import annotations

import argparse
import io
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import gettext

from national.opendata.making import make_if_stale
from national.pictures import draw_stale
from reports.demo.amending import amend_reports
from reports.demo.people import PASSWORD
from reports.demo.seeding import DemoError, seed
from reports.management.one_line import OneLineCommand
from reports.workflow import HasErrors, Refused
from review.demo.holding import hold_reviews


class Command(OneLineCommand):
    help = "Bring in the demo data and print the demo logins. Running it again changes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="also with DEBUG=false, although everybody can read the passwords of the demo accounts",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG and not options["force"]:
            raise CommandError(
                gettext(
                    "DEBUG is false: the demo accounts have a password that everybody knows (%(password)s). "
                    "Give --force if this portal is a public demonstration."
                )
                % {"password": PASSWORD}
            )
        call_command("load_catalogue", stdout=io.StringIO())
        try:
            seeded = seed()
            hold_reviews()
            unpublished = seeded.unpublished + amend_reports()
            draw_stale()
            make_if_stale()
        except HasErrors as error:
            places = "; ".join(f"{each.code} {each.where.as_dict()}" for each in error.findings)
            raise CommandError(f"{error} [{places}]") from error
        except (DemoError, Refused) as error:
            raise CommandError(
                gettext("The demo data could not be brought in: %(reason)s") % {"reason": error}
            ) from error
        self.stdout.write(gettext("Demo logins (e-mail, password, role):"))
        for login in seeded.logins:
            self.stdout.write(f"  {login.line}")
        for line in unpublished:
            notice = gettext("not published yet, the next run tries again: %(report)s") % {"report": line}
            self.stderr.write(f"seed_demo: {notice}")
