"""What pages of reports say of a review: the public version once it is decided, the municipality's desk always."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from municipalities.addresses import address
from reports.additions import Link
from reports.models import Report, Version
from review.models import Review, ReviewFinding


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
    url = address("review_replies", code, action_year, report.kind)
    waiting = ReviewFinding.objects.filter(
        review__version__report=report, review__version__state=Version.State.PUBLIC, awaits_reply=True
    ).count()
    if waiting:
        text = ngettext(
            "%(count)s finding waits for your reply", "%(count)s findings wait for your reply", waiting
        )
        return Link(url, _("Review and reply"), text % {"count": waiting}, urgent=True)
    return Link(url, _("Review and reply"), _("what the auditor found, and your replies"))
