"""The description of the programming interface, in the language of its reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from api.places import LICENCE, LICENCE_CODE, LICENCE_URL

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
    "info": {"license": {"name": LICENCE, "identifier": LICENCE_CODE, "url": LICENCE_URL}},
    "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
}
READ_BY_PEOPLE = frozenset({"description", "summary"})


def in_language_of_reader(schema: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The schema with its descriptions translated; made once a language."""
    return _translated(schema, get_language() or "th")


@lru_cache(maxsize=8)
def _translated(schema: Callable[[], dict[str, Any]], language: str) -> dict[str, Any]:
    tree: dict[str, Any] = _walk(schema())
    _leave_out_unused(tree)
    tree["info"]["title"] = gettext(TITLE)
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
