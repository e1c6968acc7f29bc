"""`manage.py import_municipalities FILE.csv|.xlsx [--dry-run] [--json]`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext

from municipalities.import_rows import UnreadableFileError
from municipalities.importing import Imported, ImportRefusedError, RowProblem, import_municipalities
from trail.commands import OneLineCommand, after_dry_run


class Command(OneLineCommand):
    help = (
        "Import municipalities from a CSV or XLSX file with the columns code, kind, name, province, district and"
        " website (English or Thai headings). All rows are written or none; importing again changes nothing."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            imported = import_municipalities(file, dry_run=options["dry_run"])
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        except ImportRefusedError as error:
            self.show_problems(error.problems, as_json=options["json"])
            first = f"{file}: {error.problems[0]}"
            more = len(error.problems) - 1
            if more:
                first = gettext("%(first)s (and %(more)s more)") % {"first": first, "more": more}
            raise CommandError(first) from error
        if options["json"]:
            self.print_json(
                {
                    **asdict(imported.registered),
                    "warnings": list(imported.warnings),
                    "dry_run": options["dry_run"],
                }
            )
        else:
            self.print_text(imported, dry_run=options["dry_run"])

    def show_problems(self, problems: list[RowProblem], *, as_json: bool) -> None:
        """List every wrong cell on stdout; the one line on stderr comes from the error."""
        if as_json:
            self.print_json({"errors": [asdict(problem) for problem in problems]})
            return
        for problem in problems:
            self.stdout.write(str(problem))

    def print_text(self, imported: Imported, *, dry_run: bool) -> None:
        for warning in imported.warnings:
            self.stdout.write(gettext("Note: %(warning)s") % {"warning": warning})
        line = gettext("%(created)s created, %(updated)s updated, %(unchanged)s unchanged") % asdict(
            imported.registered
        )
        self.stdout.write(after_dry_run(line) if dry_run else line)
