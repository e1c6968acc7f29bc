"""Fields of forms that every app may use."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from ita_portal.thai.dates import format_date, parse_date


class ThaiDateField(forms.CharField):
    """A date in the Buddhist era as people write it; `cleaned_data` holds a `date` or None."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            return value
        text = super().to_python(value)
        if not text:
            return None
        day = parse_date(text)
        if day is None:
            raise forms.ValidationError(gettext("This is not a date. Write it like 1 ต.ค. 2567"))
        return day

    def prepare_value(self, value: Any) -> Any:
        return format_date(value, "medium") if isinstance(value, date) else value
