"""The shape of a framework's data: which keys each object has and what their values are.

A shape is a plain value: a mapping of key → test for an object, a `ListOf` or a test. A test returns what
the value must be, or None when it is that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Union

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FORMAT = 1
"""Version of the file format; a change that old files do not survive gets the next number."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

COMPONENT_FIELDS = frozenset(
    {
        "analysis",
        "title",
        "procedure",
        "output",
        "outcome",
        "suggestion",
        "responsible",
        "period",
        "follow_up",
        "evidence",
    }
)
"""What can hold a required component: "analysis" is the remark per issue, the others are a measure's."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: a JSON path such as `$.items[3].code`."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


Test = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose every element has this shape."""

    element: Shape
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Optional:
    """A key that an object may lack."""

    shape: Shape


Shape = Union[Mapping[str, "Shape"], ListOf, Optional, Test]  # noqa: UP007 - refers to itself


def shape_problems(value: Any, shape: Shape, path: str = "$") -> Iterator[Problem]:
    """Yield each place where a value has not its shape: wrong type, missing key, unknown key."""
    match shape:
        case Optional():
            yield from shape_problems(value, shape.shape, path)
        case ListOf():
            yield from _list_problems(value, shape, path)
        case Mapping():
            yield from _object_problems(value, shape, path)
        case _ if wanted := shape(value):
            yield Problem(
                path, gettext("must be %(wanted)s, is %(value)s") % {"wanted": wanted, "value": _shown(value)}
            )


def _list_problems(value: Any, shape: ListOf, path: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(path, gettext("must be a list, is %(value)s") % {"value": _shown(value)})
        return
    if len(value) < shape.at_least:
        yield Problem(
            path,
            gettext("must have at least %(least)s entries, has %(count)s")
            % {"least": shape.at_least, "count": len(value)},
        )
    for index, element in enumerate(value):
        yield from shape_problems(element, shape.element, f"{path}[{index}]")


def _object_problems(value: Any, shape: Mapping[str, Shape], path: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(path, gettext("must be an object, is %(value)s") % {"value": _shown(value)})
        return
    for key, inner in shape.items():
        if key in value:
            yield from shape_problems(value[key], inner, f"{path}.{key}")
        elif not isinstance(inner, Optional):
            yield Problem(f"{path}.{key}", gettext("is missing"))
    for key in value:
        if key not in shape:
            yield Problem(
                f"{path}.{key}",
                gettext("is not known here; the keys are %(keys)s") % {"keys": ", ".join(shape)},
            )
    marks = value.get("unverified")
    for name in marks if isinstance(marks, list) else []:
        if isinstance(name, str) and name not in shape:
            yield Problem(
                f"{path}.unverified",
                gettext("names %(name)s, which is no key of this object") % {"name": name},
            )


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def text(value: Any) -> str | None:
    return None if text_or_empty(value) is None and value.strip() else gettext("a text")


def text_or_empty(value: Any) -> str | None:
    good = isinstance(value, str) and not _CONTROL.search(value)
    return None if good else gettext("a text without control characters (it may be empty)")


def up_to(length: int, test: Test = text) -> Test:
    """A text that fits its database column."""

    def fits(value: Any) -> str | None:
        wanted = test(value)
        if wanted is None and len(value) > length:
            return gettext("a text of at most %(length)s characters") % {"length": length}
        return wanted

    return fits


def whole(value: Any) -> str | None:
    good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1000
    return None if good else gettext("a whole number from 1 to 1000")


def yes_or_no(value: Any) -> str | None:
    return None if isinstance(value, bool) else gettext("true or false")


def year(value: Any) -> str | None:
    good = isinstance(value, int) and not isinstance(value, bool) and 2500 <= value <= 2700
    return None if good else gettext("a year of the Buddhist era")


def score(value: Any) -> str | None:
    """Scores are strings with two decimals: a JSON number could not keep them exactly."""
    try:
        good = isinstance(value, str) and Decimal(0) <= Decimal(value) <= Decimal(100)
    except InvalidOperation:
        good = False
    return (
        None
        if good and re.fullmatch(r"\d+\.\d\d", value)
        else gettext('a text like "95.00", from 0.00 to 100.00')
    )


def day(value: Any) -> str | None:
    try:
        good = isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        good = False
    return None if good else gettext("a date like 2026-10-01 (Common Era)")


def none_or(test: Test) -> Test:
    return lambda value: (
        None
        if value is None or test(value) is None
        else gettext("%(wanted)s or null") % {"wanted": test(value)}
    )


def one_of(*allowed: Any) -> Test:
    listed = ", ".join(str(each) for each in allowed)

    def among(value: Any) -> str | None:
        if type(value) in {type(each) for each in allowed} and value in allowed:
            return None
        return gettext("one of %(allowed)s") % {"allowed": listed}

    return among


def matching(pattern: str, wanted: Any) -> Test:
    found = re.compile(pattern)
    return lambda value: None if isinstance(value, str) and found.fullmatch(value) else str(wanted)


component_field = none_or(one_of(*sorted(COMPONENT_FIELDS)))
item_code = matching(r"[A-Za-z][1-9]\d?", _("an item code like i1, e7 or O28"))
MARKS: Shape = ListOf(text)
SOURCED: dict[str, Shape] = {"source": text_or_empty, "unverified": MARKS}

INSTRUMENT: Shape = {
    "code": one_of("IIT", "EIT", "OIT"),
    "name": up_to(200),
    "name_en": up_to(200, text_or_empty),
    "weight": whole,
    "parts": ListOf({"code": text, "name": text, "share_of_total": whole, **SOURCED}),
    **SOURCED,
}
INDICATOR: Shape = {
    "no": whole,
    "instrument": text,
    "name": up_to(200),
    "name_en": up_to(200, text_or_empty),
    "aliases": ListOf(text),
    **SOURCED,
}
SUB_INDICATOR: Shape = {
    "code": matching(r"\d{1,3}\.\d{1,3}", _("a code like 9.1")),
    "indicator": whole,
    "title": up_to(200, text_or_empty),
    **SOURCED,
}
ITEM: Shape = {
    "code": item_code,
    "indicator": whole,
    "sub_indicator": none_or(text),
    "title": up_to(500),
    "aliases": ListOf(text),
    "paraphrase": yes_or_no,
    "issues": ListOf(whole),
    "replaces": ListOf(item_code),
    "components": ListOf(text),
    "components_source": text_or_empty,
    **SOURCED,
}
BAND: Shape = {
    "code": up_to(16),
    "name": up_to(64),
    "order": whole,
    "min_total": score,
    "min_each_instrument": none_or(score),
    "passing": yes_or_no,
    "unverified": MARKS,
}
ISSUE: Shape = {"no": whole, "title": up_to(300), "aliases": ListOf(text), **SOURCED}
COMPONENT: Shape = {
    "field": component_field,
    "text": text,
    "per_issue": yes_or_no,
    **SOURCED,
}
REQUIREMENT: Shape = {
    "kind": one_of("analysis", "results"),
    "item": item_code,
    "analyses_results_of_year": Optional(year),
    "reports_on_fiscal_year": Optional(year),
    "covers_months": Optional(whole),
    "issues_required": ListOf(whole),
    "components": ListOf(COMPONENT, at_least=1),
    **SOURCED,
}
MILESTONE: Shape = {
    "code": up_to(32),
    "name": up_to(200),
    "start": none_or(day),
    "end": none_or(day),
    **SOURCED,
}

FRAMEWORK: Shape = {
    "format": one_of(FORMAT),
    "evaluation_year": year,
    "name": up_to(300),
    "revision": whole,
    "revision_date": day,
    "revision_note": text_or_empty,
    "notes": ListOf(text),
    "instruments": ListOf(INSTRUMENT, at_least=1),
    "indicators": ListOf(INDICATOR, at_least=1),
    "sub_indicators": ListOf(SUB_INDICATOR),
    "items": ListOf(ITEM, at_least=1),
    "rating": {
        "scheme": one_of("letter", "five_level"),
        "source": text_or_empty,
        "bands": ListOf(BAND, at_least=1),
    },
    "issues": ListOf(ISSUE),
    "document_requirements": ListOf(REQUIREMENT),
    "milestones": ListOf(MILESTONE),
    **SOURCED,
}
