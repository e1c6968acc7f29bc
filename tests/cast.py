"""The fixed cast: the people in every test that is about who may do what.

`cast()` makes them in the test's database: two municipalities of one province, and everybody's role is valid today.
The citizen is nobody: a visitor without an account.
"""

from __future__ import annotations

from dataclasses import dataclass

from municipalities.models import Municipality, User
from municipalities.roles import Role
from tests import factories


@dataclass(frozen=True, slots=True)
class Cast:
    """Who they are: officer and approver of `home`; the outsider is an officer of `elsewhere`."""

    home: Municipality
    elsewhere: Municipality
    officer: User
    second_officer: User
    approver: User
    outsider: User
    auditor: User
    coordinator: User
    municipality_admin: User
    catalogue_admin: User
    system_admin: User
    citizen: None = None


def cast() -> Cast:
    """Everybody, with the shipped catalogue loaded."""
    factories.load_catalogue()
    home = factories.municipality("99810401", "ท่าน้ำใส")
    elsewhere = factories.municipality("99810402", "บ้านสวนริมคลอง")
    return Cast(
        home=home,
        elsewhere=elsewhere,
        officer=_person("officer", "สมใจ รักงาน", Role.OFFICER, municipality=home),
        second_officer=_person("second", "อรุณ ขยันยิ่ง", Role.OFFICER, municipality=home),
        approver=_person("approver", "ประเสริฐ มั่นคง", Role.APPROVER, municipality=home),
        outsider=_person("outsider", "วิชัย ต่างถิ่น", Role.OFFICER, municipality=elsewhere),
        auditor=_person("auditor", "มาลี ตรวจดี", Role.AUDITOR),
        coordinator=_person("coordinator", "สมชาย ประสานใจ", Role.COORDINATOR, province=factories.province()),
        municipality_admin=_person("admin", "จินดา ดูแล", Role.MUNICIPALITY_ADMIN, municipality=home),
        catalogue_admin=_person("catalogue", "นภา บัญชีกลาง", Role.CATALOGUE_ADMIN),
        system_admin=_person("system", "ธนา ระบบดี", Role.SYSTEM_ADMIN),
    )


def _person(name: str, full_name: str, role: Role, **scope: object) -> User:
    user = factories.person(f"{name}@example.go.th", full_name)
    factories.membership(user, role, **scope)
    return user
