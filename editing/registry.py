"""Which fields can be saved one by one, and how: one adapter for each kind of row, registered by its app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from editing.history import Edit, Subject
from municipalities.guard import ReadOnly
from municipalities.models import Municipality, User


class Unknown(LookupError):
    """There is no such row any more, or no such field."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one field was not saved: `invalid` (the text cannot be) or `locked` (not now). In the user's language."""

    status: str
    message: str


class Adapter(Protocol):
    """How the fields of one kind of row are read and written as texts."""

    kind: str

    def locked(self, municipality: Municipality, action_year: int, key: str, *, actor: User) -> Any:
        """The row behind a page's `kind:key`, locked until the transaction ends; begun by the actor where the
        first text begins it. Raises Unknown."""

    def found(self, municipality: Municipality, action_year: int, key: str) -> Any:
        """The same row to read. Raises Unknown."""

    def subject(self, row: Any) -> Subject:
        """The name under which its history is kept."""

    def named(self, subject: Subject) -> str:
        """The name by which pages know a row of the history, `kind:key`."""

    def text(self, row: Any, field: str) -> str:
        """The stored text of a field. Raises Unknown."""

    def canonical(self, row: Any, field: str, text: str) -> str:
        """The text as it would be stored; one that cannot be stored comes back as it is."""

    def write(
        self, row: Any, texts: Mapping[str, str], *, actor: User, edit: Edit | None
    ) -> dict[str, Refusal]:
        """Store the texts of some fields; return the reason for each that was not stored."""

    def label(self, row: Any, field: str) -> str:
        """The field in the words of people, with its place. Raises Unknown."""

    def address(self, row: Any, action_year: int, field: str, code: str) -> str:
        """The page where the field is edited."""


def write_each(
    row: Model, texts: Mapping[str, str], write_one: Callable[[str, str], object]
) -> dict[str, Refusal]:
    """Store each field in a transaction of its own: one that is refused leaves the others stored."""
    refused = {}
    for field, text in texts.items():
        try:
            with transaction.atomic():
                write_one(field, text)
        except ReadOnly as held:
            refused[field] = Refusal("locked", str(held))
        except ValidationError as error:
            refused[field] = Refusal("invalid", " ".join(error.messages))
        else:
            row.refresh_from_db()
    return refused


_adapters: dict[str, Adapter] = {}


def register(adapter: Adapter) -> None:
    _adapters[adapter.kind] = adapter


def page_name(subject: Subject) -> str:
    """The name by which pages know a row of the history; empty for a kind that no app has any more."""
    adapter = _adapters.get(subject.kind)
    return adapter.named(subject) if adapter else ""


def adapter_for(subject: str) -> tuple[Adapter, str]:
    """The adapter and key of a subject as pages write it, `measure:12`. Raises Unknown."""
    kind, _colon, key = subject.partition(":")
    try:
        return _adapters[kind], key
    except KeyError:
        raise Unknown(subject) from None
