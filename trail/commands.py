"""Commands as other tools use them: every refusal is one clear line on stderr and exit status 1."""

from __future__ import annotations

import errno
import json
from typing import Any, ClassVar, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, IntegrityError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells count it."""

FILE_PROBLEMS = {
    errno.ENOENT: _("There is no such file: %(path)s"),
    errno.ENOTDIR: _("There is no such file: %(path)s"),
    errno.EISDIR: _("%(path)s is a folder, not a file."),
    errno.EACCES: _("%(path)s may not be opened by this user."),
    errno.EPERM: _("%(path)s may not be opened by this user."),
    errno.EROFS: _("Nothing can be written to %(path)s."),
    errno.ENAMETOOLONG: _("This file name is too long."),
    errno.ENOSPC: _("There is no space left to write to."),
    errno.EPIPE: _("Nobody reads the output any more."),
}


REFUSALS: tuple[type[Exception], ...] = (DatabaseError, OSError, ValidationError, ValueError)
"""What every command may meet."""


class OneLineCommand(BaseCommand):
    """Turns refusals into one line; `print_json` prints the one object of `--json`."""

    refusals: ClassVar[tuple[type[Exception], ...]] = ()
    """What else this command may meet; anything beyond is a mistake of ours and shows its trace."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def error(message: str) -> NoReturn:
            line = gettext("The arguments are not right (%(problem)s); --help names them.") % {
                "problem": message
            }
            if getattr(self, "_called_from_command_line", False):
                parser.exit(1, f"{subcommand}: {line}\n")
            raise CommandError(line)

        parser.error = error  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        if options.get("stdout") is None and getattr(self.stdout, "_out", None) is None:
            raise CommandError(gettext("Nobody reads the output any more."))
        try:
            return super().execute(*args, **options)
        except CommandError as refused:
            raise CommandError(joined(str(refused)), returncode=refused.returncode) from refused
        except KeyboardInterrupt as interrupt:
            raise CommandError(gettext("Interrupted."), returncode=INTERRUPTED) from interrupt
        except REFUSALS + self.refusals as refused:
            raise CommandError(joined(self.said(refused)) or type(refused).__name__) from refused

    def said(self, refusal: Exception) -> str:
        """A refusal in the words of the reader's language."""
        if isinstance(refusal, ValidationError):
            return " ".join(refusal.messages)
        if isinstance(refusal, OSError):
            return file_problem(refusal)
        if isinstance(refusal, IntegrityError):
            return gettext("The database refused what was to be written (%(reason)s).") % {"reason": refusal}
        if isinstance(refusal, DatabaseError):
            return gettext("The database cannot be used now (%(reason)s).") % {"reason": refusal}
        return str(refusal)

    def print_json(self, answer: object) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def file_problem(error: OSError) -> str:
    """Why a file cannot be read or written."""
    template = FILE_PROBLEMS.get(error.errno or 0)
    if template is not None:
        return gettext(template) % {"path": error.filename}
    return gettext("%(path)s cannot be read or written (%(reason)s).") % {
        "path": error.filename or "-",
        "reason": error.strerror or error,
    }


def after_dry_run(line: str) -> str:
    """What a dry run says at its end."""
    return gettext("%(line)s (dry run, nothing was written)") % {"line": line}


def joined(text: str) -> str:
    """Text of several lines as one."""
    return " ".join(text.split())
