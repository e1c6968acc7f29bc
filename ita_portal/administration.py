"""The system administration under /admin/: for the roles that the access table lets in, by the portal's sign-in."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class PortalAdminConfig(AdminConfig):
    default_site = "ita_portal.administration.PortalAdmin"


class PortalAdmin(AdminSite):
    site_header = _("Administration of the ITA Portal")
    site_title = _("ITA Portal")
    index_title = _("What can be seen and changed here")
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        from ita_portal.access import CATALOGUE
        from municipalities.queries import roles_of

        user: Any = request.user
        return bool(user.is_active and roles_of(user) & CATALOGUE)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from django.contrib.auth.views import redirect_to_login

        return redirect_to_login(request.get_full_path())
