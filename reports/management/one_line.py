"""Commands whose every refusal is one clear line on stderr and exit status 1, also for wrong arguments."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext

from catalogue.queries import NoFramework
from municipalities.guard import ReadOnly
from municipalities.queries import UnknownMunicipality
from reports.apply import AlreadyThere
from reports.files import RenderingFailed
from reports.formats.json_form import FormatError
from reports.models import Report
from reports.readers.reading import UnreadableFile
from reports.storage import Damaged
from reports.workflow import Refused

REFUSALS = (
    AlreadyThere,
    Damaged,
    DatabaseError,
    FormatError,
    NoFramework,
    OSError,
    ReadOnly,
    Refused,
    RenderingFailed,
    UnknownMunicipality,
    UnreadableFile,
    ValidationError,
    ValueError,
)
"""What a command may meet; anything else is a mistake of ours and shows its trace."""


class OneLineCommand(BaseCommand):
    """Turns refusals into one line; `print_json` prints the one object of `--json`."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def error(message: str) -> NoReturn:
            if getattr(self, "_called_from_command_line", False):
                parser.exit(1, f"{subcommand}: {message}\n")
            raise CommandError(message)

        parser.error = error  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except CommandError as refused:
            raise CommandError(_joined(str(refused))) from refused
        except REFUSALS as refused:
            raise CommandError(one_line(refused)) from refused

    def print_json(self, answer: object) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def one_line(error: Exception) -> str:
    """The message of a refusal in one line."""
    if isinstance(error, UnreadableFile):
        return _joined(gettext(error.template) % error.params)
    if isinstance(error, ValidationError):
        return _joined(" ".join(error.messages))
    if isinstance(error, OSError) and error.strerror:
        return _joined(f"{error.filename}: {error.strerror}" if error.filename else error.strerror)
    return _joined(str(error)) or type(error).__name__


def _joined(text: str) -> str:
    return " ".join(text.split())


def report_named(number: str | int) -> Report:
    """The report with this number. Raises CommandError."""
    found = Report.objects.select_related("municipality").filter(pk=int(number)).first()
    if found is None:
        raise CommandError(gettext("There is no report with the number %(number)s.") % {"number": number})
    return found
