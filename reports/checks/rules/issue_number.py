"""issue-number: a heading has another issue's number, or one issue is headed twice.

A heading whose number and title belong to two issues has one mistake: the number, when the document was read by the
title, else the title (`issue-title`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.digits import to_arabic
from reports.checks.context import Context
from reports.checks.finding import Finding, Severity
from reports.checks.issue_headings import Headed, catalogue_issues, headings
from reports.checks.registry import check
from reports.checks.squeezed import like
from reports.document import Document

CODE = "issue-number"


@check(
    CODE,
    severity="error",
    title=gettext_noop("Wrong number of an issue"),
    finds=gettext_noop(
        "The number of a heading is not that of the issue whose title it has, or an issue stands twice."
    ),
    example="ประเด็นที่ ๒ กระบวนการควบคุม ตรวจสอบการใช้อำนาจและการบริหารงานบุคคล",
    fix=gettext_noop("Write the number that the year's catalogue gives the issue."),
)
def issue_number(document: Document, context: Context) -> Iterator[Finding]:
    known = catalogue_issues(context)
    last: dict[tuple[str, int], Headed] = {}
    present = {section.issue for section in document.sections} | {row.issue for row in document.analysis}
    for each in headings(document, context):
        written, titled = each.written_number, each.title_of
        if written is not None and titled is not None and written != titled and each.issue != written:
            yield _wrong(each, titled, known[titled].title)
        elif written is not None and titled is None and written not in known:
            yield _unknown(each, written, max(known))
        if each.issue is None or each.continued:
            continue
        before = last.get((each.part, each.issue))
        if before is not None and _really_twice(document, before, each):
            missing = [no for no in known if no not in present]
            yield _twice(each, each.issue, context.issue_title(each.issue), missing)
        last[(each.part, each.issue)] = each


def _wrong(each: Headed, right: int, title: str) -> Finding:
    values = {"written": each.number, "right": like(each.number, str(right)), "title": title}
    message = gettext("“%(title)s” is issue %(right)s, not “%(written)s”.") % values
    fix = gettext("Write the number %(right)s.") % values
    written = str(each.written_number)
    start = to_arabic(each.number).rfind(written)
    replacement = None
    if start >= 0:
        replacement = each.number[:start] + values["right"] + each.number[start + len(written) :]
    return Finding(CODE, "error", message, fix, each.number_at, replacement)


def _unknown(each: Headed, written: int, highest: int) -> Finding:
    values = {"written": written, "highest": highest}
    message = gettext("There is no issue %(written)s: the year has issues 1 to %(highest)s.") % values
    fix = gettext("Write the number and the title as the year's catalogue has them.")
    return Finding(CODE, "warning", message, fix, each.number_at)


def _really_twice(document: Document, before: Headed, each: Headed) -> bool:
    """Whether the issue is headed again; the same heading over the next part of a table only goes on."""
    if each.position - before.position > 1 or each.part == "analysis":
        between = range(before.position + 1, each.position)
        if each.part == "analysis":
            return any(document.analysis[at].issue != each.issue for at in between)
        return any(document.sections[at].issue != each.issue for at in between)
    return re.sub(r"\s", "", before.title) != re.sub(r"\s", "", each.title)


def _twice(each: Headed, issue: int, title: str, missing: list[int]) -> Finding:
    severity: Severity = "warning"
    values = {"issue": issue, "title": title, "missing": ", ".join(map(str, missing))}
    message = gettext("Issue %(issue)s, %(title)s, is headed a second time here.") % values
    fix = gettext("Put all measures of an issue under one heading.")
    if missing:
        fix = gettext(
            "If the measures belong to a missing issue (%(missing)s), give them its number and title; "
            "else put them under the first heading."
        )
    return Finding(CODE, severity, message, fix % values, each.title_at if each.title else each.number_at)
