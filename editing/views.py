"""What pages ask while somebody types: save these fields, who else is here, what did this field say before."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from editing.history import revisions
from editing.models import FieldRevision
from editing.presence import changed_since, forget_presence, note_presence, others_here
from editing.registry import Unknown, adapter_for, page_name
from editing.services import Change, Result, restore_text, save_changes
from editing.texts import text_hash
from ita_portal.thai.digits import parse_number
from municipalities.addresses import address
from municipalities.requests import WorkRequest

MOST_CHANGES = 500
LOOK_BACK = timedelta(hours=1)


class Unreadable(ValueError):
    """A request that no page of ours sends."""


def save(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """Save the fields of a page. GET only says who is signed in and gives a token to save with."""
    if request.method != "POST":
        return JsonResponse({"user": request.user.pk, "token": get_token(request)})
    try:
        body = _body(request)
        changes = [_change(each) for each in _list(body.get("changes"))]
    except Unreadable as error:
        return JsonResponse({"message": str(error)}, status=400)
    if body.get("user") != request.user.pk:
        return JsonResponse({"other": str(request.user)}, status=401)
    results = save_changes(request.municipality, action_year, changes, actor=request.user)
    return JsonResponse({"results": [_told(each) for each in results]})


def presence(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """A sign of life of a page; the answer says who else is here and what they saved since `since`."""
    try:
        body = _body(request)
        session, subject, field = (_word(body, name) for name in ("session", "subject", "field"))
        since = parse_datetime(_word(body, "since"))
    except ValueError as error:  # of ours, or a date that does not exist
        return JsonResponse({"message": str(error)}, status=400)
    if body.get("leaving"):
        forget_presence(request.user, session)
        return JsonResponse({})
    now = timezone.now()
    note_presence(request.municipality, action_year, request.user, session, subject=subject, field=field)
    if since is None or timezone.is_naive(since):
        since = now
    others = others_here(request.municipality, action_year, session, user=request.user)
    return JsonResponse(
        {
            "now": now.isoformat(),
            "people": [{"name": each.name, "subject": each.subject, "field": each.field} for each in others],
            "changed": _changed(request, max(since, now - LOOK_BACK), session),
        }
    )


def _changed(request: WorkRequest, since: datetime, session: str) -> list[dict[str, Any]]:
    found = changed_since(request.municipality, since, session)
    names = {subject: page_name(subject) for subject, _field in found}
    return [
        {
            "subject": names[subject],
            "field": field,
            "text": each.text,
            "hash": text_hash(each.text),
            "html": cells(each.text),
            "by": str(each.actor or ""),
            "at": each.saved_at.isoformat(),
        }
        for (subject, field), each in found.items()
    ]


def history(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """Every text of one field (`?subject=measure:12&field=outcome`), with who, when, and a way back."""
    subject, field = request.GET.get("subject", ""), request.GET.get("field", "")
    try:
        adapter, key = adapter_for(subject)
        row = adapter.found(request.municipality, action_year, key)
        label = adapter.label(row, field)
        stored = adapter.text(row, field)
    except Unknown:
        raise Http404("no such field") from None
    found = list(revisions(adapter.subject(row), field)[:200])
    context = {
        "action_year": action_year,
        "section": "work",
        "subject": subject,
        "field": field,
        "label": label,
        "stored": stored,
        "revisions": found,
        "first": found[-1] if found and found[-1].before else None,
        "back": adapter.address(row, action_year, field, request.code),
    }
    template = "editing/history_part.html" if request.GET.get("part") else "editing/history.html"
    return render(request, template, context)


def restore(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """Put an older text back; what stands there now stays in the history."""
    if request.method != "POST":
        return redirect(address("work_home", request.code, action_year))
    subject, field = request.POST.get("subject", ""), request.POST.get("field", "")
    revision = _revision(request, subject, field)
    text = revision.before if request.POST.get("which") == "before" else revision.text
    result = restore_text(request.municipality, action_year, subject, field, text, actor=request.user)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(_told(result))
    if result.status == "saved":
        messages.success(request, _("The older text stands there again"))
    else:
        messages.error(request, result.message)
    query = {"subject": subject, "field": field}
    return redirect(address("field_history", request.code, action_year, **query))


def _revision(request: WorkRequest, subject: str, field: str) -> FieldRevision:
    pk = parse_number(request.POST.get("revision", "")) or 0
    found = FieldRevision.objects.filter(pk=pk, municipality=request.municipality, field=field).first()
    kind, _colon, _key = subject.partition(":")
    if found is None or found.subject_type != kind:
        raise Http404("no such text")
    return found


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except ValueError:
        raise Unreadable("the body is not JSON") from None
    if not isinstance(body, dict):
        raise Unreadable("the body is not a JSON object")
    return body


def _list(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_CHANGES:
        raise Unreadable(f"`changes` is a list of at most {MOST_CHANGES} changes")
    return value


def _word(body: dict[str, Any], name: str, longest: int = 64) -> str:
    value = body.get(name) or ""
    if not isinstance(value, str) or len(value) > longest or "\x00" in value:
        raise Unreadable(f"`{name}` is a short text")
    return value


def _change(value: object) -> Change:
    if not isinstance(value, dict):
        raise Unreadable("a change is an object")
    text, sequence = value.get("text"), value.get("sequence")
    if not isinstance(text, str):
        raise Unreadable("`text` is a text")
    if type(sequence) is not int or not 0 <= sequence < 2**53:
        raise Unreadable("`sequence` counts the changes of a page")
    return Change(
        subject=_word(value, "subject"),
        field=_word(value, "field"),
        text=text,
        base=_word(value, "base"),
        sequence=sequence,
        session=_word(value, "session", 40),
    )


def _told(result: Result) -> dict[str, Any]:
    return {
        "subject": result.subject,
        "field": result.field,
        "status": result.status,
        "sequence": result.sequence,
        "text": result.text,
        "hash": result.hash,
        "html": cells(result.text),
        "message": result.message,
        "by": result.by,
        "at": (result.at or timezone.now()).isoformat(),
    }


def cells(text: str) -> str:
    """Cell text as it prints."""
    return render_to_string("editing/cells.html", {"text": text}).strip()
