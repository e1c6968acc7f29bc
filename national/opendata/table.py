"""What a public table is, and the columns that most of them begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from municipalities.models import Kind
from national.opendata.columns import Column

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `rows` gives those of a year (B.E.), or all with 0 when it has no years.

    `made_of` names what the rows of a year are made of, where asking costs much less than making them: files that
    were made of the same are not made again.
    """

    name: str
    title: str | Promise
    about: str | Promise
    by_year: bool
    key: Sequence[str]
    columns: Callable[[], Sequence[Column]]
    years: Callable[[], Sequence[int]]
    rows: Callable[[int], Iterator[Row]]
    made_of: Callable[[int], str] | None = None


def named() -> tuple[Column, ...]:
    return (
        Column("code", "text", _("Code of the municipality on the day it became known."), required=True),
        Column("name", "text", _("Name with its kind before it."), required=True),
        Column("kind", "text", _("Kind of municipality."), values=Kind.choices),
        Column("province_code", "text", _("Two digits of the Ministry of Interior.")),
        Column("province", "text", _("Name of the province.")),
    )
