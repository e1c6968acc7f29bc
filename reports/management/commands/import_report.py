"""`manage.py import_report FILE --municipality CODE --fiscal-year 2568 [--kind …] [--replace | --merge] …`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext

from catalogue.queries import frames_in_force, framework_for, year_from
from municipalities.queries import named_municipality
from reports.apply import AlreadyThere, Applied, Mode, apply_document
from reports.importing import named_otherwise
from reports.management.one_line import OneLineCommand
from reports.offline import without_blank_rows
from reports.reading_apart import read_file
from trail.commands import after_dry_run


class Command(OneLineCommand):
    help = (
        "Import a report from a Word file (.docx), a PDF with text, sheets (.xlsx, .xls, .ods), a text file (table rows"
        " are lines with tabs) or a report's JSON."
        " The year is the assessed year of an analysis and the fiscal year of a results report. Everything is"
        " written, or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--municipality", required=True, help="any code it ever had")
        parser.add_argument("--fiscal-year", required=True, help="the key year, Buddhist era")
        parser.add_argument("--kind", choices=("results", "analysis"), help="when the file does not say")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--replace", action="store_true", help="write over the report that is there")
        how.add_argument("--merge", action="store_true", help="add to what is there, overwrite nothing")
        parser.add_argument("--dry-run", action="store_true", help="do everything, then keep nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        key_year = year_from(options["fiscal_year"])
        municipality = named_municipality(options["municipality"])
        framework_for(options["kind"] or "results", key_year)
        reading = read_file(file, frames=frames_in_force(), kind=options["kind"], key_year=key_year)
        reading = replace(reading, document=without_blank_rows(reading.document))
        warnings = [
            {**each.as_dict(), "message": gettext(each.template) % each.values} for each in reading.warnings
        ]
        warnings += [each.as_dict() for each in named_otherwise(reading.document, municipality)]
        mode: Mode = "replace" if options["replace"] else "merge" if options["merge"] else "new"
        try:
            with transaction.atomic():
                applied = apply_document(reading.document, municipality, mode=mode)
                # Told before it is stored for good: who cannot be told must not find it stored.
                self.tell(applied, warnings + [note.as_dict() for note in applied.notes], options)
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except AlreadyThere as there:
            raise CommandError(_with_advice(there)) from there

    def tell(self, applied: Applied, warnings: list[dict[str, object]], options: dict[str, Any]) -> None:
        if options["json"]:
            self.print_json(
                {
                    "report": None if options["dry_run"] else applied.report.pk,
                    "kind": applied.report.kind,
                    "fiscal_year": applied.report.key_year,
                    "issues": applied.issues,
                    "measures": applied.measures,
                    "scores": applied.scores,
                    "warnings": warnings,
                }
            )
        else:
            self.print_text(applied, warnings, dry_run=options["dry_run"])
        self.stdout.flush()

    def print_text(self, applied: Applied, warnings: list[dict[str, object]], *, dry_run: bool) -> None:
        for warning in warnings:
            place = f"{warning['line']}: " if "line" in warning else ""
            if "row" in warning:
                place = (
                    "/".join(
                        str(warning[name]) for name in ("page", "sheet", "table", "row") if name in warning
                    )
                    + ": "
                )
            self.stdout.write(f"{warning['code']}: {place}{warning['message']}")
        report = applied.report
        name = "-" if dry_run else str(report.pk)
        line = gettext(
            "Report %(report)s: %(kind)s %(year)s, %(issues)s issues, %(measures)s measures, %(scores)s scores,"
            " %(warnings)s warnings"
        ) % {
            "report": name,
            "kind": report.get_kind_display(),
            "year": report.key_year,
            "issues": applied.issues,
            "measures": applied.measures,
            "scores": applied.scores,
            "warnings": len(warnings),
        }
        self.stdout.write(after_dry_run(line) if dry_run else line)


def _with_advice(there: AlreadyThere) -> str:
    """What is there, and what to do about it; a report that is not a draft can be neither replaced nor merged."""
    if not there.can_be_changed:
        return str(there)
    return gettext("%(there)s Use --replace or --merge.") % {"there": there}
