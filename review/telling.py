"""What pages of reports say of a review: the public version once it is decided, the municipality's desk always."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.addresses import address
from municipalities.models import Municipality
from reports.additions import Link
from reports.models import Report, State, Version
from review.models import Review


def of_version(version: Version) -> SafeString:
    """The decision with its findings and replies, without names; nothing while the review is open."""
    decided = Review.objects.exclude(state=Review.State.OPEN).filter(version=version)
    review = decided.prefetch_related("findings__replies").first()
    if review is None:
        return SafeString("")
    findings = [each for each in review.findings.all() if each.withdrawn_at is None]
    return render_to_string("review/public.html", {"review": review, "findings": findings, "named": False})


def of_report(report: Report, code: str, action_year: int) -> Link | None:
    """The way to the page of replies, once something was published."""
    if not report.versions.exclude(state=Version.State.RESERVED).exists():
        return None
    url, name = address("review_replies", code, action_year, report.kind), _("Review and reply")
    for review in _asking(Review.objects.filter(version__report=report)):
        return Link(url, name, _says(review), urgent=True)
    return Link(url, name, _("what the auditor found, and your replies"))


def of_municipality(municipality: Municipality, code: str) -> list[Link]:
    """Published reports of which an auditor asked something: a reply, or a version that is not begun yet."""
    found = _asking(Review.objects.filter(version__report__municipality=municipality))
    reports = [(review, review.version.report) for review in found]
    return [
        Link(
            address("review_replies", code, report.action_year, report.kind),
            f"{report.get_kind_display()} {report.key_year}",
            _says(review),
            urgent=True,
        )
        for review, report in reports
    ]


def _asking(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Those of the newest public versions that wait for the municipality; each knows its `waiting` findings."""
    newer = Version.objects.filter(
        report=OuterRef("version__report"), number__gt=OuterRef("version__number"), state=Version.State.PUBLIC
    )
    return (
        reviews.filter(version__state=Version.State.PUBLIC)
        .annotate(waiting=Count("findings", filter=Q(findings__awaits_reply=True)))
        .filter(
            ~Exists(newer),
            Q(waiting__gt=0)
            | Q(state=Review.State.CHANGES_REQUESTED, version__report__state=State.PUBLISHED),
        )
        .select_related("version__report")
        .defer("version__document", "version__report__submitted_document")
        .order_by("-version__report__key_year", "pk")
    )


def _says(review: Any) -> str:
    says = [_findings(review.waiting)] if review.waiting else []
    if review.state == Review.State.CHANGES_REQUESTED:
        says.insert(0, str(Review.State.CHANGES_REQUESTED.label_for_municipality))
    return " · ".join(says)


def _findings(waiting: int) -> str:
    text = ngettext(
        "%(count)s finding waits for your reply", "%(count)s findings wait for your reply", waiting
    )
    return text % {"count": waiting}
