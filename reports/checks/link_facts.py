"""What is known about links beside the document: how they answered when they were last looked at, and whose they are.

Found out by the worker (`measures.link_checks`) and read from the database by `reports.link_facts`: no check ever
asks the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class SeenLink:
    """How an address answered on a day: `status` of HTTP, or `problem`, a `fetching.Reason`, where nothing did."""

    url: str
    day: date
    status: int = 0
    problem: str = ""
    final_url: str = ""


@dataclass(frozen=True)
class Links:
    """`website` is the address of the municipality's own one, "" where the portal does not know it."""

    seen: tuple[SeenLink, ...] = ()
    website: str = ""

    @cached_property
    def by_url(self) -> dict[str, SeenLink]:
        return {each.url: each for each in self.seen}


NO_LINKS = Links()
