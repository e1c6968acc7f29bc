"""Roles: who may do what is in `ita_portal.access` (routes) and `reports.workflow` (transitions)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("officer")
    APPROVER = "approver", _("approver")
    MUNICIPALITY_ADMIN = "municipality_admin", _("municipality admin")
    COORDINATOR = "coordinator", _("province coordinator")
    AUDITOR = "auditor", _("auditor")
    CATALOGUE_ADMIN = "catalogue_admin", _("catalogue admin")
    SYSTEM_ADMIN = "system_admin", _("system admin")


OF_A_MUNICIPALITY = (Role.OFFICER, Role.APPROVER, Role.MUNICIPALITY_ADMIN)
"""Roles that belong to one municipality."""

OF_A_PROVINCE = (Role.COORDINATOR,)
"""Roles that belong to one province. An auditor may have a province or all of them."""

MANAGERS = (Role.MUNICIPALITY_ADMIN, Role.COORDINATOR, Role.SYSTEM_ADMIN)
"""Who looks after the people, departments and signatories of a municipality."""

SCOPE_FITS_ROLE = (
    Q(role__in=OF_A_MUNICIPALITY, municipality__isnull=False, province__isnull=True)
    | Q(role__in=OF_A_PROVINCE, municipality__isnull=True, province__isnull=False)
    | Q(role=Role.AUDITOR, municipality__isnull=True)
    | Q(role__in=(Role.CATALOGUE_ADMIN, Role.SYSTEM_ADMIN), municipality__isnull=True, province__isnull=True)
)
"""A role belongs to a municipality, a province or the whole portal; held by membership and invitation alike."""
