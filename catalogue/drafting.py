"""Work on drafts: begin one, change its parts, confirm what was unverified, publish it when nothing is wrong.

Each function locks the framework, reads its data, changes that and writes it back: a draft is small, and nothing
refers to its rows before it is published.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from catalogue.cloning import carried_over
from catalogue.loading import year_before
from catalogue.models import Framework
from catalogue.parts import Data, Row, row_of, with_row
from catalogue.reading import data_of
from catalogue.services import publish_framework, write_draft
from catalogue.shape import Problem
from catalogue.validation import framework_problems, storing_problems
from trail.services import record

Person = models.Model


class NotADraft(Exception):
    """A published or archived framework cannot change."""


class Refused(Exception):
    """The data cannot be written, or not be published; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class ChangedMeanwhile(Exception):
    """Somebody else changed this part since the page was opened; `row` is what is stored now."""

    def __init__(self, row: Row) -> None:
        super().__init__(gettext("Someone else has changed this in the meantime."))
        self.row = row


def mark_of(row: Mapping[str, Any]) -> str:
    """A short fingerprint of a part, by which a form knows whether it is still what the page showed."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def problems_of(framework: Framework, data: Data | None = None) -> list[Problem]:
    """All that keeps a draft from being published, checked beside the published year before."""
    data = data_of(framework) if data is None else data
    return framework_problems(data, year_before(data, {}))


@transaction.atomic
def begin_year(source: Framework, evaluation_year: int, *, actor: Person | None = None) -> Framework:
    """Begin the draft of a year as a copy of another; everything in it is marked as still to be confirmed.

    Raises ValueError when the year is in the catalogue already: then a revision of that is meant.
    """
    if Framework.objects.select_for_update().filter(evaluation_year=evaluation_year).exists():
        raise ValueError(gettext("ITA %(year)s is in the catalogue already.") % {"year": evaluation_year})
    draft = write_draft(carried_over(data_of(source), evaluation_year))
    record("framework-begun", draft, actor=actor, after={"framework": str(draft), "source": str(source)})
    return draft


@transaction.atomic
def begin_revision(published: Framework, *, actor: Person | None = None) -> Framework:
    """The draft of a correction: the same data as the next revision. An open draft of the year is returned."""
    revisions = Framework.objects.select_for_update().filter(evaluation_year=published.evaluation_year)
    newest = revisions.order_by("-revision").first()
    assert newest is not None
    if newest.status == Framework.Status.DRAFT:
        return newest
    data = data_of(published) | {
        "revision": newest.revision + 1,
        "revision_date": timezone.localdate().isoformat(),
        "revision_note": "",
    }
    draft = write_draft(data)
    record("framework-begun", draft, actor=actor, after={"framework": str(draft), "source": str(published)})
    return draft


@transaction.atomic
def write_imported(data: Data, *, actor: Person | None = None, dry_run: bool = False) -> Framework:
    """Write imported data as the draft of its year: a new one, or over the draft that is open.

    A year that is published gets the next revision. Raises Refused when the data cannot be stored.
    """
    problems = storing_problems(data)
    if problems:
        raise Refused(problems)
    revisions = Framework.objects.select_for_update().filter(evaluation_year=data["evaluation_year"])
    newest = revisions.order_by("-revision").first()
    open_draft = newest if newest and newest.status == Framework.Status.DRAFT else None
    if newest is not None:
        data = data | {"revision": newest.revision if open_draft else newest.revision + 1}
    draft = write_draft(data, open_draft)
    record(
        "framework-imported",
        draft,
        actor=actor,
        after={"framework": str(draft), "content_sha256": draft.content_sha256},
    )
    transaction.set_rollback(dry_run)
    return draft


@transaction.atomic
def change(
    framework: Framework,
    changed: Callable[[Data], Data],
    *,
    actor: Person | None = None,
    part: tuple[str, str] = ("", ""),
    seen: str = "",
    comment: str = "",
) -> Data:
    """Change a draft by a function of its data; return the new data.

    Raises NotADraft, Refused when the result cannot be stored, and ChangedMeanwhile when the `part` is no longer
    the one whose `mark_of` the caller has `seen`.
    """
    locked = Framework.objects.select_for_update().get(pk=framework.pk)
    if locked.status != Framework.Status.DRAFT:
        raise NotADraft(gettext("%(framework)s is published and cannot change.") % {"framework": locked})
    before = data_of(locked)
    if seen and mark_of(stored := row_of(before, *part)) != seen:
        raise ChangedMeanwhile(stored)
    after = changed(copy.deepcopy(before))
    problems = storing_problems(after)
    if problems:
        raise Refused(problems)
    if after != before:
        write_draft(after, locked)
        old, new = _difference(before, after)
        record(
            "catalogue-changed",
            locked,
            actor=actor,
            before=old,
            after={"framework": str(locked), "part": " ".join(part).strip(), **new},
            comment=comment,
        )
    return after


def _difference(before: Data, after: Data) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an event keeps of a change: of each section the rows that are not on the other side."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for name in (key for key in before if before[key] != after.get(key)):
        one, other = before[name], after[name]
        if (
            isinstance(one, list)
            and isinstance(other, list)
            and sorted(map(repr, one)) != sorted(map(repr, other))
        ):
            old[name] = [row for row in one if row not in other]
            new[name] = [row for row in other if row not in one]
        elif isinstance(one, list):
            old[name] = [row.get("code", row.get("kind")) if isinstance(row, dict) else row for row in one]
            new[name] = [row.get("code", row.get("kind")) if isinstance(row, dict) else row for row in other]
        else:
            old[name], new[name] = one, other
    return old, new


def confirm(
    framework: Framework,
    part: tuple[str, str],
    fields: list[str],
    *,
    source: str,
    on: date,
    actor: Person | None = None,
) -> Data:
    """Take the mark "unverified" from some fields of a part: its source then names where and when that was seen."""
    section, key = part
    line = f"{', '.join(fields)}: {source} ({on.isoformat()})"

    def confirmed(data: Data) -> Data:
        row = copy.deepcopy(row_of(data, section, key))
        row["unverified"] = [name for name in row["unverified"] if name not in fields]
        if section == "bands":
            data["rating"]["source"] = _joined(data["rating"]["source"], f"{key} {line}")
        else:
            row["source"] = _joined(row["source"], line)
        return with_row(data, section, key, row)

    return change(framework, confirmed, actor=actor, part=part, comment=line)


def _joined(source: str, line: str) -> str:
    return f"{source}; {line}" if source else line


@transaction.atomic
def publish(framework: Framework, *, actor: Person | None = None) -> Framework:
    """Publish a draft that has no problem; raises Refused with the problems otherwise."""
    locked = Framework.objects.select_for_update().get(pk=framework.pk)
    if locked.status == Framework.Status.DRAFT and (problems := problems_of(locked)):
        raise Refused(problems)
    return publish_framework(locked, actor=actor)


@transaction.atomic
def archive(framework: Framework, *, actor: Person | None = None) -> Framework:
    """Take a published framework out of force; what was written with it keeps it."""
    locked = Framework.objects.select_for_update().get(pk=framework.pk)
    if locked.status == Framework.Status.DRAFT:
        raise ValueError(gettext("A draft is discarded, not archived."))
    if locked.status == Framework.Status.PUBLISHED:
        locked.status = Framework.Status.ARCHIVED
        locked.save(update_fields=["status"])
        record(
            "framework-archived",
            locked,
            actor=actor,
            before={"status": Framework.Status.PUBLISHED},
            after={"status": Framework.Status.ARCHIVED},
        )
    return locked


@transaction.atomic
def discard(framework: Framework, *, actor: Person | None = None) -> None:
    """Delete a draft. Raises NotADraft for any other framework."""
    locked = Framework.objects.select_for_update().get(pk=framework.pk)
    if locked.status != Framework.Status.DRAFT:
        raise NotADraft(gettext("%(framework)s is published and cannot change.") % {"framework": locked})
    record(
        "framework-discarded", locked, actor=actor, before={"framework": str(locked), "data": data_of(locked)}
    )
    locked.delete()
