"""period-doubled: a dash and the word ถึง stand together."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.month_spans import DOUBLED, period_texts
from reports.checks.registry import check
from reports.document import Document

CODE = "period-doubled"


@check(
    CODE,
    severity="warning",
    title=gettext_noop("A dash and “ถึง” stand together"),
    finds=gettext_noop("A period in which a dash and the word ถึง say the same."),
    example="“ตุลาคม ๒๕๖๗ – ถึง กันยายน ๒๕๖๘”",
    fix=gettext_noop("Write the dash or the word ถึง, not both."),
)
def period_doubled(document: Document, context: Context) -> Iterator[Finding]:
    for text in period_texts(context):
        for match in DOUBLED.finditer(text.text):
            message = gettext("“%(quote)s” says “to” twice.") % {"quote": match[0]}
            fix = gettext("Write the dash or the word ถึง, not both.")
            where = text.at(match.start(), match.end())
            yield Finding(CODE, "warning", message, fix, where, replacement="ถึง")
