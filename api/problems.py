"""What went wrong, in one shape for every answer that is an error (RFC 9457, `application/problem+json`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as NotValid
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja.errors import AuthenticationError, HttpError, ValidationError

from api.validation_words import in_words
from catalogue.queries import NoFramework
from municipalities.guard import ReadOnly
from trail.conflict import Conflict

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: ("bad-request", _("The request cannot be read.")),
    401: ("token", _("This needs a token that is valid: Authorization: Bearer ita_…")),
    403: ("not-allowed", _("The token may not do this.")),
    404: ("not-found", _("There is nothing at this address.")),
    405: ("method", _("This address does not take this method.")),
    409: ("conflict", _("Something else is stored by now. Nothing was saved.")),
    410: ("withdrawn", _("This was withdrawn.")),
    413: ("too-large", _("The request is too large.")),
    415: ("media-type", _("Send JSON: Content-Type: application/json.")),
    422: ("invalid", _("Something in the request is not possible.")),
    423: ("locked", _("A report in approval holds this. Nothing was saved.")),
    429: ("too-often", _("Too many requests. Wait, then ask again.")),
    500: ("server", _("Something went wrong here. It was written down.")),
    503: ("unavailable", _("The portal cannot answer just now. Ask again later.")),
}
"""A word for programs and a sentence for people, by status."""


class Problem(Exception):
    """An answer that is an error. `detail` is for people, `more` are further members of the answer."""

    def __init__(self, status: int, detail: str = "", **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = more


def invalid(where: str, field: str, message: str, code: str = "invalid") -> Problem:
    """One value of a request that is not possible."""
    return Problem(422, errors=[{"where": where, "field": field, "code": code, "message": message}])


def too_often(seconds: int) -> Problem:
    return Problem(429, retry_after=seconds)


def response(status: int, detail: str = "", *, retry_after: int = 0, **more: Any) -> HttpResponse:
    code, title = TITLES.get(status, TITLES[500] if status >= 500 else TITLES[400])
    body = {"type": "about:blank", "status": status, "code": code, "title": gettext(title)}
    if detail:
        body["detail"] = detail
    answer = HttpResponse(
        json.dumps({**body, **more}, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    answer.headers["Cache-Control"] = "no-store"
    if retry_after:
        answer.headers["Retry-After"] = str(retry_after)
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="ita"'
    return answer


def answer(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to what a view or a service raised."""
    if isinstance(error, Problem):
        return response(error.status, error.detail, **error.more)
    if isinstance(error, ReadOnly):
        return response(423, str(error))
    if isinstance(error, Conflict):
        return response(409, str(error), version=error.version, conflicts=_conflicts(error.fields))
    if isinstance(error, NoFramework):
        return response(404, str(error))
    if isinstance(error, NotValid):
        return response(422, errors=_not_valid(error))
    if isinstance(error, ValidationError):
        return response(422, errors=[_told(each) for each in error.errors])
    if isinstance(error, AuthenticationError):
        return response(401)
    if isinstance(error, Http404):
        return response(404)
    assert isinstance(error, HttpError)
    if isinstance(error.__cause__, Problem):  # what refused to read the body
        return answer(request, error.__cause__)
    return response(error.status_code)


HANDLED = (Problem, ReadOnly, Conflict, NoFramework, NotValid, ValidationError, HttpError, Http404)


def _conflicts(fields: Mapping[str, tuple[Any, Any]]) -> list[dict[str, Any]]:
    return [{"field": name, "stored": stored, "wanted": wanted} for name, (stored, wanted) in fields.items()]


def _not_valid(error: NotValid) -> list[dict[str, Any]]:
    """What a service refused, by field."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [
        {
            "where": "body",
            "field": "" if name == NON_FIELD_ERRORS else name,
            "code": "refused",
            "message": message,
        }
        for name, messages in by_field.items()
        for message in messages
    ]


def _told(error: Mapping[str, Any]) -> dict[str, Any]:
    """One error of pydantic: where (query, path, body), which field, and a sentence."""
    where, *rest = [str(each) for each in error["loc"]]
    context = error.get("ctx") or {}
    return {
        "where": where,
        "field": str(context.get("field") or ".".join(_named(rest))),
        "code": str(error["type"]),
        "message": in_words(str(error["type"]), context),
    }


def _named(path: Sequence[str]) -> Sequence[str]:
    """Without the name of the argument that gathers the parameters, which no client knows."""
    return path[1:] if len(path) > 1 and path[0] in ("wanted", "body") else path
