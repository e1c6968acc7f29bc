"""issue-title: a heading has the title of another issue, or words that are not the catalogue's.

The catalogue's other names of an issue are right. Spaces, marks and words around a title do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from catalogue.frame import FrameIssue
from reports.checks.context import Context
from reports.checks.finding import Finding, Severity
from reports.checks.issue_headings import Headed, catalogue_issues, exactly, headings
from reports.checks.registry import check
from reports.document import Document
from reports.readers.issues import SAME

CODE = "issue-title"


@check(
    CODE,
    severity="error",
    title=gettext_noop("Wrong title of an issue"),
    finds=gettext_noop(
        "A heading has the number of one issue and the title of another, or a title that the year's catalogue has not."
    ),
    example="ประเด็นที่ ๔ ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
    fix=gettext_noop("Write the title as the year's catalogue has it."),
)
def issue_title(document: Document, context: Context) -> Iterator[Finding]:
    known = catalogue_issues(context)
    for each in headings(document, context):
        if not each.title.strip() or each.read is None:
            continue
        written, titled = each.written_number, each.title_of
        if written is not None and titled is not None and written != titled:
            if each.issue == written and written in known:
                yield _another(each, known[written], known[titled])
            continue
        issue = known.get(titled or written or 0)
        if issue is None or exactly(each.title, issue):
            continue
        yield _different(each, issue)


def _another(each: Headed, right: FrameIssue, of: FrameIssue) -> Finding:
    values = {"number": right.no, "right": right.title, "written": of.title, "of": of.no}
    message = gettext("Issue %(number)s is “%(right)s”; “%(written)s” is the title of issue %(of)s.")
    fix = gettext("Write “%(right)s”.")
    return Finding(CODE, "error", message % values, fix % values, each.title_at, right.title)


def _different(each: Headed, issue: FrameIssue) -> Finding:
    assert each.read is not None
    severity: Severity = "info" if each.title_of and each.read.alike >= SAME else "warning"
    values = {"number": issue.no, "right": issue.title}
    message = gettext("The title of issue %(number)s in the catalogue is “%(right)s”.") % values
    fix = gettext("Write “%(right)s”.") % values
    sure = (
        issue.title if each.title_of else None
    )  # where only the number tells the issue, that may be what is wrong
    return Finding(CODE, severity, message, fix, each.title_at, sure)
