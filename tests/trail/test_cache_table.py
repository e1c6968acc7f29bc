"""The table of the cache is there after `migrate`, without a further command."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate


@pytest.mark.django_db
def test_migrating_makes_the_table_of_the_cache() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")
    assert "cache" not in connection.introspection.table_names()
    sender = apps.get_app_config("trail")
    post_migrate.send(
        sender=sender,
        app_config=sender,
        verbosity=0,
        interactive=False,
        using="default",
        plan=[("trail", False)],
    )
    assert "cache" in connection.introspection.table_names()
