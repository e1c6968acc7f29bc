"""The address of a link as people type it: brought into form, or what is wrong with it and how to mend it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIMIT = 2000

_is_address = URLValidator(schemes=["http", "https"])
_AROUND = "<>\"'“”‘’«» \t"
"""What comes along when an address is copied out of a text."""
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):(?P<slashes>/*)", re.IGNORECASE | re.ASCII)
_ALMOST = re.compile(
    r"(?!https?://[^/\s])(?P<word>[htpsx]{3,7})\s*(?::\s*/*|[;.,]\s*/+|/+:?/*)\s*(?=[^/\s])",
    re.IGNORECASE | re.ASCII,
)
"""http:// or https:// with a slip in it."""
_OF_A_COMPUTER = re.compile(r"(?:[a-z]:[\\/]|\\\\|file:|~/|/(?:home|users|mnt|media)/)", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)?[^\s@/:]+@[^\s@/]+\.[^\s@/]+", re.IGNORECASE)

_EXAMPLE = "https://www.example.go.th/ita/o1"

OF_A_COMPUTER = _(
    "This is where a file lies in a computer or an office network: no reader can open it. "
    "Use “Add files”, or put the file on the website and give its address"
)
SPACES = _(
    "There is a space within the address. Copy it from the address line of the browser: "
    "there a space is written %%20"
)
MAIL = _("This is an e-mail address. Give the address of a web page, like %(example)s")
OTHER_SCHEME = _(
    "An address that begins with %(scheme)s opens for nobody else. It has to begin with https:// or http://"
)
ALMOST = _("The beginning is mistyped: write %(scheme)s and then the name of the website")
NO_NAME = _(
    "There is no whole name of a website here. Copy the address from the address line of the browser, "
    "like %(example)s"
)
USER = _("There is a user name in front of the website's name (before @). Leave it out: readers see it")
TOO_LONG = _("The address is longer than 2,000 characters. Give a shorter one of the same page")
UNREADABLE = _(
    "This does not read as a web address. Copy it from the address line of the browser, like %(example)s"
)


def tidy_address(typed: str) -> str:
    """What was typed as a whole address: without quotation marks around it, with https:// where nothing is said."""
    text = typed.strip(_AROUND).strip()
    named = _SCHEME.match(text)
    if (named is None or "." in named["scheme"]) and not fault_of(f"https://{text}"):
        return f"https://{text}"  # www.example.go.th:80/a names a port, not a scheme
    return text


def require_address(url: str) -> None:
    """Raise ValidationError with what is wrong and how to mend it."""
    if fault := fault_of(url):
        raise ValidationError(fault)


def fault_of(url: str) -> str:
    """What is wrong with an address and how to mend it, "" for a good one."""
    found = _fault(url)
    if found is None:
        return ""
    if found is ALMOST and (slip := _ALMOST.match(url)):
        return str(found) % {"scheme": "https://" if "s" in slip["word"].lower() else "http://"}
    scheme = _SCHEME.match(url)
    return str(found) % {"example": _EXAMPLE, "scheme": f"{scheme['scheme']}:" if scheme else ""}


def _fault(url: str) -> Promise | None:
    if _OF_A_COMPUTER.match(url):
        return OF_A_COMPUTER
    if _MAIL.fullmatch(url):
        return MAIL
    if len(url) > LIMIT:
        return TOO_LONG
    if _ALMOST.match(url):
        return ALMOST
    named = _SCHEME.match(url)
    if named and named["slashes"] and named["scheme"].lower() not in ("http", "https"):
        return OTHER_SCHEME
    if re.search(r"\s", url):
        return SPACES
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return UNREADABLE
    if parts.username is not None:
        return USER
    if not host or ("." not in host and ":" not in host and host != "localhost"):
        return NO_NAME
    try:
        _is_address(url)
    except ValidationError:
        return UNREADABLE
    return None
