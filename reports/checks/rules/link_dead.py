"""link-dead: a public link of evidence that did not open when it was last looked at.

A warning, never an error: a website may have been down for an hour. What may be the fault of a slow or badly set up
website is an information.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.dates import format_date
from measures.link_answers import found_state
from reports.checks.context import Context, shortened
from reports.checks.finding import Finding
from reports.checks.links import evidence_links
from reports.checks.registry import check
from reports.document import Document

CODE = "link-dead"


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Link does not open"),
    finds=gettext_noop(
        "A public link of evidence that did not open for readers when the portal last looked at it: the page is gone, "
        "closed, or its website does not answer."
    ),
    example="https://www.example.go.th/ita/o12 ไม่มีหน้านี้แล้ว (404)",
    fix=gettext_noop(
        "Open the link, replace it with the address where the page is now, and have it checked again."
    ),
)
def link_dead(document: Document, context: Context) -> Iterator[Finding]:
    for link in evidence_links(document):
        seen = context.links.by_url.get(link.url)
        if seen is None or (not seen.problem and 200 <= seen.status < 300):
            continue
        state = found_state(seen.url, seen.status, seen.problem, seen.final_url)
        message = gettext("The link “%(title)s” %(state)s. It was looked at on %(day)s: %(address)s")
        values = {
            "title": shortened(link.title),
            "state": state.words,
            "day": format_date(seen.day, "medium"),
            "address": seen.final_url or link.url,
        }
        fix = gettext(
            "Open the link, replace it with the address where the page is now, and have it checked again."
        )
        severity = "warning" if state.sign == "bad" else "info"
        yield Finding(CODE, "warning" if severity == "warning" else "info", message % values, fix, link.where)
