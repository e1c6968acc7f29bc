"""Finds the published reports of other municipalities that a report has long passages in common with.

Two questions about hashes, whose answers are few however many reports are public (`sketches.AT_MOST`), then the
documents of the best three. Nothing here runs for pages that only count errors.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Min, Q
from django.utils.translation import get_language

from catalogue.frame import Frame
from catalogue.models import DocumentKind
from catalogue.queries import frames_in_force
from municipalities.addresses import address
from reports.checks.finding import Finding
from reports.checks.overlap import SMALLEST, Other, overlaps
from reports.checks.own_words import OwnWords, own_words
from reports.document import Document
from reports.formats.json_form import FormatError, loads
from reports.models import Report, SketchHash, Version

logger = logging.getLogger(__name__)

COMPARED = 3
"""So many reports of others, and of one's own, are compared word for word."""
LEAST = 4
"""Hashes in common from which that is worth while: of 64, thirty percent make nineteen."""
KEPT = 16


@dataclass(frozen=True, slots=True)
class _Published:
    """A published report that shares hashes; `since` is when its municipality first published it."""

    version: int
    sha256: str
    since: datetime
    name: str
    code: str
    kind: str
    year: int
    number: int


def with_overlaps(report: Report, document: Document, findings: list[Finding]) -> list[Finding]:
    """The findings, and after them what the document shares with others: the numbers of the first stay as they are."""
    return [*findings, *overlaps_of(report, document)]


def overlaps_of(report: Report, document: Document) -> list[Finding]:
    """In the active language. Two questions to the database once the documents were compared."""
    frames = tuple(frames_in_force().values())
    own = _own_words(document, frames)
    if own.count < SMALLEST:
        return []
    owner = Q(sketch__report__municipality=report.municipality_id)
    others = _published(own, ~owner)
    if not others:
        return []
    return list(_compared(document, frames, others, _published(own, owner), get_language() or ""))


def _published(own: OwnWords, whose: Q) -> tuple[_Published, ...]:
    """The published reports that share most hashes with this one."""
    of_version, of_list = "sketch__version__", "sketch__report__listed__"
    rows = (
        SketchHash.objects.filter(whose, value__in=own.sketch)
        .values(
            "sketch", "sketch__version", f"{of_version}document_sha256",
            *(f"{of_list}{name}" for name in ("name", "code", "kind", "year", "number")),
        )
        .annotate(
            shared=Count("pk", distinct=True), since=Min("sketch__report__versions__published_at")
        )
        .filter(shared__gte=LEAST)
        .order_by("-shared", "sketch")[:COMPARED]
    )  # fmt: skip
    return tuple(
        _Published(
            version=row["sketch__version"],
            sha256=row[f"{of_version}document_sha256"],
            since=row["since"],
            **{name: row[f"{of_list}{name}"] for name in ("name", "code", "kind", "year", "number")},
        )
        for row in rows
    )


@lru_cache(maxsize=KEPT)
def _compared(
    document: Document,
    frames: tuple[Frame, ...],
    others: tuple[_Published, ...],
    earlier: tuple[_Published, ...],
    language: str,
) -> tuple[Finding, ...]:
    """The same document is compared once with the same versions, whose words never change."""
    texts = {each.version: _words_of(each, frames).shingles for each in (*others, *earlier)}
    return tuple(
        overlaps(
            _own_words(document, frames),
            [
                Other(
                    name=each.name,
                    kind=str(DocumentKind(each.kind).label),
                    year=each.year,
                    url=address("report_version", each.code, each.kind, each.year, each.number),
                    shingles=texts[each.version].difference(
                        *(texts[own.version] for own in earlier if own.since < each.since)
                    ),
                )
                for each in others
            ],
        )
    )


@lru_cache(maxsize=KEPT)
def _own_words(document: Document, frames: tuple[Frame, ...]) -> OwnWords:
    try:
        return own_words(document, {frame.year: frame for frame in frames})
    except Exception:  # a failing check must not stop an officer's work
        logger.exception("the words of a report could not be told apart")
        return OwnWords(())


@lru_cache(maxsize=KEPT)
def _words_of(published: _Published, frames: tuple[Frame, ...]) -> OwnWords:
    version = Version.objects.only("document").get(pk=published.version)
    try:
        return own_words(loads(bytes(version.document)), {frame.year: frame for frame in frames})
    except FormatError:
        return OwnWords(())
