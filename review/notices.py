"""Mails of a review: the municipality is told what is asked and decided, the lead that everything was replied to.

A mail that cannot be sent never undoes a step: it is logged, and both pages say what waits.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext, override

from municipalities.addresses import address
from municipalities.models import Membership, User
from municipalities.queries import current_code
from municipalities.roles import Role
from review.models import Review

logger = logging.getLogger(__name__)


def tell_municipality(review: Review, event: str, comment: str) -> None:
    """Officers and approvers, of a question or a decision. Call within its transaction."""
    report = review.version.report
    members = Membership.objects.valid_on().filter(
        municipality=report.municipality_id, role__in=(Role.OFFICER, Role.APPROVER), user__is_active=True
    )
    to = set(members.values_list("user__email", flat=True))
    with override(settings.LANGUAGE_CODE):
        code = current_code(report.municipality)
        page = address("review_replies", code, report.action_year, report.kind)
        subjects = {
            "review-finding-added": gettext("The auditor asks about %(report)s"),
            "review-asked-further": gettext("The auditor asks about %(report)s"),
            "review-accepted": gettext("Accepted by the auditor: %(report)s"),
            "review-changes-requested": gettext("The auditor asks for changes: %(report)s"),
        }
        _after_commit(review, subjects[event], comment, page, to)


def tell_lead(review: Review, comment: str) -> None:
    """The lead, when nothing of his questions waits any more."""
    lead: User | None = review.lead
    if lead is None or not lead.is_active or review.findings.filter(awaits_reply=True).exists():
        return
    report = review.version.report
    with override(settings.LANGUAGE_CODE):
        code = current_code(report.municipality)
        page = address("review_page", code, report.kind, report.key_year, review.version.number)
        _after_commit(review, gettext("Everything was replied to: %(report)s"), comment, page, {lead.email})


def _after_commit(review: Review, subject: str, comment: str, page: str, to: Collection[str]) -> None:
    report = review.version.report
    named = {"report": f"{report.get_kind_display()} {report.key_year} {report.municipality}"}
    body = f"{comment}\n\n{settings.SITE_URL.rstrip('/')}{page}\n"
    message = EmailMessage(subject % named, body)
    transaction.on_commit(partial(_send, message, sorted(filter(None, to))), robust=True)


def _send(message: EmailMessage, to: Collection[str]) -> None:
    for each in to:
        message.to = [each]
        try:
            message.send()
        except Exception:  # the step is done; whoever waits sees it on the page
            logger.exception("a mail of a review was not sent")
