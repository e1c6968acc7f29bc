"""`manage.py render_report REPORT_ID --format html|pdf|docx|xlsx|json [--layout NAME] --output PATH`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext

from reports.build import with_layout
from reports.files import render
from reports.frozen import frozen_now
from reports.management.one_line import OneLineCommand, report_named
from reports.services import layouts_for

FORMATS = ("html", "pdf", "docx", "xlsx", "json")


class Command(OneLineCommand):
    help = "Write a report as it is now to a file. The PDF is made in a process of its own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", metavar="REPORT_ID")
        parser.add_argument("--format", required=True, help=", ".join(FORMATS))
        parser.add_argument("--layout", help="another layout than the report's own, by name")
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        wanted: str = options["format"]
        output: Path = options["output"]
        if wanted not in FORMATS:
            raise CommandError(
                gettext("There is no format “%(format)s”; there are %(formats)s.")
                % {"format": wanted[:40], "formats": ", ".join(FORMATS)}
            )
        _require_place(output)
        report = report_named(options["report"])
        document = frozen_now(report).document
        if options["layout"]:
            named = {layout.name: layout for layout in layouts_for(report)}
            if options["layout"] not in named:
                raise CommandError(
                    gettext("There is no layout “%(name)s” for this report; there are %(names)s.")
                    % {"name": options["layout"][:60], "names": ", ".join(named)}
                )
            document = with_layout(document, named[options["layout"]])
        file = render(document, wanted)
        _write(output, file.data)
        if file.notice:
            self.stderr.write(file.notice)
        self.stdout.write(gettext("%(path)s: %(size)s bytes") % {"path": output, "size": len(file.data)})


def _require_place(output: Path) -> None:
    if output.is_dir():
        raise CommandError(gettext("%(path)s is a folder: name a file.") % {"path": output})
    if not output.parent.is_dir():
        raise CommandError(gettext("The folder %(path)s does not exist.") % {"path": output.parent})


def _write(output: Path, data: bytes) -> None:
    """The whole file or none: what stood there stays until the new one is complete."""
    try:
        if output.exists() and not output.is_file():  # a device or a pipe is written to
            output.write_bytes(data)
        else:
            _replace(output, data)
    except OSError as error:  # which names the draft, if anything
        raise OSError(error.errno, error.strerror, str(output)) from error


def _replace(output: Path, data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name[:8]}.", delete=False) as draft:
        try:
            draft.write(data)
            draft.flush()
            Path(draft.name).chmod(0o644)
            Path(draft.name).replace(output)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
