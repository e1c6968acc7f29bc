"""link-address: what should be an address and opens for nobody: mistyped, in a computer, or in an inner network.

Certain only for a public link of evidence (an error); in running text it may be a description (a warning). A slip
whose right text is plain (http//www.…, www .example.go.th) is offered to be mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext, gettext_noop

from measures.link_addresses import fault_of
from reports.checks.context import Context, Text
from reports.checks.finding import Finding
from reports.checks.links import evidence_links, host_of, is_inside, links_in
from reports.checks.per_text import in_text
from reports.checks.registry import check
from reports.document import Document

CODE = "link-address"

_NAME = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_SLIP = r"[ \t\u00a0]?[.,][ \t\u00a0]?"
_SCHEME = re.compile(
    rf"(?<![\w@./-])(?P<bad>(?!https?://{_NAME}\.)(?P<word>(?=[hsx]*tt*p)[htpsx]{{3,7}})[ \u00a0]?"
    r"(?::[ \u00a0]?/{0,3}|[;.,]/{1,2}|/{1,2}:?/?)[ \u00a0]?)"
    rf"(?={_NAME}(?:\.{_NAME})+)",
    re.IGNORECASE | re.ASCII,
)
"""http:// or https:// with a slip in it, before the name of a website."""
_SITE = re.compile(
    rf"(?<![\w@.-])(?:(?P<www>w{{2,5}}){_SLIP})?(?P<name>{_NAME}(?:\.{_NAME})*)(?:{_SLIP})"
    rf"(?P<kind>go|or|ac|co|in|mi|net)(?:{_SLIP})th(?![\w-])",
    re.IGNORECASE | re.ASCII,
)
_WELL = re.compile(
    rf"(?!(?:ww|w{{4,}})\.)(?:www\.)?(?:{_NAME}\.)+(?:go|or|ac|co|in|mi|net)\.th", re.IGNORECASE | re.ASCII
)
_OF_A_COMPUTER = re.compile(
    r"(?<!\w)(?:file:/{2,}|[a-z]:\\(?=[^\s\\])|\\\\[a-z0-9][\w.-]*\\)[^\s\"'”’]*",
    re.IGNORECASE | re.ASCII,
)

MISTYPED = gettext_noop("“%(quote)s” is mistyped: nobody can open it.")
AS_MENDED = gettext_noop("Write “%(right)s”.")
OF_A_COMPUTER = gettext_noop(
    "“%(quote)s” is a place in a computer or an office network: no reader can open it."
)
INSIDE = gettext_noop("“%(quote)s” leads into an inner network: no reader can open it.")
ON_THE_WEBSITE = gettext_noop("Put the file on the municipality's website and give its address.")


@check(
    CODE,
    severity="error",
    title=gettext_noop("Link is no address"),
    finds=gettext_noop(
        "A link or website that is mistyped (http//, a space or comma within the name), a place in a computer "
        "(C:\\…, file:), or an address of an inner network."
    ),
    example="ดูได้ที่ http//www.example.go.th",
    fix=gettext_noop("Copy the address from the address line of the browser."),
)
def link_address(document: Document, context: Context) -> Iterator[Finding]:
    for link in evidence_links(document):
        values = {"quote": link.url[:120]}
        if fault := fault_of(link.url):
            message = gettext("The link “%(quote)s” is no address that readers can open.")
            yield Finding(CODE, "error", message % values, fault, link.where)
        elif is_inside(host_of(link.url)):
            yield Finding(CODE, "error", gettext(INSIDE) % values, gettext(ON_THE_WEBSITE), link.where)
    for text in context.texts:
        yield from in_text(_in_text, text)


def _in_text(text: Text) -> Iterator[Finding]:
    for found in _OF_A_COMPUTER.finditer(text.text):
        where = text.at(found.start(), found.end())
        values = {"quote": found[0][:120]}
        yield Finding(CODE, "warning", gettext(OF_A_COMPUTER) % values, gettext(ON_THE_WEBSITE), where)
    for start, url in links_in(text.text):
        if is_inside(host_of(url)):
            values, where = {"quote": url[:120]}, text.at(start, start + len(url))
            yield Finding(CODE, "warning", gettext(INSIDE) % values, gettext(ON_THE_WEBSITE), where)
    for start, end, right in chain(_schemes(text.text), _sites(text.text)):
        message = gettext(MISTYPED) % {"quote": text.text[start:end]}
        fix = gettext(AS_MENDED) % {"right": right}
        yield Finding(CODE, "warning", message, fix, text.at(start, end), right)


def _schemes(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _SCHEME.finditer(text):
        right = "https://" if "s" in found["word"].lower() else "http://"
        yield found.start("bad"), found.end("bad"), right


def _sites(text: str) -> Iterator[tuple[int, int, str]]:
    """Names of websites that end in .go.th and alike with a space, a comma or a w too many or too few."""
    for found in _SITE.finditer(text):
        if _WELL.fullmatch(found[0]):
            continue
        www = "www." if found["www"] else ""
        yield found.start(), found.end(), f"{www}{found['name']}.{found['kind']}.th"
