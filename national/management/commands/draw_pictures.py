"""`manage.py draw_pictures`: draw the national picture of every year that changed, or of named years."""

from __future__ import annotations

import argparse
from typing import Any

from django.utils.translation import gettext

from national.models import YearResult
from national.pictures import draw, draw_stale
from national.results import tell_anew
from reports.management.one_line import OneLineCommand
from reports.models import ListedReport


class Command(OneLineCommand):
    help = "Draw the national picture of the years that changed since; --all draws every year from what is published."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="every year, as every report tells it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"] or not YearResult.objects.exists():
            for listed in ListedReport.objects.select_related("report").iterator():
                tell_anew(listed.report)
        years = draw_stale()
        if options["all"]:
            known = YearResult.objects.order_by().values_list("assessed_year", flat=True).distinct()
            years = sorted({*years, *known})
            for year in years:
                draw(year)
        if years:
            told = ", ".join(str(year) for year in years)
            self.stdout.write(gettext("Drawn: %(years)s") % {"years": told})
