"""link-insecure: a link that begins with http://, not https://. In running text only a hint: the website may have no
other address."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop

from reports.checks.context import Context
from reports.checks.finding import Finding, Severity, Where
from reports.checks.links import evidence_links, host_of, is_inside, links_in
from reports.checks.registry import check
from reports.document import Document

CODE = "link-insecure"


@check(
    CODE,
    severity="warning",
    title=gettext_noop("Link is not secured"),
    finds=gettext_noop(
        "A link of evidence, or an address in a text, that begins with http:// instead of https://."
    ),
    example="http://www.example.go.th/ita/o12.pdf",
    fix=gettext_noop("Try the address with https:// and write it so when it opens."),
)
def link_insecure(document: Document, context: Context) -> Iterator[Finding]:
    told: set[str] = set()
    for link in evidence_links(document):
        if _counts(link.url, told):
            yield _finding(link.url, link.where, "warning")
    for text in context.texts:
        for start, url in links_in(text.text):
            if _counts(url, told):
                yield _finding(url, text.at(start, start + len(url)), "info")


def _counts(url: str, told: set[str]) -> bool:
    """Each address once; what opens for nobody is told by `link-address`."""
    host = host_of(url)
    if url[:7].lower() != "http://" or url in told or "." not in host or is_inside(host):
        return False
    told.add(url)
    return True


def _finding(url: str, where: Where, severity: Severity) -> Finding:
    message = gettext("The connection to %(host)s is not secured: browsers warn readers about http://.")
    fix = gettext("Try the address with https:// and write it so when it opens.")
    return Finding(CODE, severity, message % {"host": host_of(url)}, fix, where)
