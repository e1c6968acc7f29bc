"""For the menu of every page: which parts the person who looks at it has."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ita_portal.access import CATALOGUE
from municipalities.queries import roles_of


def context(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": {"catalogue": False}}
    return {"menu": {"catalogue": bool(roles_of(user) & CATALOGUE)}}
