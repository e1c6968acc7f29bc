"""`manage.py seed_national`: an invented country, to see how the portal bears the load of the real one."""

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
from national.seeding.country import seed_country
from national.seeding.scores import NEWEST
from reports.management.one_line import OneLineCommand

MOST_MUNICIPALITIES, MOST_YEARS = 20_000, 6
"""The shipped catalogues begin with 2563; codes have room for a million."""


class Command(OneLineCommand):
    help = "Bring in invented municipalities with results and reports of several years. Repeating it changes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--municipalities", type=int, default=7850)
        parser.add_argument("--years", type=int, default=5, help=f"so many years up to {NEWEST}")
        parser.add_argument("--force", action="store_true", help="also with DEBUG=false")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG and not options["force"]:
            raise CommandError(
                gettext(
                    "DEBUG is false: invented results would stand beside real ones. Give --force to do it."
                )
            )
        count, years = options["municipalities"], options["years"]
        for name, value, most in (
            ("--municipalities", count, MOST_MUNICIPALITIES),
            ("--years", years, MOST_YEARS),
        ):
            if not 1 <= value <= most:
                raise CommandError(
                    gettext("%(name)s is a number from 1 to %(most)s.") % {"name": name, "most": most}
                )
        call_command("load_catalogue", stdout=io.StringIO())
        seeded = seed_country(count, years, self.stdout.write if options["verbosity"] > 1 else _silent)
        draw_stale()
        make_if_stale()
        self.stdout.write(
            gettext(
                "New: %(municipalities)s municipalities, %(results)s results, %(reports)s published reports"
            )
            % {
                "municipalities": f"{seeded.municipalities:,}",
                "results": f"{seeded.results:,}",
                "reports": f"{seeded.reports:,}",
            }
        )


def _silent(_line: str) -> None:
    pass
