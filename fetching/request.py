"""One guarded request, redirects and all (`fetching`)."""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

from fetching.target import Target, target_of
from fetching.titles import title_of
from fetching.unreachable import Reason, Unreachable
from fetching.wire import (
    Connector,
    Deadline,
    Incoming,
    Resolver,
    connected,
    direct_connector,
    numbers_of,
    system_resolver,
)

SECONDS = 5.0
"""For everything together: names, redirects, answer."""
LIMIT = 64 * 1024
"""Bytes that are read of an answer, headers included."""
REDIRECTS = 5

_MOVED = frozenset({301, 302, 303, 307, 308})
_HEADERS = (
    "User-Agent: ITA-Portal (link check)",
    "Accept: text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language: th,en;q=0.5",
    "Accept-Encoding: identity",
    "Connection: close",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `address` after redirects, `data` cut at the limit (`whole` tells whether it was not)."""

    status: int
    address: str
    media_type: str
    title: str
    data: bytes
    whole: bool


class Fetch(Protocol):
    """What `fetch` looks like to those who are given another one."""

    def __call__(self, address: str) -> Answer: ...


def fetch(
    address: str,
    *,
    limit: int = LIMIT,
    seconds: float = SECONDS,
    resolver: Resolver = system_resolver,
    connector: Connector = direct_connector,
) -> Answer:
    """Look at an address with GET, without cookies. Raises Unreachable, and nothing else for what is outside.

    Whatever resolver and connector are given, every number they lead to must be that of a public host.
    """
    deadline = Deadline(seconds)
    target = target_of(address)
    for _step in range(REDIRECTS + 1):
        answer, onward = _once(target, deadline, limit, resolver, connector)
        if not onward:
            return answer
        target = target_of(urljoin(target.address, onward))
    raise Unreachable(Reason.REDIRECTS, target.address)


def _once(
    target: Target, deadline: Deadline, limit: int, resolver: Resolver, connector: Connector
) -> tuple[Answer, str]:
    """One request: its answer, and where it sends one on ("" for nowhere)."""
    try:
        numbers = numbers_of(target, resolver, deadline)
        connection = connected(target, numbers, connector, deadline)
        with connection:
            connection.settimeout(deadline.left())
            connection.sendall(_written(target))
            return _read(target, Incoming(connection, deadline, limit), limit)
    except TimeoutError as error:
        raise Unreachable(Reason.TIME, target.address) from error
    except (http.client.HTTPException, ssl.SSLError, ValueError) as error:
        raise Unreachable(Reason.ANSWER, target.address) from error
    except OSError as error:
        raise Unreachable(Reason.CONNECTION, target.address) from error


def _written(target: Target) -> bytes:
    lines = (f"GET {target.path} HTTP/1.1", f"Host: {target.host_header}", *_HEADERS, "", "")
    return "\r\n".join(lines).encode("ascii")


def _read(target: Target, incoming: Incoming, limit: int) -> tuple[Answer, str]:
    response = http.client.HTTPResponse(incoming, method="GET")  # type: ignore[arg-type]
    try:
        response.begin()
        onward = _as_sent(response.headers.get("Location", "")) if response.status in _MOVED else ""
        data, whole = (b"", True) if onward else _body(response, limit)
        kind = response.headers.get("Content-Type", "")
        media_type = kind.partition(";")[0].strip().lower()[:100]
        return Answer(response.status, target.address, media_type, title_of(data, kind), data, whole), onward
    finally:
        response.close()


def _as_sent(header: str) -> str:
    """A header's text: many servers write Thai addresses in it as they are."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _body(response: http.client.HTTPResponse, limit: int) -> tuple[bytes, bool]:
    """The body as far as the limit lets it through."""
    promised = response.length
    try:
        data = response.read(limit)
    except http.client.IncompleteRead as error:
        return error.partial, False
    if promised is not None:
        return data, len(data) == promised
    return data, bool(data) and len(data) < limit and response.isclosed()
