"""Guards inside the database: tables whose rows it refuses to change, on SQLite and on PostgreSQL.

Apps register a `Guard` at import; a migration installs it. `remove_all` and `install_all` exist for the two
things a guard would also stop: the flush between tests and the loading of a backup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Guard:
    """Refuse `operations` on `table` when `condition` (SQL over OLD and NEW) holds, with `message`.

    `condition` may use `{row}`, which becomes OLD for DELETE and UPDATE and NEW for INSERT. Values other than
    row columns must be written as portable SQL.
    """

    name: str
    table: str
    operations: tuple[str, ...]
    message: str
    condition: str = ""

    def _sqlite(self) -> Iterable[str]:
        for operation in self.operations:
            row = "NEW" if operation == "INSERT" else "OLD"
            when = f"WHEN {self.condition.format(row=row)} " if self.condition else ""
            yield (
                f"CREATE TRIGGER {self.name}_{operation.lower()} BEFORE {operation} ON {self.table} "
                f"FOR EACH ROW {when}BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            )

    def _postgresql(self) -> Iterable[str]:
        for operation in self.operations:
            row = "NEW" if operation == "INSERT" else "OLD"
            body = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'restrict_violation';"
            if self.condition:
                body = f"IF {self.condition.format(row=row)} THEN {body} END IF;"
            result = "OLD" if operation == "DELETE" else "NEW"
            name = f"{self.name}_{operation.lower()}"
            yield (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body} RETURN {result}; END $$"
            )
            yield (
                f"CREATE TRIGGER {name} BEFORE {operation} ON {self.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        if self._refuses_truncate:
            name = f"{self.name}_truncate"
            yield (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'restrict_violation'; END $$"
            )
            yield f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {self.table} EXECUTE FUNCTION {name}()"

    @property
    def _refuses_truncate(self) -> bool:
        """PostgreSQL alone knows TRUNCATE, which fires no row trigger; a table that keeps rows refuses it whole."""
        return "DELETE" in self.operations

    def install(self, connection: BaseDatabaseWrapper) -> None:
        self.remove(connection)
        statements = self._postgresql() if connection.vendor == "postgresql" else self._sqlite()
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            for operation in (*self.operations, "TRUNCATE"):
                name = f"{self.name}_{operation.lower()}"
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {self.table}")
                    cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")
                else:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def guarding(*guards: Guard) -> migrations.RunPython:
    """The operation of a migration that installs guards, and takes them away backwards.

    A later migration that builds a guarded table anew on SQLite (most changes of a table do) loses its guards: it
    needs this operation again after them.
    """

    def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for guard in guards:
            guard.install(schema_editor.connection)

    def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for guard in guards:
            guard.remove(schema_editor.connection)

    return migrations.RunPython(install, remove)


_guards: dict[str, Guard] = {}


def register(*guards: Guard) -> None:
    """Make guards known to `install_all` and `remove_all`. Registering a name twice replaces it."""
    for guard in guards:
        _guards[guard.name] = guard


def registered() -> tuple[Guard, ...]:
    return tuple(_guards.values())


def install_all(connection: BaseDatabaseWrapper) -> None:
    for guard in _guards.values():
        guard.install(connection)


def remove_all(connection: BaseDatabaseWrapper) -> None:
    for guard in _guards.values():
        guard.remove(connection)


EVENTS = Guard("trail_event_append_only", "trail_event", ("UPDATE", "DELETE"), "events are append-only")
NEVER_REPLACED = Guard(
    "trail_event_never_replaced",
    "trail_event",
    ("INSERT",),
    "events are append-only",
    "EXISTS (SELECT 1 FROM trail_event AS there WHERE there.id = {row}.id)",
)
"""SQLite's INSERT OR REPLACE deletes without asking the guard of deletions."""
register(EVENTS, NEVER_REPLACED)
