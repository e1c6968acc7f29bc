"""A request that is sent again is carried out once: `Idempotency-Key`, an IETF draft, as other interfaces have it.

Somebody whose line broke does not know whether a measure was added. Sent again with the same key, the request is
answered with the answer of the first one. The answer is stored in the transaction that did the work, so there is
never one without the other. Only what was done is kept: a refusal changed nothing, and may be gone the next time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from ninja.responses import Status

from api.models import KeptAnswer, Token
from api.problems import Problem, invalid
from api.rendering import Readable

HEADER = "Idempotency-Key"
LONGEST = 64
KEPT_FOR = timedelta(hours=24)
LOST_AFTER = timedelta(minutes=2)
"""The web server ends a request long before: one that is still under way then was killed, and did nothing."""
FORM = re.compile(rf'"(?P<quoted>[!#-\[\]-~]{{1,{LONGEST}}})"|(?P<bare>[!#-\[\]-~]{{1,{LONGEST}}})')
"""Visible ASCII; between quotation marks as the draft writes it, or without, as most programs do."""
KEPT_HEADERS = ("Location", "ETag")
READING = frozenset({"GET", "HEAD"})

View = Callable[..., Any]


def once(view: View) -> View:
    """An operation that takes the header; without it nothing is different."""

    @wraps(view)
    def answer(request: HttpRequest, **values: Any) -> Any:
        said = request.headers.get(HEADER)
        if said is None or request.method in READING:
            return view(request, **values)
        token: Token = request.auth  # type: ignore[attr-defined]
        kept = _begin(token, _key(said), _sha256(request))
        if kept.status is not None:
            return _response(kept, again=True)
        try:
            with transaction.atomic():
                result = view(request, **values)
                _keep(kept, result, values.get("response"), request)
        except BaseException:
            _mine(kept).delete()
            raise
        return _response(kept)

    return answer


def purge_answers() -> int:
    """Forget the answers that are too old to be given again; return how many."""
    return KeptAnswer.objects.filter(begun_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _key(said: str) -> str:
    found = FORM.fullmatch(said)
    if found is None:
        message = gettext("A key has 1 to %(most)s visible characters of ASCII.") % {"most": LONGEST}
        raise invalid("header", HEADER, message, "key")
    return found["quoted"] or found["bare"]


def _sha256(request: HttpRequest) -> str:
    """What makes it the same request: the method, the address with its parameters, and the body."""
    first = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(first + request.body).hexdigest()


def _begin(token: Token, key: str, sha256: str) -> KeptAnswer:
    """The row of a request that is to be carried out now, or the one with its answer. Raises Problem."""
    now = timezone.now()
    for _attempt in range(3):  # the other request may fail, and its row go, while one looks
        try:
            with transaction.atomic():
                return KeptAnswer.objects.create(token=token, key=key, request_sha256=sha256, begun_at=now)
        except IntegrityError:
            found = KeptAnswer.objects.filter(token=token, key=key).first()
        if found is None:
            continue
        if now - found.begun_at > (LOST_AFTER if found.status is None else KEPT_FOR):
            if taken := _taken_over(found, sha256, now):
                return taken
            continue
        if found.request_sha256 != sha256:
            raise invalid("header", HEADER, gettext("This key was used for another request."), "key-used")
        if found.status is not None:
            return found
        break
    title = gettext("The first request with this key is still under way. Ask again in a moment.")
    raise Problem(409, code="under-way", title=title, retry_after=1)


def _taken_over(found: KeptAnswer, sha256: str, now: datetime) -> KeptAnswer | None:
    """The row of a request that was lost, or of an answer that is too old; one of several who want it has it."""
    fresh = {"request_sha256": sha256, "begun_at": now, "status": None, "body": "", "headers": {}}
    if not _mine(found).filter(status=found.status).update(**fresh):
        return None
    found.refresh_from_db()
    return found


def _mine(kept: KeptAnswer) -> Any:
    """The row, while nobody else has taken it over."""
    return KeptAnswer.objects.filter(pk=kept.pk, begun_at=kept.begun_at)


def _keep(kept: KeptAnswer, result: Any, said: HttpResponse | None, request: HttpRequest) -> None:
    status, value = (result.status_code, result.value) if isinstance(result, Status) else (200, result)
    kept.status = status
    kept.body = (
        "" if value is None else Readable().render(request, value.model_dump(), response_status=status)
    )
    kept.headers = {name: said[name] for name in KEPT_HEADERS if said is not None and name in said}
    stored = {"status": kept.status, "body": kept.body, "headers": kept.headers}
    if not _mine(kept).filter(status=None).update(**stored):
        raise Problem(503)  # it took so long that somebody else has begun the same


def _response(kept: KeptAnswer, *, again: bool = False) -> HttpResponse:
    response = HttpResponse(kept.body, status=kept.status, content_type="application/json; charset=utf-8")
    for name, value in kept.headers.items():
        response.headers[name] = value
    if again:
        response.headers["Idempotent-Replayed"] = "true"
    return response
