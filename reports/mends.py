"""Mending a draft: what a check says is the only right text is saved into the field, as if somebody had typed it.

The same path as every other save of a field: its hash, its guard, its history. What is mended can be taken back in
the history of the field.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext

from editing.history import latest_of
from editing.registry import adapter_for
from editing.services import Change, Result, save_changes
from municipalities.models import User
from reports.checks.mending import mended_text, ranges_by_path
from reports.finding_fields import Field, Mend
from reports.models import Report, State
from reports.places import Placed, placed
from reports.progress import Cycle
from reports.workflow import WrongState
from trail.services import record

TOLD = 40
"""So many mended places are told by name in the event of an act."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of an act. `refused` are the reasons, one for each field that was not saved."""

    done: tuple[Placed, ...] = ()
    refused: tuple[str, ...] = ()
    gone: int = 0
    """Findings that were not there any more."""
    undo: tuple[tuple[Field, int], ...] = ()
    """The fields that were changed, each with the key of the revision that did it."""


@dataclass
class _OfField:
    """The mends of one field, from the last range to the first."""

    mend: Mend
    rows: list[Placed] = field(default_factory=list)

    @property
    def text(self) -> str:
        text = self.mend.text
        for row in self.rows:
            text = mended_text(text, row.finding) or text
        return text


def mendable(report: Report, cycle: Cycle) -> list[Placed]:
    """The findings of a draft with one right answer, in the order of the document; of overlapping ones, one."""
    if report.state != State.DRAFT:
        return []
    frozen, findings = cycle.checked(report)
    groups = placed(findings, frozen.document, cycle)
    rows = [row for group in groups for row in group.findings if row.mend is not None]
    apart = {
        id(finding)
        for found in ranges_by_path(frozen.document, [row.finding for row in rows]).values()
        for finding in found
    }
    return sorted((row for row in rows if id(row.finding) in apart), key=lambda row: row.number)


@transaction.atomic
def mend(report: Report, cycle: Cycle, chosen: Mapping[str, str], *, actor: User) -> Mended:
    """Mend the chosen findings: the mark of each, with the hash of the text it was shown in.

    A text that changed since is not touched. Raises WrongState unless the report is a draft.
    """
    if report.state != State.DRAFT:
        raise WrongState(
            gettext("The report is %(state)s: nothing can be mended now.")
            % {"state": report.get_state_display()}
        )
    rows = [row for row in mendable(report, cycle) if row.mark in chosen]
    by_field: dict[Field, _OfField] = {}
    for row in sorted(rows, key=lambda each: each.finding.where.start or 0, reverse=True):
        assert row.mend is not None
        by_field.setdefault(row.mend.field, _OfField(row.mend)).rows.append(row)
    session = f"mend-{secrets.token_hex(12)}"
    changes = [
        Change(name.subject, name.name, each.text, chosen[each.rows[0].mark], sequence=1, session=session)
        for name, each in by_field.items()
    ]
    results = save_changes(report.municipality, cycle.action_year, changes, actor=actor)
    done: list[Placed] = []
    refused = []
    for result in results:
        of_field = by_field[Field(result.subject, result.field)]
        if result.status == "saved":
            done += of_field.rows
        else:
            refused.append(_why(result, of_field.rows[0].place))
    done.sort(key=lambda row: row.number)
    if done:
        _record(report, done, actor)
    saved = {row.mend.field for row in done if row.mend}
    undo = tuple((name, key) for name in saved if (key := _revision(name, cycle, actor)))
    return Mended(tuple(done), tuple(refused), len(chosen) - len(rows), undo)


def _why(result: Result, place: str) -> str:
    if result.status == "conflict":
        return gettext("%(place)s: the text has changed in the meantime. Look at the finding again") % {
            "place": place
        }
    return f"{place}: {result.message}"


def _record(report: Report, done: list[Placed], actor: User) -> None:
    told = [
        {
            "code": row.finding.code,
            "place": row.place,
            "was": row.finding.where.quote,
            "is": row.finding.replacement,
        }
        for row in done[:TOLD]
    ]
    record(
        "findings-mended",
        report,
        actor=actor,
        municipality=report.municipality,
        after={"count": len(done), "mended": told},
    )


def _revision(name: Field, cycle: Cycle, actor: User) -> int:
    """The key of the text that a field has now, for the way back."""
    adapter, key = adapter_for(name.subject)
    row = adapter.found(cycle.municipality, cycle.action_year, key)
    latest = latest_of(adapter.subject(row), [name.name]).get(name.name)
    return latest.pk if latest is not None and latest.actor_id == actor.pk else 0
