from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class TrailConfig(AppConfig):
    name = "trail"
    label = "trail"
    verbose_name = _("Event trail")

    def ready(self) -> None:
        post_migrate.connect(_make_cache_table, sender=self, dispatch_uid="cache table")


def _make_cache_table(*, using: str, plan: Any = None, **_kwargs: Any) -> None:
    """The cache's table belongs to no model; without it nobody could sign in after `migrate` alone."""
    if plan:  # emptying a database sends this signal too
        call_command("createcachetable", database=using, verbosity=0)
