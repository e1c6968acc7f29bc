"""How far a measure is at the end of each round. The saving of fields one by one calls it like this:

    save_progress(measure, "six", {"status": "done", "text": "…"}, actor=user, edit=edit)

A page names these fields `progress.six.status`, `progress.six.text`, `progress.twelve.status` and
`progress.twelve.text` of the subject `measure:<pk>`; `field_of(name)` takes such a name apart, `progress_text(measure,
name)` gives the stored text behind it. Their history is kept under the same names.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from editing.history import Edit, Subject, keep
from ita_portal.thai.celltext import clean
from measures.history import KIND
from measures.models import Measure, MeasureProgress
from municipalities.guard import require_writable
from municipalities.models import User
from trail.services import record

GUARDED = "progress"
"""The name under which the write guard knows these fields."""
PARTS = ("status", "text")
SAVED_FIELDS = tuple(f"progress.{round_}.{part}" for round_ in MeasureProgress.Round.values for part in PARTS)
"""The names of all fields, as pages write them."""


def field_of(name: str) -> tuple[str, str]:
    """Round and part of a field's name. Raises KeyError for another name."""
    if name not in SAVED_FIELDS:
        raise KeyError(name)
    _progress, round_, part = name.split(".")
    return round_, part


def progress_text(measure: Measure, name: str) -> str:
    """The stored text of `progress.six.text` and its like; a status is its code, "" when none was chosen."""
    round_, part = field_of(name)
    row = next((each for each in measure.progress.all() if each.round == round_), None)
    return str(getattr(row, part)) if row else ""


@transaction.atomic
def save_progress(
    measure: Measure,
    round_: str,
    parts: Mapping[str, str],
    *,
    actor: User | None = None,
    edit: Edit | None = None,
) -> MeasureProgress:
    """Save status or text of a round, or both; a part that is not given stays.

    `edit` names the save of a page that saves as one types: its event is told once, when the session begins.
    Raises ValidationError by the field's name for an unknown status, ReadOnly while the results report is in
    approval.
    """
    if round_ not in MeasureProgress.Round.values or set(parts) - set(PARTS):
        raise ValidationError(f"progress has no {round_} {', '.join(parts)}")
    status = parts.get("status", "")
    if status and status not in MeasureProgress.Status.values:
        raise ValidationError({f"progress.{round_}.status": gettext("This status is not known.")})
    locked = (
        Measure.objects.select_for_update(of=("self",))
        .select_related("section__plan__municipality")
        .get(pk=measure.pk)
    )
    plan = locked.section.plan
    require_writable(plan.municipality, (GUARDED,), action_year=plan.action_year)
    row = locked.progress.filter(round=round_).first() or MeasureProgress(measure=locked, round=round_)
    wanted = {part: clean(parts[part] or "") for part in parts}
    changes = {
        f"progress.{round_}.{part}": (getattr(row, part), text)
        for part, text in wanted.items()
        if getattr(row, part) != text
    }
    if not changes:
        return row
    for part, text in wanted.items():
        setattr(row, part, text)
    row.updated_by = actor
    row.save()
    begins = keep(Subject(KIND, locked.pk), plan.municipality, changes, actor=actor, edit=edit)
    if begins:
        record(
            "progress-saved",
            locked,
            actor=actor,
            municipality=plan.municipality,
            before={name: before for name, (before, _after) in changes.items()} if edit is None else {},
            after={
                **({name: after for name, (_before, after) in changes.items()} if edit is None else {}),
                "fields": sorted(changes),
            },
        )
    return row
