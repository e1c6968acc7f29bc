"""measure-title: what should be the measure's name is only the title of its issue.

A measure without any name lacks a required component (`component-missing`).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context, measure_place, measures_of, shortened
from reports.checks.finding import Finding
from reports.checks.registry import check
from reports.document import Document
from reports.readers.folding import fold

CODE = "measure-title"


@check(
    CODE,
    severity="warning",
    title=gettext_noop("A measure is only called like its issue"),
    finds=gettext_noop(
        "The name of a measure is the title of an issue, word for word, and names no measure."
    ),
    example="มาตรการ: กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
    fix=gettext_noop("Name what is done, for example “ทำทะเบียนคุมการยืมทรัพย์สิน”."),
)
def measure_title(document: Document, context: Context) -> Iterator[Finding]:
    titles = {fold(issue.title): issue.no for issue in document.issues}
    if context.frame is not None:
        for issue in context.frame.issues:
            titles |= {fold(title): issue.no for title in (issue.title, *issue.aliases)}
    titles.pop("", None)
    for number, section, position, measure in measures_of(document):
        found = titles.get(fold(measure.title).lstrip("0123456789"))
        if found is None:
            continue
        values = {"title": shortened(measure.title), "issue": found}
        message = gettext("“%(title)s” is the title of issue %(issue)s: it names no measure.") % values
        fix = gettext("Name what is done, for example “ทำทะเบียนคุมการยืมทรัพย์สิน”.")
        yield Finding(CODE, "warning", message, fix, measure_place(number, section, position, "title"))
