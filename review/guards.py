"""What must hold before a review is worked on; every service asks it again under the version's lock."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext

from catalogue.models import Framework
from catalogue.queries import NoFramework, framework_for
from municipalities.models import User
from reports.models import Version
from reports.workflow import NotAllowed, WrongState
from review.models import ComponentDecision, Review, ReviewFinding
from review.scope import may_review


def framework_asked(version: Version) -> Framework | None:
    """The framework whose requirement a version answers, by the years of its report; None for an unknown year."""
    report = version.report
    try:
        return framework_for(report.kind, report.key_year, report.evaluation_year)
    except NoFramework:
        return None


def locked(version: Version) -> Review:
    """The review of a version under its lock, begun when there was none."""
    Version.objects.select_for_update(of=("self",)).defer("document").get(pk=version.pk)
    review = Review.objects.filter(version=version).select_related("lead", "second").first()
    if review is None:
        review = Review.objects.create(version=version, framework=framework_asked(version))
    review.version = version
    require_newest(version)
    return review


def opened(version: Version, actor: User) -> Review:
    require_assessor(version, actor)
    review = locked(version)
    require_open(review)
    return review


def require_assessor(version: Version, actor: User) -> None:
    if not may_review(actor, version.report.municipality):
        raise NotAllowed(gettext("You cannot review this municipality."))


def require_open(review: Review) -> None:
    if not review.is_open:
        raise WrongState(gettext("The review has been decided."))


def require_newest(version: Version) -> None:
    public = Version.objects.filter(report=version.report_id, state=Version.State.PUBLIC)
    newest = public.aggregate(newest=Max("number"))["newest"]
    if newest != version.number:
        raise WrongState(gettext("This version is no longer the current one."))


def standing(review: Review, number: int) -> ReviewFinding:
    finding = review.findings.filter(number=number).first()
    if finding is None or finding.withdrawn_at is not None:
        raise WrongState(gettext("The finding was withdrawn."))
    return finding


def require_acceptable(review: Review, actor: User) -> None:
    must = ReviewFinding.Severity.ERROR
    left = review.findings.filter(severity=must, settled_at__isnull=True, withdrawn_at__isnull=True)
    numbers = [str(number) for number in left.order_by("number").values_list("number", flat=True)]
    if numbers:
        raise WrongState(
            gettext("Findings that must be mended still stand: %(numbers)s. Settle them, or ask for changes.")
            % {"numbers": ", ".join(numbers)}
        )
    missing = review.decisions.filter(assessor=actor, verdict=ComponentDecision.Verdict.MISSING).first()
    if missing is not None:
        raise WrongState(
            gettext("You said that “%(component)s” is missing: ask for changes, or decide it anew.")
            % {"component": missing.text}
        )
