"""Taking back the import of a file: what it replaced comes back, what it brought goes, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from ita_portal.thai.celltext import plain
from measures.fields import ALL
from measures.models import Measure
from municipalities.guard import require_writable
from municipalities.models import Municipality, User
from reports.guard import require_draft
from reports.import_models import ImportUndo
from reports.import_rows import Key, Row, belongings, parents_first, rows_of_year, seal
from reports.models import Report
from trail.models import Event
from trail.services import record

IMPORTED, UNDONE = "report-imported", "report-import-undone"
REPORT, _MEASURE = Report._meta.label_lower, Measure._meta.label_lower


class NotUndone(Exception):
    """Taking back would destroy work: `parts` names what was changed since."""

    def __init__(self, parts: Sequence[str]) -> None:
        super().__init__(", ".join(parts))
        self.parts = list(parts)


def keep_for_undo(
    before: Mapping[Key, Row],
    report: Report,
    *,
    years: Collection[int],
    filename: str,
    actor: User,
) -> ImportUndo:
    """Keep what an import changed since `before`. Call it within the import's transaction."""
    after = rows_of_year(report.municipality, years, (report.kind, report.key_year))
    event = Event.objects.filter(action=IMPORTED, subject_type=REPORT, subject_id=report.pk).order_by("-pk")
    gone = [key for key in before if key not in after]
    made = [key for key in after if key not in before]
    changed = [key for key in before if key in after and _said(before[key]) != _said(after[key])]
    return ImportUndo.objects.create(
        municipality=report.municipality,
        action_year=report.action_year,
        event=event[0],
        filename=filename,
        years=sorted(years),
        kept=[before[key] for key in (*changed, *gone)],
        made=made,
        seals={_written(key): seal(after[key]) for key in (*changed, *made)},
        done_by=actor,
    )


def _said(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row["fields"].items() if name != "updated_at"}


def newest_import(municipality: Municipality, action_year: int) -> ImportUndo | None:
    """The last import of a year of work, when it was not taken back."""
    found = ImportUndo.objects.filter(municipality=municipality, action_year=action_year)
    newest = found.select_related("done_by").defer("kept", "made", "seals").order_by("-pk").first()
    return newest if newest is not None and newest.undone_at is None else None


@transaction.atomic
def undo_import(undo: ImportUndo, *, actor: User) -> Event | None:
    """Bring everything back as it was before the import; None when that was done before.

    Raises NotUndone when something that the import wrote was changed since, ReadOnly while a report in approval
    holds any of it.
    """
    municipality = Municipality.objects.select_for_update(no_key=True).get(pk=undo.municipality_id)
    undo = ImportUndo.objects.select_for_update(of=("self",)).select_related("event").get(pk=undo.pk)
    if undo.undone_at is not None:
        return None
    report = Report.objects.select_for_update(of=("self",)).filter(pk=undo.event.subject_id or 0).first()
    if report is None:
        raise NotUndone([undo.filename])
    made = {(label, pk) for label, pk in undo.made}
    kept: dict[Key, Row] = {(row["model"], row["pk"]): row for row in undo.kept}
    _require_writable(municipality, report, made | set(kept))
    now = rows_of_year(municipality, undo.years, (report.kind, report.key_year))
    if changed := _changed_since(undo, report, now, made):
        raise NotUndone(changed)
    event = record(
        UNDONE,
        report,
        actor=actor,
        municipality=municipality,
        after={"import": undo.event_id, "taken_away": len(made), "brought_back": len(kept)},
    )
    _delete(made)
    _restore(kept, now)
    undo.undone_at = timezone.now()
    undo.save(update_fields=["undone_at"])
    return event


def _require_writable(municipality: Municipality, report: Report, keys: Collection[Key]) -> None:
    """Raise ReadOnly when a report in approval holds what would be written."""
    require_draft(report)
    if any(label.startswith("measures.") for label, _pk in keys):
        require_writable(municipality, ALL, action_year=report.action_year)
    if any(label.startswith("assessments.analysis") for label, _pk in keys):
        require_writable(municipality, ("remark",), assessed_year=report.assessed_year)


def _changed_since(
    undo: ImportUndo, report: Report, now: Mapping[Key, Row], made: Collection[Key]
) -> list[str]:
    """What somebody worked on after the import, by name."""
    left = {_read(name): fingerprint for name, fingerprint in undo.seals.items()}
    changed = {key for key, fingerprint in left.items() if key not in now or seal(now[key]) != fingerprint}
    lost = belongings(set(made) & set(now)) - set(made)
    if (REPORT, report.pk) in made and (report.waivers.exists() or report.return_notes.exists()):
        changed.add((REPORT, report.pk))
    return list(dict.fromkeys(_name(key, now) for key in parents_first(changed | lost)))


def _delete(made: Collection[Key]) -> None:
    """The last to be made goes first, so that nothing is deleted but what is named."""
    for label, keys in _by_model(reversed(parents_first(made))).items():
        _model(label)._base_manager.filter(pk__in=keys).delete()


def _restore(kept: Mapping[Key, Row], now: Mapping[Key, Row]) -> None:
    """Write the rows as they were; their version goes on, so that a page opened in between notices."""
    rows = _with_references(kept)
    for label, keys in _by_model(parents_first(rows)).items():
        model = _model(label)
        there: list[models.Model] = []
        for pk in keys:
            fields = rows[label, pk]
            current = now.get((label, pk))
            if "version" in fields:
                fields["version"] = (current["fields"] if current else fields)["version"] + 1
            found = next(serializers.deserialize("python", [{"model": label, "pk": pk, "fields": fields}]))
            if current:
                there.append(found.object)
            else:  # raw: it keeps the day on which it was made
                found.object.save_base(raw=True, force_insert=True)
        names = [each.name for each in model._meta.concrete_fields if not each.primary_key]
        model._base_manager.bulk_update(there, names, batch_size=50)


def _with_references(kept: Mapping[Key, Row]) -> dict[Key, dict[str, Any]]:
    """The fields of the rows. A reference to what is gone is emptied; where it cannot be, nothing is undone."""
    rows = {key: dict(row["fields"]) for key, row in kept.items()}
    wanted: dict[type[models.Model], set[int]] = {}
    for key, fields in rows.items():
        for field in _references(key[0]):
            wanted.setdefault(field.remote_field.model, set()).add(fields.get(field.name) or 0)
    present = {
        target: set(target._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        | {pk for label, pk in rows if label == target._meta.label_lower}
        for target, keys in wanted.items()
    }
    for key, fields in rows.items():
        for field in _references(key[0]):
            value = fields.get(field.name)
            if value is None or value in present[field.remote_field.model]:
                continue
            if not field.null:
                raise NotUndone([_name(key, kept)])
            fields[field.name] = None
    return rows


def _references(label: str) -> list[models.ForeignKey[Any, Any]]:
    return [each for each in _model(label)._meta.concrete_fields if isinstance(each, models.ForeignKey)]


def _by_model(keys: Iterable[Key]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for label, pk in keys:
        found.setdefault(label, []).append(pk)
    return found


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def _written(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


def _read(name: str) -> Key:
    label, _colon, pk = name.partition(":")
    return label, int(pk)


def _name(key: Key, rows: Mapping[Key, Row]) -> str:
    """What people call a row, or the part of the work that it belongs to."""
    label, pk = key
    fields = rows[key]["fields"] if key in rows else {}
    if label == REPORT:
        return gettext("Title and layout of the report")
    if label == _MEASURE or "measure" in fields:
        number = pk if label == _MEASURE else fields["measure"]
        title = rows.get((_MEASURE, number or 0), {"fields": {}})["fields"].get("title", "")
        return plain(title)[:60] or gettext("a measure")
    if label.startswith("measures."):
        return gettext("Measures")
    return gettext("Analysis") if label.startswith("assessments.analysis") else gettext("Scores")
