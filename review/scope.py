"""Whose reports an auditor may review: of his provinces or of all, never of a municipality of his own."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from municipalities.models import Membership, Municipality, MunicipalityRecord, User
from municipalities.queries import roles_in
from municipalities.roles import OF_A_MUNICIPALITY, Role
from reports.models import Version


def reviewable(user: Any) -> QuerySet[Version]:
    """Versions that were published, of the municipalities that this auditor may review."""
    found = Version.objects.exclude(state=Version.State.RESERVED)
    return found.filter(_municipality_in_scope(user))


def _municipality_in_scope(user: Any) -> Q:
    held = Membership.objects.valid_on().filter(user=user, role=Role.AUDITOR)
    provinces = list(held.values_list("province", flat=True))
    own = Membership.objects.filter(user=user, municipality__isnull=False)
    theirs = list(own.order_by().values_list("municipality", flat=True).distinct())
    not_own = ~Q(report__municipality__in=theirs) if theirs else Q()
    if None in provinces:
        return not_own
    records = MunicipalityRecord.objects.latest_of_each().filter(province__in=provinces)
    return not_own & Q(report__municipality__in=records.values("municipality"))


def has_own(user: Any, municipality: Municipality) -> bool:
    """Whether somebody works or ever worked in a municipality: a report of one's own time is one's own."""
    return Membership.objects.filter(user=user, municipality=municipality).exists()


def may_review(user: Any, municipality: Municipality) -> bool:
    return user.is_active and Role.AUDITOR in roles_in(user, municipality) and not has_own(user, municipality)


def assessors_for(municipality: Municipality) -> list[User]:
    """Everybody to whom a report of this municipality can be assigned, by name."""
    record = municipality.record_on()
    place = Q(province__isnull=True) | (Q(province=record.province_id) if record else Q(pk__in=()))
    held = Membership.objects.valid_on().filter(place, role=Role.AUDITOR, user__is_active=True)
    own = Membership.objects.filter(municipality=municipality, role__in=OF_A_MUNICIPALITY)
    people = User.objects.filter(pk__in=held.values("user")).exclude(pk__in=own.values("user"))
    return list(people.order_by("name", "pk"))
