"""What a checked link is told as: one short sentence, and whether it is good, doubtful or bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fetching import Reason
from measures.models import LinkCheck

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


def link_state(check: LinkCheck | None) -> LinkState | None:
    """How an address was found, None when nobody looked yet."""
    if check is None:
        return None
    if check.checked_at is None or (check.asked_at is not None and check.asked_at > check.checked_at):
        return LinkState("waiting", gettext("is being checked"))
    if check.problem:
        reason = Reason(check.problem)
        return LinkState("doubt" if reason in _DOUBTS else "bad", str(_PROBLEMS[reason]))
    status = check.status or 0
    if 200 <= status < 300:
        return LinkState("ok", gettext("opens"), _elsewhere(check))
    values = {"status": status}
    if status in _NOT_FOUND:
        return LinkState("bad", gettext("the page is not there any more (%(status)s)") % values)
    if status in _CLOSED:
        return LinkState("bad", gettext("does not open for the public (%(status)s)") % values)
    return LinkState("doubt", gettext("the website has a fault (%(status)s)") % values)


def _elsewhere(check: LinkCheck) -> str:
    """Only another page counts: a www. or an s more, or a slash at the end, is the same one."""
    return check.final_url if _bare(check.final_url) != _bare(check.url) else ""


def _bare(url: str) -> str:
    path = unquote(url).partition("://")[2].partition("#")[0].removeprefix("www.")
    return path.rstrip("/").casefold()
