"""The form of what only the document has: layout, title, period and signatures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from measures.forms import cell_text
from municipalities.form_fields import ThaiDateField
from reports.document import Signature
from reports.formats.json_form import from_tree
from reports.layouts import Layout
from reports.models import Report

FONT_SIZES = (12, 14, 16)
SIGNATORIES = 2
"""So many signature blocks are offered; a report that has more keeps them all."""


class FrontMatterForm(forms.Form):
    layout = forms.ChoiceField(label=_("Layout"), widget=forms.RadioSelect)
    title = cell_text(_("Title on the cover"), 3)
    document_number = forms.CharField(
        label=_("Document number"),
        required=False,
        max_length=100,
        help_text=_("As in the agency's register. Printed on the cover"),
    )
    document_date = ThaiDateField(
        label=_("Date of the document"),
        required=False,
        help_text=_("Whoever holds the offices on this day signs. Left empty, the day of submission"),
    )
    covers_start = ThaiDateField(label=_("Covers from"), required=False)
    covers_end = ThaiDateField(label=_("until"), required=False)
    digits = forms.ChoiceField(
        label=_("Digits"), choices=[("thai", _("Thai digits ๑๒๓")), ("arabic", _("Arabic digits 123"))]
    )
    font_size = forms.TypedChoiceField(
        label=_("Type size in points"), coerce=int, choices=[(size, str(size)) for size in FONT_SIZES]
    )
    intro = cell_text(_("Introduction"), 4, _("Left empty, the usual sentence of this kind of report prints"))

    def __init__(self, *args: Any, report: Report, layouts: Sequence[Layout], **kwargs: Any) -> None:
        layout: Layout = from_tree(Layout, report.layout)
        kwargs["initial"] = {
            "layout": layout.name,
            "title": report.title,
            "document_number": report.document_number,
            "document_date": report.document_date,
            "covers_start": report.covers_start,
            "covers_end": report.covers_end,
            "digits": layout.digits,
            "font_size": layout.font_size,
            "intro": layout.intro,
            **_signature_fields(report),
        }
        super().__init__(*args, **kwargs)
        chosen = self.fields["layout"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(each.name, each.label) for each in layouts]
        sizes = self.fields["font_size"]
        assert isinstance(sizes, forms.TypedChoiceField)
        sizes.choices = [(size, str(size)) for size in sorted({*FONT_SIZES, layout.font_size})]
        self.has_signatures = report.signatures is not None
        self.signatories = max(SIGNATORIES, len(report.signatures or ()))
        if report.kind != "results":
            del self.fields["covers_start"], self.fields["covers_end"]
        for number in range(1, self.signatories + 1):
            self.fields[f"name_{number}"] = forms.CharField(label=_("Name"), required=False, max_length=200)
            self.fields[f"position_{number}"] = forms.CharField(
                label=_("Position"), required=False, max_length=300
            )
            self.fields[f"acting_{number}"] = forms.CharField(
                label=_("Acting for"), required=False, max_length=300
            )
            self.fields[f"date_{number}"] = ThaiDateField(label=_("Date"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("covers_start"), data.get("covers_end")
        if (start is None) != (end is None):
            self.add_error("covers_end", gettext("Give both days, or neither."))
        return data

    def covers(self) -> tuple[date, date] | tuple[()] | None:
        if "covers_start" not in self.fields:
            return None
        start, end = self.cleaned_data["covers_start"], self.cleaned_data["covers_end"]
        return (start, end) if start and end else ()

    def layout_options(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("digits", "font_size", "intro")}

    def signatures(self) -> list[Signature] | None:
        """The signatories that were named. None, when nobody ever named one: the office holders of the day sign."""
        rows = [
            Signature(
                self.cleaned_data[f"name_{number}"],
                self.cleaned_data[f"position_{number}"],
                self.cleaned_data[f"acting_{number}"],
                self.cleaned_data[f"date_{number}"],
            )
            for number in range(1, self.signatories + 1)
        ]
        named = [each for each in rows if each.name or each.position]
        return named if named or self.has_signatures else None

    def signature_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each signatory together, for the template."""
        return [
            [self[f"{name}_{number}"] for name in ("name", "position", "acting", "date")]
            for number in range(1, self.signatories + 1)
        ]


def _signature_fields(report: Report) -> dict[str, Any]:
    stored: tuple[Signature, ...] = from_tree(tuple[Signature, ...], report.signatures or [])
    fields: dict[str, Any] = {}
    for number, each in enumerate(stored, start=1):
        fields |= {
            f"name_{number}": each.name,
            f"position_{number}": each.position,
            f"acting_{number}": each.acting_for,
            f"date_{number}": each.date,
        }
    return fields
