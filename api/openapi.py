"""The description of the programming interface, in the language of its reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from api.drafts.once import HEADER
from api.problems import MEDIA_TYPE, TITLES
from national import licence

TITLE = _("ITA Portal: programming interface")
DESCRIPTION = _(
    "Published ITA results and reports of Thai local administrations, and the catalogue of every year. "
    "Reading needs no registration. Scores are texts with two decimals from 0 to 100, years are of the "
    "Buddhist era, dates ISO 8601 of the common era. Every list has limit, offset, count and next. An "
    "ETag that is sent back as If-None-Match is answered with 304 while nothing changed. Too many "
    "requests are answered with 429 and Retry-After. Unknown parameters are refused with 422."
)
TAGS = {
    "municipalities": _("Local administrations and provinces"),
    "frameworks": _("What is asked each year"),
    "assessments": _("Publicly known results, and what they add up to"),
    "reports": _("Published reports, their versions, files and findings"),
    "own": _("Drafts of a municipality, for its own systems: with a token"),
}
EXTRA = {
    "info": {"license": {"name": licence.NAME, "url": licence.URL}},
    "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
}
IN_ADDRESSES: dict[str, tuple[str, dict[str, Any]]] = {
    "code": (_("Any code the municipality ever had."), {"type": "string", "examples": ["99400501"]}),
    "kind": (
        _(
            "Kind of document: analysis (analysis of the result and plan of measures), results (report on "
            "what was done)."
        ),
        {"type": "string", "enum": ["analysis", "results"]},
    ),
    "year": (
        _("Year of the Buddhist era; what year it is stands with the address."),
        {"type": "integer", "minimum": 2500, "maximum": 2699, "examples": [2568]},
    ),
    "number": (_("Number of the version, counted from 1."), {"type": "integer", "minimum": 1}),
    "pk": (_("Number of the measure, its id."), {"type": "integer", "minimum": 1}),
}
"""The parts of addresses: what they are and which values they can have."""
ANY_ERROR = {
    "description": _("Every error has this shape: application/problem+json, RFC 9457."),
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
SENT_AGAIN = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": _(
        "1 to 64 visible characters that name this request, another one each time. Sent again with the same key "
        "within 24 hours, it is not carried out again but answered as the first time (Idempotent-Replayed: true). "
        "422 when the key was used for another request, 409 while the first one is under way. A refusal is not "
        "kept."
    ),
    "schema": {"type": "string", "pattern": "^[!#-\\[\\]-~]{1,64}$", "examples": ["2569-0001"]},
}
"""What every request that writes may say."""
READ_BY_PEOPLE = frozenset({"description", "summary"})


def in_language_of_reader(schema: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The schema with its descriptions translated; made once a language."""
    return _translated(schema, get_language() or "th")


@lru_cache(maxsize=8)
def _translated(schema: Callable[[], dict[str, Any]], language: str) -> dict[str, Any]:
    tree: dict[str, Any] = _walk(_completed(schema()))
    _leave_out_unused(tree)
    tree["info"]["title"] = gettext(TITLE)
    return tree


def _completed(tree: dict[str, Any]) -> dict[str, Any]:
    """With what the operations have in common: the parts of addresses, and the shape of errors."""
    tree = json.loads(json.dumps(tree))
    every = [each for methods in tree["paths"].values() for each in methods.items()]
    for method, operation in every:
        if method != "get":
            operation["parameters"].append(dict(SENT_AGAIN))
        for parameter in operation["parameters"]:
            if parameter["in"] == "path":
                parameter["description"], parameter["schema"] = IN_ADDRESSES[parameter["name"]]
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                answer["content"] = ANY_ERROR["content"]
                answer["description"] = TITLES[int(status)][1]
        operation["responses"]["default"] = ANY_ERROR
    return tree


def _leave_out_unused(tree: dict[str, Any]) -> None:
    """The parameters of an address stand with it; the schemas they were gathered in say nothing more."""
    schemas = tree["components"]["schemas"]
    while unused := set(schemas) - set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(tree))):
        for name in unused:
            del schemas[name]


def _walk(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: gettext(value)
            if key in READ_BY_PEOPLE and isinstance(value, str) and value
            else _walk(value)
            for key, value in node.items()
            if not (key == "title" and isinstance(value, str) and "openapi" not in node)
        }
    if isinstance(node, list):
        return [_walk(each) for each in node]
    return node
