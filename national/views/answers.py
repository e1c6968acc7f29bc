"""How pages and files of the national picture are answered: the same again is told in one line (304), no cookie."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

TEN_MINUTES = 600


def page_answer(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """A page: kept by the browser, asked after each time (its head says who has signed in)."""
    patch_cache_control(response, no_cache=True)
    return _conditional(request, response)


def data_answer(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Data: the same for everybody, for ten minutes."""
    patch_cache_control(response, public=True, max_age=TEN_MINUTES)
    return _conditional(request, response)


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    etag = f'"{hashlib.sha256(response.content).hexdigest()}"'
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if answer is not None else response
