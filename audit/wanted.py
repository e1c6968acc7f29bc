"""What is looked for in the trail of the portal, and whose events a person may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import MunicipalityRecord, User
from municipalities.queries import roles_of
from municipalities.roles import Role
from municipalities.searching import named_like
from municipalities.staff import provinces_of
from reports.event_words import WORDS
from trail.models import Event

GROUPS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "work": (
        _("Scores, analysis, measures, evidence"),
        (
            "assessment-",
            "scores-",
            "analysis-",
            "plan-",
            "section-",
            "measure",
            "citation",
            "progress-",
            "evidence-",
        ),
    ),
    "report": (_("Reports"), ("report-", "return-note-", "waiver-", "rendering-", "findings-")),
    "version": (_("Published versions"), ("version-", "scan-", "own-copy-")),
    "review": (_("Review"), ("review-",)),
    "people": (_("People and roles"), ("user-", "role-", "invitation-", "token-")),
    "municipality": (_("Municipalities"), ("municipalit", "department-", "signatory-")),
    "catalogue": (_("Catalogue"), ("framework-", "catalogue-")),
}
"""Kinds of actions: their words, and how their names begin."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty is no wish. `action` is one action, or a group of them."""

    municipality: str = ""
    person: str = ""
    who: int | None = None
    action: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


def choices() -> list[tuple[str, Any, list[tuple[str, Any]]]]:
    """The groups with their actions, each by its words in the order of the alphabet."""
    found = []
    for key, (label, begins) in GROUPS.items():
        actions = [(action, words) for action, words in WORDS.items() if action.startswith(begins)]
        found.append((key, label, sorted(actions, key=lambda each: str(each[1]))))
    return found


def events_for(person: User, wanted: Wanted) -> QuerySet[Event]:
    """The events that a person may see and looks for, newest first."""
    events = Event.objects.filter(_may_see(person))
    if wanted.municipality:
        here = named_like(wanted.municipality).values("municipality")
        events = events.filter(municipality_id__in=here)
    if wanted.who is not None:
        events = events.filter(actor=wanted.who)
    elif wanted.person:
        found = User.objects.filter(Q(name__icontains=wanted.person) | Q(email__icontains=wanted.person))
        events = events.filter(actor__in=found.values("pk"))
    if wanted.action in GROUPS:
        begins = Q()
        for each in GROUPS[wanted.action][1]:
            begins |= Q(action__startswith=each)
        events = events.filter(begins)
    elif wanted.action:
        events = events.filter(action=wanted.action)
    if wanted.since:
        events = events.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        events = events.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.text:
        events = events.filter(comment__icontains=wanted.text)
    return events.order_by("-pk")


def sees_everything(person: User) -> bool:
    return Role.SYSTEM_ADMIN in roles_of(person)


def _may_see(person: User) -> Q:
    """A system admin sees all, a coordinator what happened in the municipalities of the own provinces."""
    if sees_everything(person):
        return Q()
    here = MunicipalityRecord.objects.latest_of_each().filter(province__in=provinces_of(person))
    return Q(municipality_id__in=here.values("municipality"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
