"""PostgreSQL can empty a table without touching a row; the event trail refuses that as well."""

import pytest
from django.db import DatabaseError, connection, transaction

from trail.services import record


@pytest.mark.django_db
def test_postgresql_refuses_to_truncate_the_events() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL knows TRUNCATE")
    record("report.submit")
    connection.check_constraints()  # else the pending foreign key of the new row is what refuses
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE trail_event CASCADE")
