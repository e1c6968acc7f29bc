"""What the commands about reports may meet, said in one line."""

from __future__ import annotations

from typing import ClassVar

from django.core.management.base import CommandError
from django.utils.translation import gettext

from catalogue.queries import NoFramework
from ita_portal.thai.digits import to_arabic
from municipalities.guard import ReadOnly
from municipalities.queries import UnknownMunicipality
from reports.apply import AlreadyThere
from reports.files import RenderingFailed
from reports.formats.json_form import FormatError
from reports.models import Report
from reports.readers.reading import UnreadableFile
from reports.storage import Damaged
from reports.workflow import Refused
from trail import commands


class OneLineCommand(commands.OneLineCommand):
    refusals: ClassVar[tuple[type[Exception], ...]] = (
        AlreadyThere,
        Damaged,
        NoFramework,
        ReadOnly,
        Refused,
        RenderingFailed,
        UnknownMunicipality,
    )

    def said(self, refusal: Exception) -> str:
        if isinstance(refusal, UnreadableFile):
            return refusal.said(gettext)
        if isinstance(refusal, FormatError):
            return gettext("The JSON file is no report of this portal (%(problem)s).") % {"problem": refusal}
        return super().said(refusal)


def report_named(number: str) -> Report:
    """The report with this number, in Thai or Arabic digits. Raises CommandError."""
    digits = to_arabic(number)
    found = (
        Report.objects.select_related("municipality").filter(pk=int(digits)) if is_number(number) else None
    )
    report = found.first() if found is not None else None
    if report is None:
        raise CommandError(
            gettext("There is no report with the number %(number)s.") % {"number": number[:40] or "-"}
        )
    return report


def is_number(text: str) -> bool:
    """Whether this is a number in Thai or Arabic digits, of a size that a report may have."""
    digits = to_arabic(text)
    return digits.isascii() and digits.isdecimal() and len(digits) < 19
