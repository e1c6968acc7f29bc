"""Parts of a framework on the page of its year: a title, in a draft a link that opens it; the form where it is open."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from catalogue.forms import FORMS
from catalogue.models import Part
from catalogue.parts import KEYS
from catalogue.sheet_columns import SHEETS
from catalogue.views.labels import column_label, field_label, sheet_label
from catalogue.views.places import anchor, part_address

register = template.Library()


@register.simple_tag
def part_id(section: str, key: Any) -> str:
    return anchor(section, str(key))


@register.simple_tag(takes_context=True)
def part_title(context: Any, section: str, key: Any, title: str) -> SafeString:
    """The title of a part; in a draft it opens the part."""
    if not context["is_draft"]:
        return format_html('<span class="t">{}</span>', title)
    href = part_address(context["framework"], section, str(key))
    said = gettext("edit")
    return format_html(
        '<a class="t" href="{}">{}<span class="visually-hidden"> ({})</span></a>', href, title or key, said
    )


@register.simple_tag(takes_context=True)
def is_open(context: Any, section: str, key: Any = "") -> bool:
    """Whether this part is the one that is open; without a key, whether a new one of the section is."""
    opened = context["opened"]
    return bool(opened) and opened.section == section and opened.key == str(key)


@register.filter
def doubts(row: Part) -> str:
    """The unverified fields of a row as its form names them."""
    tables = {
        "subindicator": "sub_indicators",
        "requirement": "document_requirements",
        "requiredcomponent": "components",
    }
    name = row._meta.model_name or ""
    section = tables.get(name, f"{name}s")
    if section not in FORMS and section not in KEYS:
        return ", ".join(row.unverified)
    return ", ".join(field_label(section, mark) for mark in row.unverified)


@register.simple_tag
def component_key(requirement: Any, component: Any) -> str:
    """The key of a component among those of its document, which are prefetched in order."""
    number = list(requirement.components.all()).index(component) + 1
    return f"{requirement.kind}-{number}"


@register.filter
def sheet_name(problem: Any) -> str:
    """The sheet of a cell as the workbook names it; of a JSON file, that it is one."""
    return f"{problem.sheet} {sheet_label(problem.sheet)}" if problem.sheet in SHEETS else str(problem.sheet)


@register.filter
def column_name(problem: Any) -> str:
    """The column of a cell as its heading says."""
    label = column_label(problem.sheet, problem.column) if problem.sheet in SHEETS else ""
    return f"{label} [{problem.column}]" if label and problem.column else str(problem.column)
