"""Saving fields one by one, as a page sends them while somebody types. Nothing typed is overwritten unseen.

A field is locked by itself: a change carries the hash of the text it started from. When another text is stored
by now, it is a conflict, and both texts are shown; but a text that is stored already, and a later one of the very
page that stored the last, are none. So a save may be sent again as often as need be (a dropped line, a restart).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from editing.history import Edit, latest_of
from editing.models import FieldRevision
from editing.registry import Adapter, Refusal, Unknown, adapter_for
from editing.texts import text_hash
from municipalities.models import Municipality, User

LONGEST = 20_000
"""Characters of one field; more is refused, as no writer could print it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field as a page wants it. `base` is the hash of the text it started from.

    `session` is the random name of the page it was typed in, and `sequence` the page's own count of changes.
    """

    subject: str
    field: str
    text: str
    base: str
    sequence: int
    session: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a change. `text` and `hash` are what is stored now, by whom and when if that is known."""

    subject: str
    field: str
    status: str
    sequence: int
    text: str = ""
    hash: str = ""
    message: str = ""
    by: str = ""
    at: datetime | None = None


def save_changes(
    municipality: Municipality, action_year: int, changes: Sequence[Change], *, actor: User
) -> list[Result]:
    """Save what can be saved and say what became of each change; each row is a transaction of its own."""
    by_row: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_row.setdefault((change.subject, change.session), []).append(change)
    results = []
    for (subject, session), group in by_row.items():
        newest = _newest(group)
        try:
            adapter, key = adapter_for(subject)
            with transaction.atomic():
                row = adapter.locked(municipality, action_year, key, actor=actor)
                results += _save_row(adapter, row, newest, actor, session)
        except Unknown:
            results += [_gone(change) for change in newest]
    return results


def _newest(changes: Sequence[Change]) -> list[Change]:
    """One change a field: the latest text, which says all that the earlier ones said, from their first base."""
    found: dict[str, Change] = {}
    for change in sorted(changes, key=lambda each: each.sequence):
        found[change.field] = replace(change, base=found.get(change.field, change).base)
    return list(found.values())


def _gone(change: Change) -> Result:
    message = gettext("This is not there any more. Your text is still on this device.")
    return Result(change.subject, change.field, "gone", change.sequence, message=message)


def _save_row(adapter: Adapter, row: Any, changes: list[Change], actor: User, session: str) -> list[Result]:
    latest = latest_of(adapter.subject(row), [each.field for each in changes])
    results: list[Result] = []
    to_write: list[Change] = []
    for change in changes:
        last = latest.get(change.field)
        try:
            stored = adapter.text(row, change.field)
        except Unknown:
            results.append(_gone(change))
            continue
        own = bool(session) and last is not None and last.session == session
        if len(change.text) > LONGEST:
            results.append(_refused(change, stored, Refusal("invalid", _too_long(change.text))))
        elif adapter.canonical(row, change.field, change.text) == stored:
            results.append(_stored(change, "saved", stored, last))
        elif own and last is not None and change.sequence <= last.sequence:
            results.append(_stored(change, "saved", stored, last))  # an old save, sent again
        elif own or change.base == text_hash(stored):
            to_write.append(change)
        else:
            results.append(_stored(change, "conflict", stored, last))
    return results + _write(adapter, row, to_write, actor, session)


def _too_long(text: str) -> str:
    return gettext(
        "The text has %(length)s characters; at most %(most)s can be stored. Shorten it or split it."
    ) % {
        "length": f"{len(text):,}",
        "most": f"{LONGEST:,}",
    }


def _write(adapter: Adapter, row: Any, changes: list[Change], actor: User, session: str) -> list[Result]:
    if not changes:
        return []
    sequence = max(each.sequence for each in changes)
    texts = {each.field: each.text for each in changes}
    refused = adapter.write(row, texts, actor=actor, edit=Edit(session, sequence))
    results = []
    for change in changes:
        stored = adapter.text(row, change.field)
        refusal = refused.get(change.field)
        results.append(
            _refused(change, stored, refusal) if refusal else _stored(change, "saved", stored, None)
        )
    return results


def _stored(change: Change, status: str, stored: str, last: FieldRevision | None) -> Result:
    return Result(
        change.subject,
        change.field,
        status,
        change.sequence,
        text=stored,
        hash=text_hash(stored),
        by=str(last.actor) if last and last.actor else "",
        at=last.saved_at if last else None,
    )


def _refused(change: Change, stored: str, refusal: Refusal) -> Result:
    return Result(
        change.subject,
        change.field,
        refusal.status,
        change.sequence,
        text=stored,
        hash=text_hash(stored),
        message=refusal.message,
    )


def restore_text(
    municipality: Municipality, action_year: int, subject: str, field: str, text: str, *, actor: User
) -> Result:
    """Put an older text of a field back, whatever stands there now; that stays in the history."""
    change = Change(subject, field, text, base="", sequence=0)
    try:
        adapter, key = adapter_for(subject)
        with transaction.atomic():
            row = adapter.locked(municipality, action_year, key, actor=actor)
            adapter.text(row, field)
            refused = adapter.write(row, {field: text}, actor=actor, edit=None)
            stored = adapter.text(row, field)
    except Unknown:
        return _gone(change)
    return (
        _refused(change, stored, refused[field])
        if field in refused
        else _stored(change, "saved", stored, None)
    )
