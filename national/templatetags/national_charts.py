"""The drawings of the national picture for templates, and numbers as its tables write them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from municipalities.addresses import LANGUAGE_PARAMETER, address
from municipalities.models import Municipality
from national import charts
from national.areas import LevelCount, YearOfArea
from national.compared import ProvinceRow, Sorting
from national.profiles import Compared, YearOfOne, newest_profile_year
from national.spreads import Spread
from reports.writers.charts import Axis
from reports.writers.levels import badge
from reports.writers.markup import Markup

register = template.Library()


def _safe(drawn: Markup | None) -> SafeString:
    return mark_safe(drawn or "")  # noqa: S308 - `markup` escaped every text in it


@register.simple_tag
def level_bar(levels: Sequence[LevelCount]) -> SafeString:
    return _safe(charts.level_bar(levels))


@register.simple_tag
def small_level_bar(levels: Sequence[LevelCount]) -> SafeString:
    return _safe(charts.level_bar(levels, small=True))


@register.simple_tag
def level_swatch(level: LevelCount) -> SafeString:
    return _safe(charts.swatch(level))


@register.simple_tag
def strip(spread: Spread, axis: Axis, beside: Spread | None = None) -> SafeString:
    return _safe(charts.strip(spread, axis, beside))


@register.simple_tag
def scale(axis: Axis) -> SafeString:
    return _safe(charts.scale(axis))


@register.simple_tag
def score_bar(compared: Compared, axis: Axis) -> SafeString:
    return _safe(charts.score_bar(compared, axis))


@register.simple_tag
def legend_mark(kind: str) -> SafeString:
    return _safe(charts.legend_mark(kind))


@register.simple_tag
def median_dots(rows: Sequence[ProvinceRow], axis: Axis, country: Decimal | None) -> SafeString:
    return _safe(charts.dots(rows, axis, country))


@register.simple_tag
def area_trend(years: Sequence[YearOfArea]) -> SafeString:
    return _safe(charts.area_trend(years))


@register.simple_tag
def profile_trend(years: Sequence[YearOfOne]) -> SafeString:
    return _safe(charts.profile_trend(years))


@register.simple_tag
def level_badge(name: str) -> SafeString:
    """As the tag `level`, with colours that a renderer of PDF draws too."""
    return _safe(badge(name))


@register.filter
def grouped(value: int | None) -> str:
    """7,850; a dash for what is not known."""
    return "–" if value is None else f"{value:,}"


@register.filter
def percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{value}%"


@register.inclusion_tag("national/sort_heading.html", takes_context=True)
def sort_heading(context: Any, field: str, css: str = "") -> dict[str, Any]:
    """A heading that orders its table."""
    return {**_order(context, field), "css": css, "paper": context.get("paper", False)}


@register.inclusion_tag("national/sort_row.html", takes_context=True)
def sort_row(context: Any) -> dict[str, Any]:
    """The same links in a row, for narrow screens where a table has no headings."""
    return {"orders": [_order(context, field) for field in context["orders"]]}


def _order(context: Any, field: str) -> dict[str, Any]:
    """Pressed again, an order is turned round."""
    asked: Sorting = context["sorting"]
    label, usual = context["orders"][field]
    here = asked.field == field
    turned = ("" if asked.descending else "-") if here else usual
    query = {**context["query"], "sort": f"{turned}{field}"}
    if (language := get_language()) != settings.LANGUAGE_CODE:
        query[LANGUAGE_PARAMETER] = language
    return {
        "label": label,
        "url": f"?{urlencode(query)}#{context['table']}",
        "order": ("descending" if asked.descending else "ascending") if here else "",
    }


@register.simple_tag
def profile_address(municipality: Municipality, code: str) -> str:
    """The newest profile of a municipality; empty when it has none."""
    year = newest_profile_year(municipality)
    return address("national_profile", code, year) if year else ""
