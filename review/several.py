"""Accepting several versions at once: only those in which the checks find no mistake and nothing stands open."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import ngettext

from municipalities.models import User
from reports.models import Version
from reports.workflow import Refused
from review.models import Review
from review.services import decide
from review.tallies import tallies


def accept_several(
    versions: Iterable[Version], reason: str, *, actor: User
) -> tuple[int, list[tuple[Version, str]]]:
    """How many were accepted, and each refused one with the reason. One that is refused does not stop the others."""
    wanted = list(versions)
    known = tallies(wanted)
    refused: list[tuple[Version, str]] = []
    for version in wanted:
        errors = known[version.pk].errors
        if errors:
            text = ngettext(
                "the checks find %(count)s error: review it by itself",
                "the checks find %(count)s errors: review it by itself",
                errors,
            )
            refused.append((version, text % {"count": errors}))
            continue
        try:
            with transaction.atomic():
                decide(version, Review.State.ACCEPTED, reason, actor=actor)
        except Refused as error:
            refused.append((version, str(error)))
    return len(wanted) - len(refused), refused
