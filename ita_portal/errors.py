"""Pages for what went wrong: each says what is so and what to do next, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.translation import gettext as _

from municipalities.addresses import address
from municipalities.queries import people_with
from municipalities.roles import Role

NEVER_KEPT = ("password", "csrfmiddlewaretoken", "code", "next")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


class OwnNotFound:
    """The demo runs with DEBUG, and still answers an unknown address with its own page, not with Django's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        missing = settings.DEBUG and response.status_code == 404 and not response.streaming
        if missing and b"<code>DEBUG = True</code>" in response.content:
            return page_not_found(request, Http404())
        return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Without context: the database or the session may be what failed."""
    return HttpResponseServerError(loader.get_template("500.html").render())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Name those who can do it, and keep the text of a refused form."""
    needed: frozenset[Role] = getattr(exception, "needed", frozenset())
    municipality = getattr(exception, "municipality", None)
    roles: frozenset[Role] = getattr(exception, "roles", frozenset())
    context = {
        "needed": [str(role.label) for role in sorted(needed)],
        "roles": [str(role.label) for role in sorted(roles)],
        "municipality": municipality,
        "people": people_with(needed, municipality) if needed else [],
        "kept": kept_fields(request),
    }
    return render(request, "403.html", context, status=403)


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form sent after the session ended: its text stays on the page until it can be sent again.

    A page that saves by itself is told so (401), and keeps its text too.
    """
    if request.content_type == "application/json":
        return JsonResponse({"message": _("Sign in again, nothing is lost")}, status=401)
    context = {
        "kept": kept_fields(request),
        "heading": _("Sign in again, nothing is lost"),
        "signed_out": True,
    }
    return render(request, "kept.html", context, status=403)


def second_step(request: HttpRequest) -> HttpResponse:
    """An account that needs a second step and has none: the page that turns it on; a form keeps its text."""
    if request.method in ("GET", "HEAD"):
        messages.warning(request, _("Your role needs a second step when signing in. Turn it on to go on"))
        return redirect(address("mfa_activate_totp"))
    if request.content_type == "application/json":
        return JsonResponse({"message": _("Turn on the second step first, nothing is lost")}, status=403)
    context = {
        "kept": kept_fields(request),
        "heading": _("Turn on the second step first, nothing is lost"),
        "second_step": True,
        "signed_out": False,
        "own_form": True,
    }
    return render(request, "kept.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of the form was too old. A form of this site can be sent again as it was typed.

    One that another site sent is only shown, never offered to be sent.
    """
    context = {
        "kept": kept_fields(request),
        "heading": _("Send the form once more"),
        "own_form": _is_own_form(request),
        "signed_out": False,
    }
    return render(request, "kept.html", context, status=403)


def kept_fields(request: HttpRequest) -> list[dict[str, Any]]:
    """What was typed, by field; never a password or a code."""
    if request.method != "POST":
        return []
    return [
        {"name": name, "value": value}
        for name, values in request.POST.lists()
        if not name.startswith(NEVER_KEPT)
        for value in values
    ]


def _is_own_form(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()
