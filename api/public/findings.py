"""What was found in a published version, as far as its public page tells it or anybody can find it by the checks.

What a report shares with other municipalities' reports is not in it: that is for those who review.
"""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from api.limits import seconds_to_wait
from api.problems import too_often
from api.public.reports import public_version
from api.schemas import reports as told
from api.schemas.base import Params
from api.schemas.problems import Problem as ProblemShape
from catalogue.queries import frames_in_force
from reports.checks.registry import run
from reports.formats.json_form import loads
from reports.models import Version
from review.models import Review

router = Router(auth=None, tags=["reports"])

KEPT_FOR = 24 * 3600


@router.get(
    "reports/{slug:code}/{kind:kind}/{be:year}/versions/{int:number}/findings",
    url_name="findings",
    response={200: told.Findings, 410: ProblemShape, 429: ProblemShape},
    summary=_("What the checks find in a version, what was waived, and the decided review"),
    description=_(
        "Messages are in the language of the request. A review is told once it is decided, without names."
    ),
)
def findings(
    request: HttpRequest, code: str, kind: str, year: int, number: int, wanted: Query[Params]
) -> told.Findings:
    version = public_version(code, kind, year, number)
    checks = _found_by_checks(request, version)
    severities = [each["severity"] for each in checks]
    return told.Findings(
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        checks=[told.CheckFinding(**each) for each in checks],
        waivers=[
            told.Waiver(
                code=each.code,
                place=each.place,
                message=each.message,
                reason=each.reason,
                decision=each.decision,
            )
            for each in version.waivers.order_by("pk")
        ],
        review=_review(version),
    )


def _found_by_checks(request: HttpRequest, version: Version) -> list[dict[str, Any]]:
    """Kept by document, catalogue and language: a frozen document is checked once."""
    frames = frames_in_force()
    revisions = "-".join(f"{year}.{frame.revision}" for year, frame in sorted(frames.items()))
    key = f"api-findings:{version.document_sha256}:{revisions}:{get_language()}"
    found: list[dict[str, Any]] | None = cache.get(key)
    if found is None:
        if wait := seconds_to_wait(request, "checks"):
            raise too_often(wait)
        found = [each.as_dict() for each in run(loads(bytes(version.document)), frames)]
        cache.set(key, found, KEPT_FOR)
    return found


def _review(version: Version) -> told.Review | None:
    decided = Review.objects.exclude(state=Review.State.OPEN).filter(version=version)
    review = decided.prefetch_related("findings__replies").first()
    if review is None or review.decided_at is None:
        return None
    return told.Review(
        decision=review.state,
        decided_at=review.decided_at,
        reason=review.reason,
        findings=[
            told.ReviewFinding(
                number=each.number,
                severity=each.severity,
                place=each.place_text,
                text=each.text,
                code=each.code,
                settled=each.settled_at is not None,
                replies=[
                    told.Reply(by_municipality=reply.by_municipality, text=reply.text, at=reply.at)
                    for reply in each.replies.all()
                ],
            )
            for each in review.findings.all()
            if each.withdrawn_at is None
        ],
    )
