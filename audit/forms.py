"""The form that looks for events."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.wanted import GROUPS, Wanted
from municipalities.form_fields import ThaiDateField
from reports.event_words import WORDS


class TrailForm(forms.Form):
    """All of it may be empty. What is wrong is said beside its field; the rest is looked for all the same."""

    municipality = forms.CharField(label=_("Municipality"), max_length=200, required=False)
    person = forms.CharField(label=_("Person"), max_length=150, required=False)
    action = forms.CharField(label=_("What was done"), max_length=64, required=False)
    since = ThaiDateField(label=_("From"), required=False)
    until = ThaiDateField(label=_("Until"), required=False)
    text = forms.CharField(label=_("Words of the comment"), max_length=200, required=False)
    who = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def clean_action(self) -> str:
        action = str(self.cleaned_data["action"])
        return action if action in GROUPS or action in WORDS else ""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since: date | None = values.get("since")
        until: date | None = values.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day cannot be before the first."))
        return values

    def wanted(self) -> Wanted:
        self.is_valid()
        values = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(**values)
