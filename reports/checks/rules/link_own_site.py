"""link-own-site: evidence that does not lie on the municipality's own website, where OIT is judged.

Only where the portal knows that website. Other websites of the state on which a municipality has to publish are
expected. One finding for each other website.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_noop, ngettext

from reports.checks.context import Context
from reports.checks.finding import Finding
from reports.checks.links import Link, evidence_links, host_of, is_inside
from reports.checks.registry import check
from reports.document import Document

CODE = "link-own-site"
SHARED = ("facebook.com", "google.com", "line.me", "youtube.com", "blogspot.com", "wordpress.com")
"""Hosts of many: a municipality whose own address is there has no website of its own to compare with."""
EXPECTED = (
    "gprocurement.go.th",
    "nacc.go.th",
    "dla.go.th",
    "data.go.th",
    "ratchakitcha.soc.go.th",
    "oic.go.th",
)


@check(
    CODE,
    severity="info",
    title=gettext_noop("Evidence is on another website"),
    finds=gettext_noop(
        "Public evidence whose address is not on the municipality's own website, where the portal knows that one."
    ),
    example="https://drive.google.com/file/d/1aB/view แทนที่จะอยู่บน www.example.go.th",
    fix=gettext_noop("Put the evidence on the municipality's own website too and give that address."),
    kinds=("results",),
)
def link_own_site(document: Document, context: Context) -> Iterator[Finding]:
    own = host_of(context.links.website)
    if not own or _is_of(own, SHARED):
        return
    others: dict[str, list[Link]] = {}
    for link in evidence_links(document):
        host = host_of(link.url)
        if "." in host and not is_inside(host) and not _is_same(host, own) and not _is_of(host, EXPECTED):
            others.setdefault(host, []).append(link)
    for host, links in others.items():
        message = ngettext(
            "%(count)s link leads to %(host)s, not to the municipality's own website %(own)s.",
            "%(count)s links lead to %(host)s, not to the municipality's own website %(own)s.",
            len(links),
        )
        fix = gettext("Put the evidence on the municipality's own website too and give that address.")
        values = {"count": len(links), "host": host, "own": own}
        yield Finding(CODE, "info", message % values, fix, links[0].where)


def _is_same(host: str, own: str) -> bool:
    return host == own or host.endswith(f".{own}") or own.endswith(f".{host}")


def _is_of(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
