"""What the administration pages of all apps share: who may use them, and that every change is an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

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


class Recorded(ModelAdmin):
    """Changes become events of the trail; Django's own log, which could be edited, stays empty."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "added", message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "changed", message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._record(request, obj, "deleted", str(obj))

    def _record(self, request: HttpRequest, obj: Any, what: str, message: Any) -> None:
        action = f"{obj._meta.model_name}-{what}"
        user: Any = request.user
        record(action, obj, actor=user, after={"what": message})
