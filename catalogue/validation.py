"""Whether the data of one framework (a file of `catalogue/data/`) is right: its shape, then what it says.

Pure functions on the mapping that the JSON holds. Each problem names the JSON path of what is wrong and
says how it should be. The loader refuses data with any problem; catalogue admins see the same messages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from catalogue.shape import FRAMEWORK, Problem, shape_problems

Data = Mapping[str, Any]
Rule = Callable[[Data], Iterator[Problem]]

REQUIRED_BY_KIND = {"analysis": "analyses_results_of_year", "results": "reports_on_fiscal_year"}
FIRST_HALF, WHOLE_YEAR = 6, 12


def framework_problems(data: Any, previous: Data | None = None) -> list[Problem]:
    """Return everything wrong with a framework, in the order of the file; empty when it can be loaded.

    `previous` is the framework of the year before: with it, `replaces` must name its items.
    """
    problems = list(shape_problems(data, FRAMEWORK))
    if problems:
        return problems
    problems = [problem for rule in RULES for problem in rule(data)]
    if previous is not None:
        problems += replaced_items_exist(data, previous)
    return problems


def _rows(data: Data, section: str) -> Iterator[tuple[str, Data]]:
    """Each row of a section with its JSON path."""
    for index, row in enumerate(data[section]):
        yield f"$.{section}[{index}]", row


def _repeated(values: Iterable[tuple[str, Any]], what: str) -> Iterator[Problem]:
    seen: Counter[Any] = Counter()
    for path, value in values:
        seen[value] += 1
        if seen[value] == 2:
            yield Problem(
                path, gettext("%(what)s %(value)s occurs more than once") % {"what": what, "value": value}
            )


def codes_are_unique(data: Data) -> Iterator[Problem]:
    """Item codes are compared without case: documents write O28 and o28."""
    for section, key, what in (
        ("instruments", "code", gettext("instrument")),
        ("indicators", "no", gettext("indicator")),
        ("sub_indicators", "code", gettext("sub-indicator")),
        ("issues", "no", gettext("issue")),
        ("document_requirements", "kind", gettext("requirement for")),
        ("milestones", "code", gettext("milestone")),
    ):
        yield from _repeated(((f"{path}.{key}", row[key]) for path, row in _rows(data, section)), what)
    items = ((f"{path}.code", row["code"].lower()) for path, row in _rows(data, "items"))
    yield from _repeated(items, gettext("item"))
    bands = ((f"$.rating.bands[{n}].code", band["code"]) for n, band in enumerate(data["rating"]["bands"]))
    yield from _repeated(bands, gettext("band"))


def an_item_names_each_once(data: Data) -> Iterator[Problem]:
    for path, row in _rows(data, "items"):
        yield from _repeated(((f"{path}.replaces", code) for code in row["replaces"]), gettext("item"))
        yield from _repeated(((f"{path}.issues", no) for no in row["issues"]), gettext("issue"))


def band_orders_differ(data: Data) -> Iterator[Problem]:
    bands = enumerate(data["rating"]["bands"])
    yield from _repeated(
        ((f"$.rating.bands[{n}].order", band["order"]) for n, band in bands), gettext("order")
    )


def weights_add_up(data: Data) -> Iterator[Problem]:
    total = sum(row["weight"] for row in data["instruments"])
    if total != 100:
        yield Problem(
            "$.instruments", gettext("the weights add up to %(total)s, not to 100") % {"total": total}
        )
    for path, row in _rows(data, "instruments"):
        shares = sum(part["share_of_total"] for part in row["parts"])
        if row["parts"] and shares != row["weight"]:
            yield Problem(
                f"{path}.parts",
                gettext("the parts add up to %(shares)s, not to the weight %(weight)s")
                % {"shares": shares, "weight": row["weight"]},
            )


def references_exist(data: Data) -> Iterator[Problem]:
    instruments = {row["code"] for row in data["instruments"]}
    indicators = {row["no"] for row in data["indicators"]}
    subs = {row["code"]: row["indicator"] for row in data["sub_indicators"]}
    issues = {row["no"] for row in data["issues"]}
    for path, row in _rows(data, "indicators"):
        if row["instrument"] not in instruments:
            yield Problem(
                f"{path}.instrument", gettext("there is no instrument %(code)s") % {"code": row["instrument"]}
            )
    for path, row in _rows(data, "sub_indicators"):
        if row["indicator"] not in indicators:
            yield Problem(
                f"{path}.indicator", gettext("there is no indicator %(no)s") % {"no": row["indicator"]}
            )
    for path, row in _rows(data, "items"):
        if row["indicator"] not in indicators:
            yield Problem(
                f"{path}.indicator", gettext("there is no indicator %(no)s") % {"no": row["indicator"]}
            )
        sub = row["sub_indicator"]
        if sub is not None and subs.get(sub) != row["indicator"]:
            yield Problem(
                f"{path}.sub_indicator",
                gettext("indicator %(no)s has no sub-indicator %(sub)s")
                % {"no": row["indicator"], "sub": sub},
            )
        for no in row["issues"]:
            if no not in issues:
                yield Problem(f"{path}.issues", gettext("there is no issue %(no)s") % {"no": no})


def nothing_is_left_empty(data: Data) -> Iterator[Problem]:
    """An instrument without indicators or an indicator without items could never get a score."""
    measured = {row["instrument"] for row in data["indicators"]}
    asked = {row["indicator"] for row in data["items"]}
    for path, row in _rows(data, "instruments"):
        if row["code"] not in measured:
            yield Problem(path, gettext("instrument %(code)s has no indicator") % {"code": row["code"]})
    for path, row in _rows(data, "indicators"):
        if row["no"] not in asked:
            yield Problem(path, gettext("indicator %(no)s has no item") % {"no": row["no"]})


def bands_leave_no_gap(data: Data) -> Iterator[Problem]:
    """The bands go from the best down to 0; of two with one cut-off, the stricter stands first."""
    bands = data["rating"]["bands"]
    better: Data | None = None
    for index, band in enumerate(bands):
        path = f"$.rating.bands[{index}]"
        if band["order"] != index + 1:
            yield Problem(
                f"{path}.order",
                gettext("must be %(order)s: the bands are listed from the best down") % {"order": index + 1},
            )
        condition = band["min_each_instrument"]
        if condition is not None and Decimal(condition) > Decimal(band["min_total"]):
            yield Problem(
                f"{path}.min_each_instrument", gettext("is above min_total: no total could have this level")
            )
        if better is not None:
            yield from _below(better, band, path)
        better = band
    last = bands[-1]
    if Decimal(last["min_total"]) != 0 or last["min_each_instrument"] is not None:
        path = f"$.rating.bands[{len(bands) - 1}]"
        yield Problem(
            path, gettext("leaves totals without a level: the last band begins at 0, without a condition")
        )


def _below(better: Data, band: Data, path: str) -> Iterator[Problem]:
    minimum, cut_off = Decimal(band["min_total"]), Decimal(better["min_total"])
    if minimum > cut_off:
        yield Problem(
            f"{path}.min_total",
            gettext("is above that of the better band %(code)s") % {"code": better["code"]},
        )
    if minimum == cut_off and better["min_each_instrument"] is None:
        yield Problem(
            path, gettext("can never be reached: %(code)s takes all its totals") % {"code": better["code"]}
        )
    if band["passing"] and not better["passing"]:
        yield Problem(
            f"{path}.passing",
            gettext("passes although the better band %(code)s does not") % {"code": better["code"]},
        )


def requirements_fit(data: Data) -> Iterator[Problem]:
    year = data["evaluation_year"]
    for path, row in _rows(data, "document_requirements"):
        key = REQUIRED_BY_KIND[row["kind"]]
        other = next(name for name in REQUIRED_BY_KIND.values() if name != key)
        if row.get(key) is not None and not year - 2 <= row[key] <= year:
            yield Problem(
                f"{path}.{key}",
                gettext("%(key)s is not a year before the evaluation of %(year)s")
                % {"key": row[key], "year": year},
            )
        if row.get(other) is not None:
            yield Problem(
                f"{path}.{other}",
                gettext("does not belong to a document of %(kind)s") % {"kind": row["kind"]},
            )
        named = (
            (f"{path}.components[{n}].field", each["field"])
            for n, each in enumerate(row["components"])
            if each["field"]
        )
        yield from _repeated(named, gettext("the component for"))


def required_parts_exist(data: Data) -> Iterator[Problem]:
    """A requirement names an item, a year and issues that are there."""
    items = {row["code"] for row in data["items"]}
    issues = {row["no"] for row in data["issues"]}
    for path, row in _rows(data, "document_requirements"):
        if row["item"] not in items:
            yield Problem(f"{path}.item", gettext("there is no item %(code)s") % {"code": row["item"]})
        for no in row["issues_required"]:
            if no not in issues:
                yield Problem(f"{path}.issues_required", gettext("there is no issue %(no)s") % {"no": no})
        key = REQUIRED_BY_KIND[row["kind"]]
        if row.get(key) is None:
            yield Problem(
                f"{path}.{key}",
                gettext("is missing: it says which year a document of %(kind)s is for")
                % {"kind": row["kind"]},
            )
        if row.get("covers_months", WHOLE_YEAR) not in (FIRST_HALF, WHOLE_YEAR):
            yield Problem(
                f"{path}.covers_months", gettext("must be 12, or 6 for the first half of the fiscal year")
            )


def milestones_have_a_date(data: Data) -> Iterator[Problem]:
    for path, row in _rows(data, "milestones"):
        if row["start"] is None and row["end"] is None:
            yield Problem(path, gettext("has neither start nor end"))


def milestones_are_in_order(data: Data) -> Iterator[Problem]:
    for path, row in _rows(data, "milestones"):
        if row["start"] and row["end"] and row["end"] < row["start"]:
            yield Problem(f"{path}.end", gettext("is before the start"))


def replaced_items_exist(data: Data, previous: Data) -> Iterator[Problem]:
    """`replaces` names items of the year before."""
    codes = {row["code"] for row in previous["items"]}
    for path, row in _rows(data, "items"):
        for code in row["replaces"]:
            if code not in codes:
                yield Problem(
                    f"{path}.replaces",
                    gettext("%(year)s has no item %(code)s")
                    % {"year": previous["evaluation_year"], "code": code},
                )


RULES: tuple[Rule, ...] = (
    codes_are_unique,
    an_item_names_each_once,
    weights_add_up,
    references_exist,
    nothing_is_left_empty,
    bands_leave_no_gap,
    required_parts_exist,
    requirements_fit,
    milestones_have_a_date,
    milestones_are_in_order,
)
STORING: tuple[Rule, ...] = (
    codes_are_unique,
    an_item_names_each_once,
    band_orders_differ,
    references_exist,
    required_parts_exist,
    milestones_are_in_order,
)
"""What even a draft must keep, because the tables could not hold it otherwise."""


def storing_problems(data: Any) -> list[Problem]:
    """Return what keeps data from being written as a draft; everything else may wait until it is published."""
    problems = list(shape_problems(data, FRAMEWORK))
    return problems or [problem for rule in STORING for problem in rule(data)]


@dataclass(frozen=True, slots=True)
class YearProblem:
    """A problem with the years taken together."""

    evaluation_year: int
    problem: Problem


def problems_of_all(frameworks: Mapping[int, Data]) -> list[YearProblem]:
    """Return the problems of several years, each checked against the year before where that is there."""
    return [
        YearProblem(year, problem)
        for year in sorted(frameworks)
        for problem in framework_problems(frameworks[year], frameworks.get(year - 1))
    ]
