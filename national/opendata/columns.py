"""What a column of a table holds: its type, what it means and what may stand in it (Table Schema)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

SCORE = {"minimum": 0, "maximum": 100}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `kind` is "text", "address", "integer", "score", "yes" (true or false), "date" or "moment" (UTC).

    `values` are the codes that may stand in it, with what they mean; empty when anything may.
    """

    name: str
    kind: str
    about: str | Promise
    required: bool = False
    values: Sequence[tuple[str, str | Promise]] = ()

    @property
    def type(self) -> str:
        """The type of a Table Schema."""
        return _TYPES[self.kind][0]

    def schema(self) -> dict[str, Any]:
        """The field descriptor (Table Schema, specs.frictionlessdata.io)."""
        field: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "format": _TYPES[self.kind][1],
            "description": str(self.about),
        }
        constraints: dict[str, Any] = {"required": True} if self.required else {}
        if self.kind == "score":
            constraints |= SCORE
        if self.values:
            constraints["enum"] = [code for code, _meaning in self.values]
        if constraints:
            field["constraints"] = constraints
        return field


_TYPES = {
    "text": ("string", "default"),
    "address": ("string", "uri"),
    "integer": ("integer", "default"),
    "score": ("number", "default"),
    "yes": ("boolean", "default"),
    "date": ("date", "default"),
    "moment": ("datetime", "default"),
}


def table_schema(columns: Sequence[Column], key: Sequence[str]) -> dict[str, Any]:
    """The Table Schema of a table; `key` are the columns that tell its rows apart."""
    return {
        "fields": [each.schema() for each in columns],
        "missingValues": [""],
        "primaryKey": list(key),
    }
