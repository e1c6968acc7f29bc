"""Reading municipalities and the people in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext

from ita_portal.thai.digits import to_arabic
from municipalities.models import Executive, Membership, Municipality, MunicipalityRecord, User
from municipalities.roles import OF_A_MUNICIPALITY, Role
from trail.models import Event

RECORDS = Prefetch(
    "records", MunicipalityRecord.objects.select_related("province", "district").order_by("valid_from")
)


def municipality_by_code(code: str) -> Municipality | None:
    """The municipality that has or ever had this code, with its dated rows."""
    return Municipality.objects.filter(codes=code).prefetch_related(RECORDS).first()


class UnknownMunicipality(LookupError):
    """No municipality ever had this code. The message is for people."""


def named_municipality(code: str) -> Municipality:
    """The municipality of a code that somebody typed, in Thai or Arabic digits. Raises UnknownMunicipality."""
    wanted = to_arabic(code).strip()
    found = municipality_by_code(wanted)
    if found is None:
        raise UnknownMunicipality(
            gettext("There is no municipality with the code “%(code)s”.") % {"code": wanted[:40]}
        )
    return found


def executives_on(municipality: Municipality, day: date) -> list[Executive]:
    """Who held the offices of a municipality on a day: the clerk first, then the head."""
    in_office = Executive.objects.filter(
        Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day)),
        municipality=municipality,
    ).order_by("valid_from", "pk")
    latest = {each.office: each for each in in_office}
    return [latest[office] for office in (Executive.Office.CLERK, Executive.Office.HEAD) if office in latest]


def current_code(municipality: Municipality) -> str:
    """The code of today: the one in addresses, to which all former codes lead."""
    record = municipality.record_on()
    return record.code_id if record else ""


def _concerns(municipality: Municipality) -> Q:
    """Memberships that give a role in this municipality: its own, its province's, or everywhere."""
    record = municipality.record_on()
    here = Q(municipality=municipality)
    everywhere = Q(municipality=None, province=None, role__in=(Role.AUDITOR, Role.SYSTEM_ADMIN))
    province = Q(province=record.province_id) if record else Q(pk__in=())
    return here | everywhere | province


def roles_in(user: Any, municipality: Municipality) -> frozenset[Role]:
    """The roles of a person in a municipality today; empty for a stranger. Nobody is auditor of their own."""
    if not user.is_authenticated:
        return frozenset()
    found = Membership.objects.valid_on().filter(_concerns(municipality), user=user)
    roles = {Role(role) for role in found.values_list("role", flat=True)}
    if roles & set(OF_A_MUNICIPALITY):
        roles.discard(Role.AUDITOR)
    return frozenset(roles | ({Role.SYSTEM_ADMIN} if user.is_superuser else set()))


def roles_of(user: Any) -> frozenset[Role]:
    """All roles of a person today, wherever."""
    if not user.is_authenticated:
        return frozenset()
    roles = {Role(role) for role in user.memberships.valid_on().values_list("role", flat=True)}
    return frozenset(roles | ({Role.SYSTEM_ADMIN} if user.is_superuser else set()))


def municipalities_of(user: Any) -> QuerySet[Municipality]:
    """Where a person works: the municipalities of which they are a member today."""
    memberships = Membership.objects.valid_on().filter(user=user, role__in=OF_A_MUNICIPALITY)
    return (
        Municipality.objects.filter(pk__in=memberships.values("municipality"))
        .prefetch_related(RECORDS)
        .order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class Workplace:
    """A municipality in which a person works: as what, and when anybody last did something there."""

    code: str
    municipality: Municipality
    roles: str
    last_at: datetime | None


def places_of_work(user: Any) -> list[Workplace]:
    """The municipalities of a person by name."""
    roles: dict[int, list[str]] = defaultdict(list)
    memberships = Membership.objects.valid_on().filter(user=user, role__in=OF_A_MUNICIPALITY)
    for municipality, role in memberships.order_by("pk").values_list("municipality_id", "role"):
        roles[municipality or 0].append(str(Role(role).label))
    here = Event.objects.filter(municipality_id=OuterRef("pk")).order_by("-pk")
    found = municipalities_of(user).annotate(last_at=Subquery(here.values("at")[:1]))
    places = [
        Workplace(current_code(each), each, ", ".join(dict.fromkeys(roles[each.pk])), each.last_at)
        for each in found
    ]
    return sorted(places, key=lambda each: _sort_key(each.municipality))


def _sort_key(municipality: Municipality) -> str:
    record = municipality.record_on()
    return record.sort_key if record else ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can do what another may not, as the refusal names them."""

    name: str
    role: str


def people_with(roles: Collection[Role], municipality: Municipality | None) -> list[Person]:
    """Who has one of these roles today, in this municipality or (None) anywhere, by name."""
    memberships = Membership.objects.valid_on().filter(role__in=roles, user__is_active=True)
    if municipality is not None:
        memberships = memberships.filter(_concerns(municipality))
    found = memberships.select_related("user").order_by("user__name", "pk")
    return [Person(each.user.name, str(Role(each.role).label)) for each in found]


def person_names(users: Collection[int]) -> dict[int, str]:
    """Names by key, for lists of events."""
    found = User.objects.filter(pk__in=users).only("name", "email", "erased_at")
    return {each.pk: str(each) for each in found.order_by("pk")}
