"""The fields of the Document's parts by their names, and lists of texts as the lines of one cell."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

NOTHING, EMPTY = "\\-", "\\"
"""A list without any text, where an empty cell would mean something else; a text of a list that is empty."""


def value_of(record: object, key: str) -> Any:
    """The value of a dotted field; None when a part on the way is missing."""
    for name in key.split("."):
        record = None if record is None else getattr(record, name)
    return record


@cache
def type_of(kind: type, key: str) -> Any:
    """What a dotted field holds: str, int, bool, Decimal, date, tuple for a list of texts, or a Literal."""
    found: Any = kind
    for name in key.split("."):
        found = _without_none(get_type_hints(found)[name])
    return tuple if get_origin(found) is tuple else found


@cache
def default_of(kind: type, key: str) -> Any:
    """What a dotted field is when nothing is said; MISSING when something must be."""
    name, _, rest = key.partition(".")
    (found,) = (each for each in fields(kind) if each.name == name)
    if rest:
        within = _without_none(get_type_hints(kind)[name])
        return None if found.default is None else default_of(within, rest)
    return found.default_factory() if found.default_factory is not MISSING else found.default


@cache
def must_be(kind: type, key: str) -> bool:
    """Whether a field cannot be without a value."""
    hint = get_type_hints(kind)[key]
    return _without_none(hint) is hint


def made(kind: type, values: Mapping[str, Any]) -> Any:
    """The record of its dotted values; a part of it that may be missing is, when one of its own values is."""
    hints = get_type_hints(kind)
    own: dict[str, Any] = {}
    within: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        name, _, rest = key.partition(".")
        if rest:
            within.setdefault(name, {})[rest] = value
        else:
            own[name] = value
    for name, parts in within.items():
        known = _without_none(hints[name])
        if known is hints[name] or None not in parts.values():
            own[name] = made(known, parts)
    return kind(**own)


def listed(texts: Sequence[str]) -> str:
    """Texts as the lines of one cell; no texts are an empty cell."""
    return "\n".join(each.replace("\\", "\\\\").replace("\n", "\\n") or EMPTY for each in texts)


def unlisted(cell: str) -> tuple[str, ...]:
    """The texts of a cell that `listed` wrote, or that a person wrote a line for each."""
    if not cell or cell == NOTHING:
        return ()
    return tuple("" if line == EMPTY else _unescaped(line) for line in cell.split("\n"))


def _unescaped(line: str) -> str:
    pieces = line.split("\\\\")
    return "\\".join(piece.replace("\\n", "\n") for piece in pieces)


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    return hint


def is_choice(hint: Any) -> bool:
    return get_origin(hint) is Literal
