"""`manage.py load_catalogue [FILE]`: the shipped years (and the places), or one file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from catalogue.frame_data import shipped_files
from catalogue.loading import CatalogueError, Loaded, Outcome, load_files
from trail.commands import OneLineCommand

SENTENCES = {
    Outcome.CREATED: gettext_noop("loaded and published (%(items)s items)"),
    Outcome.UPDATED: gettext_noop("draft replaced and published (%(items)s items)"),
    Outcome.UNCHANGED: gettext_noop("already loaded, nothing to do"),
    Outcome.NEEDS_REVISION: gettext_noop(
        "published with other content and left as it is; give the file the next revision number to change it"
    ),
    Outcome.SUPERSEDED: gettext_noop("not loaded, a later revision is published"),
}


class Command(OneLineCommand):
    help = "Load the shipped catalogues of all years, or the one in FILE. Loading again changes nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a data file like those of catalogue/data/")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path | None = options["file"]
        try:
            with transaction.atomic():
                if file is None:
                    call_command("load_places", stdout=self.stdout, stderr=self.stderr)
                results = load_files([file] if file else shipped_files().values())
        except CatalogueError as error:
            raise CommandError(self.one_line(error.problems)) from error
        for result in results:
            self.stdout.write(sentence(result))
        refused = [result for result in results if result.outcome == Outcome.NEEDS_REVISION]
        if file is not None and refused:
            raise CommandError(f"{file}: {sentence(refused[0])}")

    def one_line(self, problems: tuple[str, ...]) -> str:
        """The one line for stderr; several problems are listed on stdout before it."""
        if len(problems) == 1:
            return problems[0]
        for problem in problems:
            self.stdout.write(problem)
        return gettext("%(count)s problems, nothing was loaded; the first is %(problem)s") % {
            "count": len(problems),
            "problem": problems[0],
        }


def sentence(result: Loaded) -> str:
    """One line about one file."""
    return gettext("ITA %(year)s revision %(revision)s: %(what)s") % {
        "year": result.evaluation_year,
        "revision": result.revision,
        "what": gettext(SENTENCES[result.outcome]) % {"items": result.items},
    }
