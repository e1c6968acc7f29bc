"""The departments of a municipality: their names and order. One that was used is retired, not deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from municipalities.models import Department, Municipality, User
from municipalities.people import NotPossible
from trail.ordering import Direction, moved, write_order
from trail.services import record


@transaction.atomic
def add_department(municipality: Municipality, name: str, *, actor: User | None) -> Department:
    """A new department stands last. Raises NotPossible when one has this name."""
    _lock(municipality)
    _require_free(municipality, name)
    last = Department.objects.filter(municipality=municipality).order_by("-position").first()
    department = Department.objects.create(
        municipality=municipality, name=name, position=last.position + 1 if last else 0
    )
    record("department-added", department, actor=actor, municipality=municipality, after={"name": name})
    return department


@transaction.atomic
def rename_department(department: Department, name: str, *, actor: User | None) -> None:
    """Give a department another name. What measures say of the past keeps the name that was written there."""
    _lock(department.municipality)
    locked = Department.objects.get(pk=department.pk)
    if locked.name == name:
        return
    _require_free(locked.municipality, name, but=locked)
    before, locked.name = locked.name, name
    locked.save(update_fields=["name"])
    record(
        "department-renamed",
        locked,
        actor=actor,
        municipality=locked.municipality,
        before={"name": before},
        after={"name": name},
    )


@transaction.atomic
def use_department(department: Department, in_use: bool, *, actor: User | None) -> None:
    """Retire a department, so that it is not offered any more, or take it into use again."""
    locked = Department.objects.select_for_update().get(pk=department.pk)
    if locked.is_active == in_use:
        return
    locked.is_active = in_use
    locked.save(update_fields=["is_active"])
    action = "department-restored" if in_use else "department-retired"
    record(action, locked, actor=actor, municipality=locked.municipality, after={"name": locked.name})


@transaction.atomic
def move_department(department: Department, direction: Direction, *, actor: User | None) -> None:
    """Move a department up or down among those in use; retired ones stand behind them."""
    _lock(department.municipality)
    rows = list(
        Department.objects.filter(municipality=department.municipality).order_by(
            "-is_active", "position", "pk"
        )
    )
    places = [each.pk for each in rows]
    new = moved(rows, department, direction=direction)
    if [each.pk for each in new] == places:
        return
    write_order(new)
    record(
        "department-moved",
        department,
        actor=actor,
        municipality=department.municipality,
        after={"name": department.name},
    )


def _require_free(municipality: Municipality, name: str, but: Department | None = None) -> None:
    same = Department.objects.filter(municipality=municipality, name=name)
    found = (same.exclude(pk=but.pk) if but else same).first()
    if found is None:
        return
    if found.is_active:
        raise NotPossible(gettext("There is a department with this name already."), "name")
    raise NotPossible(gettext("There was a department with this name. Take it into use again below."), "name")


def _lock(municipality: Municipality) -> None:
    Municipality.objects.select_for_update().get(pk=municipality.pk)
