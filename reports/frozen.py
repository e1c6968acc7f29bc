"""A report as canonical JSON: as it is now, or as it was submitted while it is in approval."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

from reports.build import build
from reports.document import Document, Evidence
from reports.formats.json_form import dumps, loads
from reports.guard import IN_APPROVAL
from reports.models import Report
from reports.rows import Rows


@dataclass(frozen=True)
class Frozen:
    """A Document, its canonical JSON, and the SHA-256 of that; both are made when they are asked for."""

    document: Document
    submitted: tuple[bytes, str] | None = None
    """What was submitted, and its hash, while the report is in approval."""

    @cached_property
    def data(self) -> bytes:
        return self.submitted[0] if self.submitted else dumps(self.document)

    @cached_property
    def sha256(self) -> str:
        return self.submitted[1] if self.submitted else hashlib.sha256(self.data).hexdigest()


def frozen_now(report: Report, rows: Rows | None = None) -> Frozen:
    """The report as it is now; `rows` are those that a page has read already."""
    return Frozen(without_private_evidence(build(report, rows=rows)))


def without_private_evidence(document: Document) -> Document:
    """The document as it may leave the house: of private evidence only the title, no address and no hash."""
    if all(each.public for each in document.pieces):
        return document
    sections = tuple(
        replace(
            section,
            measures=tuple(
                replace(measure, evidence=tuple(map(_as_told, measure.evidence)))
                if measure.evidence
                else measure
                for measure in section.measures
            ),
        )
        for section in document.sections
    )
    items = tuple(
        replace(each, evidence=tuple(map(_as_told, each.evidence))) for each in document.item_evidence
    )
    return replace(document, sections=sections, item_evidence=items)


def _as_told(evidence: Evidence) -> Evidence:
    """Its kind is told too: a reader may ask the municipality for it."""
    return evidence if evidence.public else Evidence(evidence.title, media_type=evidence.media_type)


def frozen_to_read(report: Report, rows: Rows | None = None) -> Frozen:
    """The report as its readers see it: what was submitted while it is in approval, else as it is now."""
    if report.state in IN_APPROVAL and report.submitted_document is not None:
        data = bytes(report.submitted_document)
        return Frozen(loads(data), (data, report.submitted_sha256))
    return frozen_now(report, rows)


def changed_since_submission(report: Report) -> bool:
    """Whether the report would say something else now than what was submitted (scores stay editable)."""
    return report.state in IN_APPROVAL and frozen_now(report).sha256 != report.submitted_sha256
