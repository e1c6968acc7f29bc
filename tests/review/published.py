"""Published versions for tests of the review: frozen documents without their rendered files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from municipalities.models import Membership, Municipality, User
from municipalities.roles import Role
from reports.apply import apply
from reports.frozen import frozen_now
from reports.models import Report, Version
from tests import factories
from tests.cast import Cast, user


def published_version(
    cast: Cast, municipality: Municipality | None = None, *, key_year: int = 2568, **fields: Any
) -> Version:
    """Version 1 of a results report, public."""
    document = factories.results_document(key_year, **fields)
    report = apply(document, municipality or cast.municipality, actor=cast.officer)
    return next_version(cast, report)


def next_version(cast: Cast, report: Report) -> Version:
    frozen = frozen_now(report)
    return Version.objects.create(
        report=report,
        number=report.versions.count() + 1,
        state=Version.State.PUBLIC,
        document=frozen.data,
        document_sha256=frozen.sha256,
        published_at=timezone.now(),
        published_by=cast.approver,
    )


def without_outcomes() -> dict[str, Any]:
    """Fields of a document in which the checks find errors: no measure of issue 6 has an outcome."""
    document = factories.results_document()
    sections = tuple(
        replace(each, measures=tuple(replace(measure, outcome="") for measure in each.measures))
        if each.issue == 6
        else each
        for each in document.sections
    )
    return {"sections": sections}


def auditor(name: str, province: Any = None) -> User:
    person = user(name, f"ผู้ตรวจ {name}")
    Membership.objects.create(user=person, role=Role.AUDITOR, province=province, valid_from="2020-01-01")
    return person
