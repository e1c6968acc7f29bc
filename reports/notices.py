"""Mails of the workflow: who has the report in hand next is told, after everything is stored.

A mail that cannot be sent never undoes a step: it is logged, and the report waits on the home page all the same.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext, override

from municipalities.addresses import address
from municipalities.models import Membership, User
from municipalities.queries import current_code
from municipalities.roles import Role
from reports.models import Report

logger = logging.getLogger(__name__)

NEXT = {
    "report-submitted": Role.APPROVER,
    "report-approved": Role.APPROVER,
    "report-publishing-failed": Role.APPROVER,
    "report-returned": Role.OFFICER,
    "report-published": Role.OFFICER,
    "version-withdrawn": Role.OFFICER,
}
"""Whose turn it is after an event."""


def tell_next(report: Report, event: str, actor: User | None, comment: str = "") -> None:
    """Mail those whose turn it is after this event of the workflow. Call within its transaction."""
    people = {each.email: each for each in _next(report, event) if each.email and each.is_active}
    if actor is not None:
        people.pop(actor.email, None)
    if not people:
        return
    with override(settings.LANGUAGE_CODE):
        message = _message(report, event, actor, comment)
    transaction.on_commit(partial(_send, message, sorted(people)), robust=True)


def _next(report: Report, event: str) -> Iterable[User]:
    """Approvers before approving and publishing, officers when it came back and when it is done."""
    role = NEXT.get(event)
    return _members(report, role) if role else ()


def _members(report: Report, role: Role) -> list[User]:
    found = Membership.objects.valid_on().filter(
        municipality_id=report.municipality_id, role=role, user__is_active=True
    )
    return [each.user for each in found.select_related("user").order_by("pk")]


def _message(report: Report, event: str, actor: User | None, comment: str) -> EmailMessage:
    named = {
        "kind": report.get_kind_display(),
        "year": report.key_year,
        "municipality": report.municipality,
        "who": str(actor or gettext("The portal")),
    }
    subjects = {
        "report-submitted": gettext("Waits for your approval: %(kind)s %(year)s"),
        "report-approved": gettext("Approved, to be published: %(kind)s %(year)s"),
        "report-returned": gettext("Returned for correction: %(kind)s %(year)s"),
        "report-published": gettext("Published: %(kind)s %(year)s"),
        "report-publishing-failed": gettext("Publishing did not succeed: %(kind)s %(year)s"),
        "version-withdrawn": gettext("Withdrawn: %(kind)s %(year)s"),
    }
    page = "approval" if event in ("report-submitted", "report-approved") else "report"
    path = address(page, current_code(report.municipality), report.action_year, report.kind)
    lines = [
        gettext("%(kind)s %(year)s, %(municipality)s") % named,
        gettext("By: %(who)s") % named,
        *([gettext("Comment:"), comment] if comment else []),
        "",
        f"{settings.SITE_URL.rstrip('/')}{path}",
    ]
    return EmailMessage(subjects[event] % named, "\n".join(lines))


def _send(message: EmailMessage, to: list[str]) -> None:
    for each in to:
        message.to = [each]
        try:
            message.send()
        except Exception:  # the step is done; whoever waits sees it on the home page
            logger.exception("a mail of the workflow was not sent")
