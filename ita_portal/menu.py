"""For the menu of every page: which parts the person who looks at it has."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ita_portal.access import AUDITORS, CATALOGUE, COORDINATORS, SYSTEM
from municipalities.queries import roles_of


def context(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": {"catalogue": False, "review": False, "province": False, "system": False}}
    roles = roles_of(user)
    return {
        "menu": {
            "catalogue": bool(roles & CATALOGUE),
            "review": bool(roles & AUDITORS),
            "province": bool(roles & COORDINATORS),
            "system": bool(roles & SYSTEM),
        }
    }
