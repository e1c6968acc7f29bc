"""How people get in: by invitation only, with a second step where it is required, and with a list of their sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from municipalities.queries import roles_of
from municipalities.roles import Role

SECOND_STEP = frozenset(
    {
        Role.AUDITOR,
        Role.COORDINATOR,
        Role.MUNICIPALITY_ADMIN,
        Role.CATALOGUE_ADMIN,
        Role.SYSTEM_ADMIN,
    }
)
"""Roles whose accounts reach beyond one document: with SECOND_STEP_REQUIRED they need a code when signing in."""

SEEN_EVERY = timedelta(minutes=10)


class InvitedPeopleOnly(DefaultAccountAdapter):
    """A municipality's administrator invites people; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def lacks_second_step(user: Any) -> bool:
    """Whether a person must turn the second step on before they go on working."""
    if not settings.SECOND_STEP_REQUIRED or not roles_of(user) & SECOND_STEP:
        return False
    return not is_mfa_enabled(user, [Authenticator.Type.TOTP])


class SeenSessions:
    """Keeps when and from where each session of a person was last seen, to the next ten minutes.

    The library's own middleware would write a row with every request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and request.user.is_authenticated:
            recently = timezone.now() - SEEN_EVERY
            seen = UserSession.objects.filter(
                session_key=key, user=request.user.pk, last_seen_at__gt=recently
            )
            if not seen.exists():
                UserSession.objects.create_from_request(request)
        return self.get_response(request)
