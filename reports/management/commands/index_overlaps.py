"""`manage.py index_overlaps`: let published reports that were never compared be found by those that share text."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from reports.management.one_line import OneLineCommand
from reports.sketches import outdated, sketch_anew


class Command(OneLineCommand):
    help = "Make the sketches of published reports that have none; once after an upgrade. A second run does nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for report in outdated():
            sketch_anew(report)
            count += 1
        if options["json"]:
            self.print_json({"sketched": count})
