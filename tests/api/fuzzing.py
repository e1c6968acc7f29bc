"""Requests made from the OpenAPI description: values that fit, values that nearly fit, and rubbish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

HOSTILE: tuple[Any, ...] = (
    "", " ", "0", "-1", "1e309", "NaN", "null", "true", "๒๕๖๘", "ก" * 300, "a" * 5000, "'", '"', "%", "%00", "\0",
    "\x7f", "\ud800", "\u200b", "\u202e", "../../etc/passwd", "' OR 1=1 --", "{{7*7}}", "<script>", "😀", "ำ",
    "9" * 30, "-0", "0x10", "1_000", "٣", "²", "\r\nX: y", ";", "[]", "{}", "99400001", "2568", "analysis", "i1",
)  # fmt: skip
JSON_HOSTILE: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**30, -(10**30), 1e300, [], {}, [[]], {"": ""}, [None], "x" * 30_000,
    {"a": {"a": {"a": []}}}, *HOSTILE,
)  # fmt: skip
RAW = (
    b"", b"{", b"\xff\xfe", b"null", b"[" * 5000, b'{"version": NaN}', b'{"version": 1e999}', b'{"a": "\\ud800"}',
    b'{"version": ' + b"9" * 5000 + b"}", b"version=0",
)  # fmt: skip
KEYS = ("1", '"1"', "a" * 64, "a" * 65, "", " ", "ก", '"', "a b", "\x7f", "%00")


@dataclass
class Request:
    method: str
    path: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


class Fuzzer:
    """Makes requests to every operation of a schema. The same seed makes the same requests.

    `known` are values that lead somewhere, by the name of a parameter: without them every request ends at 404.
    """

    def __init__(self, schema: dict[str, Any], known: dict[str, list[str]], seed: int) -> None:
        self.schemas = schema["components"]["schemas"]
        self.operations = [
            (path, method, operation)
            for path, methods in schema["paths"].items()
            for method, operation in methods.items()
        ]
        self.known = known
        self.chance = Random(seed)

    def requests(self, each: int) -> Iterator[Request]:
        """So many requests to every operation."""
        for path, method, operation in self.operations:
            for _number in range(each):
                yield self.request(path, method, operation)

    def request(self, path: str, method: str, operation: dict[str, Any]) -> Request:
        query = {}
        headers = {"accept-language": self.chance.choice(["th", "en", "*", "x;q=9", "ก" * 3, ""])}
        for parameter in operation["parameters"]:
            name, schema = parameter["name"], parameter["schema"]
            if parameter["in"] == "path":
                value = self.chance.choice(self.known[name]) if self.often() else self.hostile()
                path = path.replace("{" + name + "}", quote(value.encode("utf-8", "replace"), safe=""))
            elif parameter["in"] == "header":
                if self.chance.random() < 0.3:
                    headers[name] = self.chance.choice(KEYS)
            elif self.chance.random() < 0.3 or parameter.get("required"):
                query[name] = str(self.value(schema)) if self.often() else self.hostile()
        if self.chance.random() < 0.05:
            query[self.hostile()[:50]] = self.hostile()
        text = urlencode(
            {key.encode("utf-8", "replace"): each.encode("utf-8", "replace") for key, each in query.items()}
        )
        return Request(method.upper(), f"{path}?{text}" if text else path, self.body(operation), headers)

    def body(self, operation: dict[str, Any]) -> bytes | None:
        if "requestBody" not in operation:
            return None
        if self.chance.random() < 0.1:
            return self.chance.choice(RAW)
        value = self.value(operation["requestBody"]["content"]["application/json"]["schema"])
        return json.dumps(value).encode()

    def value(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """A value that fits the schema, but now and then something else in its place."""
        if self.chance.random() < 0.04 * depth or depth > 6:
            return self.chance.choice(JSON_HOSTILE)
        if "$ref" in schema:
            return self.value(self.schemas[schema["$ref"].rpartition("/")[2]], depth)
        if "anyOf" in schema:
            return self.value(self.chance.choice(schema["anyOf"]), depth)
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        kind = schema.get("type")
        if kind == "object":
            return self.object(schema, depth + 1)
        if kind == "array":
            return [self.value(schema.get("items", {}), depth + 1) for _ in range(self.chance.randint(0, 3))]
        if kind == "integer":
            return self.chance.choice([schema.get("minimum", 0), schema.get("maximum", 9), 1, 2, 7])
        if kind == "number":
            return self.chance.choice([0, 100, 55.5, 99.999, -1])
        if kind == "null":
            return None
        return self.chance.choice(["90.50", "๘๐", "ข้อความ", "i1", "2025-08-29", "ไตรมาสที่ ๑", self.hostile()])

    def object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        made = {
            name: self.value(each, depth)
            for name, each in schema.get("properties", {}).items()
            if name in schema.get("required", ()) or self.chance.random() < 0.5
        }
        more = schema.get("additionalProperties")
        if isinstance(more, dict):
            keys = self.chance.sample(["i1", "I1", "e3", "O9", "1", "7", "zz", "", "\0", "๑"], 3)
            made |= {key: self.value(more, depth) for key in keys}
        elif self.chance.random() < 0.05:
            made[self.hostile()[:20]] = 1
        return made

    def often(self) -> bool:
        return self.chance.random() < 0.85

    def hostile(self) -> str:
        return str(self.chance.choice(HOSTILE))
