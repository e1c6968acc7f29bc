"""How many mistakes the checks find in frozen documents, kept: a published document never changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.core.cache import cache

from catalogue.queries import frames_in_force
from reports.checks.finding import Finding
from reports.checks.registry import run
from reports.formats.json_form import loads
from reports.link_facts import links_of
from reports.models import Version
from reports.overlaps import with_overlaps

KEPT_FOR = 30 * 24 * 3600
ON_A_PAGE = 8
"""So many documents are counted anew while somebody waits for a page."""


@dataclass(frozen=True, slots=True)
class Tally:
    errors: int
    warnings: int


def machine_findings(version: Version) -> list[Finding]:
    """What an auditor reads, also what is not counted: how the document's links answered when the portal last looked,
    and what it shares with other published reports. Both change without the document."""
    document = loads(bytes(version.document))
    links = links_of(document, version.report.municipality)
    return with_overlaps(version.report, document, run(document, frames_in_force(), links=links))


def count(version: Version) -> None:
    """Count in the worker, once a version is public, what the queue shows."""
    tallies([version])


def tallies(versions: Collection[Version], *, at_most: int | None = None) -> dict[int, Tally]:
    """Tallies by the version's key; those not counted before are counted now, `at_most` so many of them."""
    frames = frames_in_force()
    revisions = "-".join(f"{year}.{frame.revision}" for year, frame in sorted(frames.items()))
    keys = {each.pk: f"review-tally:{revisions}:{each.document_sha256}" for each in versions}
    known = cache.get_many(list(keys.values())) if keys else {}
    fresh: dict[str, tuple[int, int]] = {}
    for each in versions:
        key = keys[each.pk]
        if key not in known and (at_most is None or len(fresh) < at_most):
            found = [finding.severity for finding in run(loads(bytes(each.document)), frames, language="th")]
            known[key] = fresh[key] = (found.count("error"), found.count("warning"))
    if fresh:
        cache.set_many(fresh, KEPT_FOR)
    return {pk: Tally(*known[key]) for pk, key in keys.items() if key in known}
