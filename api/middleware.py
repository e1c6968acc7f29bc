"""What every answer of the programming interface has in common, whatever made it: one shape for errors, who may
read it from another site, how long it may be kept, and no cookie in either direction.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.translation import override

from api import limits, problems
from api.language import language_of
from api.places import MOST_BYTES, is_api, is_private
from national import licence

KEPT_FOR = "public, max-age=60"
SHOWN_TO_PROGRAMS = "ETag, Link, Retry-After, Content-Language, WWW-Authenticate"


class ApiMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request.path_info):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        with override(language_of(request)):
            method, response = request.method, self._answer(request)
            request.method = method
            return _finished(request, response)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if wait := limits.seconds_to_wait(request, "any"):
            return problems.response(429, retry_after=wait)
        if _length(request) > MOST_BYTES:
            return problems.response(413)
        if request.method == "HEAD":
            request.method = "GET"
        response = self.get_response(request)
        if request.method == "OPTIONS" and response.status_code in (200, 405):
            return _options(request, response)
        if response.status_code >= 400 and response.get("Content-Type") != problems.MEDIA_TYPE:
            return _as_problem(response)
        return response


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _as_problem(response: HttpResponse) -> HttpResponse:
    """The same status in the shape of all errors."""
    answer = problems.response(response.status_code)
    if response.status_code == 405:
        answer.headers["Allow"] = _allow(response)
    return answer


def _allow(response: HttpResponse) -> str:
    """The methods that a view names as its own, and those that every address has."""
    methods = {each.strip() for each in response.get("Allow", "GET").split(",")} | {"OPTIONS"}
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))


def _options(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What an address takes (no view takes OPTIONS itself); to a page of another site, whether it may read it."""
    headers = {"Allow": _allow(response)}
    if not is_private(request.path_info):
        headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        headers["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match"
        headers["Access-Control-Max-Age"] = "86400"
    return HttpResponse(status=204, headers=headers)


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    private = is_private(request.path_info)
    patch_vary_headers(response, ["Accept-Language"])
    if private:
        response.headers["Cache-Control"] = "no-store"
    elif response.status_code == 200 and request.method in ("GET", "HEAD"):
        response.headers.setdefault("Cache-Control", KEPT_FOR)
        if "ETag" not in response.headers:
            set_response_etag(response)
        response = get_conditional_response(request, response.headers["ETag"], response=response) or response
    if not private:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = SHOWN_TO_PROGRAMS
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Link"] = f'<{licence.URL}>; rel="license"'
    response.headers.setdefault("Content-Language", language_of(request))
    response.cookies.clear()
    if request.method == "HEAD":
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response
