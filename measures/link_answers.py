"""What came back from an address, in words: one short sentence, and whether it is good, doubtful or bad.

Knows no table: the checks of a document tell it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.functional import Promise
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
Led = Literal["", "sign-in", "home"]

_LED: Mapping[Led, Promise] = {
    "": _("opens"),
    "sign-in": _("asks readers to sign in"),
    "home": _("leads to the home page only"),
}
_HOME = re.compile(
    r"/*(?:(?:th|en|home|main|index|default|welcome|intro)(?:\.(?:php|html?|aspx?|jsp))?/*)?", re.IGNORECASE
)
_SIGN_IN = re.compile(
    r"(?:^|[/_.?=&-])(?:log-?in|sign-?in|servicelogin|sso|oauth2?|auth)(?:[/_.?=&-]|$)", re.IGNORECASE
)
_SIGN_IN_HOSTS = frozenset({"accounts.google.com", "login.microsoftonline.com", "login.live.com"})
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
        onward = final_url if _bare(final_url) != _bare(url) else ""
        led = led_to(url, final_url)
        return LinkState("doubt" if led else "ok", str(_LED[led]), onward)
    values = {"status": status}
    if status in _NOT_FOUND:
        return LinkState("bad", gettext("the page is not there any more (%(status)s)") % values)
    if status in _CLOSED:
        return LinkState("bad", gettext("does not open for the public (%(status)s)") % values)
    return LinkState("doubt", gettext("the website has a fault (%(status)s)") % values)


def led_to(url: str, final_url: str) -> Led:
    """Where an address that answered led readers who wanted something else; "" for what is all right."""
    if _bare(final_url) == _bare(url):
        return ""
    if _asks_to_sign_in(final_url) and not _asks_to_sign_in(url):
        return "sign-in"
    return "home" if _is_home(final_url) and not _is_home(url) else ""


def _asks_to_sign_in(url: str) -> bool:
    parts = _parts(url)
    return parts is not None and (parts.hostname in _SIGN_IN_HOSTS or bool(_SIGN_IN.search(parts.path)))


def _is_home(url: str) -> bool:
    """Without a query: many websites name every page by it (index.php?id=12)."""
    parts = _parts(url)
    return parts is not None and not parts.query and bool(_HOME.fullmatch(parts.path))


def _parts(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _bare(url: str) -> str:
    """A www. or an s more, or a slash at the end, is the same page."""
    path = unquote(url).partition("://")[2].partition("#")[0].removeprefix("www.")
    return path.rstrip("/").casefold()
