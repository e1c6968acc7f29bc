"""Looking at an address of the outside world that somebody typed, without being turned against the inside.

    from fetching import fetch, Unreachable

    answer = fetch("https://www.example.go.th/ita")      # status, final address, title, first bytes

A name is resolved once and the connection goes to that very number, so that it cannot answer differently a second
time. Numbers of private networks, of this machine and of anything that is no public host are refused at every step
of a redirect. There is no switch that allows them: tests bring their own connector.
"""

from fetching.addresses import is_outside
from fetching.request import LIMIT, SECONDS, Answer, Fetch, fetch
from fetching.unreachable import Reason, Unreachable

__all__ = ["LIMIT", "SECONDS", "Answer", "Fetch", "Reason", "Unreachable", "fetch", "is_outside"]
