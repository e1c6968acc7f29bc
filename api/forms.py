"""The form that makes a token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api.tokens import officers_of
from municipalities.form_fields import ThaiDateField
from municipalities.forms import Refusable
from municipalities.models import Municipality, User

SCOPES = [("scores", _("Scores")), ("measures", _("Measures"))]


def in_a_year() -> Any:
    return timezone.localdate() + timedelta(days=364)


class TokenForm(Refusable):
    name = forms.CharField(
        label=_("Name of the system"),
        max_length=80,
        help_text=_("It stands in the history beside everything the system writes, like “e-Office”"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may write"), choices=SCOPES, widget=forms.CheckboxSelectMultiple
    )
    person = forms.ModelChoiceField(
        label=_("In whose name it writes"),
        queryset=User.objects.none(),
        empty_label=None,
        help_text=_("When this person is no longer an officer here, the token stops working"),
    )
    last_day = ThaiDateField(
        label=_("Valid until"), help_text=_("One year at most, like 30 ก.ย. 2570"), initial=in_a_year
    )

    def offer_officers(self, municipality: Municipality) -> None:
        field: Any = self.fields["person"]
        field.queryset = officers_of(municipality)
