"""Who asks for a municipality's drafts: a token, and nothing else; a cookie opens nothing here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext, override
from ninja.security import HttpBearer

from api.limits import seconds_to_wait, used_up
from api.models import Token
from api.problems import Problem, too_often
from api.tokens import token_of
from municipalities.models import Municipality, User
from municipalities.queries import municipality_by_code
from trail.services import by_way_of

Scope = Literal["scores", "measures"]


class ByToken(HttpBearer):
    """`Authorization: Bearer ita_…`. Who guesses is soon told to wait."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        if wait := used_up(request, "refused"):
            raise too_often(wait)
        found = token_of(token)
        if found is None:
            seconds_to_wait(request, "refused")
        return found


@dataclass(frozen=True, slots=True)
class Own:
    """The municipality of a token, and the person in whose name it writes."""

    municipality: Municipality
    person: User
    token: Token


def own(request: HttpRequest, code: str, scope: Scope | None = None) -> Own:
    """The municipality of the address, when it is the token's; another one is not there at all."""
    token: Token = request.auth  # type: ignore[attr-defined]
    municipality = municipality_by_code(code)
    if municipality is None or municipality.pk != token.municipality_id:
        raise Http404
    if scope is not None and not getattr(token, scope):
        raise Problem(403, gettext("The token “%(name)s” is not for this.") % {"name": token})
    return Own(municipality, token.person, token)


@contextmanager
def writing(owner: Own) -> Iterator[None]:
    """One transaction whose events say by which token they came, in the portal's own language."""
    with override(settings.LANGUAGE_CODE):
        way = gettext("through the API, token %(name)s") % {"name": owner.token}
    with by_way_of(way), transaction.atomic():
        yield


def given(body: Any) -> dict[str, Any]:
    """The fields that were sent, without those that were left out."""
    sent: dict[str, Any] = body.dict(exclude_unset=True)
    return sent
