"""agency-name: the own name with one or two letters wrong, behind a kind it has or without one.

Names of other municipalities are `agency`; a name that differs by more letters is another name.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context
from reports.checks.finding import Finding, Severity
from reports.checks.place_names import place_names
from reports.checks.registry import check
from reports.checks.rules.agency import agency_texts, other_names, own_name, own_of
from reports.document import Document

CODE = "agency-name"


@check(
    CODE,
    severity="error",
    title=gettext_noop("The own name is misspelt"),
    finds=gettext_noop("A name that differs from the municipality's own by one or two letters."),
    example="เทศบาลตำบลบ้านตัวอยาง (ในรายงานของเทศบาลตำบลบ้านตัวอย่าง)",
    fix=gettext_noop("Write the name as it is registered."),
)
def agency_name(document: Document, context: Context) -> Iterator[Finding]:
    own = own_of(document, context)
    if own is None:
        return
    for text in agency_texts(document, context):
        for mention in other_names(text, document, own):
            if not mention.near:
                continue
            where = text.at(mention.name_start, mention.end)
            values = {"name": " ".join((where.quote or "").split()), "own": own.name, "full": own_name(own)}
            elsewhere = not own.sure or (mention.name in place_names() and mention.role != "own")
            severity: Severity = "warning" if elsewhere else "error"
            message = gettext("“%(name)s” is not the own name: it is written “%(own)s”.") % values
            fix = gettext("Write “%(full)s”.") % values
            yield Finding(CODE, severity, message, fix, where, replacement=None if elsewhere else own.name)
