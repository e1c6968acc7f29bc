"""What a view of a municipality's pages finds on its request; the gate before all views puts it there."""

from __future__ import annotations

from django.http import HttpRequest

from municipalities.models import Municipality, User
from municipalities.roles import Role


class WorkRequest(HttpRequest):
    """A request of somebody who has a role in the municipality of the address.

    `may_write` tells whether they change the municipality's work or only read it; `code` is its current code.
    """

    user: User
    municipality: Municipality
    roles: frozenset[Role]
    may_write: bool
    code: str
