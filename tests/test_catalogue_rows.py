"""A catalogue that is put in again from its rows is the one that its files give."""

from __future__ import annotations

import pytest
from django.db import connection

from catalogue.models import Framework
from tests import catalogue_rows
from tests.cast import load_catalogue, make_cast
from trail.models import Event


def everything(since: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the catalogue and of the events since then, without moments and the numbers of events."""
    found = {}
    for model in catalogue_rows.tables():
        names = {field.column for field in model._meta.concrete_fields} - {"at", "published_at"}
        rows = model.objects.filter(pk__gt=since) if model is Event else model.objects.all()
        columns = sorted(names - {"id"} if model is Event else names)
        found[model._meta.label] = [repr(row) for row in rows.order_by("pk").values_list(*columns)]
    return found


@pytest.mark.django_db
def test_it_has_the_same_rows_and_goes_on_after_them() -> None:
    make_cast()
    catalogue_rows._kept.clear()
    written = []
    for _turn in range(2):
        before = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT empty")
            load_catalogue(2567, 2568)
            connection.check_constraints()
            written.append(everything(before))
            parts = {each.pk: each.items.count() for each in Framework.objects.all()}
            load_catalogue(2566)
            assert Framework.objects.count() == 3
            cursor.execute("ROLLBACK TO SAVEPOINT empty")
        assert not Framework.objects.exists()
    assert (2567, 2568) in catalogue_rows._kept
    assert all(parts.values())
    assert written[0] == written[1]
    assert all(written[0].values()), "each table has rows of its own"
