"""The way to a host: its numbers, a connection to one of them, and an answer that ends in time."""

from __future__ import annotations

import io
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from fetching.addresses import is_outside
from fetching.target import Target
from fetching.unreachable import Reason, Unreachable

Resolver = Callable[[str, int], Sequence[str]]
"""Name and port → IP numbers. Raises OSError for a name that is not known."""
Connector = Callable[[str, int, float], socket.socket]
"""IP number, port, seconds → a connection. Raises OSError."""

_TRIED = 3
"""How many of a name's numbers are tried."""


class Deadline:
    """When the whole request has to be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises TimeoutError when none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class Incoming(io.RawIOBase):
    """What a connection brings: at most `limit` bytes, and never later than the deadline, however slowly it drips."""

    def __init__(self, connection: socket.socket, deadline: Deadline, limit: int) -> None:
        self._connection, self._deadline, self._left = connection, deadline, limit

    def makefile(self, *_args: Any, **_kwargs: Any) -> io.BufferedReader:
        """What `http.client` asks a socket for."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), self._left)
        if not wanted:
            return 0
        self._connection.settimeout(self._deadline.left())
        data = self._connection.recv(wanted)
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


def system_resolver(name: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def direct_connector(number: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((number, port), timeout=seconds)


def numbers_of(target: Target, resolver: Resolver, deadline: Deadline) -> Sequence[str]:
    """The IP numbers of a host, all of them public. Raises Unreachable."""
    numbers = _resolved(target, resolver, deadline)
    if not numbers:
        raise Unreachable(Reason.NAME, target.address)
    if not all(is_outside(each) for each in numbers):  # one inside number among them is reason enough
        raise Unreachable(Reason.INSIDE, target.address)
    return numbers[:_TRIED]


def _resolved(target: Target, resolver: Resolver, deadline: Deadline) -> Sequence[str]:
    """The system's resolver knows no time limit, so it works aside and is left behind when it takes too long."""
    found: list[Sequence[str] | Exception] = []

    def resolve() -> None:
        try:
            found.append(resolver(target.host, target.port))
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if not found:
        raise Unreachable(Reason.TIME, target.address)
    if isinstance(found[0], Exception):
        raise Unreachable(Reason.NAME, target.address) from found[0]
    return found[0]


def connected(
    target: Target, numbers: Sequence[str], connector: Connector, deadline: Deadline
) -> socket.socket:
    """A connection to the first of the numbers that answers; for https under the name that was asked for."""
    failed: OSError | None = None
    for number in numbers:
        try:
            plain = connector(number, target.port, deadline.left())
        except TimeoutError:
            raise
        except OSError as error:
            failed = error
            continue
        return _trusted(plain, target, deadline) if target.scheme == "https" else plain
    raise Unreachable(Reason.CONNECTION, target.address) from failed


def _trusted(plain: socket.socket, target: Target, deadline: Deadline) -> socket.socket:
    try:
        plain.settimeout(deadline.left())
        return _tls().wrap_socket(plain, server_hostname=target.host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        raise Unreachable(Reason.CERTIFICATE, target.address) from error
    except BaseException:
        plain.close()
        raise


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
