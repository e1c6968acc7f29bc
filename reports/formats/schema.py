"""The JSON Schema of a report, made from the Document itself: what is published can never be other than its schema.

It describes what the portal writes. The reader takes more: fields that are left out have their usual value.
"""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from reports.document import FORMAT, Document
from reports.formats.described import DESCRIPTIONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MEDIA_TYPE = "application/schema+json"

CAME_LATER = frozenset({"Document.number", "Document.dated", "Result.bands"})
"""Fields that the first reports of this format do not have."""

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Decimal: {"type": "string", "pattern": "^-?[0-9]{1,40}\\.[0-9]{2,40}$"},
}


def address_of(format_number: int) -> str:
    """Where the schema of a format is published; it stays there for ever."""
    return f"/r/schema/report-{format_number}.json"


def schema() -> dict[str, Any]:
    """The schema of the present format."""
    found: dict[str, dict[str, Any]] = {}
    _object(Document, found)
    report = found.pop("Document")
    report["properties"]["format"] = {"const": FORMAT, "description": DESCRIPTIONS["Document.format"]}
    return {
        "$schema": DIALECT,
        "$id": address_of(FORMAT),
        "title": "ITA Portal: report",
        **report,
        "$defs": dict(sorted(found.items())),
    }


def _object(kind: type, found: dict[str, dict[str, Any]]) -> None:
    """The schema of a dataclass and of all that it holds, by name."""
    if kind.__name__ in found:
        return
    known: dict[str, Any] = {"type": "object", "description": DESCRIPTIONS[kind.__name__]}
    found[kind.__name__] = known
    hints = get_type_hints(kind)
    known["properties"] = {
        each.name: _described(f"{kind.__name__}.{each.name}", _of(hints[each.name], found))
        for each in fields(kind)
    }
    known["required"] = [
        each.name
        for each in fields(kind)
        if not each.metadata.get("left_out_when_empty") and f"{kind.__name__}.{each.name}" not in CAME_LATER
    ]
    known["additionalProperties"] = False


def _described(name: str, known: dict[str, Any]) -> dict[str, Any]:
    return known | {"description": DESCRIPTIONS[name]} if name in DESCRIPTIONS else known


def _of(hint: Any, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (known,) = (each for each in get_args(hint) if each is not type(None))
        inner = _of(known, found)
        return {"anyOf": [inner, {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return _list(get_args(hint), found)
    if is_dataclass(hint) and isinstance(hint, type):
        _object(hint, found)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return dict(_PLAIN[hint])


def _list(kinds: tuple[Any, ...], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return {"type": "array", "items": _of(kinds[0], found)}
    members = [_of(each, found) for each in kinds]
    return {"type": "array", "prefixItems": members, "minItems": len(members), "maxItems": len(members)}
