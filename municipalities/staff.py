"""Who works in a municipality, who did, and who is invited; and who is missing in a province."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from municipalities.models import (
    Invitation,
    Membership,
    Municipality,
    MunicipalityRecord,
    Province,
    User,
)
from municipalities.roles import Role

NEEDED = (Role.OFFICER, Role.APPROVER, Role.MUNICIPALITY_ADMIN)
"""Without one of these a municipality cannot finish a report, or cannot look after its people."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The memberships of a municipality: those that hold or will, and those that are over, the latest first."""

    present: list[Membership]
    past: list[Membership]

    @property
    def people(self) -> list[User]:
        """Everybody who has a role today or later, once, by name."""
        found = {each.user_id: each.user for each in self.present}
        return sorted(found.values(), key=lambda each: (each.name, each.pk))

    @property
    def approvers(self) -> list[User]:
        """Those who approve in their own right today, and so may have a deputy."""
        today = timezone.localdate()
        held = [each for each in self.present if each.role == Role.APPROVER and each.valid_from <= today]
        return [each.user for each in held if each.deputises_for_id is None]

    @property
    def missing(self) -> list[Role]:
        today = timezone.localdate()
        held = {each.role for each in self.present if each.valid_from <= today and each.user.is_active}
        return [role for role in NEEDED if role not in held]


def staff_of(municipality: Municipality) -> Staff:
    return _staff(Membership.objects.filter(municipality=municipality))


def portal_staff() -> Staff:
    """Those whose role reaches beyond one municipality."""
    return _staff(Membership.objects.filter(municipality=None))


def _staff(memberships: QuerySet[Membership]) -> Staff:
    found = memberships.select_related("user", "deputises_for", "province").order_by(
        "user__name", "user_id", "pk"
    )
    today = timezone.localdate()
    present: list[Membership] = []
    past: list[Membership] = []
    for each in found:
        over = each.ended_at is not None or (each.valid_until is not None and each.valid_until < today)
        (past if over else present).append(each)
    order = {role.value: place for place, role in enumerate(Role)}
    present.sort(key=lambda each: order[each.role])
    past.sort(key=lambda each: each.valid_until or today, reverse=True)
    return Staff(present, past)


def waiting_invitations(municipality: Municipality | None) -> list[Invitation]:
    """Invitations that nobody used or took back, expired ones too: they can be renewed.

    Without a municipality those to roles that reach beyond one.
    """
    found = Invitation.objects.filter(municipality=municipality, used_at=None, revoked_at=None)
    found = found.select_related("created_by", "deputises_for", "province", "municipality")
    return list(found.prefetch_related("further_provinces").order_by("-pk"))


@dataclass(slots=True)
class Place:
    """A municipality of a province with those who hold its roles today."""

    municipality_id: int
    code: str
    name: str
    district: str
    holders: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    invited: set[str] = field(default_factory=set)

    @property
    def missing(self) -> list[str]:
        return [str(role.label) for role in NEEDED if not self.holders.get(role)]

    @property
    def lacks_admin(self) -> bool:
        return not self.holders.get(Role.MUNICIPALITY_ADMIN)

    @property
    def rows(self) -> list[tuple[str, list[str], bool]]:
        """Each needed role: its word, the names, and whether somebody is invited to it."""
        return [(str(role.label), self.holders.get(role, []), role.value in self.invited) for role in NEEDED]


def places_of(province: Province) -> list[Place]:
    """The municipalities of a province by name, in three queries whatever their number."""
    records = MunicipalityRecord.objects.filter(province=province, valid_until=None)
    places = {
        each.municipality_id: Place(
            each.municipality_id, each.code_id, each.full_name, each.district.name if each.district else ""
        )
        for each in records.select_related("district").order_by("sort_key", "pk")
    }
    held = (
        Membership.objects.valid_on()
        .filter(municipality__in=places, role__in=NEEDED, user__is_active=True)
        .order_by("user__name", "pk")
        .values_list("municipality_id", "role", "user__name")
    )
    for municipality, role, name in held:
        places[municipality or 0].holders[role].append(name)
    waiting = Invitation.objects.filter(
        municipality__in=places, used_at=None, revoked_at=None, expires_at__gt=timezone.now()
    ).order_by("pk")
    for municipality, role in waiting.values_list("municipality_id", "role"):
        places[municipality or 0].invited.add(role)
    return list(places.values())


def provinces_of(person: User) -> list[Province]:
    """The provinces that a coordinator looks after; all of them for a system admin."""
    memberships = list(Membership.objects.valid_on().filter(user=person).values_list("role", "province"))
    everywhere = person.is_superuser or any(role == Role.SYSTEM_ADMIN for role, _province in memberships)
    if everywhere:
        used = MunicipalityRecord.objects.filter(valid_until=None).values("province")
        return list(Province.objects.filter(pk__in=used).order_by("sort_key"))
    own = [province for role, province in memberships if role == Role.COORDINATOR]
    return list(Province.objects.filter(pk__in=own).order_by("sort_key"))
