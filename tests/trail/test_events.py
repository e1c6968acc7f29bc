"""The trail: the database itself refuses to change or to forget what happened."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from trail.models import Event
from trail.services import record
from trail.triggers import registered

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


def test_no_event_is_put_in_the_place_of_another() -> None:
    """SQLite's INSERT OR REPLACE would delete without asking; PostgreSQL has no such statement."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    event = record("scores-saved", comment="as it was")
    columns = "id, at, action, subject_type, before, after, comment"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT OR REPLACE INTO trail_event ({columns}) VALUES (%s, %s, 'x', '', '{{}}', '{{}}', '')",
            [event.pk, event.at],
        )
    assert Event.objects.get().comment == "as it was"


def test_every_guard_is_in_the_database() -> None:
    """A migration that builds a table anew on SQLite loses its triggers: it has to put them back."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(query[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    wanted = {
        f"{guard.name}_{operation.lower()}"[:63] for guard in registered() for operation in guard.operations
    }
    assert wanted <= there
