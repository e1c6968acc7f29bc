"""What came back from an address, in words: one short sentence, and whether it is good, doubtful or bad.

Knows no table: the checks of a document tell it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fetching import Reason

Sign = Literal["ok", "doubt", "bad", "waiting"]

_PROBLEMS = {
    Reason.ADDRESS: _("does not open: this is no web address"),
    Reason.PORT: _("was not opened: only the usual ports 80 and 443 are looked at"),
    Reason.NAME: _("does not open: there is no website of this name"),
    Reason.INSIDE: _("does not open for the public: it leads into an internal network"),
    Reason.CONNECTION: _("does not open: the website does not answer"),
    Reason.CERTIFICATE: _("opens with a warning: the website's security certificate is not valid"),
    Reason.TIME: _("was not opened: the website took longer than five seconds"),
    Reason.REDIRECTS: _("does not open: the website sends readers on in a circle"),
    Reason.ANSWER: _("does not open: what answers there is no web page"),
}
_DOUBTS = frozenset({Reason.PORT, Reason.TIME, Reason.CERTIFICATE})
_NOT_FOUND = (404, 410)
_CLOSED = (401, 403, 407, 451)


@dataclass(frozen=True, slots=True)
class LinkState:
    """`onward` is where readers end up when that is another page than the address itself."""

    sign: Sign
    words: str
    onward: str = ""


def found_state(url: str, status: int, problem: str, final_url: str) -> LinkState:
    """What came back from an address, in words: a status of HTTP, or a `fetching.Reason` where nothing did."""
    if problem:
        reason = Reason(problem)
        return LinkState("doubt" if reason in _DOUBTS else "bad", str(_PROBLEMS[reason]))
    if 200 <= status < 300:
        return LinkState("ok", gettext("opens"), final_url if is_another_page(url, final_url) else "")
    values = {"status": status}
    if status in _NOT_FOUND:
        return LinkState("bad", gettext("the page is not there any more (%(status)s)") % values)
    if status in _CLOSED:
        return LinkState("bad", gettext("does not open for the public (%(status)s)") % values)
    return LinkState("doubt", gettext("the website has a fault (%(status)s)") % values)


def is_another_page(url: str, final_url: str) -> bool:
    """Whether two addresses differ: a www. or an s more, or a slash at the end, is the same page."""
    return _bare(final_url) != _bare(url)


def _bare(url: str) -> str:
    path = unquote(url).partition("://")[2].partition("#")[0].removeprefix("www.")
    return path.rstrip("/").casefold()
