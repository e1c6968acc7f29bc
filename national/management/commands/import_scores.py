"""`manage.py import_scores FILE.xlsx|.csv [--year 2568] [--dry-run] [--json] [--errors FILE.xlsx]`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext, ngettext

from assessments.models import Assessment
from catalogue.queries import year_from
from municipalities.import_rows import UnreadableFileError
from national.announcing.rows import Checked, Defaults, check_table, day_from
from national.announcing.sheets import wrong_rows
from national.announcing.table import read_path
from national.announcing.uploads import told
from national.announcing.writing import Written, counted, in_batches, write_rows
from trail.commands import OneLineCommand, after_dry_run
from trail.services import record


class Command(OneLineCommand):
    help = (
        "Import announced results of many municipalities from an XLSX or CSV file with the columns code, name, year,"
        " total, level, IIT, EIT, OIT, 1 to 10, i1 … O28, status, source and announced on (English or Thai headings)."
        " Rows that cannot be used are left out and told; importing again changes nothing. A figure that a"
        " municipality typed itself stays."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", default="", help="assessed year (B.E.) of rows that do not say it")
        parser.add_argument("--source", default="", help="source of the figures")
        parser.add_argument("--date", default="", help="day of the announcement, like 2025-08-29")
        parser.add_argument("--status", default="", choices=Assessment.Status.values)
        parser.add_argument("--dry-run", action="store_true", help="check and count, write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
        parser.add_argument("--errors", type=Path, help="write the rows to be mended to this .xlsx file")

    def handle(self, *args: Any, **options: Any) -> None:
        defaults = self.defaults(options)
        try:
            table = read_path(options["file"])
            checked = check_table(table, defaults)
        except UnreadableFileError as error:
            raise CommandError(f"{options['file']}: {error.problem}") from error
        if options["errors"] is not None and (checked.errors or checked.warnings):
            options["errors"].write_bytes(wrong_rows(table, checked))
        written = counted(checked.rows) if options["dry_run"] else self.write(options["file"], checked)
        self.tell(written, checked, options)
        if checked.errors and not checked.rows:
            raise CommandError(f"{options['file']}: {checked.errors[0]}")

    def defaults(self, options: dict[str, Any]) -> Defaults:
        day = day_from(options["date"]) if options["date"] else None
        if options["date"] and day is None:
            raise CommandError(gettext("%(text)s is not a date") % {"text": options["date"][:60]})
        year = year_from(options["year"]) if options["year"] else None
        return Defaults(year, options["status"], options["source"].strip(), day)

    def write(self, file: Path, checked: Checked) -> Written:
        written = Written()
        for batch in in_batches(checked.rows):
            write_rows(batch, written, actor=None)
        if written.created or written.changed:
            outcome = {**written.as_json(), "left_out": checked.wrong_rows}
            record("scores-imported", after=told(file.name, outcome))
        return written

    def tell(self, written: Written, checked: Checked, options: dict[str, Any]) -> None:
        if options["json"]:
            self.print_json(
                {
                    "created": written.created,
                    "changed": written.changed,
                    "same": written.same,
                    "errors": [asdict(each) for each in checked.errors],
                    "warnings": [asdict(each) for each in checked.warnings],
                    "differing": written.differing,
                    "differences": [asdict(each) for each in written.differences],
                    "unknown_columns": list(checked.columns.unknown),
                    "dry_run": options["dry_run"],
                }
            )
            return
        for heading in checked.columns.unknown:
            note = gettext("column %(heading)s is not known and was left out") % {"heading": heading}
            self.stdout.write(gettext("Note: %(warning)s") % {"warning": note})
        for warning in checked.warnings:
            self.stdout.write(gettext("Note: %(warning)s") % {"warning": warning})
        for error in checked.errors:
            self.stdout.write(str(error))
        if written.differing:
            line = ngettext(
                "%(count)s figure is another one in the municipality's own scores and stays there",
                "%(count)s figures are other ones in the municipalities' own scores and stay there",
                written.differing,
            )
            self.stdout.write(line % {"count": written.differing})
        line = gettext(
            "%(created)s new, %(changed)s changed, %(same)s as they were, %(left_out)s left out"
        ) % {
            "created": written.created,
            "changed": written.changed,
            "same": written.same,
            "left_out": checked.wrong_rows,
        }
        self.stdout.write(after_dry_run(line) if options["dry_run"] else line)
