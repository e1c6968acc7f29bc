"""Reviewing a version: whom it is assigned to, what is found, what is answered, what is decided.

Every service locks the version and asks everything again: the person, the state, that it is still the newest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext

from ita_portal.thai.celltext import clean
from municipalities.models import User
from municipalities.queries import roles_in
from municipalities.roles import Role
from reports.models import Version
from reports.publication import perform
from reports.workflow import CommentMissing, NotAllowed, WrongState
from review.guards import (
    locked,
    opened,
    require_acceptable,
    require_assessor,
    require_newest,
    require_open,
    standing,
)
from review.models import ComponentDecision, Reply, Review, ReviewFinding
from review.notices import tell_lead, tell_municipality
from review.scope import may_review
from trail.services import record

REPLIERS = frozenset({Role.OFFICER, Role.APPROVER})


@transaction.atomic
def assign(version: Version, lead: User | None, second: User | None, *, actor: User) -> Review:
    """Give the review to a lead and perhaps a second assessor; None takes it away from everybody."""
    review = opened(version, actor)
    if second is not None and (lead is None or second == lead):
        raise WrongState(gettext("A second assessor needs a lead, who is another person."))
    for person in filter(None, (lead, second)):
        if not may_review(person, version.report.municipality):
            raise NotAllowed(gettext("%(name)s cannot review this municipality.") % {"name": person})
    before = {"lead": review.lead_id, "second": review.second_id}
    after = {"lead": lead and lead.pk, "second": second and second.pk}
    if before != after:
        review.lead, review.second = lead, second
        review.save(update_fields=["lead", "second"])
        _record("review-assigned", review, actor, before=before, after=after, internal=True)
    return review


@transaction.atomic
def take(version: Version, *, actor: User) -> Review:
    """Become the lead of a review that nobody has. Raises WrongState when somebody does."""
    review = opened(version, actor)
    if review.lead_id not in (None, actor.pk):
        raise WrongState(gettext("%(name)s already has this review.") % {"name": review.lead})
    return assign(version, actor, review.second if review.second_id != actor.pk else None, actor=actor)


@transaction.atomic
def decide_component(
    version: Version, component: int, text: str, verdict: str, note: str = "", *, actor: User
) -> ComponentDecision:
    """What this assessor says of one component; said again, it replaces what he said before."""
    review = opened(version, actor)
    if review.second_id is not None and actor.pk not in (review.lead_id, review.second_id):
        raise NotAllowed(
            gettext("This review has two assessors: %(lead)s and %(second)s.")
            % {"lead": review.lead, "second": review.second}
        )
    found = review.decisions.filter(assessor=actor, component=component).first()
    before = {"verdict": found.verdict, "note": found.note} if found else {}
    after = {"verdict": ComponentDecision.Verdict(verdict).value, "note": clean(note)}
    if found is not None and before == after:
        return found
    decision, _created = ComponentDecision.objects.update_or_create(
        review=review, assessor=actor, component=component, defaults={**after, "text": text}
    )
    said = {"component": component, **after}
    _record("review-component", review, actor, before=before, after=said, internal=True)
    return decision


@transaction.atomic
def add_finding(
    version: Version,
    text: str,
    severity: str,
    *,
    place: str = "",
    place_text: str = "",
    code: str = "",
    actor: User,
) -> ReviewFinding:
    """Say what is wrong at a place of the report; the municipality is asked, unless it is for information only.

    A finding of a check (`code`) is taken over once per place.
    """
    review = opened(version, actor)
    text = clean(text)
    if not text:
        raise CommentMissing(gettext("Please say what you found."))
    if code:
        there = review.findings.filter(code=code, place=place, text=text, withdrawn_at__isnull=True).first()
        if there is not None:
            return there
    asked_already = review.findings.filter(awaits_reply=True).exists()
    last = review.findings.aggregate(last=Max("number"))["last"] or 0
    finding = ReviewFinding.objects.create(
        review=review,
        number=last + 1,
        place=place,
        place_text=place_text[:200],
        severity=ReviewFinding.Severity(severity),
        text=text,
        code=code,
        awaits_reply=severity != ReviewFinding.Severity.INFO,
        created_by=actor,
    )
    _record("review-finding-added", review, actor, after=_said(finding, severity=severity), comment=text)
    if finding.awaits_reply and not asked_already:  # one mail for a list of findings
        tell_municipality(review, "review-finding-added", text)
    return finding


@transaction.atomic
def withdraw_finding(version: Version, number: int, *, actor: User) -> ReviewFinding:
    """Take a finding back. It keeps its number and is shown to nobody but the assessors."""
    review = opened(version, actor)
    finding = standing(review, number)
    finding.withdrawn_at, finding.awaits_reply = timezone.now(), False
    finding.save(update_fields=["withdrawn_at", "awaits_reply"])
    _record("review-finding-withdrawn", review, actor, after=_said(finding))
    return finding


@transaction.atomic
def settle_finding(version: Version, number: int, *, actor: User) -> ReviewFinding:
    """Accept what the municipality replied: nothing more is asked."""
    review = opened(version, actor)
    finding = standing(review, number)
    if finding.settled_at is None:
        finding.settled_at, finding.awaits_reply = timezone.now(), False
        finding.save(update_fields=["settled_at", "awaits_reply"])
        _record("review-finding-settled", review, actor, after=_said(finding))
    return finding


@transaction.atomic
def ask_further(version: Version, number: int, text: str, *, actor: User) -> Reply:
    """Ask the municipality once more about a finding."""
    review = opened(version, actor)
    finding = standing(review, number)
    said, is_new = _reply(finding, text, actor, by_municipality=False)
    if not is_new:
        return said
    finding.settled_at, finding.awaits_reply = None, True
    finding.save(update_fields=["settled_at", "awaits_reply"])
    _record("review-asked-further", review, actor, after=_said(finding), comment=said.text)
    tell_municipality(review, "review-asked-further", said.text)
    return said


@transaction.atomic
def reply(version: Version, number: int, text: str, *, actor: User) -> Reply:
    """The municipality's answer to a finding, while the review is open or asks for changes."""
    if not actor.is_active or not roles_in(actor, version.report.municipality) & REPLIERS:
        raise NotAllowed(gettext("The officer or the approver of the municipality replies."))
    review = locked(version)
    if review.state == Review.State.ACCEPTED:
        raise WrongState(gettext("The report was accepted: nothing more is asked."))
    finding = standing(review, number)
    said, is_new = _reply(finding, text, actor, by_municipality=True)
    if not is_new:
        return said
    if finding.awaits_reply:
        finding.awaits_reply = False
        finding.save(update_fields=["awaits_reply"])
    _record("review-replied", review, actor, after=_said(finding), comment=said.text)
    tell_lead(review, said.text)
    return said


@transaction.atomic
def decide(version: Version, state: str, reason: str, *, actor: User) -> Review:
    """Accept the version or ask for changes. The lead decides; without one, whoever decides becomes it."""
    review = locked(version)
    require_assessor(version, actor)
    wanted = Review.State(state)
    if review.state == wanted and review.decided_by_id == actor.pk:
        return review
    require_open(review)
    reason = clean(reason)
    if review.lead_id not in (None, actor.pk):
        raise NotAllowed(gettext("%(name)s leads this review and decides.") % {"name": review.lead})
    if not reason:
        raise CommentMissing(gettext("Please give the reason of the decision."))
    if wanted == Review.State.ACCEPTED:
        require_acceptable(review, actor)
        review.findings.filter(awaits_reply=True).update(awaits_reply=False)
    review.lead, review.state, review.reason = actor, wanted, reason
    review.decided_at, review.decided_by = timezone.now(), actor
    review.save()
    event = "review-accepted" if wanted == Review.State.ACCEPTED else "review-changes-requested"
    _record(
        event, review, actor, before={"state": Review.State.OPEN}, after={"state": wanted}, comment=reason
    )
    tell_municipality(review, event, reason)
    return review


@transaction.atomic
def withdraw_version(version: Version, reason: str, *, actor: User) -> None:
    """Take a published version from the public with a reason, by the one table of transitions."""
    require_assessor(version, actor)
    require_newest(version)
    perform(version.report, "withdraw", actor, reason)


def _reply(finding: ReviewFinding, text: str, actor: User, *, by_municipality: bool) -> tuple[Reply, bool]:
    """The reply, and whether it is new: the second press of the button says nothing twice."""
    text = clean(text)
    if not text:
        raise CommentMissing(gettext("Please write the reply."))
    last = finding.replies.order_by("-pk").first()
    if last is not None and last.author_id == actor.pk and last.text == text:
        return last, False
    made = Reply.objects.create(finding=finding, author=actor, by_municipality=by_municipality, text=text)
    return made, True


def _said(finding: ReviewFinding, **more: Any) -> dict[str, Any]:
    return {"finding": finding.number, "place": finding.place, **more}


def _record(
    action: str,
    review: Review,
    actor: User,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    comment: str = "",
    internal: bool = False,
) -> None:
    """`internal` keeps what only assessors are concerned with out of the municipality's history."""
    report = review.version.report
    record(
        action,
        report,
        actor=actor,
        municipality=None if internal else report.municipality,
        before=before,
        after={"version": review.version.number, **(after or {})},
        comment=comment,
    )
