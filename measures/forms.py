"""Forms of a measure: what is planned, and what came of it. Rules are the services'."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ita_portal.thai.dates import format_date, parse_date
from ita_portal.thai.periods import Period, format_period, parse_period

PERIODS = (
    "ตลอดปีงบประมาณ",
    "ไตรมาสที่ ๑",
    "ไตรมาสที่ ๑ – ๒",
    "ไตรมาสที่ ๒ – ๓",
    "ไตรมาสที่ ๓ – ๔",
    "ไตรมาสละ ๑ ครั้ง",
)
"""Offered while typing; anything else may be typed."""


def cell_text(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    """A field of cell text: lines and labels stay as typed."""
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "class": "is-short" if rows < 4 else ""}),
        help_text=help_text,
    )


class ThaiDateField(forms.CharField):
    """A date in the Buddhist era as people write it; `cleaned_data` holds a `date` or None."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        day = parse_date(text)
        if day is None:
            raise forms.ValidationError(gettext("This is not a date. Write it like 1 ต.ค. 2567"))
        return day

    def prepare_value(self, value: Any) -> Any:
        return format_date(value, "medium") if isinstance(value, date) else value


class MeasureForm(forms.Form):
    """What is planned. `departments` are ticked; `others` takes further units and positions, one a line."""

    title = cell_text(_("Measure or activity"), 2)
    procedure = cell_text(_("Steps"), 6, _("One step a line, numbered as it should print"))
    departments = forms.MultipleChoiceField(
        label=_("Responsible departments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Other units or positions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "is-short"}),
        help_text=_("One a line"),
    )
    period = forms.CharField(
        label=_("Period, as it prints"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "periods"}),
        help_text=_("Dates, months, quarters or ตลอดปี; left empty, the two dates below are written out"),
    )
    period_start = ThaiDateField(label=_("From"), required=False)
    period_end = ThaiDateField(label=_("Until"), required=False)
    follow_up = cell_text(
        _("Follow-up and reporting"), 3, _("Who looks when how far it is, and to whom they report")
    )
    items = forms.MultipleChoiceField(
        label=_("Items this measure answers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        departments: Sequence[str],
        items: Sequence[tuple[str, str]],
        action_year: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.action_year = action_year
        for name, choices in (("departments", [(each, each) for each in departments]), ("items", items)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = list(choices)

    def measure_fields(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("title", "procedure", "follow_up")},
            "responsible": [*data["departments"], *data["others"].splitlines()],
            "period": self._period(),
            "items": data["items"],
        }

    def _period(self) -> Period | str:
        """The words decide; two dates stand for words that were left out or that say no days."""
        text, start, end = (self.cleaned_data[name] for name in ("period", "period_start", "period_end"))
        if not start and not end:
            return str(text)
        if not text:
            return Period(format_period(Period("", start, end, "dates"), "thai"), start, end, "dates")
        read = parse_period(text, self.action_year)
        return Period(text, start, end, "text") if read.style == "text" else read


class ResultForm(forms.Form):
    """What was done and what came of it."""

    output = cell_text(_("Output: what was done"), 6, _("What was really done, with numbers and days"))
    outcome = cell_text(
        _("Outcome: what changed"),
        6,
        _("What is different now: a score, a number of users, fewer complaints"),
    )
    suggestion = cell_text(_("Suggestion"), 2, _("Only some layouts have a column for it"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    """A link that shows a measure was carried out."""

    title = forms.CharField(label=_("What it shows"), max_length=500, required=False)
    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https")
    is_public = forms.BooleanField(label=_("Readers of the report may follow it"), required=False)
