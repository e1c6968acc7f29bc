"""The trail: the database itself refuses to change or to forget what happened."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from trail.models import Event
from trail.services import record

pytestmark = pytest.mark.django_db


def test_an_event_says_only_what_changed() -> None:
    event = record("scores-saved", before={"i1": "1", "i2": "2"}, after={"i1": "1", "i2": "3", "i3": "4"})
    assert (event.before, event.after) == ({"i2": "2"}, {"i2": "3", "i3": "4"})


@pytest.mark.parametrize("statement", ["UPDATE trail_event SET comment = 'x'", "DELETE FROM trail_event"])
def test_the_database_refuses_to_change_an_event(statement: str) -> None:
    record("scores-saved", comment="as it was")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.get().comment == "as it was"


def test_the_program_refuses_too() -> None:
    record("scores-saved")
    with pytest.raises(PermissionDenied):
        Event.objects.all().delete()
    with pytest.raises(PermissionDenied):
        Event.objects.update(comment="x")


def test_an_event_of_a_transaction_that_failed_never_happened() -> None:
    with transaction.atomic():
        record("scores-saved")
        transaction.set_rollback(True)
    assert not Event.objects.exists()
