"""Document ⇄ JSON: the form that is frozen, hashed and published (design §3, "In JSON").

Keys are the fields of `reports.document`. Numbers that people scored are strings with at least two decimals,
empty is null, dates are ISO (C.E.), tuples are lists, `extra` is a list of [heading, text]. The canonical bytes
are UTF-8, NFC, keys sorted, no white space: the same Document always gives the same bytes, and their SHA-256 is
the hash that a PDF prints. `loads` reads every format there ever was, through `reports.formats.upgrades`.
"""

from __future__ import annotations

import json
import re
import types
import unicodedata
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from reports.document import FORMAT, Document
from reports.formats.upgrades import UPGRADES

_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?", re.ASCII)


class FormatError(ValueError):
    """The JSON is no report of a format known here. The message is one English line that names the place."""


def dumps(document: Document, *, pretty: bool = False) -> bytes:
    """The canonical JSON of a document; `pretty` indents it for people, with the same content."""
    data = _encode(document)
    if pretty:
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False, indent=2) + "\n"
    else:
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))
    return text.encode()


def loads(data: bytes) -> Document:
    """The document of a JSON file in any format so far. Raises FormatError for anything else."""
    try:
        tree = json.loads(data, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not JSON: {error}") from error
    return document_from(tree)


def document_from(tree: object) -> Document:
    """The document of a decoded JSON object. Raises FormatError; the object is not changed."""
    if not isinstance(tree, dict):
        raise FormatError("a report is a JSON object")
    version = tree.get("format")
    if type(version) is not int or not 1 <= version <= FORMAT:
        raise FormatError(f"unknown format {version!r}: this version reads formats 1 to {FORMAT}")
    for step in range(version, FORMAT):
        tree = UPGRADES[step](tree)
    document: Document = _decode(Document, tree, "report")
    return document


def to_tree(value: object) -> Any:
    """The JSON form of any part of a document (a Block, a Result, a tuple of them), as plain lists and mappings."""
    return _encode(value)


def from_tree(kind: Any, tree: object) -> Any:
    """The part of a document of this type (`Result`, `tuple[Block, ...]`) from its JSON form. Raises FormatError."""
    return _decode(kind, tree, getattr(kind, "__name__", str(kind)))


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number of JSON")


# --- writing -------------------------------------------------------------------------------------------


def _encode(value: object) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_encode(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: _encode(said)
            for each in fields(value)
            if (said := getattr(value, each.name)) or not each.metadata.get("left_out_when_empty")
        }
    raise TypeError(f"a report cannot hold {type(value).__name__}")


def _number(value: Decimal) -> str:
    """Two decimals at least, every further one that counts: never rounded, never in powers of ten."""
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    significant = list(digits)
    while exponent < -2 and significant and significant[-1] == 0:
        significant.pop()
        exponent += 1
    places = max(2, -exponent)
    exact = Decimal((sign if any(significant) else 0, tuple(significant) or (0,), exponent))
    return f"{exact:.{places}f}"


# --- reading -------------------------------------------------------------------------------------------


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, value: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None and type(None) in get_args(kind):
            return None
        (kind,) = (each for each in get_args(kind) if each is not type(None))
        return _decode(kind, value, where)
    if origin is Literal:
        if value not in get_args(kind):
            raise FormatError(f"{where}: {value!r} is none of {', '.join(map(repr, get_args(kind)))}")
        return value
    if origin is tuple:
        return _decode_list(get_args(kind), value, where)
    if is_dataclass(kind):
        return _decode_object(kind, value, where)
    return _decode_plain(kind, value, where)


def _decode_plain(kind: Any, value: Any, where: str) -> Any:
    if kind is Decimal:
        return _decimal(value, where)
    if kind is date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise FormatError(f"{where}: {value!r} is not a date like 2025-09-30") from None
    if type(value) is not kind:
        raise FormatError(f"{where}: {_shortened(value)} is not {kind.__name__}")
    return value


def _decimal(value: object, where: str) -> Decimal:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise FormatError(f'{where}: {_shortened(value)} is not a number in quotes like "90.00"')
    return Decimal(value)


def _decode_list(kinds: tuple[Any, ...], value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise FormatError(f"{where}: a list is needed, not {_shortened(value)}")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_decode(kinds[0], each, f"{where}[{index}]") for index, each in enumerate(value))
    if len(kinds) != len(value):
        raise FormatError(f"{where}: {len(kinds)} values are needed, not {len(value)}")
    return tuple(
        _decode(kind, each, f"{where}[{index}]")
        for index, (kind, each) in enumerate(zip(kinds, value, strict=True))
    )


def _decode_object(kind: Any, value: object, where: str) -> Any:
    if not isinstance(value, dict):
        raise FormatError(f"{where}: an object is needed, not {_shortened(value)}")
    hints = _hints(kind)
    names = {each.name for each in fields(kind)}
    if unknown := sorted(set(value) - names):
        raise FormatError(f"{where}: unknown key {unknown[0]!r}")
    for each in fields(kind):
        if each.name not in value and each.default is MISSING and each.default_factory is MISSING:
            raise FormatError(f"{where}: {each.name!r} is missing")
    return kind(**{name: _decode(hints[name], each, f"{where}.{name}") for name, each in value.items()})


def _shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"
