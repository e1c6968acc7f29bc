"""Parts of a framework as people call them: "item O28", "issue 3"; their fields as the forms name them."""

from __future__ import annotations

from django.utils.translation import gettext

from catalogue.forms import FORMS, HEADINGS
from catalogue.models import DocumentKind
from catalogue.parts import COMPONENTS, Data, UnknownPart, row_of


def part_label(data: Data, section: str, key: str) -> str:
    heading = str(HEADINGS[section])
    if not key:
        return heading
    if section == "document_requirements" and key in DocumentKind.values:
        return f"{heading} {DocumentKind(key).label}"
    if section == COMPONENTS:
        kind, _dash, number = key.rpartition("-")
        label = DocumentKind(kind).label if kind in DocumentKind.values else kind
        return f"{heading} {number} ({label})"
    try:
        row = row_of(data, section, key)
    except UnknownPart:
        return f"{heading} {key}"
    return f"{heading} {row['name'] if section in ('bands', 'milestones') else key}"


def field_label(section: str, name: str) -> str:
    """A field's name on its form; keys that no form shows by themselves have a name here."""
    extra = {
        "analyses_results_of_year": gettext("Year the document treats (B.E.)"),
        "reports_on_fiscal_year": gettext("Year the document treats (B.E.)"),
        "share_of_total": gettext("share of the total"),
        "items": gettext("Items"),
    }
    field = FORMS[section].base_fields.get(name)
    return str(field.label) if field is not None else extra.get(name, name)


def sheet_label(name: str) -> str:
    """A sheet of a workbook in one or two words."""
    if name == "parts":
        return gettext("parts of the weight")
    return str(HEADINGS[name])


def column_label(sheet: str, key: str) -> str:
    extra = {
        "format": gettext("file format"),
        "evaluation_year": gettext("Evaluation year (B.E.)"),
        "revision": gettext("Revision"),
        "unverified": gettext("unverified fields"),
        "instrument": gettext("Instrument"),
        "order": gettext("order, 1 is best"),
        "kind": gettext("Kind of document"),
        "code": gettext("Code"),
        "name": gettext("Name"),
        "source": gettext("Source"),
    }
    if sheet in FORMS and key in FORMS[sheet].base_fields:
        return field_label(sheet, key)
    found = field_label(sheet if sheet in FORMS else "items", key)
    return extra.get(key, "") if found == key else found
