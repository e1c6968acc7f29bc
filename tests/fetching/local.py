"""A web server of this machine that answers for any public name: the guard sees the name's public number."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from fetching import Answer, fetch

PUBLIC = "93.184.215.14"

Reply = bytes | Callable[[socket.socket], None]


def page(body: str | bytes = "", status: str = "200 OK", *headers: str) -> bytes:
    data = body.encode() if isinstance(body, str) else body
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(data)}", "Connection: close", *headers, "", "")
    return "\r\n".join(lines).encode() + data


@dataclass
class LocalWeb:
    """`replies` by "host/path" (without the query); `requests` are the heads it was asked."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)

    def resolver(self, name: str, port: int) -> Sequence[str]:
        self.resolved.append(name)
        if name not in self.names:
            raise socket.gaierror("unknown name")
        return self.names[name]

    def connector(self, number: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((number, port))
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def serve(self, address: str, reply: Reply, numbers: Sequence[str] = (PUBLIC,)) -> None:
        """Answer at `host/path`."""
        self.names[address.partition("/")[0]] = numbers
        self.replies[address] = reply

    @property
    def fetch(self) -> Callable[..., Answer]:
        return partial(fetch, resolver=self.resolver, connector=self.connector)

    def answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(4096)
            if not data:
                return
            head += data
        text = head.decode()
        self.requests.append(text)
        host = next(line[6:] for line in text.splitlines() if line.lower().startswith("host: "))
        reply = self.replies.get(
            host.partition(":")[0] + text.split()[1].partition("?")[0], page("gone", "404 Not Found")
        )
        if callable(reply):
            reply(connection)
        else:
            connection.sendall(reply)


@contextmanager
def local_web() -> Iterator[LocalWeb]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        web = LocalWeb(listening.getsockname()[1])

        def handle(connection: Any) -> None:
            with connection:
                try:
                    web.answer(connection)
                except OSError:  # who asked has gone away
                    return

        def accept() -> None:
            while True:
                try:
                    connection, _address = listening.accept()
                except OSError:
                    return
                threading.Thread(target=handle, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield web
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(2)
