"""Which planter belongs to which check, and a report with one mistake planted."""

from __future__ import annotations

import random
from collections.abc import Mapping

from bench import mistakes_of_links, mistakes_of_time  # noqa: F401 - their planters register themselves
from bench.clean_reports import links_of
from bench.mistakes import PLANTERS, Planter
from reports.checks.link_facts import Links
from reports.document import Document

__all__ = ["planted_in", "planters"]


def planters() -> Mapping[str, tuple[str, Planter]]:
    """By code: the kind of report it is planted in, and the planter."""
    return PLANTERS


def planted_in(document: Document, planter: Planter, rng: random.Random) -> tuple[Document, Links]:
    """The report with its mistake, and what is known of its links."""
    planted = planter(rng, document)
    return planted if isinstance(planted, tuple) else (planted, links_of(document))
