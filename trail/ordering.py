"""Rows that people put in order: positions counted from 0, rewritten whole (SQLite defers no unique check)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol, TypeVar

from django.db import models

Direction = Literal["up", "down"]


class Positioned(Protocol):
    pk: Any
    position: int


Row = TypeVar("Row", bound=Positioned)


def moved(
    rows: Sequence[Row], row: Row, *, direction: Direction | None = None, position: int | None = None
) -> list[Row]:
    """The rows with one of them a step up or down, or at a position; at either end it stays where it is."""
    index = next(index for index, each in enumerate(rows) if each.pk == row.pk)
    if direction is not None:
        position = index + (-1 if direction == "up" else 1)
    wanted = min(max(index if position is None else position, 0), len(rows) - 1)
    others = [each for each in rows if each.pk != row.pk]
    return [*others[:wanted], rows[index], *others[wanted:]]


def write_order(rows: Sequence[models.Model]) -> None:
    """Store the order of the rows as their positions, touching only those that changed."""
    changed = []
    for position, row in enumerate(rows):
        if getattr(row, "position") != position:  # noqa: B009 - models.Model has no such attribute
            setattr(row, "position", position)  # noqa: B010
            changed.append(row)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, ["position"])
