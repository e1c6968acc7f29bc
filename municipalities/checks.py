"""What has to be true of the database for the search by parts of words to be quick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import connections

HINT = (
    "Create the extension pg_trgm as a superuser, and the database with the locale C.UTF-8 or an ICU one: "
    "with plain C, pg_trgm knows no Thai letters."
)


@register(Tags.database)
def trigrams_know_thai(databases: Iterable[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """Without them a search reads every row: right, but slow for the whole country."""
    return [
        checks.Warning(
            f"The database “{alias}” finds no parts of Thai words by index.",
            hint=HINT,
            id="municipalities.W001",
        )
        for alias in databases or ()
        if connections[alias].vendor == "postgresql" and not _knows_thai(alias)
    ]


def _knows_thai(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() == (0,):
            return False
        cursor.execute("SELECT show_trgm('การ') <> '{}'")
        return bool(cursor.fetchone()[0])
