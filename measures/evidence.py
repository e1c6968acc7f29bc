"""Evidence as officers hand it in: a link that is looked at, or files that are read, kept and told apart.

The rows are written by `measures.evidence_rows`, which asks the write guard and tells the trail.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ita_portal.thai.personal import find_personal
from measures.evidence_rows import (
    FILE_FIELDS,
    Holder,
    add_evidence,
    require_evidence_writable,
    update_evidence,
)
from measures.link_checks import ask
from measures.models import Evidence
from municipalities.models import Municipality, User
from trail.models import Event
from vault.intake import LIMIT, NotTaken, Taken, take
from vault.kept import keep
from vault.words import words_of

FILES_AT_ONCE = 10


class Upload(Protocol):
    """A file as a form brings it."""

    name: str
    size: int

    def read(self) -> bytes: ...


@transaction.atomic
def add_link(
    holder: Holder, *, title: str, url: str, is_public: bool = False, actor: User | None = None
) -> Evidence:
    """Add a link, and let the worker look whether it opens."""
    evidence = add_evidence(holder, title=title, url=url, is_public=is_public, actor=actor)
    ask([evidence.url])
    return evidence


def add_files(
    holder: Holder,
    uploads: Sequence[Upload],
    *,
    title: str = "",
    is_public: bool = False,
    actor: User | None = None,
) -> list[Evidence]:
    """Add files to a measure or an item: all, or none when one cannot be kept (ValidationError, a reason a file).

    `title` is for a single file; several are told by their names.
    """
    require_evidence_writable(holder)
    if len(uploads) > FILES_AT_ONCE:
        reason = gettext("At most %(count)s files at once.") % {"count": FILES_AT_ONCE}
        raise ValidationError({"file": reason})
    taken, refused = [], []
    for upload in uploads:
        try:
            taken.append(_taken(upload))
        except NotTaken as error:
            refused.append(f"{upload.name}: {error}" if len(uploads) > 1 else str(error))
    if refused:
        raise ValidationError({"file": refused})
    kept = [(each, keep(each.data), _personal(each)) for each in taken]
    with transaction.atomic():
        return [
            add_evidence(
                holder,
                title=title if title.strip() and len(kept) == 1 else each.name.rpartition(".")[0],
                sha256=sha256,
                media_type=each.kind.media_type,
                is_public=is_public,
                actor=actor,
                filename=each.name,
                size=len(each.data),
                personal=personal,
            )
            for each, sha256, personal in kept
        ]


@transaction.atomic
def change_evidence(
    evidence: Evidence, *, title: str, is_public: bool, actor: User | None = None
) -> Evidence:
    """Give a piece of evidence another title, or open it to readers of the report, or close it."""
    return update_evidence(evidence, {"title": title, "is_public": is_public}, actor=actor)


def handed_in(municipality: Municipality, sha256: str) -> dict[str, Any] | None:
    """What a municipality's own people told of a file when they handed it in; None for anybody else's.

    A document that is read in may name a file by its hash alone: it opens no file of another house.
    """
    told = Event.objects.filter(
        municipality_id=municipality.pk, action="evidence-added", after__sha256=sha256
    )
    event = told.order_by("-pk").first() if sha256 else None
    if event is None or not event.after.get("size"):
        return None
    return {name: event.after[name] for name in ("sha256", "media_type", *FILE_FIELDS)}


def _taken(upload: Upload) -> Taken:
    if upload.size > LIMIT:  # before it is read into memory
        raise NotTaken(gettext("The file is larger than 20 MB. Make it smaller, or put a link to it."))
    return take(upload.read(), upload.name)


def _personal(taken: Taken) -> list[str]:
    """What of a person the file's name and text seem to hold."""
    text = f"{taken.name}\n{words_of(taken.data, taken.kind.extension)}"
    return sorted({each.kind for each in find_personal(text)})
