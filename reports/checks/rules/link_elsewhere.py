"""link-elsewhere: a public link of evidence that led readers to a sign-in page or to a home page instead.

Such a link answers with "200 OK" and looks alive, but shows nobody the evidence. A link that is itself the address
of a sign-in or home page is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, gettext_noop

from ita_portal.thai.dates import format_date
from measures.link_answers import led_to
from reports.checks.context import Context, shortened
from reports.checks.finding import Finding
from reports.checks.link_facts import SeenLink
from reports.checks.links import evidence_links
from reports.checks.registry import check
from reports.document import Document

CODE = "link-elsewhere"
TO_SIGN_IN = gettext_noop(
    "The link “%(title)s” led to a page that asks to sign in: readers do not see the evidence. "
    "It was looked at on %(day)s (%(status)s): %(address)s"
)
TO_HOME = gettext_noop(
    "The link “%(title)s” led to the home page of the website, not to the evidence. "
    "It was looked at on %(day)s (%(status)s): %(address)s"
)

SAID: Mapping[str, str] = {"sign-in": TO_SIGN_IN, "home": TO_HOME}


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Link leads to another page"),
    finds=gettext_noop(
        "A public link of evidence that ended on a sign-in page or on the home page when the portal last looked at it."
    ),
    example="https://drive.google.com/file/d/1aB/view ส่งไปยังหน้าเข้าสู่ระบบ",
    fix=gettext_noop("Share the page with everybody, or give the address of the evidence itself."),
)
def link_elsewhere(document: Document, context: Context) -> Iterator[Finding]:
    for link in evidence_links(document):
        seen = context.links.by_url.get(link.url)
        said = _where_it_led(seen) if seen else None
        if seen is None or said is None:
            continue
        values = {
            "title": shortened(link.title),
            "day": format_date(seen.day, "medium"),
            "status": seen.status,
            "address": seen.final_url,
        }
        fix = gettext("Share the page with everybody, or give the address of the evidence itself.")
        yield Finding(CODE, "warning", gettext(said) % values, fix, link.where)


def _where_it_led(seen: SeenLink) -> str | None:
    if seen.problem or not 200 <= seen.status < 300:
        return None
    return SAID.get(led_to(seen.url, seen.final_url))
