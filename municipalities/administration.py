"""What the administration pages of all apps share: who may use them, and that every change is an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from municipalities.models import User
from municipalities.queries import roles_of
from municipalities.roles import Role
from trail.services import record

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


def is_system_admin(request: HttpRequest) -> bool:
    return Role.SYSTEM_ADMIN in roles_of(request.user)


class ForSystemAdmins:
    """System admins see and change everything; rows that other rows point at are never deleted."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_system_admin(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_system_admin(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_system_admin(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_system_admin(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(ForSystemAdmins):
    """For what the portal writes by itself: to look at, never to change."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


PRIVATE = frozenset({"email", "name", "phone", "password"})
"""Values of a person's row that no event may hold: events cannot be erased."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a form of the administration changed: values by field, those of rows below it by model and number."""

    before: dict[str, Any]
    after: dict[str, Any]


class Recorded(ModelAdmin):
    """Changes become events of the trail; Django's own log, which could be edited, stays empty."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """What `log_addition` and `log_change` are given."""
        hidden = PRIVATE if isinstance(form.instance, User) else frozenset()
        before, after = _changed(form, hidden)
        for formset in formsets or ():
            for number, row in enumerate(formset.forms, start=1):
                old, new = _changed(row, frozenset())
                name = f"{formset.model._meta.model_name} {number}"
                if row in formset.deleted_forms:
                    before[name], after[name] = {key: _plain(each) for key, each in row.initial.items()}, None
                elif new:
                    before[name], after[name] = old, new
        return Change(before, after)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "added", message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "changed", message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._record(request, obj, "deleted", Change({"what": str(obj)}, {}))

    def _record(self, request: HttpRequest, obj: Any, what: str, change: Change) -> None:
        user: Any = request.user
        record(f"{obj._meta.model_name}-{what}", obj, actor=user, before=change.before, after=change.after)


def _changed(form: Any, hidden: frozenset[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values of the changed fields before and after; of hidden ones only that they changed."""
    before, after, unsaid = {}, {}, []
    for name in form.changed_data:
        if name in hidden:
            unsaid.append(name)
        elif name in form.cleaned_data and name != "DELETE":
            old, new = _plain(form.initial.get(name)), _plain(form.cleaned_data[name])
            if old != new:
                before[name], after[name] = old, new
    if unsaid:
        after["changed"] = sorted(unsaid)
    return before, after


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value if value is None or isinstance(value, bool | int | str) else str(value)
