"""The gate before every view: asks the access table, finds the municipality of the address, names it to the view."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from ita_portal import errors
from ita_portal.access import WRITERS, Public, Scope, row_for
from ita_portal.sign_in import lacks_second_step
from municipalities.models import Municipality
from municipalities.queries import current_code, municipality_by_code, roles_in, roles_of
from municipalities.roles import Role

logger = logging.getLogger(__name__)
READING = ("GET", "HEAD", "OPTIONS")


class WrongRole(PermissionDenied):
    """The person may see that the page exists but their role may not do this. `needed` are the roles that may."""

    def __init__(
        self, needed: frozenset[Role], roles: frozenset[Role], municipality: Municipality | None
    ) -> None:
        super().__init__("wrong role")
        self.needed = needed
        self.roles = roles
        self.municipality = municipality


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        row = row_for(match.view_name) if match else None
        if row is None:
            logger.error("route without a row in ita_portal.access: %s", match and match.view_name)
            raise Http404("no row in the access table")
        allowed = row.allowed(request.method or "GET")
        if allowed in (Public.ANYONE, Public.PROGRAM):
            return None
        if not request.user.is_authenticated:
            if request.method in READING:
                return redirect_to_login(request.get_full_path())
            return errors.signed_out(request)
        if allowed is Public.SIGNED_IN:
            return None
        if lacks_second_step(request.user):
            return errors.second_step(request)
        if row.scope is Scope.MUNICIPALITY:
            return _in_municipality(request, allowed, kwargs)
        roles = roles_of(request.user)
        if not roles & allowed:
            raise WrongRole(allowed, roles, None)
        return None


def _in_municipality(request: Any, allowed: frozenset[Role], kwargs: dict[str, Any]) -> HttpResponse | None:
    municipality = municipality_by_code(kwargs["code"])
    roles = roles_in(request.user, municipality) if municipality else frozenset()
    if municipality is None or not roles:
        raise Http404("no such municipality, or another one's")
    if not roles & allowed:
        raise WrongRole(allowed, roles, municipality)
    code = current_code(municipality)
    if request.method in READING and code != kwargs["code"]:
        kwargs = {**kwargs, "code": code}
        query = request.META.get("QUERY_STRING", "")
        url = reverse(request.resolver_match.view_name, kwargs=kwargs)
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
    request.municipality = municipality
    request.roles = roles
    request.may_write = bool(roles & WRITERS)
    request.code = code
    return None
