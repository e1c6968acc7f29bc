"""The rows of a loaded catalogue, kept from the first test that loads it and put in again for the others.

Checking and writing the files anew for each of some thousand tests is what they would spend most time on.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from catalogue.models import Framework
from trail.models import Event

AT_ONCE = 500
"""Rows of one statement: a journey to PostgreSQL for each row takes as long as loading the files."""

_kept: dict[tuple[int, ...], list[tuple[str, list[str], list[tuple[Any, ...]], list[int]]]] = {}


def tables() -> list[type[models.Model]]:
    """The frameworks after their parts: the database lets nothing be added to one that is published."""
    parts = apps.get_app_config("catalogue").get_models(include_auto_created=True)
    return [*(each for each in parts if each is not Framework), Framework, Event]


def put_in(years: tuple[int, ...]) -> bool:
    """Whether these years are in the catalogue now, which was empty."""
    if years not in _kept or Framework.objects.exists():
        return False
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        for name, columns, rows, moments in _kept[years]:
            fresh = [list(row) for row in rows]
            for count, row in enumerate(reversed(fresh)):
                # One after the other, as they were loaded.
                moment = connection.ops.adapt_datetimefield_value(now - count * timedelta(microseconds=1))
                for place in moments:
                    row[place] = row[place] and moment
            quoted = ", ".join(map(connection.ops.quote_name, columns))
            places = ", ".join(["%s"] * len(columns))
            table = connection.ops.quote_name(name)
            for start in range(0, len(fresh), AT_ONCE):
                some = fresh[start : start + AT_ONCE]
                values = ", ".join([f"({places})"] * len(some))
                cursor.execute(
                    f"INSERT INTO {table} ({quoted}) VALUES {values}", list(chain.from_iterable(some))
                )
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
    return True


def keep(years: tuple[int, ...], events_before: int) -> None:
    """Remember what loading them wrote, when nothing else was there."""
    kept = []
    with connection.cursor() as cursor:
        for model in tables():
            # Somebody's own events have numbers already.
            fields = [f for f in model._meta.concrete_fields if not (model is Event and f.primary_key)]
            columns = [field.column for field in fields]
            quoted = ", ".join(map(connection.ops.quote_name, columns))
            table = model._meta.db_table
            since = f" WHERE id > {events_before}" if model is Event else ""
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(table)}{since} ORDER BY id")
            moments = [n for n, field in enumerate(fields) if isinstance(field, models.DateTimeField)]
            kept.append((table, columns, cursor.fetchall(), moments))
    _kept[years] = kept
