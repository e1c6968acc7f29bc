"""`manage.py check_report REPORT_ID|FILE [--kind …] [--fiscal-year 2568] [--municipality CODE] [--json]`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from catalogue.frame import Frame
from catalogue.frame_data import shipped_frames
from catalogue.queries import frames_in_force, year_from
from municipalities.queries import named_municipality
from reports.build import municipality_on
from reports.checks.finding import Finding
from reports.checks.registry import run, run_all
from reports.document import Document
from reports.findings_told import in_their_tables, on_their_lines, told
from reports.frozen import frozen_now
from reports.link_facts import links_of
from reports.management.one_line import OneLineCommand, is_number, report_named
from reports.overlaps import with_overlaps
from reports.readers.decoding import decode
from reports.readers.reading import UnreadableFile
from reports.reading_apart import read_file


class Command(OneLineCommand):
    help = "Run every check on a report, or on a file without importing it; the doubts of the reader are findings too."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", metavar="REPORT_ID|FILE")
        parser.add_argument("--kind", choices=("results", "analysis"), help="of a file that does not say")
        parser.add_argument("--fiscal-year", help="the key year of a file, Buddhist era")
        parser.add_argument("--municipality", help="whose file it is, any code it ever had")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        findings, document = self.findings(options)
        if options["json"]:
            self.print_json({"findings": [finding.as_dict() for finding in findings]})
            return
        for line in told(findings, document):
            self.stdout.write(line)

    def findings(self, options: dict[str, Any]) -> tuple[list[Finding], Document]:
        """What the checks find, and the document in which they do."""
        what: str = options["what"]
        if not what or (is_number(what) and not Path(what).exists()):
            report = report_named(what)
            document = frozen_now(report).document
            links = links_of(document, report.municipality)
            found = run(document, frames_in_force(), links=links)
            found = with_overlaps(report, document, found)
            return [_with_address(each) for each in found], document
        frames = self.frames()
        key_year = year_from(options["fiscal_year"]) if options["fiscal_year"] else None
        municipality = named_municipality(options["municipality"]) if options["municipality"] else None
        reading = read_file(Path(what), frames=frames, kind=options["kind"], key_year=key_year)
        document = reading.document
        if municipality is not None:
            document = replace(document, municipality=municipality_on(municipality, timezone.localdate()))
        found = run_all(document, frames, reading.warnings)
        found = on_their_lines(found, document, _text_of(Path(what)))
        return in_their_tables(found, reading.places), document

    def frames(self) -> dict[int, Frame]:
        """The catalogue of the database; the shipped one where that is empty."""
        return dict(frames_in_force() or shipped_frames())


def _with_address(finding: Finding) -> Finding:
    """What a page links to is written out for a terminal."""
    if not finding.url:
        return finding
    return replace(finding, message=f"{finding.message} ({settings.SITE_URL.rstrip('/')}{finding.url})")


def _text_of(path: Path) -> str:
    """The lines of a text file; nothing of other files, whose places are tables and rows."""
    try:
        return decode(path.read_bytes()) if path.is_file() else ""
    except UnreadableFile:
        return ""
