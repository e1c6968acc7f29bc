"""The people of the demo: accounts that everybody may know, because the password is printed and documented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from municipalities import places
from municipalities.models import Membership, Municipality, User
from reports.demo.stories import Person

PASSWORD = "ita-demo-2569"  # noqa: S105 - of demo accounts only; `seed_demo` refuses to run in production
MEMBERS_SINCE = date(2023, 10, 1)
"""The first day of the fiscal year in which the oldest demo report was written."""


@dataclass(frozen=True, slots=True)
class Login:
    """What somebody needs to sign in, and as whom."""

    person: Person
    place: str

    @property
    def line(self) -> str:
        where = f" · {self.place}" if self.place else ""
        return f"{self.person.email:34} {PASSWORD}   {self.person.role.value}{where}"


@cache
def _hashed_password() -> str:
    """One hash for all accounts: hashing is slow on purpose, and this password is no secret."""
    return make_password(PASSWORD)


def ensure_person(person: Person, municipality: Municipality | None = None) -> User:
    """The account of a demo person with its role; one that exists keeps what people changed about it."""
    found = User.objects.filter(email=person.email).first()
    if found is not None:
        return found
    province = places.find_province(person.province) if person.province else None
    user = User.objects.create(email=person.email, name=person.name, password=_hashed_password())
    Membership.objects.create(
        user=user,
        role=person.role,
        municipality=municipality,
        province_id=province.code if province else None,
        valid_from=MEMBERS_SINCE,
    )
    return user
