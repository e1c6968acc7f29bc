"""`manage.py make_data`: make the files of open data, when something public changed or always."""

from __future__ import annotations

import argparse
from typing import Any

from django.utils.translation import gettext

from national.models import DataFile
from national.opendata.making import make_all, make_if_stale
from reports.management.one_line import OneLineCommand


class Command(OneLineCommand):
    help = "Make the files of open data if something public changed since; --all makes them in any case."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also when nothing changed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            self.stdout.write(gettext("Files of open data: %(count)s") % {"count": make_all()})
        elif make_if_stale() or (not DataFile.objects.exists() and make_all()):
            self.stdout.write(gettext("Files of open data were made anew."))
