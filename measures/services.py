"""The only code that writes more than one row about measures. Each service is one transaction and one event.

Every service asks the write guard: while the analysis is in approval the plan's fields are read-only, while the
results report is, the results are; adding, deleting and moving a measure changes both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from assessments.analysis_services import issue_of_analysis
from catalogue.frame import requirement_for
from catalogue.models import Issue
from catalogue.queries import frames_in_force, framework_for
from editing.history import Edit
from ita_portal.thai.celltext import clean
from measures.fields import ALL, apply_fields, stored_fields
from measures.history import keep_texts
from measures.keeping import as_deleted, kept_rows
from measures.models import Measure, Plan, Section
from municipalities.guard import require_writable
from municipalities.models import Municipality, User
from trail.conflict import Conflict
from trail.models import Event
from trail.ordering import Direction, moved, write_order
from trail.services import record


def _require_writable(plan: Plan, fields: Collection[str] = ALL) -> None:
    require_writable(plan.municipality, fields, action_year=plan.action_year)


def _lock(plan: Plan) -> Plan:
    """Hold the plan: the order of its sections and measures changes for one person at a time."""
    return Plan.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=plan.pk)


@transaction.atomic
def get_or_create_plan(municipality: Municipality, action_year: int, *, actor: User | None = None) -> Plan:
    """The plan of a fiscal year, created with a section for every issue that year's documents must treat.

    Raises NoFramework for a year that the catalogue does not reach.
    """
    found = Plan.objects.filter(municipality=municipality, action_year=action_year).first()
    if found is not None:
        return found
    framework = framework_for("analysis", action_year - 1)
    plan, created = Plan.objects.get_or_create(municipality=municipality, action_year=action_year)
    if not created:
        return plan
    requirement = requirement_for(frames_in_force(), "analysis", action_year - 1)
    issues = Issue.objects.filter(framework=framework).order_by("no")
    if requirement is not None:
        issues = issues.filter(no__in=requirement.issues_required)
    Section.objects.bulk_create(
        Section(plan=plan, issue=issue, position=position) for position, issue in enumerate(issues)
    )
    record("plan-created", plan, actor=actor, municipality=municipality, after={"action_year": action_year})
    return plan


@transaction.atomic
def add_section(
    plan: Plan, *, issue: int | None = None, heading: str = "", actor: User | None = None
) -> Section:
    """Add a section at the end: for an issue of the year, or without one. One issue has one section.

    Returns the section there is when the issue has one already.
    """
    _require_writable(plan)
    plan = _lock(plan)
    found = plan.sections.filter(issue__no=issue).first() if issue is not None else None
    if found is not None:
        return found
    row = issue_of_analysis(plan.action_year - 1, issue)
    last = plan.sections.aggregate(last=Max("position"))["last"]
    section = Section.objects.create(
        plan=plan, issue=row, heading_as_written=clean(heading), position=0 if last is None else last + 1
    )
    record(
        "section-added",
        section,
        actor=actor,
        municipality=plan.municipality,
        after={"issue": issue, "heading": section.heading_as_written},
    )
    return section


@transaction.atomic
def delete_section(section: Section, *, actor: User | None = None) -> None:
    """Delete a section that has no measure. Raises ValidationError when it has."""
    _require_writable(section.plan)
    plan = _lock(section.plan)
    if section.measures.exists():
        raise ValidationError(gettext("This section still has measures."))
    record(
        "section-deleted",
        section,
        actor=actor,
        municipality=plan.municipality,
        before={"issue": section.issue.no if section.issue else None, "heading": section.heading_as_written},
    )
    section.delete()


@transaction.atomic
def add_measure(
    section: Section,
    fields: Mapping[str, Any] | None = None,
    *,
    actor: User | None = None,
    position: int | None = None,
) -> Measure:
    """Add a measure to a section, last or at a position counted from 0. `fields` as for `update_measure`."""
    plan = _lock(section.plan)
    _require_writable(plan)
    last = section.measures.aggregate(last=Max("position"))["last"]
    measure = Measure.objects.create(section=section, position=0 if last is None else last + 1)
    after = apply_fields(measure, fields or {})[1]
    measure.save()
    if position is not None:
        write_order(moved(list(section.measures.order_by("position", "pk")), measure, position=position))
        measure.refresh_from_db(fields=["position"])
    record("measure-added", measure, actor=actor, municipality=plan.municipality, after=after)
    return measure


@transaction.atomic
def update_measure(
    measure: Measure,
    fields: Mapping[str, Any],
    *,
    actor: User | None = None,
    version: int | None = None,
    edit: Edit | None = None,
) -> Measure:
    """Save the given fields of a measure (`measures.fields.FIELDS`); the others stay.

    `edit` names the save of a page that saves as one types: its event is told once, when the session begins.
    Raises Conflict when `version` is older than the stored one and a value differs, ValidationError by field
    name, ReadOnly while a report in approval holds one of the fields.
    """
    locked = _locked_measure(measure)
    plan = locked.section.plan
    _require_writable(plan, _guarded(fields))
    before, after = apply_fields(locked, fields)
    if not after:
        return locked
    if version is not None and version != locked.version:
        raise Conflict({name: (before[name], after[name]) for name in after}, version=locked.version)
    locked.version += 1
    locked.save()
    begins = keep_texts(locked, before, after, actor=actor, edit=edit)
    if edit is None:
        record(
            "measure-saved", locked, actor=actor, municipality=plan.municipality, before=before, after=after
        )
    elif begins:
        fields_typed = {"fields": sorted(after)}
        record("measure-saved", locked, actor=actor, municipality=plan.municipality, after=fields_typed)
    return locked


def _guarded(fields: Collection[str]) -> set[str]:
    """What the guard knows these fields by: numbers, items and further columns are part of the plan."""
    return {name if name in ALL else "title" for name in fields}


def _locked_measure(measure: Measure) -> Measure:
    rows = Measure.objects.select_for_update(of=("self",))
    return rows.select_related("section__plan__municipality", "section__issue").get(pk=measure.pk)


@transaction.atomic
def move_measure(
    measure: Measure,
    *,
    direction: Direction | None = None,
    position: int | None = None,
    section: Section | None = None,
    actor: User | None = None,
) -> Measure:
    """Move a measure a step up or down, to a position counted from 0, or into another section of its plan.

    In another section it comes last unless `position` says otherwise.
    """
    plan = _lock(measure.section.plan)
    _require_writable(plan)
    locked = _locked_measure(measure)
    source, target = locked.section, section or locked.section
    if target.plan_id != plan.pk:
        raise ValidationError(gettext("This section belongs to another plan."))
    old = list(source.measures.order_by("position", "pk"))
    if target.pk == source.pk:
        wanted = moved(old, locked, direction=direction, position=position)
        if [each.pk for each in wanted] == [each.pk for each in old]:
            return locked
    else:
        locked.section = target
        others = list(target.measures.order_by("position", "pk"))
        index = len(others) if position is None else min(max(position, 0), len(others))
        wanted = [*others[:index], locked, *others[index:]]
        write_order([each for each in old if each.pk != locked.pk])
        locked.save(update_fields=["section", "updated_at"])
    write_order(wanted)
    locked = next(each for each in wanted if each.pk == locked.pk)
    record(
        "measure-moved",
        locked,
        actor=actor,
        municipality=plan.municipality,
        before={"section": source.pk, "position": [each.pk for each in old].index(locked.pk)},
        after={"section": target.pk, "position": wanted.index(locked)},
    )
    return locked


@transaction.atomic
def duplicate_measure(measure: Measure, *, actor: User | None = None) -> Measure:
    """A copy of a measure directly below it, without its evidence and results."""
    source = _locked_measure(measure)
    said = stored_fields(source)
    fields = {
        name: said[name] for name in ("title", "procedure", "follow_up", "responsible", "items", "extra")
    }
    rows = list(source.section.measures.order_by("position", "pk").values_list("pk", flat=True))
    copy = add_measure(source.section, fields, actor=actor, position=rows.index(source.pk) + 1)
    Measure.objects.filter(pk=copy.pk).update(
        responsible_as_written=source.responsible_as_written,
        period_text=source.period_text,
        period_start=source.period_start,
        period_end=source.period_end,
        period_style=source.period_style,
    )
    copy.refresh_from_db()
    return copy


@transaction.atomic
def delete_measure(measure: Measure, *, actor: User | None = None) -> Event:
    """Delete a measure with all that belongs to it. The event keeps it: `measures.undo` brings it back."""
    plan = _lock(measure.section.plan)
    _require_writable(plan)
    locked = _locked_measure(measure)
    kept = as_deleted(plan, kept_rows([locked.pk]))
    event = record(
        "measure-deleted",
        locked,
        actor=actor,
        municipality=plan.municipality,
        before={**stored_fields(locked), "section": locked.section_id, "position": locked.position, **kept},
    )
    section = locked.section
    locked.delete()
    write_order(list(section.measures.order_by("position", "pk")))
    return event
