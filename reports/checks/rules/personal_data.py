"""personal-data: a citizen's ID number, a mobile number or a bank account number stands in the report.

A published report is read and copied for years. A number that belongs to a person cannot be called back; offices'
own telephone numbers are public and are no finding. Files are looked into when they are handed in
(`measures.evidence`), because their text is not in the Document.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.personal import Personal, find_personal
from reports.checks.context import Context
from reports.checks.finding import Finding, Severity
from reports.checks.per_text import in_text
from reports.checks.registry import check
from reports.checks.texts import Text
from reports.document import Document

CODE = "personal-data"

SAID: dict[Personal, tuple[Severity, str, str]] = {
    "id-number": (
        "error",
        gettext_noop("A citizen's 13-digit ID number stands here: it would be public for ever."),
        gettext_noop("Delete the number. The name or the position says enough."),
    ),
    "mobile": (
        "warning",
        gettext_noop("A mobile phone number stands here: %(quote)s."),
        gettext_noop("Delete it, or write the office's telephone number, unless the number is an office's."),
    ),
    "account": (
        "warning",
        gettext_noop("What reads like a bank account number stands here: %(quote)s."),
        gettext_noop("Delete it unless it is an account of the municipality that everybody may know."),
    ),
}


@check(
    CODE,
    severity="error",
    title=gettext_noop("Somebody's personal number is in the report"),
    finds=gettext_noop(
        "A 13-digit ID number whose check digit is right, a mobile phone number or a bank account number, in Thai "
        "or Arabic digits, in any text or title of evidence."
    ),
    example="ผู้รับผิดชอบ นายสมมติ เลขประจำตัวประชาชน 1-2345-67890-12-1",
    fix=gettext_noop("Delete the number before publishing."),
)
def personal_data(document: Document, context: Context) -> Iterator[Finding]:
    for text in context.texts:
        yield from in_text(_in_text, text)


def _in_text(text: Text) -> Iterator[Finding]:
    for found in find_personal(text.text):
        severity, message, fix = SAID[found.kind]
        where = text.at(found.start, found.end)
        said = gettext(message) % {"quote": where.quote} if "%(" in message else gettext(message)
        yield Finding(CODE, severity, said, gettext(fix), where)
