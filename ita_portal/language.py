"""The language of a page: Thai, unless the address says ?lang=en.

Visitors get no cookie for it and the browser's own preference is not asked: a link that a municipality
hands to an evaluator shows the same page to everyone. A program says what it accepts.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from api.language import accepted
from api.places import is_api

PARAMETER = "lang"


def requested(request: HttpRequest) -> str:
    """The language code the address asks for, or the portal's own when it asks for none we speak."""
    code = request.GET.get(PARAMETER, "")
    if code in dict(settings.LANGUAGES):
        return code
    return accepted(request) if is_api(request.path_info) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = requested(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


def context(request: HttpRequest) -> dict[str, Any]:
    """For templates: `languages` to switch to, and `lang_query`, which a link carries along.

    `lang_query` is "" in Thai and "?lang=en" in English; `languages` is a list of
    {code, name, query, current}, where `query` is this page's own query in that language.
    """
    current = requested(request)
    languages = []
    for code, _name in settings.LANGUAGES:
        query = request.GET.copy()
        query.pop(PARAMETER, None)
        if code != settings.LANGUAGE_CODE:
            query[PARAMETER] = code
        languages.append(
            {
                "code": code,
                "name": translation.get_language_info(code)["name_local"],
                "query": f"?{query.urlencode()}" if query else request.path,
                "current": code == current,
            }
        )
    return {
        "languages": languages,
        "lang_query": "" if current == settings.LANGUAGE_CODE else f"?{PARAMETER}={current}",
    }
