"""The language in which a program is answered: ?lang= as for people, else what it accepts, else Thai."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

LONGEST_HEADER = 200


def accepted(request: HttpRequest) -> str:
    """The first language of the request's Accept-Language that the portal speaks."""
    header = request.headers.get("Accept-Language", "")[:LONGEST_HEADER]
    known = dict(settings.LANGUAGES)
    for name, weight in parse_accept_lang_header(header):
        code = name.partition("-")[0]
        if weight and code in known:
            return code
    return settings.LANGUAGE_CODE


def language_of(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else accepted(request)
