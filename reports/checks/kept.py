"""Findings of documents that were checked a moment ago: every page of a year's work tells how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import get_language

from catalogue.frame import Frame
from reports.checks.finding import Finding
from reports.checks.link_facts import NO_LINKS, Links
from reports.checks.registry import run
from reports.document import Document

KEPT = 16
"""So many checked documents a process remembers; one may have a megabyte."""


def kept_findings(document: Document, frames: Mapping[int, Frame], links: Links = NO_LINKS) -> list[Finding]:
    """As `registry.run`, in the active language; the same document is not checked twice."""
    return list(_findings(document, tuple(frames.values()), get_language() or "", links))


@lru_cache(maxsize=KEPT)
def _findings(
    document: Document, frames: tuple[Frame, ...], language: str, links: Links
) -> tuple[Finding, ...]:
    return tuple(run(document, {frame.year: frame for frame in frames}, links=links))
