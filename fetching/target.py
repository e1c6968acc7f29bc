"""An address taken apart and written so that it can be sent: names in ASCII, paths quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from fetching.unreachable import Reason, Unreachable

PORTS = {"http": 80, "https": 443}
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_HOST = re.compile(r"[a-z0-9]([a-z0-9_.-]*[a-z0-9])?\.?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `host` is in ASCII (or an IPv6 number), `path` begins with / and holds the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.path}"


def target_of(address: str) -> Target:
    """Take an address apart. Raises Unreachable for one that is not http(s), has a user name or another port."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Unreachable(Reason.ADDRESS, address) from error
    if parts.scheme not in PORTS or parts.username is not None or parts.password is not None:
        raise Unreachable(Reason.ADDRESS, address)
    if port is None:
        port = PORTS[parts.scheme]
    if port not in PORTS.values():
        raise Unreachable(Reason.PORT, address)
    path = quote(parts.path or "/", safe=_SAFE_PATH)
    query = f"?{quote(parts.query, safe=_SAFE_PATH + '?')}" if parts.query else ""
    return Target(parts.scheme, _ascii(host, address), port, path + query)


def _ascii(host: str, address: str) -> str:
    if ":" in host:  # an IPv6 number; what it may be is asked where it is resolved
        return host
    try:
        written = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Unreachable(Reason.ADDRESS, address) from error
    if not _HOST.fullmatch(written):
        raise Unreachable(Reason.ADDRESS, address)
    return written
